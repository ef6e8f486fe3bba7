"""Two readers we did not write and the schedule find the same instants, whatever the pattern.

``ICAL_JS`` may name the folder of the npm package ical.js (``npm install ical.js``); without it,
or without node, that reader is left out.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_routines import data, longer, routine, schedule, slot
from strategies import routines
from stretchexport.exporters.calendar.options import Time
from stretchexport.loading import load
from stretchexport.model import Daily, Dates, Days, Move, Slot, Weekly
from stretchexport.schedule import occurrences

if TYPE_CHECKING:
    from stretchexport.model import Routine

ROOT = Path(__file__).parent.parent.parent
ZONES = {
    "Europe/Berlin": (dt.date(2027, 3, 28), dt.date(2027, 10, 31)),
    "America/New_York": (dt.date(2027, 3, 14), dt.date(2027, 11, 7)),
    "Australia/Sydney": (dt.date(2027, 4, 4), dt.date(2027, 10, 3)),
    "Asia/Kolkata": (dt.date(2027, 3, 28),),
    "Africa/Casablanca": (dt.date(2027, 2, 7), dt.date(2027, 3, 14)),
    "Australia/Lord_Howe": (dt.date(2027, 4, 4), dt.date(2027, 10, 3)),
    "Africa/Cairo": (dt.date(2027, 4, 30), dt.date(2027, 10, 28)),
}
"""A date of each clock change of 2027, one either way; any date in Kolkata."""

WEEKS = 6
READERS = ["recurring-ical-events"]
ICAL_JS = os.environ.get("ICAL_JS", "")
if ICAL_JS and shutil.which("node"):
    READERS.append("ical.js")


def on(days: Days, at: str = "07:30", **changes: Any) -> Slot:
    return replace(slot(at), days=days, **changes)


def patterns(starts: dt.date) -> dict[str, Routine]:
    """A routine for each pattern that a slot can have, over ``WEEKS`` weeks."""

    def day(number: int) -> dt.date:
        return starts + dt.timedelta(days=number)

    def plan(*slots: Slot, **changes: Any) -> Routine:
        return routine(schedule(*slots, starts=starts, weeks=WEEKS, **changes))

    week_2 = starts.weekday()
    moved = (
        Move(day(7), day(9), dt.time(19)),
        Move(day(14), day(14), dt.time(6)),
        Move(day(21), day(20), dt.time(7, 30)),
    )
    return {
        "every day, in phases": plan(on(Daily()), skip=(day(4), day(20)), progression=(
            longer(3, 60), longer(5, 90))),
        "every other day, at night": plan(on(Daily(2), "02:30"), on(Daily(2), "23:45", id="late")),
        "every two weeks": plan(on(Weekly((week_2, (week_2 + 3) % 7), 2)), skip=(day(14),)),
        "dates": plan(on(Dates((day(1), day(20), day(21), day(34))), "09:15"), skip=(day(20),)),
        "moved": plan(on(Weekly((week_2,)), moved=moved), on(Daily(5), "12:00", id="more",
            moved=(Move(day(0), day(3), dt.time(2, 30)),))),
    }  # fmt: skip


def every_routine(zone: str, change: dt.date) -> dict[str, Routine]:
    """The examples and a routine for each pattern, in the weeks around a clock change."""
    starts = change - dt.timedelta(days=17)
    found = patterns(starts)
    for path in sorted((ROOT / "examples").glob("*.*")):
        one = load(path).routine
        assert one is not None
        assert one.schedule is not None
        late = one.schedule.starts - starts
        skip = tuple(date - late for date in one.schedule.skip)
        found[path.stem] = replace(one, schedule=replace(one.schedule, starts=starts, skip=skip))
    return {
        name: replace(one, schedule=replace(one.schedule, timezone=zone))
        for name, one in found.items()
        if one.schedule
    }


def scheduled(one: Routine) -> list[dt.datetime]:
    """The instants of a routine's sessions by its schedule."""
    assert one.schedule is not None
    return sorted(each.utc for each in occurrences(one.schedule) if each.utc)


def expanded(reader: str, raw: bytes, one: Routine) -> list[dt.datetime]:
    """The instants that a reader finds in a calendar."""
    if reader == "ical.js":
        script = Path(__file__).with_name("ical_js.mjs")
        command = ["node", str(script), str(Path(ICAL_JS).resolve())]
        output = subprocess.run(command, input=raw, capture_output=True, check=True).stdout
        return sorted(dt.datetime.fromisoformat(line) for line in output.decode().split())
    return sorted(event["DTSTART"].dt.astimezone(dt.UTC) for event in _events(raw, one))


def _events(raw: bytes, one: Routine) -> list[Any]:
    assert one.schedule is not None
    first = one.schedule.starts - dt.timedelta(days=7)
    last = first + dt.timedelta(weeks=one.schedule.weeks + 2)
    return list(recurring_ical_events.of(Calendar.from_ical(raw)).between(first, last))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("zone", ZONES)
def test_readers_find_the_instants_of_the_schedule_across_clock_changes(
    zone: str, reader: str
) -> None:
    for change in ZONES[zone]:
        every = every_routine(zone, change)
        assert len(every) == 13
        for name, one in every.items():
            for time in (Time.ZONED, Time.UTC):
                found = expanded(reader, data(one, time=time), one)
                assert found == scheduled(one), (name, change, time)


@settings(max_examples=60, deadline=None)
@given(routines(scheduled=True), st.sampled_from(Time))
def test_any_schedule_reads_back_in_any_way_to_write_times(one: Routine, time: Time) -> None:
    plan = one.schedule
    assert plan is not None
    every = occurrences(plan)
    if not every or (time is Time.UTC and plan.timezone is None):
        return
    found = [event["DTSTART"].dt for event in _events(data(one, time=time), one)]
    if time is Time.ALL_DAY:
        assert sorted(found) == sorted(each.start.date() for each in every)
    elif time is Time.FLOATING or plan.timezone is None:
        assert sorted(found) == sorted(each.start.replace(tzinfo=None) for each in every)
    else:
        assert sorted(start.astimezone(dt.UTC) for start in found) == scheduled(one)
