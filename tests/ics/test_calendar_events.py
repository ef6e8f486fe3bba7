"""What stands in an event: identity, dates, rule, alarms and what is left out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from calendar_routines import MONDAY, events, export, longer, routine, schedule, slot, wire
from stretchexport.model import Session, Source


def day(offset: int) -> dt.date:
    return MONDAY + dt.timedelta(days=offset)


def lines(one: Any, *names: str) -> list[str]:
    """The lines of the events with these properties, in order; the time zone's are left out."""
    text = wire(one)
    begin = text.index("BEGIN:VEVENT")
    return [line for line in text[begin:] if line.replace(":", ";").split(";")[0] in names]


def test_a_slot_is_one_weekly_series_to_its_last_date() -> None:
    assert lines(routine(schedule()), "DTSTART", "DTEND", "RRULE", "EXDATE", "RDATE") == [
        "DTSTART;TZID=Europe/Berlin:20261207T073000",
        "DTEND;TZID=Europe/Berlin:20261207T073500",
        "RRULE:FREQ=WEEKLY;UNTIL=20261218T063000Z;BYDAY=MO,WE,FR",
    ]


def test_each_slot_and_phase_is_a_series_of_its_own() -> None:
    one = routine(
        schedule(slot(), slot("18:00", (6,), "evening"), weeks=4, progression=(longer(3, 60),))
    )
    assert [str(event["UID"]) for event in events(one)] == [
        "back.morning.w1@stretchexport",
        "back.morning.w3@stretchexport",
        "back.evening.w1@stretchexport",
        "back.evening.w3@stretchexport",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"weeks": 9},
        {"starts": day(5)},
        {"timezone": "Asia/Kolkata"},
        {"skip": (day(0),)},
        {"slots": (slot("21:15", (1, 6)),)},
    ],
)
def test_uids_stay_when_times_days_or_weeks_move(changes: dict[str, Any]) -> None:
    moved = dataclasses.replace(schedule(), **changes)
    assert [event["UID"] for event in events(routine(moved))] == ["back.morning.w1@stretchexport"]


def test_stamps_and_sequence_come_from_the_file() -> None:
    one = routine(schedule(), revision=7)
    assert lines(one, "DTSTAMP", "LAST-MODIFIED", "SEQUENCE") == [
        "DTSTAMP:20261122T183000Z",
        "LAST-MODIFIED:20261122T183000Z",
        "SEQUENCE:7",
    ]


def test_a_series_starts_and_ends_with_a_kept_date() -> None:
    skip = (day(0), day(2), day(7), day(11))
    assert lines(routine(schedule(skip=skip)), "DTSTART", "RRULE", "EXDATE") == [
        "DTSTART;TZID=Europe/Berlin:20261211T073000",
        "RRULE:FREQ=WEEKLY;UNTIL=20261216T063000Z;BYDAY=MO,WE,FR",
        "EXDATE;TZID=Europe/Berlin:20261214T073000",
    ]


def test_each_skipped_date_has_a_line_of_its_own() -> None:
    assert len(lines(routine(schedule(skip=(day(2), day(4)))), "EXDATE")) == 2


def test_a_single_kept_date_has_no_rule() -> None:
    one = routine(schedule(slot(on=(0,)), skip=(day(7),)))
    assert lines(one, "DTSTART", "RRULE", "EXDATE") == [
        "DTSTART;TZID=Europe/Berlin:20261207T073000"
    ]


def test_a_series_without_a_kept_date_is_left_out() -> None:
    one = routine(schedule(slot(on=(0,)), slot(on=(1,), key="other"), skip=(day(0), day(7))))
    assert [event["UID"] for event in events(one)] == ["back.other.w1@stretchexport"]


