"""What counts as done: the numbers of ``data/review.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from stretchexport.resources import read_text


@dataclass(frozen=True, slots=True)
class Steps:
    """Parts of a planned step, and the seconds below which one is skipped."""

    short: float
    skipped: float
    skipped_seconds: float
    half: float
    longer: float


@dataclass(frozen=True, slots=True)
class Sessions:
    """Parts of the time planned under stretch."""

    done: float


@dataclass(frozen=True, slots=True)
class Sides:
    """How far one side may be behind the other, as a part of the plan."""

    leaning: float


@dataclass(frozen=True, slots=True)
class Dates:
    """How far from its time a session may be, in hours."""

    midnight_hours: float


@dataclass(frozen=True, slots=True)
class Matching:
    """How like a session a recording has to be that does not name its workout."""

    of_recorded: float
    of_planned: float
    alone_hours: float
    shortest: float
    longest: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read: bytes, sets or laps of a session, steps of a recorded workout."""

    file: int
    efforts: int
    steps: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything in the data file."""

    steps: Steps
    sessions: Sessions
    sides: Sides
    dates: Dates
    matching: Matching
    limits: Limits


@cache
def facts() -> Facts:
    """The numbers, read once."""
    table = tomllib.loads(read_text("review.toml"))
    return Facts(
        Steps(**table["steps"]),
        Sessions(**table["sessions"]),
        Sides(**table["sides"]),
        Dates(**table["dates"]),
        Matching(**table["matching"]),
        Limits(**table["limits"]),
    )
