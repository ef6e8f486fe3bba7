"""A recorded activity as plain values: what was done, for how long, without the pauses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """What a recording tells of the stretches."""

    SETS = "sets"
    LAPS = "laps"
    TOTAL = "total"
    """Nothing but the length of the whole."""


@dataclass(frozen=True, slots=True)
class Effort:
    """A set or a lap: ``seconds`` without pauses, from ``start`` on.

    ``active`` tells work from rest, if the watch did. ``step`` is the index of the step in the
    workout that the watch ran, ``name`` what it showed for it. ``reps`` are repetitions, if it
    counted them.
    """

    seconds: float
    start: dt.datetime | None = None
    active: bool | None = None
    step: int | None = None
    name: str = ""
    reps: int | None = None


@dataclass(frozen=True, slots=True)
class Ran:
    """One step that the watch came to, repeats written out; ``value`` is ms, or repetitions."""

    step: int
    kind: str
    value: int


@dataclass(frozen=True, slots=True)
class Workout:
    """The workout that the watch ran, as far as the recording names it, by the serial number of its
    file."""

    name: str = ""
    serial: int | None = None
    steps: tuple[Ran, ...] = ()


@dataclass(frozen=True, slots=True)
class Recording:
    """One session of an activity.

    ``start`` is aware and in UTC. ``offset`` is what the watch's clock was ahead of UTC, if it is
    recorded. ``device`` is the serial number of the watch and when it made the file.
    """

    file: str
    device: tuple[int | None, int | None]
    start: dt.datetime
    offset: dt.timedelta | None
    seconds: float
    sport: tuple[int, int] | None
    workout: Workout
    efforts: tuple[Effort, ...]
    basis: Basis
    number: int = 0
    """Which session of its file it is, from 0."""
    problem: str = ""

    def clock(self, zone: dt.tzinfo | None) -> dt.datetime:
        """When it began, as it stood on the watch, without a zone.

        A watch that does not say is taken to be in ``zone``, or in UTC without one.
        """
        if self.offset is not None:
            return self.start.replace(tzinfo=None) + self.offset
        return self.start.astimezone(zone or dt.UTC).replace(tzinfo=None)