def test_floating_times_have_a_local_until_and_say_so() -> None:
    one = routine(schedule(timezone=None, skip=(day(2),)))
    assert lines(one, "DTSTART", "DTEND", "RRULE", "EXDATE") == [
        "DTSTART:20261207T073000",
        "DTEND:20261207T073500",
        "RRULE:FREQ=WEEKLY;UNTIL=20261218T073000;BYDAY=MO,WE,FR",
        "EXDATE:20261209T073000",
    ]
    assert not [line for line in wire(one) if "TIMEZONE" in line]
    (loss,) = export(one).losses
    assert loss.where == "Some calendars"
    assert loss.what.startswith("show floating times at that hour wherever the device is")


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "Zulu"])
def test_a_schedule_in_utc_needs_no_zone(zone: str) -> None:
    one = routine(schedule(timezone=zone))
    assert lines(one, "DTSTART", "RRULE") == [
        "DTSTART:20261207T073000Z",
        "RRULE:FREQ=WEEKLY;UNTIL=20261218T073000Z;BYDAY=MO,WE,FR",
    ]
    assert "BEGIN:VTIMEZONE" not in wire(one)


def test_a_zone_level_with_utc_keeps_its_name() -> None:
    one = routine(schedule(timezone="Atlantic/Reykjavik"))
    assert lines(one, "DTSTART") == ["DTSTART;TZID=Atlantic/Reykjavik:20261207T073000"]
    assert "TZID:Atlantic/Reykjavik" in wire(one)


def test_the_zone_is_defined_before_it_is_used() -> None:
    text = wire(routine(schedule()))
    assert text.index("TZID:Europe/Berlin") < text.index("BEGIN:VEVENT")
    assert "X-WR-TIMEZONE:Europe/Berlin" in text


def test_the_calendar_is_no_message_and_names_no_version_of_ours() -> None:
    text = wire(routine(schedule()))
    assert text[1:3] == ["VERSION:2.0", "PRODID:-//stretchexport//stretchexport//EN"]
    assert not [line for line in text if line.startswith("METHOD")]


def test_reminders_are_display_alarms() -> None:
    one = routine(schedule(slot(remind=(600, 0, 86400))))
    (event,) = events(one)
    alarms = event.walk("VALARM")
    assert [alarm["TRIGGER"].dt.total_seconds() for alarm in alarms] == [-600, 0, -86400]
    assert {(str(alarm["ACTION"]), str(alarm["DESCRIPTION"])) for alarm in alarms} == {
        ("DISPLAY", "Desk break")
    }


@pytest.mark.parametrize(("hold", "minutes"), [(1, 1), (60, 1), (61, 2), (3599, 60)])
def test_an_event_takes_whole_minutes_and_the_rest_is_a_loss(hold: int, minutes: int) -> None:
    one = routine(schedule(), hold)
    (event,) = events(one)
    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(minutes=minutes)
    gained = 60 * minutes - hold
    found = [(loss.seconds, loss.session, loss.week) for loss in export(one).losses]
    assert found == ([(gained, "break", 1)] if gained else [])


def test_two_slots_of_a_session_lose_the_same_seconds_once() -> None:
    one = routine(schedule(slot(), slot("18:00", key="evening")), 301)
    assert len(export(one).losses) == 1


def test_the_first_web_address_of_the_sources_is_the_url() -> None:
    addresses = (
        None,
        "javascript:alert(1)",
        "https://ex\u00e4mple.org/",
        "https://example.org/a,b;c",
    )
    sources = tuple(Source("Book", url=url) for url in addresses)
    assert lines(routine(schedule(), sources=sources), "URL") == ["URL:https://example.org/a,b;c"]
    assert lines(routine(schedule(), sources=sources[:3]), "URL") == []


def test_a_routine_without_a_schedule_has_no_calendar() -> None:
    made = export(routine(None))
    assert made.files == ()
    assert [loss.where for loss in made.losses] == ["schedule"]


def test_a_schedule_without_a_kept_date_has_no_calendar() -> None:
    made = export(routine(schedule(slot(on=(0,)), weeks=1, skip=(MONDAY,))))
    assert made.files == ()
    assert [loss.where for loss in made.losses] == ["schedule"]


def test_a_session_without_a_slot_is_a_loss() -> None:
    one = routine(schedule())
    other = Session("other", "Other", one.sessions["break"].items)
    one = dataclasses.replace(one, sessions={**one.sessions, "other": other})
    assert [loss.where for loss in export(one).losses] == ["session other"]
