"""Where a series has to be cut, because one rule cannot say what the clocks do.

In a time zone that is where they change during a session: it becomes an event of its own (see
:mod:`stretchexport.exporters.calendar.clock`), and the series begins anew after it. An EXDATE would
not do: readers that differ on the time of a date also differ on what excludes it. In UTC the same
time on the clock is another one after a change, so that is where a new series begins.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

from stretchexport.clockchanges import clock_changes
from stretchexport.exporters.calendar.options import Time
from stretchexport.schedule import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.exporters.calendar.clock import Clock
    from stretchexport.model import Schedule
    from stretchexport.schedule import Occurrence, Phase

    Parts = Iterator[tuple[str, Sequence[Occurrence]]]


def parts(schedule: Schedule, phase: Phase, every: Sequence[Occurrence], clock: Clock) -> Parts:
    """The dates of a series in runs that one rule can say, each with its part of the UID.

    The part is empty up to the first cut, and named by the date of the cut after it, so that it
    stays as long as the clocks change on that date.
    """
    if clock.time is Time.UTC:
        return _by_offset(schedule, phase, every)
    return _by_plainness(every, clock)


def _by_plainness(every: Sequence[Occurrence], clock: Clock) -> Parts:
    part = ""
    for plain, group in itertools.groupby(every, lambda one: clock.is_plain(one.planned)):
        if plain:
            yield part, tuple(group)
            continue
        for one in group:
            part = f".after-{one.planned:%Y%m%d}"
            yield f".{one.planned:%Y%m%d}", (one,)


def _by_offset(schedule: Schedule, phase: Phase, every: Sequence[Occurrence]) -> Parts:
    zone = every[0].planned.tzinfo
    assert zone is not None  # a floating time has no instant
    first = schedule.starts + dt.timedelta(days=DAYS * (phase.first - 1))
    changes = [one.wall.date() for one in clock_changes(zone, first, every[-1].planned.date())]
    before = dt.datetime.combine(first, dt.time(), tzinfo=zone).utcoffset()
    part = ""
    for offset, group in itertools.groupby(every, lambda one: one.planned.utcoffset()):
        dates = tuple(group)
        if offset != before:
            date = max(date for date in changes if date <= dates[0].planned.date())
            part = f".after-{date:%Y%m%d}"
        before = offset
        yield part, dates
