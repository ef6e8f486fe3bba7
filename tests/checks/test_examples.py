"""The examples are real routines: they pass ``validate --strict``."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchexport.findings import Severity
from stretchexport.loading import load

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.*"))


def test_there_are_examples_in_both_forms() -> None:
    assert {path.suffix for path in EXAMPLES} == {".yaml", ".json"}
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_passes_strictly_and_is_named_after_its_id(path: Path) -> None:
    loaded = load(path)
    assert {one.severity for one in loaded.findings} <= {Severity.NOTE}
    assert loaded.routine is not None
    assert loaded.routine.id == path.stem
