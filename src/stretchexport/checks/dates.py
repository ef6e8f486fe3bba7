"""Dates and zones: what has to be right before a schedule can be expanded.

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from stretchexport import zones
from stretchexport.checks.near import suggestion
from stretchexport.counting import counted
from stretchexport.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.findings import Path
    from stretchexport.reading import Document

LAST_YEAR = 2099


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every date and zone that does not exist, and dates outside of the weeks."""
    yield from _date(document, data["updated"][:10], ("updated",))
    schedule = data.get("schedule")
    if schedule is None:
        return
    start = ("schedule", "starts")
    wrong = list(_date(document, schedule["starts"], start))
    yield from wrong or _end(document, schedule)
    for index, date in enumerate(schedule.get("skip", ())):
        yield from _date(document, date, ("schedule", "skip", index))
    for path, date in _dates_of_slots(schedule["slots"]):
        missing = list(_date(document, date, path))
        yield from missing or (() if wrong else _outside(document, schedule, date, path))
    yield from _zone(document, schedule)


def _dates_of_slots(slots: list[dict[str, Any]]) -> Iterator[tuple[Path, str]]:
    """The dates that slots name, each with its path."""
    for number, slot in enumerate(slots):
        path = ("schedule", "slots", number)
        for index, date in enumerate(slot.get("dates", ())):
            yield (*path, "dates", index), date
        for index, move in enumerate(slot.get("moved", ())):
            for key in ("date", "to"):
                if key in move:
                    yield (*path, "moved", index, key), move[key]


def _outside(
    document: Document, schedule: dict[str, Any], text: str, path: Path
) -> Iterator[Finding]:
    """A date before the first week or after the last one."""
    first = dt.date.fromisoformat(schedule["starts"])
    week = (dt.date.fromisoformat(text) - first).days // 7 + 1
    if not 1 <= week <= schedule["weeks"]:
        where = f"before {first}, the first day" if week < 1 else "after the last week"
        yield Finding(
            "SE614",
            f"{text} is {where}",
            document.span(path),
            path,
            f"the schedule has {counted(schedule['weeks'], 'week')} from {first} on: choose a date "
            "in them, or change starts or weeks",
        )


def _date(document: Document, text: str, path: Path) -> Iterator[Finding]:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        yield Finding(
            "SE602",
            f"{text} does not exist",
            document.span(path),
            path,
            "the month has fewer days",
        )


def _end(document: Document, schedule: dict[str, Any]) -> Iterator[Finding]:
    weeks = dt.timedelta(weeks=schedule["weeks"])
    end = dt.date.fromisoformat(schedule["starts"]) + weeks - dt.timedelta(days=1)
    if end.year > LAST_YEAR:
        path = ("schedule", "weeks")
        yield Finding(
            "SE609",
            f"the schedule ends in {end.year}",
            document.span(path),
            path,
            f"nobody knows clock changes after {LAST_YEAR}: use fewer weeks or an earlier start",
        )


def _zone(document: Document, schedule: dict[str, Any]) -> Iterator[Finding]:
    zone = schedule.get("timezone")
    if zone is not None and zone not in zones.names():
        path = ("schedule", "timezone")
        yield Finding(
            "SE601",
            f"there is no time zone {zone}",
            document.span(path),
            path,
            _zone_hint(zone),
        )


def _zone_hint(zone: str) -> str:
    """The zone of that city if one ends so, else the nearest name."""
    city = zone.rsplit("/", 1)[-1].lower()
    same = sorted(name for name in zones.names() if name.lower().rsplit("/", 1)[-1] == city)
    if same:
        return f"did you mean {same[0]}?"
    hint = suggestion(zone, sorted(zones.names()), "")
    return hint if "mean" in hint else "use the name of a city near you: Europe/Berlin"
