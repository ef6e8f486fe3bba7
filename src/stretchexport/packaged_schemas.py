"""The schemas that come with the package, as validators."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, cast

from stretchexport.resources import SCHEMAS, read_text

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

ROUTINE = "stretch-routine.schema.json"
PLAN = "workout-plan.schema.json"


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
