"""Which planned session a recording is: the nearest on its day, or else in its week.

A watch shows the time of where it is, and so does a calendar on a phone: both are compared as they
stand on the clock, whatever clock change or journey lies between.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from stretchexport.reviewing.facts import facts
from stretchexport.reviewing.outcomes import When
from stretchexport.schedule import week_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stretchexport.model import Schedule
    from stretchexport.schedule import Occurrence

Made = tuple[str, dt.datetime]
"""A recording: its session, and when it began on the clock."""


def assign(
    schedule: Schedule, planned: Sequence[Occurrence], made: Sequence[Made]
) -> list[tuple[Occurrence, When] | None]:
    """The planned session of each recording, each at most once; ``None`` where none is left.

    Those on the same day are given away first, then those across midnight, then those of the same
    week; the nearest in time first.
    """
    given: dict[int, tuple[int, When]] = {}
    for when, near in (
        (When.PLANNED, _same_day),
        (When.PLANNED, _across_midnight),
        (When.MOVED, _in_week(schedule)),
    ):
        pairs = sorted(
            (abs(clock - clock_of(one)), place, number)
            for number, (session, clock) in enumerate(made)
            if number not in given
            for place, one in enumerate(planned)
            if one.slot.session == session and near(one, clock)
        )
        taken = {place for place, _ in given.values()}
        for _, place, number in pairs:
            if number not in given and place not in taken:
                given[number] = (place, when)
                taken.add(place)
    return [
        (planned[given[number][0]], given[number][1]) if number in given else None
        for number in range(len(made))
    ]


def clock_of(one: Occurrence) -> dt.datetime:
    """When a planned session begins, as it stands on the clock."""
    return one.start.replace(tzinfo=None)


def _same_day(one: Occurrence, clock: dt.datetime) -> bool:
    return one.start.date() == clock.date()


def _across_midnight(one: Occurrence, clock: dt.datetime) -> bool:
    return abs(clock - clock_of(one)) <= dt.timedelta(hours=facts().dates.midnight_hours)


def _in_week(schedule: Schedule) -> Callable[[Occurrence, dt.datetime], bool]:
    def near(one: Occurrence, clock: dt.datetime) -> bool:
        return one.week == week_of(schedule, clock.date())

    return near
