"""Sizes: a small file must not describe more than a computer, or a person, can do.

The rules of this module read plain data that has passed the schema, and count without expanding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.build import every, times
from stretchexport.counting import counted
from stretchexport.findings import Finding
from stretchexport.output import RESERVED
from stretchexport.schedule import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.findings import Path
    from stretchexport.reading import Document

MAX_STEPS = 2_000
"""Steps of one session: at half a minute each, a whole day and night."""

MAX_EXPANDED = 50_000
"""Steps of all sessions in all phases of the progression."""

MAX_DATES = 20_000
"""Dates of all slots together."""

_PARTS = {"pnf": 3}


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Sessions and schedules beyond any use, and an id that cannot name a file everywhere."""
    if data["id"] in RESERVED:
        hint = "add a word to it, so that its files can be opened on every system"
        message = f"Windows keeps the name {data['id']} for itself"
        yield Finding("SE332", message, document.span(("id",)), ("id",), hint)
    schedule = data.get("schedule", {})
    changes = schedule.get("progression", ())
    sets = max((change.get("sets", 1) for change in changes), default=1)
    steps = {key: _steps(data, one, sets) for key, one in data["sessions"].items()}
    for key, count in steps.items():
        if count > MAX_STEPS:
            path = ("sessions", key)
            message = f"{key} has up to {count} steps; {MAX_STEPS} is the most"
            hint = "use fewer items or sets, or several sessions"
            yield Finding("SE331", message, document.key_span(path), path, hint)
    phases = 1 + len({change["from_week"] for change in changes})
    if sum(steps.values()) * phases > MAX_EXPANDED:
        place: Path = ("schedule", "progression") if phases > 1 else ("sessions",)
        message = f"the sessions have more than {MAX_EXPANDED} steps in {counted(phases, 'phase')}"
        hint = "use fewer changes, or fewer and shorter sessions"
        yield Finding("SE331", message, document.key_span(place), place, hint)
    dates = sum(_dates(slot, schedule["weeks"], phases) for slot in schedule.get("slots", ()))
    if dates > MAX_DATES:
        root = ("schedule",)
        message = f"the slots have {dates} dates; {MAX_DATES} is the most"
        yield Finding("SE331", message, document.key_span(root), root, "use fewer weeks or slots")


def _dates(slot: dict[str, Any], weeks: int, phases: int) -> int:
    """An upper bound on the dates of a slot; each phase is work even if it has none."""
    number, unit = every(slot)
    if unit == "day":
        days = weeks * DAYS // number + 1
    else:
        days = len(slot.get("on", ())) * (weeks // number + 1)
    return len(times(slot)) * max(days, len(slot.get("dates", ())), phases)


def _steps(data: dict[str, Any], session: dict[str, Any], sets: int) -> int:
    """An upper bound on the steps of a session, pauses too, if an item may get ``sets`` sets."""
    count = 0
    for item in session["items"]:
        stretch = data["stretches"].get(item["stretch"], {})
        sides = 2 if stretch.get("sides") == "each" else 1
        parts = max(_PARTS.get(stretch.get("type", ""), 1), len(stretch.get("spots", ())))
        count += max(sets, item.get("sets", 1)) * sides * (parts + 1)
    return count
