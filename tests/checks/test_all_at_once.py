"""All mistakes in one run, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchexport.findings import Severity
from stretchexport.loading import load_bytes

BASE = (Path(__file__).parent.parent / "corpus" / "checks" / "base.yaml").read_text()
SPARE = """  spare:
    name: Spare
    type: static
    sides: both
    targets: [{target}]
    motions: [{motion}]
    stop_if: [Sharp pain]
sessions:
  other:
    title: Other
    items:
      - {{stretch: spare, {dose}, sets: 2}}
"""


def codes(text: str) -> list[str]:
    findings = load_bytes(text.encode(), "many.yaml").findings
    return [one.code for one in findings if one.severity is Severity.ERROR]


def with_spare(
    text: str = BASE,
    target: str = "calves",
    motion: str = "ankle.dorsiflexion, knee.extension",
    dose: str = "hold: 30s",
) -> str:
    spare = SPARE.format(target=target, motion=motion, dose=dose)
    return text.replace("sessions:\n", spare, 1)


BROKEN = BASE.replace("type: dynamic", "type: dynamik")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (with_spare(BROKEN), ["SE204"]),
        (with_spare(BROKEN, target="calfs"), ["SE204", "SE303"]),
        (with_spare(BROKEN, dose="reps: 8"), ["SE204", "SE401", "SE402"]),
        (with_spare(BROKEN, motion="ankle.plantarflexion"), ["SE204", "SE501"]),
        (with_spare(target="calfs").replace("starts: 2026-12-07", "starts: 2027-02-30"),
         ["SE303", "SE602"]),
        (with_spare(BASE.replace("targets: [hamstrings]", "targets: [hamstring]"),
                    motion="ankle.plantarflexion"), ["SE303", "SE501"]),
        (with_spare(BROKEN.replace("title: Base\n", ""), target="calfs"),
         ["SE202", "SE204", "SE303"]),
        # found by fuzzing: a broken source beside an unknown muscle
        (with_spare(BASE.replace("title: Base\n", "title: Base\nsources: [{titne: A talk}]\n"),
                    target="calfs"), ["SE201", "SE303"]),
        (with_spare(BROKEN.replace("id: late", "id: LATE"), target="calfs"),
         ["SE204", "SE303", "SE206"]),
    ],
)  # fmt: skip
def test_mistakes_in_several_entries_are_told_in_one_run(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        BASE.replace("stretches:", "stretchs:"),
        BASE.replace("  reach:\n", "  Reach:\n", 1),
        BASE.replace("sessions:\n  short:", "sessions:\n  Short:", 1),
    ],
)
def test_what_refers_to_a_broken_entry_is_not_told_of_too(text: str) -> None:
    assert len(codes(text)) == 1
