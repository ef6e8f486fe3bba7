"""Publishing from a test, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calendar_routines import export
from publishing.servers import USER
from stretchexport.exporters.base import Export, File
from stretchexport.online.address import parse
from stretchexport.publishing.publication import publish

if TYPE_CHECKING:
    from stretchexport.model import Routine
    from stretchexport.publishing.publication import Publication


def push(
    calendar: str, *routines: Routine, dry_run: bool = False, force: bool = False
) -> Publication:
    """Publish the calendars of routines as the user of the test servers."""
    exports = {one.id: export(one) for one in routines}
    return publish(exports, parse(calendar), USER, dry_run=dry_run, force=force)


def push_text(calendar: str, routine: str, text: str) -> Publication:
    """Publish what stands between the lines of a VCALENDAR as the export of a routine."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *text.split(), "END:VCALENDAR", ""]
    data = "\r\n".join(lines).encode()
    made = Export((File(f"{routine}.ics", data, "text/calendar", ""),))
    return publish({routine: made}, parse(calendar), USER)


def actions(done: Publication) -> dict[str, str]:
    """What was done with each object, by its UID without the part that is always the same."""
    return {
        one.step.uid.removesuffix("@stretchexport"): str(one.step.action)
        for outcomes in done.outcomes.values()
        for one in outcomes
        if not one.problem
    }


def problems(done: Publication) -> dict[str, str]:
    """Why an object was left, by the same names."""
    return {
        one.step.uid.removesuffix("@stretchexport"): one.problem
        for outcomes in done.outcomes.values()
        for one in outcomes
        if one.problem
    }


def words(done: Publication) -> dict[str, tuple[str, ...]]:
    """What differs, of those of which anything does."""
    return {
        one.step.uid.removesuffix("@stretchexport"): one.step.words
        for outcomes in done.outcomes.values()
        for one in outcomes
        if one.step.words
    }
