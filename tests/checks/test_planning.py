"""Schedules: sessions that overlap, times inside a clock change, weeks without a session."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from checks.checked import changed, findings, marked

EARLY = '    - {id: early, session: short, on: [mon, fri], at: "07:30", remind: [10m]}\n'
LATE = '    - {id: late, session: short, on: [wed], at: "18:00"}\n'
SKIP = "  skip: [2026-12-25]\n"
CHANGE = "    - {from_week: 3, hold: 45s}"
ITEM = "      - {stretch: reach, hold: 30s, sets: 2, rest: 10s, order: alternate, variant: free}"


def slots(*lines: tuple[str, str], **schedule: str) -> str:
    """The base with these slots (days, time) and no skips; ``schedule`` replaces its values."""
    text = "".join(
        f'    - {{id: s{i}, session: short, on: [{days}], at: "{at}"}}\n'
        for i, (days, at) in enumerate(lines)
    )
    pairs = [(EARLY + LATE, text), (SKIP, "")]
    defaults = {"starts": "2026-12-07", "weeks": "4", "timezone": "Europe/Berlin"}
    pairs += [(f"  {key}: {defaults[key]}", f"  {key}: {new}") for key, new in schedule.items()]
    return changed(*pairs)


# The session takes 2 min 56 s in weeks 1 and 2, and a minute more from week 3 on.
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([("mon", "07:30"), ("mon", "07:33")], "on Monday 2026-12-21"),
        ([("mon", "07:30"), ("mon", "07:32")], "on Monday 2026-12-07"),
        ([("mon", "07:32"), ("mon", "07:30")], "on Monday 2026-12-07"),
        ([("mon", "07:30"), ("mon", "07:30")], "on Monday 2026-12-07"),
        ([("mon", "07:30"), ("mon", "07:34")], None),
        ([("mon", "07:30"), ("tue", "07:30")], None),
        ([("mon", "23:58"), ("tue", "00:00")], "on Tuesday 2026-12-08"),
        ([("sun", "23:58"), ("mon", "00:00")], "on Monday 2026-12-14"),
        ([("mon", "23:57"), ("tue", "00:01")], None),
    ],
)
def test_sessions_overlap_by_their_length_of_the_week(
    lines: list[tuple[str, str]], said: str | None
) -> None:
    found = findings(slots(*lines), "SE610")
    assert len(found) == (said is not None)
    assert all(str(said) in one.message for one in found)


def test_two_slots_that_clash_each_week_are_told_of_once_and_both_are_shown() -> None:
    text = slots(("mon, tue", "07:32"), ("mon, tue", "07:30"))
    (found,) = findings(text, "SE610")
    assert marked(text, found) == '"07:32"'
    assert [one.span.line - found.span.line for one in found.related] == [1]


def test_a_session_longer_than_a_day_gets_in_its_own_way() -> None:
    hours = ITEM.replace("30s", "15m").replace("sets: 2", "sets: 50")
    text = changed((EARLY, EARLY.replace("fri", "tue")), (ITEM, hours))
    assert [marked(text, one) for one in findings(text, "SE610")] == ['"07:30"']


def test_a_skipped_date_does_not_clash() -> None:
    text = slots(("mon", "07:30"), ("mon", "07:31"), weeks="1\n  skip: [2026-12-07]")
    assert not findings(text, "SE610")


@pytest.mark.parametrize(
    ("zone", "date", "at", "said"),
    [
        ("Europe/Berlin", "2027-03-28", "02:30", "skip 02:30"),
        ("Europe/Berlin", "2027-03-28", "03:00", None),
        ("Europe/Berlin", "2027-03-28", "01:59", None),
        ("Europe/Berlin", "2027-10-31", "02:30", "show 02:30 twice"),
        ("Europe/Berlin", "2027-10-31", "03:00", None),
        ("America/New_York", "2027-03-14", "02:00", "skip 02:00"),
        ("America/Santiago", "2027-09-05", "00:30", "skip 00:30"),
        ("America/Santiago", "2027-04-03", "23:30", "show 23:30 twice"),
        ("Australia/Lord_Howe", "2027-10-03", "02:15", "skip 02:15"),
        ("Atlantic/Azores", "2027-10-31", "00:15", "show 00:15 twice"),
        ("Asia/Kathmandu", "2027-03-28", "02:30", None),
    ],
)
def test_a_time_inside_a_clock_change_is_named_with_its_date(
    zone: str, date: str, at: str, said: str | None
) -> None:
    day = dt.date.fromisoformat(date)
    starts = day - dt.timedelta(days=10)
    weekday = f"{day:%a}".lower()
    text = slots((weekday, at), starts=f"{starts}", timezone=zone)
    found = findings(text, "SE611")
    assert [one.message for one in found] == (
        [f"on {day:%A} {date} the clocks {said}"] if said else []
    )


def test_a_clock_change_on_a_skipped_date_matters_to_nobody() -> None:
    schedule = {"starts": "2027-03-08", "weeks": "3\n  skip: [2027-03-28]"}
    assert not findings(slots(("sun", "02:30"), **schedule), "SE611")


def test_the_days_of_the_cases_above_are_those_of_the_tz_database() -> None:
    zone = ZoneInfo("America/Santiago")
    before, after = (dt.datetime(2027, 9, day, tzinfo=zone).utcoffset() for day in (4, 6))
    assert before != after


@pytest.mark.parametrize(
    ("skipped", "weeks"),
    [
        ([28, 30], 3),
        ([21, 23, 28, 30], 2),
        ([21, 23], None),
        ([7, 9], None),
        ([28], None),
        ([7, 9, 14, 16, 21, 23, 28, 30], None),
    ],
)
def test_weeks_at_the_end_without_a_session_are_too_many(
    skipped: list[int], weeks: int | None
) -> None:
    dates = ", ".join(f"2026-12-{day:02}" for day in skipped)
    text = slots(("mon, wed", "07:30"), weeks=f"4\n  skip: [{dates}]")
    found = findings(text, "SE608", "SE612")
    if len(skipped) == 8:
        assert [one.code for one in found] == ["SE608"]
    else:
        assert [one.help.partition(",")[0] for one in found] == (
            [f"write weeks: {weeks}"] if weeks else []
        )


def test_many_long_sessions_and_changes_cost_little() -> None:
    items = "\n".join([ITEM.replace("sets: 2", "sets: 50")] * 100)
    changes = "\n".join(f"    - {{from_week: {week}, hold: {week}s}}" for week in range(2, 102))
    text = changed((ITEM, items), (CHANGE, changes), ("weeks: 4", "weeks: 200"))
    assert not findings(text, "SE606", "SE610")
