"""Small routines, and the calendars made of them as other programs see them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.options import CalendarOptions
from stretchexport.model import (
    Amount,
    AvoidIf,
    Change,
    Item,
    NotFeel,
    Routine,
    Schedule,
    Session,
    Slot,
    Source,
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


HOSTILE = (
    "\nBEGIN:VEVENT\nUID:x\nEND:VEVENT",
    "\r\nEND:VCALENDAR",
    "C:\\New\\nothing\\,\\;\\\\",
    ";:,\"'=^n\\",
    "\u202eevil\u202c \ufeff \u200f",
    "<b>&amp;</b> {name} %s",
    "\U0001f9d8\u200d\u2640\ufe0f" * 40,
    " leading, trailing ",
)


def titled(title: str) -> Routine:
    """A routine that says ``title`` wherever it can."""
    one = stretch(
        name=title,
        steps=(title, title),
        feel=title,
        not_feel=(NotFeel(title, title),),
        avoid_if=(AvoidIf(title, "skip"),),
        stop_if=(title,),
        equipment=("thing",),
    )
    made = routine(
        schedule(slot(remind=(60,))),
        title=title,
        summary=title,
        stretch=one,
        sources=(Source(title, title),),
        equipment={"thing": title},
    )
    session = dataclasses.replace(made.sessions["break"], title=title, summary=title, place=title)
    return dataclasses.replace(made, sessions={"break": session})


def assert_well_formed(raw: bytes) -> None:
    """Every physical line as RFC 5545 section 3.1 wants it, for any kind of reader."""
    *physical, rest = raw.split(b"\r\n")
    assert rest == b""
    assert max(map(len, physical)) <= 75
    # each is UTF-8 by itself, and Python's idea of a line is the same
    assert [line.decode() for line in physical] == raw.decode().splitlines()
