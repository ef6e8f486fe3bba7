"""When the clocks of a time zone change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class ClockChange:
    """The clocks go from one offset from UTC to another at ``instant``, which is in UTC."""

    instant: dt.datetime
    before: dt.timedelta
    after: dt.timedelta

    @property
    def wall(self) -> dt.datetime:
        """What the clocks show when they change, naive: 02:00, at which they jump to 03:00."""
        return (self.instant + self.before).replace(tzinfo=None)


def clock_changes(zone: dt.tzinfo, first: dt.date, last: dt.date) -> Iterator[ClockChange]:
    """Every change from the beginning of ``first`` to the end of ``last``, in order.

    One that a day begins with, as in Cairo, belongs to that day. No zone of the tz database changes
    its clocks twice within a day.
    """
    end = _midnight(zone, last + _DAY) - _SECOND
    start = _midnight(zone, first) - _SECOND
    while start < end:
        following = min(start + _DAY, end)
        before, after = _offset(zone, start), _offset(zone, following)
        if before != after:
            yield ClockChange(_moment(zone, start, following), before, after)
        start = following


def _moment(zone: dt.tzinfo, early: dt.datetime, late: dt.datetime) -> dt.datetime:
    """The first second with the offset of ``late``, which is not that of ``early``."""
    before = _offset(zone, early)
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        if _offset(zone, middle) == before:
            early = middle
        else:
            late = middle
    return late


def _midnight(zone: dt.tzinfo, date: dt.date) -> dt.datetime:
    return dt.datetime.combine(date, dt.time(), tzinfo=zone).astimezone(dt.UTC)


def _offset(zone: dt.tzinfo, instant: dt.datetime) -> dt.timedelta:
    return instant.astimezone(zone).utcoffset() or dt.timedelta()
