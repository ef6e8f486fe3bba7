"""Boxes to tick: a row for each week of the schedule, and one for any week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters.cards.layout import Tracker
from stretchexport.schedule import DAYS, occurrences, week_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from stretchexport.model import Schedule
    from stretchexport.wording import Words

UNSCHEDULED_WEEKS = 4
"""Weeks to tick for a routine without a schedule."""


def tracker(schedule: Schedule | None, words: Words, sessions: Collection[str]) -> Tracker:
    """A box for every day of every week, marked where one of ``sessions`` is due."""
    first = schedule.starts.weekday() if schedule else 0
    days = [(first + day) % DAYS for day in range(DAYS)]
    due = set()
    if schedule:
        dates = [one.start.date() for one in occurrences(schedule) if one.slot.session in sessions]
        due = {(week_of(schedule, date), date.weekday()) for date in dates}
    weeks = range(1, (schedule.weeks if schedule else UNSCHEDULED_WEEKS) + 1)
    return Tracker(
        tuple(words.initial(day) for day in days),
        tuple(tuple((week, day) in due for day in days) for week in weeks),
    )


def any_week(weeks: Tracker) -> tuple[tuple[str, bool], ...]:
    """The days of a week with a box each: due if they are in any week, or if none ever is."""
    due = [any(week[day] for week in weeks.weeks) for day in range(DAYS)]
    return tuple(
        (initial, is_due or not any(due)) for initial, is_due in zip(weeks.days, due, strict=True)
    )
