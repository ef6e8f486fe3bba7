"""The days of a Portable Workout Format plan as workouts with dates; equal days are one."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.importing.draft import SourceError
from stretchexport.importing.fit_file import MOST_STEPS, Dates, Workout
from stretchexport.importing.values import clean, line
from stretchexport.schedule import DAYS
from stretchexport.wording import Words, words

if TYPE_CHECKING:
    from stretchexport.importing.draft import Data
    from stretchexport.importing.pwf_steps import Exercises

Mark = tuple[str, str]
"""What tells one workout from another: its name, and all that is done in it."""

ROOM = 10
"""Years that are kept free at both ends of the calendar: no plan is longer."""
HOUR = 9
"""When a session stands in the schedule if the plan has a date and no time of day."""


@dataclass
class Days:
    """Collects the days of a plan, of which ``begins`` is the first date if it says one."""

    exercises: Exercises
    begins: dt.date | None
    timeless: int = 0
    """How many dates have no time of day."""
    _workouts: dict[Mark, Workout] = field(default_factory=dict)
    _weeks: defaultdict[Mark, list[int]] = field(default_factory=lambda: defaultdict(list))
    _dates: list[tuple[Any, dt.datetime]] = field(default_factory=list)
    _on_date: Counter[dt.date] = field(default_factory=Counter)

    def add(self, day: Data) -> None:
        """Read one more day."""
        mark = (line(day.get("focus")), json.dumps(day.get("exercises"), sort_keys=True))
        if mark not in self._workouts:
            made = workout(day, len(self._workouts), self.exercises)
            if not made.steps:  # a day of rest, or of runs
                what = "there is nothing to do in it that a routine can hold: left out"
                self.exercises.lost.append((f"session {made.name}", what))
                return
            self._workouts[mark] = self._known(made)
        told = line(day.get("scheduled_date"))
        on = date(told)
        if on is None:
            if told:
                self.exercises.lost.append(("schedule", f"no date of a calendar: {told}"))
            return
        at = _clock(day, self.exercises.phrases.words) or self._placeholder(on)
        self._dates.append((self._workouts[mark].key, dt.datetime.combine(on, at)))
        if self.begins and on >= self.begins:
            self._weeks[mark].append((on - self.begins).days // DAYS + 1)

    def _known(self, one: Workout) -> Workout:
        """The workout, if it is ours with the general warning, which tells its language."""
        if not self.exercises.ours:
            return one
        warning = self.exercises.phrases.words.text("safety.line")
        return replace(one, description=f"{one.description}\n{warning}")

    def _placeholder(self, on: dt.date) -> dt.time:
        """A time for a date that has none, an hour later for each more of that date."""
        self.timeless += 1
        self._on_date[on] += 1
        return dt.time(min(HOUR + self._on_date[on] - 1, 23))

    def workouts(self) -> list[Workout]:
        """Each workout once, with its weeks if the session is another one in others."""
        names = Counter(name for name, _ in self._workouts)
        return [
            replace(one, weeks=(min(self._weeks[mark]), max(self._weeks[mark])))
            if names[mark[0]] > 1 and self._weeks[mark]
            else one
            for mark, one in self._workouts.items()
        ]

    def dates(self) -> list[Dates]:
        """When they are done."""
        return [Dates(tuple(self._dates))] if self._dates else []


def workout(day: Data, number: int, exercises: Exercises) -> Workout:
    """One day as the workout that it is; ``number`` tells it from the others."""
    name = line(day.get("focus")) or "Workout"
    steps = list(exercises.steps(maps(day.get("exercises")), f"session {name}"))
    if len(steps) > MOST_STEPS:
        raise SourceError(f"a day of the plan has more than {MOST_STEPS} steps")
    notes = _notes(day, exercises.phrases.words)
    return Workout(("pwf", number), None, name, notes, tuple(steps))


def date(value: Any) -> dt.date | None:
    """The date that a text says, with years to reckon with before and after it."""
    try:
        found = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and dt.MINYEAR + ROOM < found.year < dt.MAXYEAR - ROOM else None


def maps(value: Any) -> list[Data]:
    """The objects of a list, as far as it is one."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _notes(day: Data, say: Words) -> str:
    """The notes of a day without the time of day."""
    notes = clean(day["notes"]) if isinstance(day.get("notes"), str) else ""
    first, _, rest = notes.partition("\n")
    return rest if first in _clocks(say.tag) else notes


def _clock(day: Data, say: Words) -> dt.time | None:
    """The time of day that the first line of the notes says."""
    notes = day.get("notes")
    return _clocks(say.tag).get(notes.partition("\n")[0]) if isinstance(notes, str) else None


@cache
def _clocks(language: str) -> dict[str, dt.time]:
    """Every time of day, by the line that says it."""
    say = words(language)
    every = (dt.time(hour, minute) for hour in range(24) for minute in range(60))
    return {say.text("calendar.at", time=say.clock(one)): one for one in every}
