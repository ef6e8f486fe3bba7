"""Dates, zones and slots: what has to be right before a schedule can be expanded.

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from stretchexport import zones
from stretchexport.checks.near import suggestion
from stretchexport.findings import Finding, Path, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.reading import Document

LAST_YEAR = 2099


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every date and zone that does not exist, and slots that cannot be told apart."""
    yield from _date(document, data["updated"][:10], ("updated",))
    schedule = data.get("schedule")
    if schedule is None:
        return
    start = ("schedule", "starts")
    wrong = list(_date(document, schedule["starts"], start))
    yield from wrong or _end(document, schedule)
    for index, date in enumerate(schedule.get("skip", ())):
        yield from _date(document, date, ("schedule", "skip", index))
    yield from _zone(document, schedule)
    yield from _slots(document, schedule["slots"])


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


def _slots(document: Document, slots: list[dict[str, Any]]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, slot in enumerate(slots):
        first = seen.setdefault(slot.get("id", ""), index)
        if "id" in slot and first != index:
            path = ("schedule", "slots", index, "id")
            yield Finding(
                "SE607",
                f"a second slot is called {slot['id']}",
                document.span(path),
                path,
                "give each slot an id of its own: its calendar entries are known by it",
                (Related("the first one", document.span(("schedule", "slots", first, "id"))),),
            )
