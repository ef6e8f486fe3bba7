"""Every session at its instant, for its length, whatever the clocks do."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_routines import data, events, export, longer, routine, schedule, slot
from stretchexport.exporters.calendar.plan import whole_minutes
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline

if TYPE_CHECKING:
    from stretchexport.model import Routine, Schedule

Interval = tuple[dt.datetime, dt.datetime]

CHANGES = {
    "Europe/Berlin": (dt.date(2027, 3, 28), dt.date(2027, 10, 31)),
    "Europe/Dublin": (dt.date(2027, 3, 28), dt.date(2027, 10, 31)),
    "America/New_York": (dt.date(2027, 3, 14), dt.date(2027, 11, 7)),
    "Australia/Sydney": (dt.date(2027, 4, 4), dt.date(2027, 10, 3)),
    "Australia/Lord_Howe": (dt.date(2027, 4, 4), dt.date(2027, 10, 3)),
    "Africa/Casablanca": (dt.date(2027, 2, 7), dt.date(2027, 3, 14)),
    "Africa/Cairo": (dt.date(2027, 4, 30), dt.date(2027, 10, 28)),
    "Asia/Kolkata": (dt.date(2027, 3, 28),),
}
"""A date near each clock change; Lord Howe moves by half an hour, Cairo at midnight."""

NEAR = ("00:00", "00:30", "01:00", "01:30", "01:45", "02:00", "02:15", "02:30", "03:00", "23:30")
UNIQUE = itertools.count()


@st.composite
def routines(draw: st.DrawFn, zone: str) -> Routine:
    """A routine whose weeks lie around a clock change of ``zone``."""
    starts = draw(st.sampled_from(CHANGES[zone])) - dt.timedelta(days=draw(st.integers(0, 16)))
    weeks = draw(st.integers(1, 5))
    times = st.sampled_from(NEAR) | st.times().map(lambda time: f"{time:%H:%M}")
    slots = [
        slot(draw(times), tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1)))), f"slot-{n}")
        for n in range(draw(st.integers(1, 2)))
    ]
    skip = draw(st.sets(st.integers(0, 7 * weeks - 1), max_size=5))
    holds = st.sampled_from((1, 60, 290, 3500, 9000))
    changes = [longer(week, draw(holds)) for week in draw(st.sets(st.integers(2, 5), max_size=2))]
    plan = schedule(
        *slots,
        starts=starts,
        weeks=weeks,
        timezone=zone,
        skip=tuple(starts + dt.timedelta(days=day) for day in sorted(skip)),
        progression=tuple(changes),
    )
    return routine(plan, draw(holds))


def expected(one: Routine, plan: Schedule) -> list[Interval]:
    """Start and end of every session by the schedule, the timeline and the declared losses."""
    gained = {(loss.session, loss.week): loss.seconds for loss in export(one).losses}
    found = []
    for occurrence in occurrences(plan):
        start = occurrence.start.astimezone(dt.UTC)
        session, week = occurrence.slot.session, occurrence.phase.first
        seconds = timeline(one, session, week=occurrence.week).seconds
        seconds += gained.get((session, week), 0)
        found.append((start, start + dt.timedelta(seconds=seconds)))
    return sorted(found)


def expanded(raw: bytes, plan: Schedule) -> list[Interval]:
    """Start and end of every event that recurring-ical-events finds."""
    first = plan.starts - dt.timedelta(days=7)
    found = recurring_ical_events.of(Calendar.from_ical(raw)).between(
        first, first + dt.timedelta(weeks=plan.weeks + 2)
    )
    return sorted(
        (event["DTSTART"].dt.astimezone(dt.UTC), event["DTEND"].dt.astimezone(dt.UTC))
        for event in found
    )


@pytest.mark.parametrize("zone", CHANGES)
def test_an_independent_reader_finds_every_session_across_clock_changes(zone: str) -> None:
    @settings(max_examples=80)
    @given(routines(zone))
    def check(one: Routine) -> None:
        plan = one.schedule
        assert plan is not None
        if occurrences(plan):
            raw = data(one)
            assert expanded(raw, plan) == expected(one, plan)

    check()


@pytest.mark.parametrize("zone", CHANGES)
def test_a_reader_that_knows_no_zone_but_the_files_own_finds_the_same(zone: str) -> None:
    @settings(max_examples=20)
    @given(routines(zone))
    def check(one: Routine) -> None:
        plan = one.schedule
        assert plan is not None
        if occurrences(plan):
            # icalendar prefers zoneinfo to the VTIMEZONE, and keeps the first of an unknown name
            unknown = f"Unknown/{next(UNIQUE)}".encode()
            raw = data(one).replace(b"X-WR-TIMEZONE:" + zone.encode() + b"\r\n", b"")
            raw = raw.replace(zone.encode(), unknown)
            assert expanded(raw, plan) == expected(one, plan)

    check()


@pytest.mark.parametrize("zone", CHANGES)
def test_a_session_near_a_clock_change_is_an_event_of_its_own_in_utc(zone: str) -> None:
    @settings(max_examples=40)
    @given(routines(zone))
    def check(one: Routine) -> None:
        plan = one.schedule
        assert plan is not None
        tz = ZoneInfo(zone)
        for event in events(one) if occurrences(plan) else []:
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            if start.tzinfo == tz:
                assert start.utcoffset() == end.utcoffset()
                for moment in (start, end):
                    assert moment.utcoffset() == moment.replace(fold=1).utcoffset()
            else:
                assert start.tzname() == end.tzname() == "UTC"
                assert "RRULE" not in event

    check()


def test_a_time_that_does_not_exist_is_written_as_the_instant_it_stands_for() -> None:
    plan = schedule(slot("02:30", (6,)), starts=dt.date(2027, 3, 15), weeks=4)
    one = routine(plan)
    assert [(event["UID"], event["DTSTART"].to_ical().decode()) for event in events(one)] == [
        ("back.morning.w1@stretchexport", "20270321T023000"),
        ("back.morning.w1.20270328@stretchexport", "20270328T013000Z"),
        ("back.morning.w1.after-20270328@stretchexport", "20270404T023000"),
    ]
    (loss,) = export(one).losses
    assert loss.where == "slot morning, 2027-03-28"
    assert "2027-03-28 01:30 UTC" in loss.what


def test_a_time_that_comes_twice_is_the_first_of_both() -> None:
    plan = schedule(slot("02:30", (6,)), starts=dt.date(2027, 10, 25), weeks=1)
    (event,) = events(routine(plan))
    assert event["DTSTART"].to_ical() == b"20271031T003000Z"
    assert event["DTEND"].to_ical() == b"20271031T003500Z"


def test_a_skipped_date_near_a_clock_change_does_not_happen() -> None:
    change = dt.date(2027, 3, 28)
    plan = schedule(slot("02:30", (6,)), starts=dt.date(2027, 3, 15), weeks=4, skip=(change,))
    one = routine(plan)
    assert expanded(data(one), plan) == expected(one, plan)
    assert [event["UID"] for event in events(one)] == [
        "back.morning.w1@stretchexport",
        "back.morning.w1.after-20270328@stretchexport",
    ]


def test_times_in_utc_are_not_to_be_moved_into_a_zone() -> None:
    plan = schedule(slot("02:30", (6,)), starts=dt.date(2027, 3, 15), weeks=4)
    assert b"X-WR-TIMEZONE" not in data(routine(plan))


def test_a_morning_stays_at_its_hour_across_the_change() -> None:
    plan = schedule(slot("07:30", (0,)), starts=dt.date(2027, 3, 22), weeks=2)
    (event,) = events(routine(plan))
    assert str(event["RRULE"].to_ical().decode()) == "FREQ=WEEKLY;UNTIL=20270329T053000Z;BYDAY=MO"
    assert [start for start, _ in expanded(data(routine(plan)), plan)] == [
        dt.datetime(2027, 3, 22, 6, 30, tzinfo=dt.UTC),
        dt.datetime(2027, 3, 29, 5, 30, tzinfo=dt.UTC),
    ]


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (1, 1), (60, 1), (61, 2)])
def test_an_event_never_ends_when_it_starts(seconds: int, minutes: int) -> None:
    assert whole_minutes(seconds) == dt.timedelta(minutes=minutes)
