"""Two apps on a phone, each run by the rules of its own source code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LEAD = 10
"""Seconds before a workout that Just Another Workout Timer counts of itself."""


@dataclass(frozen=True)
class Shown:
    """What the app shows from second ``start`` of the session on, and what it then says."""

    start: int
    name: str
    said: str


def jawt(workout: dict[str, Any]) -> tuple[list[Shown], int]:
    """What is shown and said, and how long it takes.

    The app writes down what happens at which second, set by set, and what is written later for a
    second wins: so it is done here (``lib/utils/timetable.dart``).
    """
    table: dict[int, str] = {7: "3", 8: "2", 9: "1"}
    names: dict[int, str] = {}
    now = LEAD
    for one in workout["sets"]:
        of_set: dict[int, str] = {}
        for _ in range(one["repetitions"]):
            for exercise in one["exercises"]:
                end = now + exercise["duration"]
                of_set |= {end - 3: "3", end - 2: "2", end - 1: "1"}
                of_set[now] = f"show {now}"
                names[now] = exercise["name"]
                now = end
        table |= {now: "complete"} | of_set
    assert table[now] == "complete"
    shown = [
        Shown(start - LEAD, name, name)
        for start, name in sorted(names.items())
        if table[start] == f"show {start}"
    ]
    return shown, now - LEAD


def timer_machine(timer: dict[str, Any]) -> tuple[list[Shown], int]:
    """What is shown and said, and how long it takes, by ``TimerMachineHelper.kt``.

    The position is walked as the app walks it: a step, or a step of a round of a group.
    """
    assert timer["loop"] == 1
    steps: list[dict[str, Any]] = timer["steps"]
    start = timer["startStep"]
    assert start["type"] == "START"
    shown = [Shown(0, start["label"], _said(start))]
    now = _seconds(start)
    place, loop, inner = 0, 0, 0
    while place < len(steps):
        one = steps[place]
        group = one["step_type"] == "group"
        step = one["steps"][inner] if group else one
        shown.append(Shown(now, step["label"], _said(step)))
        now += _seconds(step)
        inner += 1
        if group and inner < len(one["steps"]):
            continue
        loop, inner = loop + 1, 0
        if not group or loop == one["loop"]:
            place, loop = place + 1, 0
    return shown, now


def _seconds(step: dict[str, Any]) -> int:
    assert step["length"] % 1000 == 0
    return int(step["length"]) // 1000


def _said(step: dict[str, Any]) -> str:
    (voice,) = (one for one in step["behaviour"] if one["type"] == "VOICE")
    assert "label" not in voice  # there $words are replaced
    return str(voice.get("content", "")).strip() or str(step["label"])
