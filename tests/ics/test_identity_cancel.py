"""The file that takes sessions back."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar

from calendar_routines import data, routine, schedule, slot
from stretchexport.exporters.calendar.identity.cancelling import cancellation
from stretchexport.exporters.calendar.identity.objects import objects

OLD = data(routine(schedule(slot(remind=(600,)), slot("19:00", (1, 3), "evening"))))


def parsed(data: bytes) -> Any:
    return Calendar.from_ical(data)


def test_every_series_is_named_once_with_a_higher_version_and_no_rule() -> None:
    calendar = parsed(cancellation(OLD).data)
    assert (calendar["METHOD"], "NAME" in calendar) == ("CANCEL", False)
    assert [str(one["UID"]) for one in calendar.events] == list(objects(OLD))
    for event in calendar.events:
        assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
        assert not {"RRULE", "EXDATE", "DESCRIPTION"} & event.keys()
        assert not event.walk("VALARM")
    assert not calendar.get_missing_tzids()
    assert calendar.events[0]["DTSTART"].dt == parsed(OLD).events[0]["DTSTART"].dt


def test_events_of_others_are_not_taken_back() -> None:
    other = b"BEGIN:VEVENT\r\nUID:dentist@example.org\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\n"
    made = cancellation(OLD.replace(b"END:VCALENDAR", other + b"END:VCALENDAR"))
    assert b"dentist" not in made.data
    assert made.data == cancellation(OLD).data


def test_a_moved_date_goes_with_its_series() -> None:
    uid = b"back.morning.w1@stretchexport"
    moved = b"BEGIN:VEVENT\r\nUID:%s\r\nRECURRENCE-ID:20261207T063000Z\r\nEND:VEVENT\r\n" % uid
    made = cancellation(OLD.replace(b"END:VTIMEZONE\r\n", b"END:VTIMEZONE\r\n" + moved))
    first = parsed(made.data).events[0]
    assert (str(first["SUMMARY"]), "RECURRENCE-ID" in first) == ("Desk break", False)
    assert len(parsed(made.data).events) == 2
