"""What each pattern of a slot and each way to write times becomes, line by line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from calendar_routines import MONDAY, events, export, routine, schedule, slot, wire
from stretchexport.exporters.calendar.options import Time
from stretchexport.model import Daily, Dates, Days, Move, Weekly

if TYPE_CHECKING:
    from stretchexport.model import Routine


def one(days: Days, *moved: Move, at: str = "07:30", **changes: Any) -> Routine:
    """A routine of one slot; ``changes`` are of its schedule."""
    return routine(schedule(replace(slot(at, remind=(600,)), days=days, moved=moved), **changes))


def lines(made: Routine, *names: str, **options: Any) -> list[str]:
    """The lines of the entries that begin with one of ``names``."""
    every = wire(made, **options)
    return [line for line in every[every.index("BEGIN:VEVENT") :] if line.startswith(names)]


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        (Weekly((0, 2)), "FREQ=WEEKLY;UNTIL=20261216T063000Z;BYDAY=MO,WE"),
        (Weekly((0,), 2), "FREQ=WEEKLY;UNTIL=20261221T063000Z;INTERVAL=2;BYDAY=MO;WKST=MO"),
        (Daily(), "FREQ=DAILY;UNTIL=20261220T063000Z"),
        (Daily(3), "FREQ=DAILY;UNTIL=20261219T063000Z;INTERVAL=3"),
    ],
)
def test_a_pattern_is_one_rule(days: Days, rule: str) -> None:
    weeks = 4 if isinstance(days, Weekly) and days.every > 1 else 2
    assert lines(one(days, weeks=weeks), "RRULE") == [f"RRULE:{rule}"]


def test_weeks_begin_on_the_weekday_of_the_first_day() -> None:
    friday = dt.date(2026, 12, 11)
    (rule,) = lines(one(Weekly((0, 4), 2), starts=friday, weeks=3), "RRULE")
    assert "WKST=FR" in rule
    assert "BYDAY=MO,FR" in rule


def test_a_listed_date_keeps_its_uid_whatever_the_others_do() -> None:
    before = lines(one(Dates((MONDAY, dt.date(2026, 12, 10)))), "UID")
    after = lines(one(Dates((dt.date(2026, 12, 8), dt.date(2026, 12, 10)))), "UID")
    assert before == ["UID:back.morning.20261207@stretchexport", last := before[1]]
    assert after == ["UID:back.morning.20261208@stretchexport", last]
    assert not lines(one(Dates((MONDAY, dt.date(2026, 12, 10)))), "RRULE", "RDATE")


def test_a_moved_date_is_an_event_beside_its_series() -> None:
    moved = Move(dt.date(2026, 12, 9), dt.date(2026, 12, 10), dt.time(19))
    series, beside = events(one(Weekly((0, 2)), moved))
    assert beside["UID"] == series["UID"]
    assert "RRULE" not in beside
    assert "EXDATE" not in series
    assert lines(one(Weekly((0, 2)), moved), "RECURRENCE-ID", "DTSTART") == [
        "DTSTART;TZID=Europe/Berlin:20261207T073000",
        "DTSTART;TZID=Europe/Berlin:20261210T190000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261209T073000",
    ]
    assert beside["DESCRIPTION"] == series["DESCRIPTION"]
    assert len(beside.walk("VALARM")) == 1


def test_a_single_date_that_moves_is_simply_there() -> None:
    moved = Move(MONDAY, dt.date(2026, 12, 8), dt.time(9))
    (event,) = events(one(Dates((MONDAY,)), moved))
    assert "RECURRENCE-ID" not in event
    assert event["UID"] == "back.morning.20261207@stretchexport"
    assert event["DTSTART"].dt.replace(tzinfo=None) == dt.datetime(2026, 12, 8, 9)


def test_all_day_entries_are_dates_and_remind_before_the_time() -> None:
    moved = Move(dt.date(2026, 12, 9), dt.date(2026, 12, 10), dt.time(19))
    skip = (dt.date(2026, 12, 14),)
    made = one(Weekly((0, 2)), moved, skip=skip)
    names = ("DTSTART", "DTEND", "RRULE", "EXDATE", "RECURRENCE-ID", "TRIGGER", "TRANSP")
    assert lines(made, *names, time=Time.ALL_DAY) == [
        "DTSTART;VALUE=DATE:20261207",
        "DTEND;VALUE=DATE:20261208",
        "RRULE:FREQ=WEEKLY;UNTIL=20261216;BYDAY=MO,WE",
        "EXDATE;VALUE=DATE:20261214",
        "TRANSP:TRANSPARENT",
        "TRIGGER:PT7H20M",
        "DTSTART;VALUE=DATE:20261210",
        "DTEND;VALUE=DATE:20261211",
        "RECURRENCE-ID;VALUE=DATE:20261209",
        "TRANSP:TRANSPARENT",
        "TRIGGER:PT18H50M",
    ]
    series, beside = events(made, time=Time.ALL_DAY)
    assert "At 07:30" in series["DESCRIPTION"]
    assert "At 19:00" in beside["DESCRIPTION"]


def test_a_series_in_utc_goes_on_under_another_uid_after_a_clock_change() -> None:
    made = one(Weekly((0, 6)), starts=dt.date(2027, 3, 22), weeks=2)
    assert lines(made, "UID", "DTSTART", "RRULE", time=Time.UTC) == [
        "UID:back.morning.w1@stretchexport",
        "DTSTART:20270322T063000Z",
        "UID:back.morning.w1.after-20270328@stretchexport",
        "DTSTART:20270328T053000Z",
        "RRULE:FREQ=WEEKLY;UNTIL=20270404T053000Z;BYDAY=MO,SU",
    ]
    assert not [line for line in wire(made, time=Time.UTC) if "VTIMEZONE" in line]


@pytest.mark.parametrize("zone", ["Africa/Cairo", "Asia/Beirut", "America/Havana"])
def test_a_series_in_utc_may_start_on_a_day_that_begins_with_a_clock_change(zone: str) -> None:
    tz = ZoneInfo(zone)
    days = (dt.date(2027, 1, 1) + dt.timedelta(days=number) for number in range(365))
    midnights = (dt.datetime.combine(day, dt.time(), tzinfo=tz) for day in days)
    change = next(one for one in midnights if one.utcoffset() != one.replace(fold=1).utcoffset())
    made = one(Daily(1), starts=change.date(), weeks=1, timezone=zone)
    uid, start = lines(made, "UID", "DTSTART", time=Time.UTC)
    assert uid == f"UID:back.morning.w1.after-{change:%Y%m%d}@stretchexport"
    morning = change.replace(hour=7, minute=30).astimezone(dt.UTC)
    assert start == f"DTSTART:{morning:%Y%m%dT%H%M%SZ}"


def test_weekdays_in_utc_are_those_of_utc() -> None:
    made = one(Weekly((0,), 2), timezone="Australia/Sydney", weeks=3)
    (rule,) = lines(made, "RRULE", time=Time.UTC)
    assert rule.endswith("BYDAY=SU;WKST=SU")


def test_floating_times_have_no_zone() -> None:
    made = one(Weekly((0, 2)))
    start, rule = lines(made, "DTSTART", "RRULE", time=Time.FLOATING)
    assert start == "DTSTART:20261207T073000"
    assert "UNTIL=20261216T073000;" in rule


def test_each_way_to_write_times_says_what_it_costs() -> None:
    made = one(Weekly((0, 2)))
    said = {time: {loss.where for loss in export(made, time=time).losses} for time in Time}
    assert {time for time in Time if "times" in said[time]} == set(Time) - {Time.ZONED}


def test_without_a_zone_there_is_no_utc() -> None:
    result = export(one(Weekly((0,)), timezone=None), time=Time.UTC)
    assert not result.files
    assert "timezone" in result.losses[0].what
