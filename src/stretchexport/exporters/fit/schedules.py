"""The dates of a routine, each with the workout that is done then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Loss
from stretchexport.exporters.fit.identity import created, has, seconds, serial
from stretchexport.schedule import occurrences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stretchexport.exporters.fit.workouts import Workout
    from stretchexport.model import Routine
    from stretchexport.schedule import Occurrence, Phase

Workouts = dict[str, list[tuple["Phase", "Workout"]]]
"""The workouts of each session, with the weeks in which they are done."""


@dataclass(frozen=True, slots=True)
class Date:
    """A workout at a time on the clock, in FIT seconds."""

    workout: Workout
    start: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything that goes into the file; ``serial`` and ``created`` as for a workout."""

    serial: int
    created: int
    dates: tuple[Date, ...]


def schedule(routine: Routine, workouts: Workouts) -> tuple[Schedule | None, list[Loss]]:
    """The schedule, ``None`` if there are no dates, and what it cannot hold."""
    if routine.schedule is None:
        return None, []
    dates: list[Date] = []
    losses: list[Loss] = []
    for one in occurrences(routine.schedule):
        workout = _workout(one, workouts)
        start = seconds(one.start)
        if workout is None:
            losses.append(_missing(one, "its workout is not in a file"))
        elif not has(start):
            losses.append(_missing(one, "a FIT file cannot say the date"))
        else:
            dates.append(Date(workout, start))
    if not dates:
        return None, losses
    return Schedule(serial(routine), created(routine), tuple(dates)), losses


def _workout(
    occurrence: Occurrence, workouts: Mapping[str, Sequence[tuple[Phase, Workout]]]
) -> Workout | None:
    its = workouts.get(occurrence.slot.session, ())
    return next((one for weeks, one in its if weeks.first <= occurrence.week <= weeks.last), None)


def _missing(occurrence: Occurrence, why: str) -> Loss:
    where = f"session {occurrence.slot.session}, {occurrence.start.date()}"
    return Loss(where, f"not in the schedule file: {why}")
