"""The schedule as routines of wger: a cycle of days that begins at a date and goes round.

wger goes through the days of a routine from its start date on, one a day, and begins again with the
first (``Routine.date_sequence`` in wger/manager/models/routine.py). How often a day has come is its
iteration, from 1. So a week is seven days from the date the schedule starts, every second week
makes it fourteen, and where no part of the schedule is like another every date is a day of its own.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Loss
from stretchexport.model import Daily, Dates
from stretchexport.schedule import DAYS, occurrences, series, week_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.model import Routine, Schedule, Slot


@dataclass(frozen=True, slots=True)
class Placed:
    """A session on a day of the cycle.

    ``at`` is its wall-clock time; ``weeks`` are the weeks (from 1) whose doses it has, one for each
    time the day comes round.
    """

    session: str
    at: dt.time | None
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One routine of wger, from ``start`` to ``end``; a day without sessions is a rest day.

    ``waits`` is whether a day comes again until it is logged.
    """

    start: dt.date
    end: dt.date
    days: tuple[tuple[Placed, ...], ...]
    waits: bool = False


def layouts(routine: Routine, limit: int) -> tuple[tuple[Layout, ...], list[Loss]]:
    """The routine in layouts of at most ``limit`` days, and what they do not tell."""
    schedule = routine.schedule
    found = tuple(_parts(schedule, limit)) if schedule else ()
    placed = {one.session for layout in found for day in layout.days for one in day}
    left = [session for session in routine.sessions if session not in placed]
    losses = _losses(schedule, found) if schedule else []
    if left:
        start = schedule.starts if schedule else routine.updated.date()
        end = _later(start, limit)
        days = tuple((Placed(session, None, (1,)),) for session in left)
        found = (*found, Layout(start, end, days, waits=True))
        what = f"on no date: in a routine from {start} on whose days wait until they are logged"
        losses += [Loss(f"session {session}", what) for session in left]
    return found, losses


def _parts(schedule: Schedule, limit: int) -> Iterator[Layout]:
    """The whole schedule, cut where a cycle ends."""
    cycle = _cycle(schedule)
    most = limit // DAYS
    weeks = most // (cycle // DAYS) * (cycle // DAYS) or most
    for first in range(0, schedule.weeks, weeks):
        count = min(weeks, schedule.weeks - first)
        yield _part(schedule, first, count, min(cycle, count * DAYS))


def _cycle(schedule: Schedule) -> int:
    """After how many days, whole weeks of them, the slots repeat; all days if they never do."""
    whole = schedule.weeks * DAYS
    periods = [_period(slot, whole) for slot in schedule.slots]
    return min(math.lcm(DAYS, *periods), whole)


def _period(slot: Slot, whole: int) -> int:
    if isinstance(slot.days, Dates):
        return whole
    return slot.days.every if isinstance(slot.days, Daily) else slot.days.every * DAYS


def _part(schedule: Schedule, first: int, weeks: int, cycle: int) -> Layout:
    """``weeks`` weeks from the one with index ``first`` on, in cycles of ``cycle`` days."""
    start = _later(schedule.starts, first * DAYS)
    length = weeks * DAYS
    dates = [_later(start, day) for day in range(cycle)]
    planned = _dated(schedule) if cycle == length else _ruled(schedule, dates)
    days = []
    for day, date in enumerate(dates):
        later = [(place - day) // DAYS for place in range(day, length, cycle)]
        here = sorted(planned.get(date, []), key=lambda one: one[0])
        days.append(
            tuple(
                Placed(session, at, tuple(week + more for more in later))
                for at, session, week in here
            )
        )
    return Layout(start, _later(start, length - 1), tuple(days))


Planned = dict[dt.date, list[tuple[dt.time, str, int]]]
"""The sessions of a date: their time, id and week."""


def _dated(schedule: Schedule) -> Planned:
    """What is done on every date, with all that is skipped and moved."""
    found: Planned = {}
    for one in occurrences(schedule):
        what = (one.start.time(), one.slot.session, one.week)
        found.setdefault(one.start.date(), []).append(what)
    return found


def _ruled(schedule: Schedule, dates: list[dt.date]) -> Planned:
    """What the slots' rules say for ``dates``, with nothing skipped or moved."""
    wanted = frozenset(dates)
    found: Planned = {}
    for part in series(schedule):
        for one in (*part.kept, *part.skipped):
            date = one.planned.date()
            if date in wanted:
                what = (part.slot.at, part.slot.session, week_of(schedule, date))
                found.setdefault(date, []).append(what)
    return found


def _losses(schedule: Schedule, found: tuple[Layout, ...]) -> list[Loss]:
    losses = []
    if any(slot.remind for slot in schedule.slots):
        losses.append(Loss("schedule", "reminders are not in wger"))
    if len(found) > 1:
        losses.append(Loss("schedule", f"too long for one routine of wger: {len(found)} of them"))
    if any(len(day) > 1 for layout in found for day in layout.days):
        what = "sessions of the same day are one day in wger, one after the other"
        losses.append(Loss("schedule", what))
    changed = any(one.slot.moved or one.skipped for one in series(schedule))
    if changed and any(len(one.days) <= (one.end - one.start).days for one in found):
        what = "wger's days repeat: what is skipped or moved is there on the day of its rule"
        losses.append(Loss("schedule", what))
    return losses


def _later(date: dt.date, days: int) -> dt.date:
    """``date`` some days later, or the last day there is."""
    return dt.date.fromordinal(min(date.toordinal() + days, dt.date.max.toordinal()))
