"""A player app in small: it knows the workout-plan format, and nothing of stretchexport."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Played:
    """One step as a person was led through it; ``at`` is the second it began."""

    at: int
    kind: str
    seconds: int
    stretch: str
    side: str | None
    set: int
    sets: int
    reps: int | None
    breaths: int | None
    spot: str | None


class Clock:
    """A clock that goes on only when somebody waits."""

    def __init__(self) -> None:
        self.now = 0

    def wait(self, seconds: int) -> None:
        self.now += seconds


def play(file: bytes, session_id: str) -> tuple[list[Played], int]:
    """Lead a person through a session; what was done, and when it was over."""
    plan: dict[str, Any] = json.loads(file)
    assert plan["schema"] == "workout-plan/v1"
    bases = {one["id"]: one["base"] for one in plan["stretches"]}
    (session,) = (one for one in plan["sessions"] if one["id"] == session_id)
    clock = Clock()
    played = []
    for step in session["steps"]:
        played.append(
            Played(
                clock.now,
                step["kind"],
                step["seconds"],
                bases[step["stretch"]],
                step.get("side"),
                step["set"],
                step["sets"],
                step.get("reps"),
                step.get("breaths"),
                step.get("spot"),
            )
        )
        clock.wait(step["seconds"])
    return played, clock.now


def session_for(file: bytes, base: str, week: int) -> str:
    """The id of the session ``base`` as it is done in ``week``."""
    (found,) = (
        one["id"]
        for one in json.loads(file)["sessions"]
        if one["base"] == base
        and ("weeks" not in one or one["weeks"]["first"] <= week <= one["weeks"]["last"])
    )
    return str(found)
