"""Reads a workout of Garmin Connect back: by our schema, then by what a schema cannot say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from stretchexport.exporters.base import VerificationError
from stretchexport.exporters.fit.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.plan.values import Object


def totals(data: bytes) -> Totals:
    """What a watch does that runs the workout ``data``.

    Raises :class:`VerificationError` if it is not a sound workout.
    """
    # jsonschema takes longer to import than a workout to write
    from stretchexport.packaged_schemas import CONNECT, validator

    try:
        workout = json.loads(data.decode())
    except ValueError as error:
        raise VerificationError(f"not JSON: {error}") from error
    for breach in validator(CONNECT).iter_errors(workout):
        raise VerificationError(f"{breach.json_path}: {breach.message}")
    (segment,) = workout["workoutSegments"]
    if segment["sportType"] != workout["sportType"]:
        raise VerificationError("the segment is of another sport than the workout")
    orders = [step["stepOrder"] for step in _every(segment["workoutSteps"])]
    if orders != list(range(1, len(orders) + 1)):
        raise VerificationError("the steps are not numbered one after the other")
    ran = list(_run(segment["workoutSteps"]))
    timed = [one["endConditionValue"] for one in ran if _ends(one) == "time"]
    return Totals(len(ran), sum(timed), len(ran) - len(timed))


def _every(steps: list[Object]) -> Iterator[Object]:
    """Every step and group, in the order of the file."""
    for step in steps:
        yield step
        yield from _every(step.get("workoutSteps", []))


def _run(steps: list[Object]) -> Iterator[Object]:
    """Every step as often as it is done."""
    for step in steps:
        if step["type"] != "RepeatGroupDTO":
            if _ends(step) not in ("time", "reps"):
                raise VerificationError(f"step {step['stepOrder']} ends by {_ends(step)}")
            yield step
        elif step["endConditionValue"] != step["numberOfIterations"]:
            raise VerificationError(f"step {step['stepOrder']} does not say how often it repeats")
        else:
            yield from list(_run(step["workoutSteps"])) * step["numberOfIterations"]


def _ends(step: Object) -> str:
    return str(step["endCondition"]["conditionTypeKey"])
