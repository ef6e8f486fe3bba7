"""The plan's schema: what it refuses, and who can read it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from schema_tools import (
    SHARED_KEYWORDS,
    Schema,
    applications,
    at,
    constraints,
    descriptions_missing,
    pointer,
    rejecting_mutants,
    strict_validator,
    subschemas,
    unportable_escapes,
)
from stretchexport.resources import SCHEMAS, read_text

if TYPE_CHECKING:
    from stretchexport.exporters.base import File


@pytest.fixture(scope="module")
def schema() -> Schema:
    found: Schema = json.loads(read_text("workout-plan.schema.json", SCHEMAS))
    return found


def test_it_is_a_schema_of_2020_12_and_of_draft_07(schema: Schema) -> None:
    Draft202012Validator.check_schema(schema)
    Draft7Validator.check_schema(schema)


def test_it_keeps_to_keywords_that_both_drafts_understand_alike(schema: Schema) -> None:
    for path, inner in subschemas(schema):
        assert set(inner) <= SHARED_KEYWORDS, pointer(path)
        assert "$ref" not in inner or len(inner) == 1, pointer(path)


def test_every_property_has_a_description(schema: Schema) -> None:
    assert descriptions_missing(schema) == []


def test_every_object_is_closed_but_for_extensions_and_poses(schema: Schema) -> None:
    is_open = [
        pointer(path)
        for path, inner in subschemas(schema)
        if inner.get("type") == "object"
        and (
            inner.get("additionalProperties") is not False
            or "^x-" not in inner["patternProperties"]
        )
    ]
    assert is_open == ["/definitions/stretch/properties/pose"]


def test_every_keyword_rejects_something_and_draft_07_agrees(
    schema: Schema, every_part_file: File
) -> None:
    draft_07 = strict_validator(schema, Draft7Validator)
    document = json.loads(every_part_file.data)
    draft_07.validate(document)
    proven = set()
    for where, keyword, mutant in rejecting_mutants(schema, document):
        assert not draft_07.is_valid(mutant), where
        proven.add((where, keyword))
    assert {(pointer(path), keyword) for path, keyword in constraints(schema)} == proven


def test_no_pattern_lets_a_line_end_through(schema: Schema, every_part_file: File) -> None:
    document = json.loads(every_part_file.data)
    seen = set()
    for path, place in applications(schema, document):
        pattern = at(schema, path).get("pattern")
        if pattern is not None:
            value = at(document, place)
            assert re.search(pattern, value)
            assert not re.search(pattern, value + "\n"), pattern
            seen.add(pattern)
    assert seen == {inner["pattern"] for _, inner in subschemas(schema) if "pattern" in inner}


def test_every_pattern_means_the_same_in_ecmascript(schema: Schema) -> None:
    patterns = [inner["pattern"] for _, inner in subschemas(schema) if "pattern" in inner]
    assert [pattern for pattern in patterns if unportable_escapes(pattern)] == []


def test_extensions_are_let_through(schema: Schema, every_part_file: File) -> None:
    document = json.loads(every_part_file.data)
    document["x-mine"] = {"anything": [None, 1.5]}
    document["sessions"][0]["steps"][0]["x-mine"] = None
    strict_validator(schema).validate(document)
