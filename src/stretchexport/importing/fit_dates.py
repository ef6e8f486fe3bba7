"""The dates of a FIT schedule as the schedule of a routine.

A file has single moments and no weeks: week 1 begins so that every workout falls into the weeks
that its title names.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.importing.fit_file import Key
from stretchexport.model import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stretchexport.importing.draft import Data, Draft

MOST_WEEKS = 260
MOST_DATES = 500
WEEK = 7

__all__ = ["Dated", "Key"]


@dataclass(frozen=True)
class Dated:
    """The dates of workouts; ``weeks`` of each by its key, with 0 as the last if it has none."""

    dates: Sequence[tuple[Key, dt.datetime]]
    weeks: Mapping[Key, tuple[int, int]]
    begins: dt.date | None = None
    """The first day, if a source says it."""

    @cached_property
    def starts(self) -> dt.date | None:
        """A first day that puts every workout into its weeks, a Monday if one does."""
        if self.begins is not None and self.dates:
            return self.begins
        least, most = dt.date.min, dt.date.max
        for key, moment in self.dates:
            first, last = self.weeks.get(key, (1, 0))
            day = moment.date()
            most = min(most, day - dt.timedelta(days=WEEK * (first - 1)))
            if last:
                least = max(least, day - dt.timedelta(days=WEEK * last - 1))
        if most == dt.date.max or least > most:
            return None
        monday = most - dt.timedelta(days=most.weekday())
        return monday if monday >= least else most

    @property
    def has_weeks(self) -> bool:
        """Whether there are dates, and weeks that all of them fall into."""
        return self.starts is not None

    def schedule(
        self, sessions: Mapping[Key, str], changes: Sequence[Data], made: Draft
    ) -> Data | None:
        """The schedule of ``sessions``, by the key of each workout."""
        known = [(sessions[key], moment) for key, moment in self.dates if key in sessions]
        if len(known) < len(self.dates):
            rest = counted(len(self.dates) - len(known), "date is", "dates are")
            made.lose("schedule", f"{rest} of workouts that are not among the files")
        if not known:
            return None
        starts = self.starts or min(moment for _, moment in known).date()
        days = (max(moment for _, moment in known).date() - starts).days
        last = max((last for key, (_, last) in self.weeks.items() if key in sessions), default=0)
        weeks = max(days // WEEK + 1, last)
        if weeks > MOST_WEEKS:
            made.lose("schedule", f"it is longer than {MOST_WEEKS} weeks, and left out")
            return None
        if len(set(known)) < len(known):
            made.lose("schedule", "a session that is there twice at one time is there once")
        slots, skip = _slots(known, starts, weeks)
        made.decide(
            ("schedule", "timezone"),
            "write timezone, such as Europe/Berlin: the file has the time on the clock only",
        )
        found: Data = {"starts": starts.isoformat(), "weeks": weeks, "slots": slots}
        if skip:
            found["skip"] = [day.isoformat() for day in sorted(skip)]
        if changes:
            found["progression"] = sorted(changes, key=lambda one: int(one["from_week"]))
        return found


def _slots(
    dates: Sequence[tuple[str, dt.datetime]], starts: dt.date, weeks: int
) -> tuple[list[Data], set[dt.date]]:
    """A slot for each session and time of day, and the dates that all of them leave out."""
    groups: defaultdict[tuple[str, str], set[dt.date]] = defaultdict(set)
    for session, moment in dates:
        groups[session, f"{moment:%H:%M}"].add(moment.date())
    busy = {moment.date() for _, moment in dates}
    skip: set[dt.date] = set()
    slots: list[Data] = []
    for (session, at), its in groups.items():
        weekdays = sorted({day.weekday() for day in its})
        every = [starts + dt.timedelta(days=number) for number in range(WEEK * weeks)]
        rule = {day for day in every if day.weekday() in weekdays}
        missing = rule - its
        # A rule with exceptions is worth it only if it is kept far more often than not.
        if its <= rule and not missing & busy and 4 * len(missing) <= len(its):
            slots.append({"session": session, "on": [WEEKDAYS[d] for d in weekdays], "at": at})
            skip |= missing
            continue
        listed = [day.isoformat() for day in sorted(its)]
        for index in range(0, len(listed), MOST_DATES):
            part = listed[index : index + MOST_DATES]
            slots.append({"session": session, "dates": part, "at": at})
    return slots, skip
