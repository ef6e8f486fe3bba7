"""A player for plans of the Portable Workout Format.

Exercises of a group are done in turn, set by set. After each set of an exercise but its last comes
its rest between sets, after the last one its rest after.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Set:
    """One set: its name, and its seconds or repetitions."""

    name: str
    seconds: int
    reps: int | None


@dataclass(frozen=True)
class Pause:
    """A rest of some seconds."""

    seconds: int


def play(day: dict[str, Any]) -> list[Set | Pause]:
    """What is done on a day, without pauses of no time."""
    done: list[Set | Pause] = []
    alone = itertools.count()
    groups = itertools.groupby(
        day["exercises"], key=lambda one: one.get("group") or f"alone {next(alone)}"
    )
    for _, members in groups:
        together = list(members)
        (sets,) = {one["target_sets"] for one in together}
        for number in range(1, sets + 1):
            for one in together:
                assert (one["modality"] == "countdown") == ("target_duration_sec" in one)
                seconds = one.get("target_duration_sec", 0)
                done.append(Set(one["name"], seconds, one.get("target_reps")))
                rest = "rest_between_sets_sec" if number < sets else "rest_after_sec"
                if one.get(rest, 0):
                    done.append(Pause(one[rest]))
    return done


def seconds(day: dict[str, Any]) -> int:
    """How long a day takes."""
    return sum(one.seconds for one in play(day))
