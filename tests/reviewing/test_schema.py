"""The schema of a review's JSON: whatever is printed conforms, and it refuses all else."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from conftest import ROOT
from fit.routines import export, workouts
from reviewing.recorder import Did, Planned, Watch
from schema_tools import (
    SHARED_KEYWORDS,
    Schema,
    constraints,
    descriptions_missing,
    pointer,
    rejecting_mutants,
    strict_validator,
    subschemas,
)
from strategies import routines
from stretchexport.loading import load
from stretchexport.reporting.reviews import review_data
from stretchexport.resources import SCHEMAS, read_text
from stretchexport.reviewing.log import Trouble
from stretchexport.reviewing.reading import read
from stretchexport.reviewing.review import review

if TYPE_CHECKING:
    from stretchexport.model import Routine

EVERY_PART = ROOT / "tests" / "plan" / "every-part.yaml"
LOG = sorted((ROOT / "examples" / "activities").iterdir())


@pytest.fixture(scope="module")
def schema() -> Schema:
    found: Schema = json.loads(read_text("review.schema.json", SCHEMAS))
    return found


def printed(routine: Routine, *recorded: tuple[bytes, str], **how: Any) -> Any:
    """What a review of these files prints."""
    every = [one for data, name in recorded for one in read(data, name)]
    made = review(routine, every, **how)
    troubles = [Trouble("b.fit", "left out: this is not a FIT file")]
    return json.loads(json.dumps(review_data(made, troubles)))


def recorded(routine: Routine, watch: Watch, clock: dt.datetime) -> list[tuple[bytes, str]]:
    """Each workout of ``routine`` done once by somebody who does some steps twice, some not."""

    def person(step: Planned) -> Did | None:
        if step.place % 4 == 3:
            return None
        return Did((1, 0.5, 2)[step.place % 3] * step.seconds, step.reps, 1 + (step.place == 5))

    return [
        (watch.record(file.data, clock + dt.timedelta(days=number), person), f"{number}.fit")
        for number, file in enumerate(workouts(export(routine)))
    ]


@pytest.fixture(scope="module")
def documents() -> list[Any]:
    """Reviews with everything in them: of sessions planned and not, missed, known and unknown."""
    example = load(EVERY_PART).routine
    back = load(ROOT / "examples" / "mid-back-release.yaml").routine
    assert example is not None
    assert example.schedule is not None
    assert back is not None
    start = dt.datetime.combine(example.schedule.starts, dt.time(7, 30))
    found = [
        printed(example, *recorded(example, Watch(writes), start), log=True)
        for writes in ("sets", "laps", "total")
    ]
    found.append(printed(back, *((one.read_bytes(), one.name) for one in LOG), log=True))
    unplanned = replace(example, schedule=None)
    found.append(printed(unplanned, *recorded(unplanned, Watch(keeps=()), start)))
    return found


def test_it_is_a_schema_of_2020_12_and_of_draft_07(schema: Schema) -> None:
    Draft202012Validator.check_schema(schema)
    Draft7Validator.check_schema(schema)


def test_it_keeps_to_keywords_that_both_drafts_understand_alike(schema: Schema) -> None:
    for path, inner in subschemas(schema):
        assert set(inner) <= SHARED_KEYWORDS, pointer(path)
        assert "$ref" not in inner or len(inner) == 1, pointer(path)


def test_every_property_has_a_description_and_every_object_is_closed(schema: Schema) -> None:
    assert descriptions_missing(schema) == []
    closed = [
        inner.get("additionalProperties")
        for _, inner in subschemas(schema)
        if inner.get("type") == "object"
    ]
    assert set(closed) == {False}


def test_what_is_printed_conforms(schema: Schema, documents: list[Any]) -> None:
    for one in documents:
        strict_validator(schema).validate(one)


def test_every_keyword_rejects_something(schema: Schema, documents: list[Any]) -> None:
    proven = {(where, keyword) for where, keyword, _ in rejecting_mutants(schema, *documents)}
    assert {(pointer(path), keyword) for path, keyword in constraints(schema)} == proven


@settings(max_examples=20)
@given(routines(scheduled=True), st.sampled_from(["sets", "laps", "total"]))
def test_any_review_of_any_routine_conforms(schema: Schema, what: Routine, writes: str) -> None:
    assert what.schedule is not None
    start = dt.datetime.combine(what.schedule.starts, dt.time(7, 30))
    strict_validator(schema).validate(printed(what, *recorded(what, Watch(writes), start)))
    strict_validator(schema).validate(printed(what, log=True, until=start.date()))
