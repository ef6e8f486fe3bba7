"""What the schedule's series become in a calendar, before any of it is written down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.clock import Clock
from stretchexport.exporters.calendar.cuts import parts
from stretchexport.model import Dates
from stretchexport.schedule import series
from stretchexport.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.exporters.calendar.clock import Stamp
    from stretchexport.exporters.calendar.options import CalendarOptions
    from stretchexport.model import Routine, Schedule
    from stretchexport.schedule import Occurrence, Series
    from stretchexport.timeline import Timeline

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Run:
    """Sessions under one UID: those ``kept`` happen, ``excluded`` ones between them do not.

    One is a plain event. More are a rule that begins with the first of them, whether it is moved
    or not, and each that is moved is an event beside it.
    """

    uid: str
    kept: tuple[Occurrence, ...]
    excluded: tuple[Occurrence, ...] = ()

    @property
    def repeats(self) -> bool:
        """Whether it is a rule."""
        return len(self.kept) > 1

    @property
    def start(self) -> dt.datetime:
        """The wall-clock time its first event is written at."""
        return self.kept[0].planned if self.repeats else self.kept[0].start

    @property
    def moved(self) -> tuple[Occurrence, ...]:
        """The sessions that are written beside the rule."""
        return tuple(one for one in self.kept if one.moved_from) if self.repeats else ()


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """One series of the schedule as runs, in order.

    It is one run, unless something cuts it (see :mod:`stretchexport.exporters.calendar.cuts`), or
    its slot lists its dates: each is then a run of its own.
    """

    series: Series
    timeline: Timeline
    clock: Clock
    starts: dt.date
    """The first day of week 1."""
    runs: tuple[Run, ...]

    @property
    def length(self) -> dt.timedelta:
        """How long an event takes: the session in whole minutes, rounded up."""
        return self.clock.length

    @property
    def singles(self) -> Iterator[Occurrence]:
        """The dates that no rule says: the moved ones of a rule, and events of one date."""
        for run in self.runs:
            yield from run.moved if run.repeats else run.kept

    @property
    def stamps(self) -> Iterator[Stamp]:
        """Starts that its events have, as they are written: of a rule the first and the last."""
        for run in self.runs:
            if run.repeats:
                yield self.clock.stamp(run.kept[0].planned)
                yield self.clock.stamp(run.kept[-1].planned)
        for one in self.singles:
            yield self.clock.stamp(one.start)


def whole_minutes(seconds: int) -> dt.timedelta:
    """``seconds`` rounded up to minutes, which is what calendars count in; one at least.

    RFC 5545 section 3.6.1 wants an event to end after it starts.
    """
    return dt.timedelta(minutes=max(1, -(-seconds // MINUTE)))


def plans(
    routine: Routine, schedule: Schedule, options: CalendarOptions
) -> tuple[PlannedSeries, ...]:
    """The series of which at least one date is kept, in the order of the file."""
    return tuple(_plan(routine, schedule, one, options) for one in series(schedule) if one.kept)


def _plan(
    routine: Routine, schedule: Schedule, one: Series, options: CalendarOptions
) -> PlannedSeries:
    steps = timeline(routine, one.slot.session, options.selection, week=one.phase.first)
    clock = Clock(options.time, whole_minutes(steps.seconds))
    runs = tuple(_runs(f"{routine.id}.{one.slot.id}", schedule, one, clock))
    return PlannedSeries(one, steps, clock, schedule.starts, runs)


def _runs(key: str, schedule: Schedule, one: Series, clock: Clock) -> Iterator[Run]:
    """The dates of a series under as few UIDs as can be."""
    if isinstance(one.slot.days, Dates):
        for single in one.kept:
            yield Run(_uid(f"{key}.{single.planned:%Y%m%d}"), (single,))
        return
    every = sorted((*one.kept, *one.skipped), key=lambda each: each.planned)
    kept = frozenset(each.planned for each in one.kept)
    for part, group in parts(schedule, one.phase, every, clock):
        yield from _run(_uid(f"{key}.w{one.phase.first}{part}"), group, kept)


def _run(uid: str, group: Sequence[Occurrence], kept: frozenset[dt.datetime]) -> Iterator[Run]:
    """A run that begins and ends with a date that is kept; nothing if none is."""
    happen = tuple(one for one in group if one.planned in kept)
    if happen:
        first, last = happen[0].planned, happen[-1].planned
        between = (one for one in group if first < one.planned < last)
        yield Run(uid, happen, tuple(one for one in between if one.planned not in kept))


def _uid(key: str) -> str:
    """The UID of a run (RFC 5545 section 3.8.4.7), the same in every export.

    ``key`` is made of ids, the first week of the phase and, where clocks or single dates ask for
    it, a date, so it stays when times, days, titles, doses or the number of weeks change. Ids have
    no dots, so no two runs of a routine have the same one.
    """
    return f"{key}@stretchexport"
