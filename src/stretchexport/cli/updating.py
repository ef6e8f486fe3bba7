"""``stretchexport calendar --update``: a calendar made anew on top of the one that is out there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.cli.common import ExitCode, fail
from stretchexport.cli.writing import say, write

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export
    from stretchexport.exporters.calendar.identity.updating import Updated
    from stretchexport.model import Routine


def write_successor(
    old: str, before: bytes, routines: list[Routine], made: Export, target: str | None
) -> None:
    """Write the calendar ``made`` as the successor of the file ``old``, whose bytes are given."""
    from stretchexport.exporters.base import Export, File
    from stretchexport.exporters.calendar import EXPORTER
    from stretchexport.exporters.calendar.losses import NO_ZONE
    from stretchexport.reporting.updates import update_text

    if any(loss.what == NO_ZONE.what for loss in made.losses):
        # its sessions are not gone, so they must not be cancelled
        fail("--time utc: a routine without a time zone cannot be updated so", ExitCode.USAGE)
    updated = _updated(old, before, routines, made)
    if not updated.changes:
        fail(f"there is nothing to write, and nothing in {old}", ExitCode.USAGE)
    say(update_text(old, updated.changes))
    name = made.files[0].name if made.files else f"{routines[0].id}{EXPORTER.suffix}"
    write(Export((File(name, updated.data, EXPORTER.media_type, "calendar"),)), target)


def _updated(old: str, before: bytes, routines: list[Routine], made: Export) -> Updated:
    """What becomes of ``before``; leaves with 1 if it is no calendar, with 2 if it does not fit."""
    from stretchexport.exporters.calendar import EXPORTER
    from stretchexport.exporters.calendar.identity.content import MalformedCalendarError
    from stretchexport.exporters.calendar.identity.updating import KindChangedError, update

    if len(made.files) > 1 or any(one.media_type != EXPORTER.media_type for one in made.files):
        fail("--update: it works on one iCalendar file (.ics)", ExitCode.USAGE)
    new = made.files[0].data if made.files else None
    try:
        ids = {routine.id for routine in routines}
        return update(before, new, ids, max(routine.updated for routine in routines))
    except MalformedCalendarError as error:
        fail(f"--update {old}: {error}; nothing was written", ExitCode.ERRORS)
    except KindChangedError as error:
        fail(
            f"--update {old}: {error}; write the same kind again, or take back the old ones first: "
            f"stretchexport unschedule {old}",
            ExitCode.USAGE,
        )
