"""Files made to be too much for a checker: a few clear findings, and no more work than needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchexport.findings import MAX_FINDINGS
from stretchexport.loading import load_bytes

BASE = (Path(__file__).parent.parent / "corpus" / "checks" / "base.yaml").read_text()
SWING = "      - {stretch: swing, reps: 8, tempo: 2s}\n"


def lines(text: str, number: int) -> str:
    return "".join(text.format(index) for index in range(number))


FILES = {
    "keys nobody knows": BASE + lines("k{}: 1\n", 80_000),
    "keys that are nearly right": BASE + lines("titl{}: 1\n", 80_000),
    "one date many times": BASE.replace("[2026-12-25]", f"[{'2026-12-25,' * 70_000}]"),
    "muscles nobody knows": BASE.replace("[rhomboids]", f"[{lines('m{},', 80_000)}]"),
    "ids that are none": BASE.replace("sessions:", lines("  S{}: 1\n", 60_000) + "sessions:"),
    "a title without end": BASE.replace("title: Short", f"title: {'a' * 900_000}"),
    "an id without end": BASE.replace("id: base", f"id: {'a-' * 400_000}"),
    "a duration without end": BASE.replace("hold: 30s", f"hold: {'0' * 900_000}s"),
    "a zone without end": BASE.replace("Europe/Berlin", f"{'a/' * 400_000}b"),
    "items nobody knows": BASE.replace(SWING, SWING + "      - {stretch: x, hold: 1}\n" * 98),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gets_findings_and_not_too_many(name: str) -> None:
    loaded = load_bytes(FILES[name].encode(), "hostile.yaml")
    assert loaded.routine is None
    assert 1 <= len(loaded.findings) <= MAX_FINDINGS


def test_an_error_after_very_many_warnings_is_found() -> None:
    spare = "  s{}: {{name: S, type: static, sides: both, spots: [Here], targets: [calves]}}\n"
    text = BASE.replace("sessions:", lines(spare, 150) + "sessions:").replace("hold: 30s, ", "")
    loaded = load_bytes(text.encode(), "hostile.yaml")
    found = [finding.code for finding in loaded.findings]
    assert loaded.routine is None
    assert found.count("SE401") == 1
    assert found.count("SE404") == MAX_FINDINGS


def test_the_last_finding_says_that_there_are_more() -> None:
    findings = load_bytes(FILES["keys nobody knows"].encode(), "hostile.yaml").findings
    assert len(findings) == MAX_FINDINGS
    assert findings[-1].help.endswith("there are more findings: mend these first")
