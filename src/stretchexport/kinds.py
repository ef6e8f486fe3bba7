"""The kinds of file that can become a routine, and how their content tells them apart."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a source may be."""

    FIT = "fit"
    PLAN = "plan"
    PWF = "pwf"
    FREE_EXERCISE_DB = "free-exercise-db"


TITLES = {
    Kind.FIT: "a FIT workout",
    Kind.PLAN: "a workout-plan/v1",
    Kind.PWF: "a Portable Workout Format plan",
    Kind.FREE_EXERCISE_DB: "exercise records of free-exercise-db",
}


def kind_of_data(data: Any) -> Kind | None:
    """The kind of a file with ``data`` in it, as JSON or YAML; ``None`` if it is none of them."""
    if isinstance(data, dict):
        schema = str(data.get("schema", ""))
        if schema.startswith("stretch-routine/"):
            return None
        if schema.startswith("workout-plan/"):
            return Kind.PLAN
        if "plan_version" in data:
            return Kind.PWF
    first = data[0] if isinstance(data, list) and data else data
    if isinstance(first, dict) and ("instructions" in first or "primaryMuscles" in first):
        return Kind.FREE_EXERCISE_DB
    return None
