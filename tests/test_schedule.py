"""Weeks, phases and occurrences."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.model import Change, Daily, Move, Schedule, Slot, Weekly
from stretchexport.schedule import Phase, occurrences, phases, series

MORNING = Slot("m", "s", Weekly((0, 2, 4)), dt.time(7, 30))
MONDAY = dt.date(2026, 12, 7)


def plan(
    *slots: Slot,
    starts: dt.date = MONDAY,
    weeks: int = 6,
    zone: str | None = "Europe/Berlin",
    skip: tuple[dt.date, ...] = (),
    changes: tuple[int, ...] = (),
) -> Schedule:
    progression = tuple(Change(week, sets=week) for week in changes)
    return Schedule(starts, weeks, slots or (MORNING,), zone, skip, progression)


def test_every_weekday_falls_once_into_each_week_whatever_day_it_starts() -> None:
    for offset in range(7):
        every = occurrences(plan(starts=MONDAY + dt.timedelta(days=offset), weeks=3))
        assert len(every) == 9
        assert {(one.week, one.start.weekday()) for one in every} == {
            (week, day) for week in (1, 2, 3) for day in (0, 2, 4)
        }


def test_a_phase_runs_from_one_change_to_the_next() -> None:
    assert phases(plan(changes=(5, 3))) == (Phase(1, 2), Phase(3, 4), Phase(5, 6))
    assert phases(plan()) == (Phase(1, 6),)
    assert phases(plan(changes=(1, 9))) == (Phase(1, 6),)


def test_a_skipped_date_is_told_apart_from_those_that_happen() -> None:
    skipped = dt.date(2026, 12, 25)
    found = series(plan(skip=(skipped,), changes=(3,)))
    assert [len(one.kept) for one in found] == [6, 11]
    assert [[o.start.date() for o in one.skipped] for one in found] == [[], [skipped]]


def test_the_clock_time_stays_when_the_clock_changes() -> None:
    every = occurrences(plan(starts=dt.date(2027, 3, 22), weeks=2))
    assert {one.start.time() for one in every} == {dt.time(7, 30)}
    assert [one.utc.hour for one in every if one.utc] == [6, 6, 6, 5, 5, 5]


@pytest.mark.parametrize(
    ("at", "day", "utc"),
    [
        (dt.time(2, 30), dt.date(2027, 3, 28), "2027-03-28T01:30:00+00:00"),  # skipped hour
        (dt.time(2, 30), dt.date(2027, 10, 31), "2027-10-31T00:30:00+00:00"),  # happens twice
    ],
)
def test_a_time_inside_a_clock_change_is_read_as_rfc_5545_says(
    at: dt.time, day: dt.date, utc: str
) -> None:
    one = occurrences(plan(Slot("n", "s", Weekly((day.weekday(),)), at), starts=day, weeks=1))[0]
    assert one.utc is not None
    assert one.utc.isoformat() == utc


def test_floating_times_have_no_instant() -> None:
    assert {one.utc for one in occurrences(plan(zone=None))} == {None}


@given(
    starts=st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)),
    weeks=st.integers(1, 30),
    days=st.sets(st.integers(0, 6), min_size=1),
    changes=st.sets(st.integers(1, 40), max_size=5),
)
def test_phases_cut_the_weeks_without_gap_or_overlap(
    starts: dt.date, weeks: int, days: set[int], changes: set[int]
) -> None:
    slot = Slot("x", "s", Weekly(tuple(sorted(days))), dt.time(12))
    whole = plan(slot, starts=starts, weeks=weeks, changes=tuple(changes))
    uncut = plan(slot, starts=starts, weeks=weeks)
    assert [o.start for o in occurrences(whole)] == [o.start for o in occurrences(uncut)]
    assert [p.first for p in phases(whole)][1:] == [p.last + 1 for p in phases(whole)][:-1]


def starts(*slots: Slot, **changes: Any) -> list[str]:
    return [f"{one.start:%m-%d %H:%M}" for one in occurrences(plan(*slots, **changes))]


def test_every_so_many_days_counts_from_the_first_day_across_phases() -> None:
    slot = replace(MORNING, days=Daily(5))
    whole = starts(slot, weeks=3)
    assert whole == ["12-07 07:30", "12-12 07:30", "12-17 07:30", "12-22 07:30", "12-27 07:30"]
    assert starts(slot, weeks=3, changes=(2, 3)) == whole


def test_every_so_many_weeks_counts_from_week_1_across_phases() -> None:
    slot = replace(MORNING, days=Weekly((0,), 2))
    whole = starts(slot, weeks=5)
    assert whole == ["12-07 07:30", "12-21 07:30", "01-04 07:30"]
    assert starts(slot, weeks=5, changes=(2, 4)) == whole


def test_a_moved_session_keeps_its_week_and_phase() -> None:
    moved = Move(dt.date(2026, 12, 21), dt.date(2026, 12, 18), dt.time(9))
    slot = replace(MORNING, days=Weekly((0,)), moved=(moved,))
    every = occurrences(plan(slot, weeks=3, changes=(3,)))
    (one,) = (each for each in every if each.moved_from)
    assert (one.week, one.phase) == (3, Phase(3, 3))
    assert f"{one.start:%m-%d %H:%M}" == "12-18 09:00"
    assert f"{one.planned:%m-%d %H:%M}" == "12-21 07:30"


def test_a_skipped_date_does_not_keep_a_session_that_moves_away() -> None:
    date = dt.date(2026, 12, 14)
    moved = Move(date, dt.date(2026, 12, 15), dt.time(7, 30))
    slot = replace(MORNING, days=Weekly((0,)), moved=(moved,))
    assert starts(slot, weeks=2, skip=(date,)) == ["12-07 07:30", "12-15 07:30"]
