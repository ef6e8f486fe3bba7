"""The days of a slot as a recurrence rule (RFC 5545 section 3.3.10)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from stretchexport.model import WEEKDAYS, Dates, Weekly
from stretchexport.schedule import DAYS

if TYPE_CHECKING:
    from stretchexport.exporters.calendar.clock import Clock
    from stretchexport.exporters.calendar.plan import PlannedSeries, Run


def rule(plan: PlannedSeries, run: Run) -> dict[str, Any]:
    """The parts of the rule that a run repeats by, ended by the last of its dates."""
    days = plan.series.slot.days
    assert not isinstance(days, Dates)  # each of them is an event of its own
    found: dict[str, Any] = {"FREQ": "WEEKLY" if isinstance(days, Weekly) else "DAILY"}
    if days.every > 1:
        found["INTERVAL"] = days.every
    if isinstance(days, Weekly):
        shift = _shift(plan.clock, run.start)
        if days.every > 1:
            found["WKST"] = _weekday(plan.starts.weekday() + shift)
        weekdays = sorted((day + shift) % DAYS for day in days.weekdays)
        found["BYDAY"] = [_weekday(day) for day in weekdays]
    return {**found, "UNTIL": _until(plan.clock, run.kept[-1].planned)}


def _shift(clock: Clock, start: dt.datetime) -> int:
    """How many days a date is later than on the clock: one or none either way, in UTC."""
    stamp = clock.stamp(start)
    date = stamp.date() if isinstance(stamp, dt.datetime) else stamp
    return (date - start.date()).days


def _weekday(day: int) -> str:
    return WEEKDAYS[day % DAYS][:2].upper()


def _until(clock: Clock, last: dt.datetime) -> dt.datetime | dt.date:
    """The last date in the form of DTSTART, but in UTC where that has a zone."""
    stamp = clock.stamp(last)
    if isinstance(stamp, dt.datetime) and stamp.tzinfo:
        return stamp.astimezone(dt.UTC)
    return stamp
