"""The dates of a routine: weeks, phases of a progression, and every single occurrence.

A week is seven days counted from ``starts``, whatever weekday that is, so every weekday falls once
into each week. A phase is a run of weeks between two changes of a progression.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.model import Schedule, Slot

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
    """

    slot: Slot
    phase: Phase
    week: int
    start: dt.datetime

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

    Both are in order. ``kept`` may be empty if all dates are skipped.
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


def series(schedule: Schedule) -> tuple[Series, ...]:
    """One series for each slot and phase, slots in the order of the file."""
    return tuple(
        _series(schedule, slot, phase) for slot in schedule.slots for phase in phases(schedule)
    )


def occurrences(schedule: Schedule) -> tuple[Occurrence, ...]:
    """Every session that happens, in order of time, then of the file."""
    kept = (occurrence for one in series(schedule) for occurrence in one.kept)
    return tuple(sorted(kept, key=lambda o: o.start.replace(tzinfo=None)))


def _series(schedule: Schedule, slot: Slot, phase: Phase) -> Series:
    skip = set(schedule.skip)
    every = tuple(_every(schedule, slot, phase))
    return Series(
        slot,
        phase,
        kept=tuple(o for o in every if o.start.date() not in skip),
        skipped=tuple(o for o in every if o.start.date() in skip),
    )


def _every(schedule: Schedule, slot: Slot, phase: Phase) -> Iterator[Occurrence]:
    """All dates of a slot in a phase, skipped ones too."""
    zone = ZoneInfo(schedule.timezone) if schedule.timezone else None
    offsets = sorted((day - schedule.starts.weekday()) % DAYS for day in slot.weekdays)
    for week in range(phase.first, phase.last + 1):
        for offset in offsets:
            date = schedule.starts + dt.timedelta(days=DAYS * (week - 1) + offset)
            start = dt.datetime.combine(date, slot.at, tzinfo=zone)
            yield Occurrence(slot, phase, week, start)
