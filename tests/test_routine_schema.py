"""The routine schema: every keyword rejects something, in words that any editor understands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from schema_tools import (
    SHARED_KEYWORDS,
    constraints,
    descriptions_missing,
    pointer,
    rejecting_mutants,
    subschemas,
    unportable_escapes,
)
from stretchexport.loading import load
from stretchexport.resources import SCHEMAS, read_text

ROOT = Path(__file__).parent.parent
SCHEMA: dict[str, Any] = json.loads(read_text("stretch-routine.schema.json", SCHEMAS))
EVERY_KEY = ROOT / "tests" / "corpus" / "every-key.yaml"
HOVER = {"patternErrorMessage"}  # what the VS Code servers show where a pattern does not match


def documents() -> list[Any]:
    paths = [EVERY_KEY, *sorted((ROOT / "examples").glob("*.*"))]
    loaded = [load(path) for path in paths]
    return [one.document.data for one in loaded if one.document]


def test_every_keyword_rejects_something() -> None:
    proven = {where for where, _, _ in rejecting_mutants(SCHEMA, *documents())}
    assert [pointer(path) for path, _ in constraints(SCHEMA) if pointer(path) not in proven] == []


def test_the_file_with_every_key_has_every_key_and_no_finding() -> None:
    assert load(EVERY_KEY).findings == ()
    text = EVERY_KEY.read_text(encoding="utf-8")
    keys = {key for _, one in subschemas(SCHEMA) for key in one.get("properties", {})}
    assert {key for key in keys if not re.search(rf"\b{key}:", text)} == set()


def test_it_is_valid_for_both_drafts_and_keeps_to_what_they_share() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft7Validator.check_schema(SCHEMA)
    used = {key for _, one in subschemas(SCHEMA) for key in one}
    assert used <= SHARED_KEYWORDS | HOVER
    assert all(len(one) == 1 for _, one in subschemas(SCHEMA) if "$ref" in one)


def test_every_object_is_closed_but_for_extensions() -> None:
    for path, one in subschemas(SCHEMA):
        if "properties" in one and "if" not in path:
            assert one["additionalProperties"] is False, pointer(path)
            assert "^x-" in one["patternProperties"], pointer(path)


def test_every_property_has_something_to_say_on_hover() -> None:
    named = {f"#/definitions/{name}" for name, one in SCHEMA["definitions"].items()
             if one.get("description")}  # fmt: skip
    missing = [
        where for where in descriptions_missing(SCHEMA) if _at(where).get("$ref") not in named
    ]
    assert missing == []


def _at(where: str) -> dict[str, Any]:
    node: Any = SCHEMA
    for part in where.removeprefix("#").strip("/").split("/"):
        node = node[part.replace("~1", "/").replace("~0", "~")]
    assert isinstance(node, dict)
    return node


@pytest.mark.parametrize(
    "pattern",
    sorted({one["pattern"] for _, one in subschemas(SCHEMA) if "pattern" in one} - {r"[^\s]"}),
)
def test_no_pattern_lets_a_newline_through_at_the_end(pattern: str) -> None:
    samples = (
        "a", "30s", "2m", "5 breaths", "07:30", "2026-12-07", "en", "scapula.protraction",
        "https://example.org/", "Europe/Berlin", "SE411", "2 weeks",
    )  # fmt: skip
    matched = [one for one in samples if re.search(pattern, one)]
    assert matched
    assert not any(re.search(pattern, one + "\n") for one in matched)


def test_every_pattern_means_the_same_in_javascript() -> None:
    patterns = [one["pattern"] for _, one in subschemas(SCHEMA) if "pattern" in one]
    assert [found for one in patterns for found in unportable_escapes(one)] == []
