"""The tool that proves schemas, on schemas small enough to see what it should find."""

from __future__ import annotations

from typing import Any

import pytest

from schema_tools import constraints, pointer, rejecting_mutants

NAME = {"type": "string", "pattern": "^[a-z]+(?![\\s\\S])", "maxLength": 5}


def _unproven(schema: dict[str, Any], *documents: Any) -> set[str]:
    proven = {where for where, _, _ in rejecting_mutants(schema, *documents)}
    return {pointer(path) for path, _ in constraints(schema)} - proven


@pytest.mark.parametrize(
    ("schema", "document"),
    [
        ({"properties": {"a": NAME}, "required": ["a"], "additionalProperties": False}, {"a": "b"}),
        ({"type": "array", "items": NAME, "minItems": 1, "maxItems": 12}, ["b"]),
        ({"type": "array", "uniqueItems": True}, [1]),
        ({"type": "integer", "minimum": 1, "maximum": 10}, 2),
        ({"type": ["integer", "string"], "minimum": 1, "pattern": "^[0-9]+s(?![\\s\\S])"}, "2s"),
        ({"anyOf": [{"type": "integer", "minimum": 1}, NAME]}, 2),
        ({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"a": 1}),
        ({"type": "object", "minProperties": 1, "maxProperties": 2}, {"a": 1}),
        ({"patternProperties": {"^a": NAME}, "additionalProperties": NAME}, {"ab": "b", "c": "d"}),
        ({"definitions": {"n": NAME}, "allOf": [{"$ref": "#/definitions/n"}]}, "b"),
        (
            {
                "properties": {"a": {"enum": ["b", "c"]}, "d": {}},
                "required": ["a"],
                "if": {"properties": {"a": {"const": "b"}}, "required": ["a"]},
                "then": {"required": ["d"]},
                "else": {"not": {"required": ["d"]}},
            },
            {"a": "b", "d": 1},
        ),
    ],
)
def test_every_keyword_that_rejects_is_proven(schema: dict[str, Any], document: Any) -> None:
    documents = [document, {"a": "c"}] if "if" in schema else [document]
    documents += ["b"] if "anyOf" in schema else [{"b": 1}] if "oneOf" in schema else []
    assert _unproven(schema, *documents) == set()


@pytest.mark.parametrize(
    ("schema", "document", "superfluous"),
    [
        ({"type": "string", "enum": ["a"]}, "a", {"/type"}),
        ({"type": "string", "pattern": "^a", "minLength": 1}, "a", {"/minLength"}),
        ({"properties": {"a": {"minimum": 1}}}, {}, {"/properties/a/minimum"}),
        ({"required": ["a"], "minProperties": 1}, {"a": 1, "b": 2}, {"/minProperties"}),
    ],
)
def test_a_keyword_that_rejects_nothing_of_its_own_is_not_proven(
    schema: dict[str, Any], document: Any, superfluous: set[str]
) -> None:
    assert _unproven(schema, document) == superfluous


def test_an_integer_is_proven_to_refuse_30_point_0() -> None:
    ((where, keyword, mutant),) = rejecting_mutants({"type": "integer"}, 30)
    assert (where, keyword) == ("/type", "type")
    assert isinstance(mutant, float)


def test_documents_to_start_from_have_to_be_valid() -> None:
    with pytest.raises(ValueError, match="valid"):
        list(rejecting_mutants({"type": "string"}, 1))
