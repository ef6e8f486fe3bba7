"""One mistake, one finding, in the right place: every code about routines has a case."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from stretchexport.findings import Finding, catalogue
from stretchexport.loading import load_bytes

CORPUS = Path(__file__).parent.parent / "corpus" / "checks"
BASE = (CORPUS / "base.yaml").read_text(encoding="utf-8")
CASES: list[dict[str, Any]] = [
    case
    for path in sorted(CORPUS.glob("cases*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]

OTHERS = {"reading", "calendar"}
"""Families with a corpus of their own: of files that are not read, and of calendars."""


def marked(text: str, finding: Finding) -> str:
    """The text under a finding's caret."""
    lines = text.splitlines()
    span = finding.span
    if span.line != span.end_line:
        return "whole file" if (span.line, span.column) == (1, 1) else "several lines"
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


def test_the_base_of_the_cases_has_no_finding() -> None:
    assert load_bytes(BASE.encode(), "base.yaml").findings == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_one_mistake_is_one_finding_in_its_place(case: dict[str, Any]) -> None:
    assert case["old"] in BASE
    text = BASE.replace(case["old"], case["new"] * case.get("repeat", 1), 1)
    folder = CORPUS if case.get("folder", True) else None
    findings = load_bytes(text.encode(), "case.yaml", folder).findings
    assert [finding.code for finding in findings] == [case["code"]]
    assert marked(text, findings[0]) == case["at"]
    assert case.get("help", "") in findings[0].help
    told = f"{findings[0].message}\n{findings[0].help}"
    assert not re.search(r"\.$|\. [A-Z]", told, re.MULTILINE)


def test_every_code_about_routines_has_a_case() -> None:
    beyond = {code for code, rule in catalogue().items() if rule.family not in OTHERS}
    assert {case["code"] for case in CASES} == beyond


def test_codes_stand_in_the_band_of_their_family() -> None:
    bands: dict[str, set[str]] = {}
    for code, rule in catalogue().items():
        bands.setdefault(code[:3], set()).add(rule.family)
    assert all(len(families) == 1 for families in bands.values())
