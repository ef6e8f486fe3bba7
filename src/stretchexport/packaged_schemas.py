"""The schemas that come with the package, as validators."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from stretchexport.resources import SCHEMAS, read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from jsonschema import Draft202012Validator

    from stretchexport.exporters.base import File

ROUTINE = "stretch-routine.schema.json"
PLAN = "workout-plan.schema.json"
CONNECT = "garmin-connect-workout.schema.json"
SHEET = "cards-sheet.schema.json"
TRACKER = "tracker-requests.schema.json"
JAWT = "jawt-workout.schema.json"
TIMER = "timer-machine.schema.json"
PWF = "pwf-plan.schema.json"
INTERVALS = "intervals-icu.schema.json"
REVIEW = "review.schema.json"


def is_surely_valid(name: str, data: Any) -> bool:
    """Whether a fast validator finds nothing wrong with ``data``.

    ``False`` says nothing: there may be no fast validator here (it comes with the extra ``fast``),
    or it may be less strict than :func:`validator`, which then has to decide.
    """
    fast = _fast(name)
    # To it 30.0 is a whole number, as the standard has it, and to our formats it is none.
    return fast is not None and fast(data) and not _has_whole_float(data)


@cache
def _fast(name: str) -> Callable[[Any], bool] | None:
    try:
        import jsonschema_rs
    except ImportError:
        return None
    return jsonschema_rs.Draft202012Validator(json.loads(read_text(name, SCHEMAS))).is_valid


def _has_whole_float(data: Any) -> bool:
    """Whether there is a number such as 30.0 anywhere in ``data``."""
    left = [data]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
        elif isinstance(one, float) and one.is_integer():
            return True
    return False


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator of a packaged schema; in it 30.0 is no integer, as the formats want it."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    strict_integers = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    strict = extend(Draft202012Validator, type_checker=strict_integers)  # type: ignore[no-untyped-call]
    return cast("Draft202012Validator", strict(json.loads(read_text(name, SCHEMAS))))


def conforming(name: str, file: File) -> Any:
    """The JSON of ``file``, which a packaged schema allows.

    Raises :class:`~stretchexport.exporters.base.VerificationError` if it is none, or not allowed.
    """
    from stretchexport.exporters.base import VerificationError

    try:
        data = json.loads(file.data.decode())
    except ValueError as error:
        raise VerificationError(f"{file.name}: not JSON: {error}") from error
    if not is_surely_valid(name, data):
        for breach in validator(name).iter_errors(data):
            raise VerificationError(f"{file.name}: {breach.json_path}: {breach.message}")
    return data
