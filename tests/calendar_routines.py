"""Small routines, and the calendars made of them as other programs see them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.options import CalendarOptions
from stretchexport.model import (
    Amount,
    Change,
    Item,
    Routine,
    Schedule,
    Session,
    Slot,
    StaticDose,
    Stretch,
    StretchType,
    Weekly,
)

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export

MONDAY = dt.date(2026, 12, 7)
UPDATED = dt.datetime(2026, 11, 22, 18, 30, tzinfo=dt.UTC)


def stretch(**changes: Any) -> Stretch:
    """One stretch with both sides at once; ``changes`` are its fields."""
    fields: dict[str, Any] = {
        "id": "reach",
        "name": "Reach",
        "type": StretchType.STATIC,
        "each_side": False,
        "targets": ("rhomboids",),
        "steps": ("Reach forward.",),
    }
    return Stretch(**{**fields, **changes})


def slot(
    at: str = "07:30",
    on: tuple[int, ...] = (0, 2, 4),
    key: str = "morning",
    session: str = "break",
    remind: tuple[int, ...] = (),
) -> Slot:
    """A slot of the only session, Monday, Wednesday and Friday if not said otherwise."""
    return Slot(key, session, Weekly(on), dt.time.fromisoformat(at), remind)


def schedule(*slots: Slot, **changes: Any) -> Schedule:
    """Two weeks in Berlin from a Monday in December; ``changes`` are fields of the schedule."""
    fields: dict[str, Any] = {"starts": MONDAY, "weeks": 2, "timezone": "Europe/Berlin"}
    return Schedule(slots=slots or (slot(),), **{**fields, **changes})


def routine(plan: Schedule | None, hold: int = 300, **changes: Any) -> Routine:
    """A routine of one session that takes ``hold`` seconds; ``changes`` are its fields."""
    one = changes.pop("stretch", None) or stretch()
    item = Item(one.id, StaticDose(Amount(hold)))
    fields: dict[str, Any] = {
        "id": "back",
        "title": "Back",
        "language": "en",
        "updated": UPDATED,
        "stretches": {one.id: one},
        "sessions": {"break": Session("break", "Desk break", (item,))},
        "schedule": plan,
    }
    return Routine(**{**fields, **changes})


def longer(from_week: int, hold: int) -> Change:
    """A progression that sets the hold from a week on."""
    return Change(from_week, hold=Amount(hold))


def export(one: Routine, **options: Any) -> Export:
    """The calendar of a routine, by somebody who said nothing but ``options``."""
    return EXPORTER.export(one, CalendarOptions(**options))


def data(one: Routine, **options: Any) -> bytes:
    """The bytes of the only file, which also read back."""
    (file,) = export(one, **options).files
    EXPORTER.verify(file)
    return file.data


def calendar(one: Routine, **options: Any) -> Calendar:
    """The calendar as icalendar reads it."""
    return Calendar.from_ical(data(one, **options))


def events(one: Routine, **options: Any) -> list[Any]:
    """The events of the calendar, in order."""
    return list(calendar(one, **options).events)


def wire(one: Routine, **options: Any) -> list[str]:
    """The logical lines of the file: unfolded, as RFC 5545 section 3.1 says."""
    return data(one, **options).replace(b"\r\n ", b"").decode().split("\r\n")
