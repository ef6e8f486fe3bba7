"""The dates of a routine: weeks, phases of a progression, and every single occurrence.

A week is seven days counted from ``starts``, whatever weekday that is, so every weekday falls once
into each week. A phase is a run of weeks between two changes of a progression. A session that is
moved keeps the week and the phase of its first date, and so its doses.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from stretchexport.model import Daily, Dates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from stretchexport.model import Days, Schedule, Slot

DAYS = 7


@dataclass(frozen=True, slots=True)
class Phase:
    """Weeks ``first`` to ``last`` (from 1, both included), which share their doses."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One session on one day.

    ``start`` is the wall-clock time: aware in the schedule's zone, naive if it is floating.
    ``moved_from`` is when it would have been, if it is moved.
    """

    slot: Slot
    phase: Phase
    week: int
    start: dt.datetime
    moved_from: dt.datetime | None = None

    @property
    def planned(self) -> dt.datetime:
        """When the slot's rule has it, moved or not: what tells the slot's sessions apart."""
        return self.moved_from or self.start

    @property
    def utc(self) -> dt.datetime | None:
        """The instant, in UTC; ``None`` for a floating time.

        A time that a clock change skips is read with the offset before the change, one that
        happens twice is the first (RFC 5545 section 3.3.5).
        """
        return self.start.astimezone(dt.UTC) if self.start.tzinfo else None


@dataclass(frozen=True, slots=True)
class Series:
    """What one slot does in one phase: ``kept`` dates happen, ``skipped`` ones do not.

    Both are in the order of the rule, whatever is moved. ``kept`` may be empty.
    """

    slot: Slot
    phase: Phase
    kept: tuple[Occurrence, ...]
    skipped: tuple[Occurrence, ...]


def phases(schedule: Schedule) -> tuple[Phase, ...]:
    """The phases in order; one that covers all weeks if nothing changes."""
    changes = {change.from_week for change in schedule.progression}
    firsts = sorted({1} | {week for week in changes if week <= schedule.weeks})
    lasts = [first - 1 for first in firsts[1:]] + [schedule.weeks]
    return tuple(Phase(first, last) for first, last in zip(firsts, lasts, strict=True))


def week_of(schedule: Schedule, date: dt.date) -> int:
    """The week (from 1) that a date falls into; 0 or less if it is before the first."""
    return (date - schedule.starts).days // DAYS + 1


def series(schedule: Schedule) -> tuple[Series, ...]:
    """One series for each slot and phase, slots in the order of the file."""
    skip = frozenset(schedule.skip)
    return tuple(
        _series(schedule, slot, phase, skip)
        for slot in schedule.slots
        for phase in phases(schedule)
    )


def occurrences(schedule: Schedule) -> tuple[Occurrence, ...]:
    """Every session that happens, in order of time, then of the file."""
    return in_order(occurrence for one in series(schedule) for occurrence in one.kept)


def in_order(kept: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Occurrences by their wall-clock time; those at the same time stay as they are."""
    # times in one zone are compared as they stand on the clock
    return tuple(sorted(kept, key=attrgetter("start")))


def _series(schedule: Schedule, slot: Slot, phase: Phase, skip: Collection[dt.date]) -> Series:
    every = tuple(_every(schedule, slot, phase))
    happens = [one.moved_from is not None or one.start.date() not in skip for one in every]
    return Series(
        slot,
        phase,
        kept=tuple(itertools.compress(every, happens)),
        skipped=tuple(one for one, kept in zip(every, happens, strict=True) if not kept),
    )


def _every(schedule: Schedule, slot: Slot, phase: Phase) -> Iterator[Occurrence]:
    """All dates of a slot in a phase, skipped ones too."""
    zone = ZoneInfo(schedule.timezone) if schedule.timezone else None
    moves = {move.date: move for move in slot.moved}
    for date in _dates(schedule, slot.days, phase):
        planned = dt.datetime.combine(date, slot.at, tzinfo=zone)
        move = moves.get(date)
        start = dt.datetime.combine(move.to, move.at, tzinfo=zone) if move else planned
        moved_from = planned if start != planned else None
        yield Occurrence(slot, phase, week_of(schedule, date), start, moved_from)


def _dates(schedule: Schedule, days: Days, phase: Phase) -> Iterator[dt.date]:
    """The dates of a rule in a phase, in order."""
    if isinstance(days, Dates):
        yield from (
            date for date in days.dates if phase.first <= week_of(schedule, date) <= phase.last
        )
        return
    if isinstance(days, Daily):
        first = -(-DAYS * (phase.first - 1) // days.every) * days.every
        numbers = iter(range(first, DAYS * phase.last, days.every))
    else:
        offsets = sorted((day - schedule.starts.weekday()) % DAYS for day in days.weekdays)
        numbers = (
            DAYS * (week - 1) + offset
            for week in range(phase.first, phase.last + 1)
            if (week - 1) % days.every == 0
            for offset in offsets
        )
    yield from (schedule.starts + dt.timedelta(days=number) for number in numbers)
