"""What the schedule's series become in a calendar, before any of it is written down."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.clock import is_plain
from stretchexport.schedule import series
from stretchexport.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.model import Routine, Schedule
    from stretchexport.schedule import Series
    from stretchexport.timeline import Timeline
    from stretchexport.variants import Selection

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Run:
    """Dates that one event covers: those ``kept`` happen, ``excluded`` starts between do not.

    ``apart`` marks the single date that is written in UTC because the clocks change.
    """

    uid: str
    kept: tuple[dt.datetime, ...]
    excluded: tuple[dt.datetime, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """One series of the schedule as runs, in order.

    It is one run, unless the clocks change during a session: that is a run ``apart`` (see
    :mod:`stretchexport.exporters.calendar.clock`), and the series begins anew after it. An EXDATE
    would not do: readers that differ on the time of a date also differ on what excludes it.
    """

    series: Series
    timeline: Timeline
    runs: tuple[Run, ...]

    @property
    def length(self) -> dt.timedelta:
        """How long an event takes: the session in whole minutes, rounded up."""
        return whole_minutes(self.timeline.seconds)


def whole_minutes(seconds: int) -> dt.timedelta:
    """``seconds`` rounded up to minutes, which is what calendars count in; one at least.

    RFC 5545 section 3.6.1 wants an event to end after it starts.
    """
    return dt.timedelta(minutes=max(1, -(-seconds // MINUTE)))


def plans(routine: Routine, schedule: Schedule, selection: Selection) -> tuple[PlannedSeries, ...]:
    """The series of which at least one date is kept, in the order of the file."""
    return tuple(_plan(routine, one, selection) for one in series(schedule) if one.kept)


def _plan(routine: Routine, one: Series, selection: Selection) -> PlannedSeries:
    steps = timeline(routine, one.slot.session, selection, week=one.phase.first)
    key = f"{routine.id}.{one.slot.id}.w{one.phase.first}"
    return PlannedSeries(one, steps, tuple(_runs(key, one, whole_minutes(steps.seconds))))


def _runs(key: str, one: Series, length: dt.timedelta) -> Iterator[Run]:
    """The dates of a series, cut where the clocks change during a session."""
    kept = frozenset(date.start for date in one.kept)
    dates = sorted(date.start for date in (*one.kept, *one.skipped))
    part = ""
    for plain, group in itertools.groupby(dates, lambda start: is_plain(start, length)):
        if plain:
            yield from _run(_uid(key, part), tuple(group), kept)
            continue
        for start in group:
            part = f".after-{start:%Y%m%d}"
            if start in kept:
                yield Run(_uid(key, f".{start:%Y%m%d}"), (start,), apart=True)


def _run(uid: str, starts: Sequence[dt.datetime], kept: frozenset[dt.datetime]) -> Iterator[Run]:
    """A run that begins and ends with a date that is kept; nothing if none is."""
    happen = tuple(start for start in starts if start in kept)
    if happen:
        between = (start for start in starts if happen[0] < start < happen[-1])
        yield Run(uid, happen, tuple(start for start in between if start not in kept))


def _uid(key: str, part: str) -> str:
    """The UID of a run (RFC 5545 section 3.8.4.7), the same in every export.

    ``key`` is made of ids only, so it stays when times, days, titles, doses or the number of weeks
    change; ids have no dots, so no two series of a routine have the same one. ``part`` tells apart
    what a clock change makes of a series.
    """
    return f"{key}{part}@stretchexport"
