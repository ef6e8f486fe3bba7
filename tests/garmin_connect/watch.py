"""A small watch that runs a workout of Garmin Connect by the format's own rules.

It goes by numbers only, as Garmin Connect does: the keys beside them are for people. A group is run
by a stack of places, where the exporter's own check unrolls lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

STEP_TYPES = {1: "warmup", 2: "cooldown", 3: "interval", 4: "recovery", 5: "rest", 6: "repeat"}
CONDITIONS = {1: "lap.button", 2: "time", 7: "iterations", 10: "reps"}
SPORTS = {5: "strength_training", 7: "yoga", 8: "pilates", 11: "mobility"}
TARGETS = {1: "no.target"}


@dataclass(frozen=True)
class Done:
    """What the watch did in one step; ``value`` is in seconds for ``time``, else a number."""

    kind: str
    ends: str
    value: int
    notes: str
    exercise: tuple[str, str] | None


def run(workout: dict[str, Any]) -> list[Done]:
    """What a watch does, from the first step to the last."""
    done: list[Done] = []
    stack: list[tuple[list[dict[str, Any]], int, int]] = [(every_step(workout), 0, 1)]
    while stack:
        steps, place, rounds = stack.pop()
        if place == len(steps):
            if rounds > 1:
                stack.append((steps, 0, rounds - 1))
            continue
        stack.append((steps, place + 1, rounds))
        step = steps[place]
        kind = STEP_TYPES[step["stepType"]["stepTypeId"]]
        ends = CONDITIONS[step["endCondition"]["conditionTypeId"]]
        if kind == "repeat":
            assert ends == "iterations"
            stack.append((step["workoutSteps"], 0, step["endConditionValue"]))
            continue
        assert TARGETS[step["targetType"]["workoutTargetTypeId"]] == "no.target"
        category = step.get("category")
        exercise = None if category is None else (category, step["exerciseName"])
        done.append(Done(kind, ends, step["endConditionValue"], step["description"], exercise))
    return done


def every_step(workout: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps and groups of the only segment."""
    (segment,) = workout["workoutSegments"]
    steps: list[dict[str, Any]] = segment["workoutSteps"]
    return steps


def keys_that_lie(node: Any) -> list[tuple[int, str]]:
    """Numbers that stand beside a key they do not belong to."""
    pairs = {
        "stepTypeId": ("stepTypeKey", STEP_TYPES),
        "conditionTypeId": ("conditionTypeKey", CONDITIONS),
        "sportTypeId": ("sportTypeKey", SPORTS),
        "workoutTargetTypeId": ("workoutTargetTypeKey", TARGETS),
    }
    if isinstance(node, list):
        return [one for value in node for one in keys_that_lie(value)]
    if not isinstance(node, dict):
        return []
    found = [
        (node[name], node[key])
        for name, (key, known) in pairs.items()
        if name in node and known.get(node[name]) != node[key]
    ]
    return found + keys_that_lie(list(node.values()))
