"""Two versions of an object, and what is said to differ between them."""

from __future__ import annotations

import pytest

from calendar_routines import data, routine, schedule, slot
from stretchexport.exporters.calendar.identity.comparison import differences
from stretchexport.exporters.calendar.identity.objects import CalendarObject, objects

SERIES = """\
BEGIN:VEVENT
UID:a
DTSTAMP:20261122T183000Z
SEQUENCE:0
DTSTART;TZID=Europe/Berlin:20261207T073000
DTEND;TZID=Europe/Berlin:20261207T074000
RRULE:FREQ=WEEKLY;UNTIL=20270115T063000Z;BYDAY=MO,WE
EXDATE;TZID=Europe/Berlin:20261209T073000
SUMMARY:Desk break
X-COLOR;X-A=1;X-B=2:blue
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT10M
END:VALARM
END:VEVENT
"""
OVERRIDE = """\
BEGIN:VEVENT
UID:a
RECURRENCE-ID;TZID=Europe/Berlin:20261214T073000
DTSTART;TZID=Europe/Berlin:20261214T180000
END:VEVENT
"""


def made(text: str) -> CalendarObject:
    whole = f"BEGIN:VCALENDAR\n{text}END:VCALENDAR\n"
    return objects(whole.encode())["a"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SEQUENCE:0", "SEQUENCE:9"),
        ("DTSTAMP:2026", "CREATED:20260101T000000Z\nLAST-MODIFIED:20270101T000000Z\nDTSTAMP:2027"),
        ("SUMMARY:Desk break\n", "SUMMARY:Desk\n  break\n"),
        ("UID:a\n", "UID:a\nSTATUS:CONFIRMED\n"),
        ("FREQ=WEEKLY;UNTIL=20270115T063000Z;BYDAY", "UNTIL=20270115T063000Z;FREQ=WEEKLY;BYDAY"),
        ("X-COLOR;X-A=1;X-B=2:blue", 'x-color;X-B="2";X-A=1:blue'),
        ("UID:a\nDTSTAMP:20261122T183000Z\n", "DTSTAMP:20261122T183000Z\nUID:a\n"),
    ],
)
def test_what_says_the_same_is_the_same(old: str, new: str) -> None:
    assert old in SERIES
    assert differences(made(SERIES), made(SERIES.replace(old, new))) == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("T07", "T08", ("time 07:30 -> 08:30",)),
        ("Europe/Berlin", "Asia/Tokyo", ("time zone Europe/Berlin -> Asia/Tokyo",)),
        ("T074000", "T074500", ("length 10 min -> 15 min",)),
        ("BYDAY=MO,WE", "BYDAY=MO,FR", ("days MO,WE -> MO,FR",)),
        ("20270115", "20270122", ("until 2027-01-15 -> 2027-01-22",)),
        ("WEEKLY", "DAILY", ("rule",)),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270115T063000Z;BYDAY=MO,WE\n", "", ("rule",)),
        ("EXDATE;TZID=Europe/Berlin:20261209T073000\n", "", ("no longer skips 2026-12-09",)),
        ("SUMMARY:Desk", "SUMMARY:Chair", ("title",)),
        ("X-COLOR", "X-COLOUR", ("x-color", "x-colour")),
        ("-PT10M", "-PT5M", ("alarms",)),
        ("UID:a\n", "UID:a\nSTATUS:CANCELLED\n", ("cancelled",)),
        ("DTSTART;TZID=Europe/Berlin:20261207T073000", "DTSTART:2026-0", ("start",)),
        ("EXDATE;TZID=Europe/Berlin:20261209T07", "EXDATE:20261209T06", ("skipped dates",)),
    ],
)
def test_differences_are_said_in_words(old: str, new: str, words: tuple[str, ...]) -> None:
    assert differences(made(SERIES), made(SERIES.replace(old, new))) == words


def test_dates_that_differ_from_their_series_are_named() -> None:
    moved = made(SERIES + OVERRIDE)
    later = made(SERIES + OVERRIDE.replace("T180000", "T190000"))
    assert differences(made(SERIES), moved) == ("2026-12-14: time 07:30 -> 18:00",)
    other_day = made(SERIES + OVERRIDE.replace("20261214T180000", "20261215T180000"))
    assert differences(made(SERIES), other_day) == ("2026-12-14 moved to 2026-12-15 18:00",)
    longer = made(SERIES + OVERRIDE.replace("20261214T180000", "20261214T073000"))
    assert differences(made(SERIES), longer) == ("2026-12-14 differs from the series",)
    assert differences(moved, made(SERIES)) == ("2026-12-14 is as in the series again",)
    assert differences(moved, later) == ("2026-12-14: time 18:00 -> 19:00",)


def test_a_to_do_is_compared_like_an_event() -> None:
    todo = SERIES.replace("VEVENT", "VTODO").replace("DTEND", "DUE")
    assert differences(made(todo), made(todo.replace("T07", "T08"))) == ("time 07:30 -> 08:30",)
    longer = made(todo.replace("T074000", "T074500"))
    assert differences(made(todo), longer) == ("length 10 min -> 15 min",)
    waiting = made(todo.replace("UID:a\n", "UID:a\nSTATUS:NEEDS-ACTION\n"))
    assert differences(made(todo), waiting) == ()


def test_an_event_that_becomes_a_to_do_is_said_to() -> None:
    todo = made(SERIES.replace("VEVENT", "VTODO"))
    assert differences(made(SERIES), todo) == ("event -> to-do",)


def test_another_zone_and_day_of_a_slot_are_told_from_its_calendar() -> None:
    old = routine(schedule(slot("07:30")))
    new = routine(schedule(slot("07:30", on=(1, 3)), timezone="Asia/Kolkata"))
    first, second = (next(iter(objects(data(one)).values())) for one in (old, new))
    assert differences(first, second) == (
        "time zone Europe/Berlin -> Asia/Kolkata",
        "start 2026-12-07 -> 2026-12-08",
        "days MO,WE,FR -> TU,TH",
        "until 2026-12-18 -> 2026-12-17",
    )
