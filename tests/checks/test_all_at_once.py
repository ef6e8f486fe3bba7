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


DOUBTFUL = (
    BASE.replace("  timezone: Europe/Berlin\n", "")
    .replace("targets: [rhomboids]", "targets: [lats]")
    .replace("scapula.protraction, ", "shoulder.flexion, ")
    .replace("hold: 30s, sets: 2", "hold: 30s, sets: 8")
    .replace("    type: dynamic\n", "    type: dynamic\n    spots: [Here]\n")
)
"""A routine with a warning of every kind: of a stretch, an item, the whole of it, the schedule."""
WARNED = {"SE404", "SE413", "SE603", "SE702"}


@pytest.mark.parametrize(
    ("old", "new", "error", "lost"),
    [
        ("title: Base", "title: 7", "SE203", set()),
        ("title: Base\n", "", "SE202", set()),
        ("updated: 2026-11-22", "updated: 2026-02-30", "SE602", set()),
        ("title: Short", "titel: Short", "SE201", {"SE413"}),
        ("reps: 8, ", "", "SE401", {"SE413"}),
        ("tempo: 2s", "tempo: 0:02", "SE206", {"SE413"}),
        ("hip.flexion, ", "hip.flexio, ", "SE304", set()),
        ("name: Swing", "name: 7", "SE203", set()),
        ("type: dynamic", "type: dynamik", "SE204", {"SE404", "SE702"}),
        ("hold: 30s", "hold: 0:30", "SE206", {"SE413"}),
        ("targets: [lats]", "targets: [latz]", "SE303", {"SE702"}),
        ("stretch: swing", "stretch: swin", "SE301", {"SE413", "SE702"}),
        ("weeks: 4", "weeks: four", "SE203", {"SE413", "SE603"}),
        ("audience: older-adults", "audience: oldies", "SE204", set()),
    ],
)
def test_an_error_leaves_standing_what_does_not_rest_on_it(
    old: str, new: str, error: str, lost: set[str]
) -> None:
    def told(text: str) -> list[str]:
        return [one.code for one in load_bytes(text.encode(), "many.yaml").findings]

    assert set(told(DOUBTFUL)) >= WARNED
    assert old in DOUBTFUL
    every = told(DOUBTFUL.replace(old, new, 1))
    assert every.count(error) == 1
    assert {code for code in every if code != error} == set(told(DOUBTFUL)) - lost


def test_what_is_silenced_stays_so_beside_an_error() -> None:
    silence = "title: Base\nsilence: [{code: SE603, reason: We travel.}]\n"
    text = DOUBTFUL.replace("title: Base\n", silence).replace("name: Swing", "name: 7")
    found = [one.code for one in load_bytes(text.encode(), "many.yaml").findings]
    assert "SE203" in found
    assert not {"SE603", "SE321"} & set(found)
    broken = text.replace("code: SE603", "kode: SE603")
    assert "SE603" not in [one.code for one in load_bytes(broken.encode(), "many.yaml").findings]


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
