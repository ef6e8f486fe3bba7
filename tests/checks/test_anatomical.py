"""Anatomy over whole routines: what is said, about what, and what is left unsaid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.anatomy.motions import motions
from stretchexport.anatomy.muscles import muscles, resolve, targets
from stretchexport.anatomy.verdict import Verdict, verdict
from stretchexport.checks import anatomical
from stretchexport.checks.anatomical_joints import two_joint
from stretchexport.checks.anatomical_targets import Judged, judge
from stretchexport.findings import catalogue
from stretchexport.loading import load, load_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.findings import Finding

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def stretch(
    target: str, done: str, *, kind: str = "static", sides: str = "each", more: str = ""
) -> list[Finding]:
    """What the anatomy check finds in a routine with one stretch."""
    dose = {"dynamic": "reps: 8", "pnf": "contract: 5s, relax: 2s, hold: 20s"}
    text = f"""
schema: stretch-routine/v1
id: one
title: One
language: en
updated: 2026-11-22
stretches:
  one:
    name: One
    type: {kind}
    sides: {sides}
    targets: [{target}]
    motions: [{done}]
    stop_if: [Sharp pain]
{more}
sessions:
  all: {{title: All, items: [{{stretch: one, {dose.get(kind, "hold: 30s")}, sets: 2}}]}}
"""
    loaded = load_bytes(text.encode(), "one.yaml")
    return [finding for finding in loaded.findings if finding.rule.family == "anatomy"]


def codes(found: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in found]


def test_the_mid_back_example_comes_out_as_the_design_says() -> None:
    loaded = load(EXAMPLES / "mid-back-release.yaml")
    assert loaded.document is not None
    assert loaded.routine is not None
    (note,) = anatomical.check(loaded.document, loaded.routine)
    assert note.code == "SE502"
    assert note.path == ("stretches", "mid-back-reach", "targets", 0)
    assert note.message == (
        "Rhomboids: lengthened by scapula.protraction, but shortened by scapula.elevation"
    )
    assert note.help == (
        "for a stretch of its own, add scapula.upward-rotation, or use scapula.depression instead "
        "of scapula.elevation"
    )


TARGETS = [
    ("hamstrings", "hip.flexion, knee.extension", []),
    ("hamstrings", "hip.flexion, knee.flexion", ["SE505"]),
    ("hamstrings", "hip.flexion", ["SE508"]),
    ("biceps-femoris", "hip.flexion", ["SE508"]),
    ("hamstrings", "hip.extension, knee.flexion", ["SE501"]),
    ("hamstrings", "ankle.dorsiflexion", ["SE503"]),
    ("rectus-femoris", "knee.flexion, hip.flexion", ["SE505"]),
    ("gastrocnemius", "ankle.dorsiflexion, knee.flexion", ["SE505"]),
    # A group of which one muscle is reached: at most a note, and none for a joint left open.
    ("calves", "ankle.dorsiflexion, knee.flexion", ["SE502"]),
    ("quadriceps", "knee.flexion", []),
    ("calves", "ankle.dorsiflexion", []),
    ("glutes", "hip.flexion", ["SE504"]),
    ("rotator-cuff", "shoulder.internal-rotation", ["SE502"]),
    # One of which none is.
    ("calves", "ankle.plantarflexion", ["SE501"]),
    ("calves", "knee.flexion", ["SE501"]),
    ("lower-back", "spine.rotation-contralateral", ["SE504"]),
    ("obliques, rectus-abdominis", "knee.flexion", ["SE503", "SE503"]),
    # Sides are seen from the muscle that is stretched.
    ("scalenes", "neck.lateral-flexion-contralateral", []),
    ("scalenes", "neck.lateral-flexion-ipsilateral", ["SE501"]),
]


@pytest.mark.parametrize(("target", "done", "expected"), TARGETS)
@pytest.mark.parametrize("kind", ["static", "dynamic", "pnf"])
def test_a_target_is_judged_whole(target: str, done: str, expected: list[str], kind: str) -> None:
    assert codes(stretch(target, done, kind=kind)) == expected


def test_a_group_says_which_of_its_muscles_are_meant() -> None:
    (note,) = stretch("calves", "ankle.dorsiflexion, knee.flexion")
    assert note.message == "Calves: this lengthens Soleus; gives slack to Gastrocnemius"
    assert note.help.startswith("Gastrocnemius: bending the knee is an action of this muscle too")


def test_advice_that_spoils_nothing_is_preferred() -> None:
    (note,) = stretch("neck-side", "neck.lateral-flexion-contralateral")
    assert note.help.startswith("Upper trapezius: add scapula.depression;")


def test_where_nothing_is_sure_nothing_is_advised() -> None:
    (note,) = stretch("piriformis", "hip.flexion, hip.external-rotation")
    assert note.code == "SE504"
    assert note.help.startswith("nothing is sure enough")


def test_an_error_of_anatomy_stops_the_routine() -> None:
    loaded = load(EXAMPLES / "mid-back-release.yaml")
    assert loaded.document is not None
    text = loaded.text.replace("[scapula.protraction, scapula.elevation]", "[scapula.retraction]")
    broken = load_bytes(text.encode(), "mid-back.yaml")
    assert broken.routine is None
    assert "SE501" in codes(broken.findings)


VARIANTS = """
    variants:
      - {id: first, equipment: []}
      - {id: second, equipment: [chair], motions: [hip.flexion, knee.flexion]}
      - {id: third, equipment: [wall], motions: [knee.flexion, hip.flexion]}
"""


def test_a_variant_is_judged_by_its_own_motions_and_the_same_ones_once() -> None:
    (warning,) = stretch("hamstrings", "hip.flexion, knee.extension", more=VARIANTS)
    assert warning.code == "SE505"
    assert warning.path == ("stretches", "one", "variants", 1, "motions")
    assert [related.message for related in warning.related] == ["the target"]


def test_motions_that_no_variant_is_done_with_are_not_judged() -> None:
    own = "{id: only, equipment: [], motions: [hip.flexion, knee.extension]}"
    assert stretch("hamstrings", "knee.flexion", more=f"    variants: [{own}]") == []


def test_without_motions_one_note_is_enough() -> None:
    (note,) = stretch("hamstrings, calves", "")
    assert (note.code, note.path) == ("SE506", ("stretches", "one"))


def test_motions_in_every_variant_are_enough() -> None:
    own = "{id: only, equipment: [], motions: [hip.flexion, knee.extension]}"
    assert stretch("hamstrings", "", more=f"    variants: [{own}]") == []


def test_self_massage_works_without_motions() -> None:
    assert stretch("hamstrings", "", kind="self-massage") == []
    assert stretch("hamstrings", "hip.extension", kind="self-massage") == []


def test_a_motion_and_its_opposite_get_no_verdict() -> None:
    (warning,) = stretch("hamstrings", "knee.extension, hip.flexion, hip.extension")
    assert warning.code == "SE507"
    assert warning.path == ("stretches", "one", "motions", 2)
    assert warning.related


def test_a_movement_goes_to_and_fro() -> None:
    swing = "hip.flexion, hip.extension, knee.extension"
    assert stretch("hamstrings", swing, kind="dynamic") == []
    assert codes(stretch("hamstrings", swing, kind="pnf")) == ["SE507"]
    to_and_fro = "spine.flexion, spine.extension"
    assert stretch("erector-spinae, rectus-abdominis", to_and_fro, kind="dynamic") == []


def test_one_side_of_a_stretch_for_both() -> None:
    found = stretch("scalenes", "neck.lateral-flexion-contralateral", sides="both")
    assert codes(found) == ["SE509"]
    both = "neck.lateral-flexion-contralateral, neck.lateral-flexion-ipsilateral"
    assert stretch("scalenes", both, sides="both", kind="dynamic") == []


@pytest.mark.parametrize(
    ("angles", "expected"),
    [
        ("{flexion: 90}", ["SE510"]),
        ("{extension: -90}", ["SE510"]),
        ("{left: {flexion: 60}, right: {flexion: 60}}", ["SE510"]),
        ("{flexion: 90, left: {flexion: 80}}", ["SE510"]),
        # Which side is stretched is not known, and a knee on its way may still be bent.
        ("{left: {flexion: 90}, right: {flexion: 0}}", []),
        ("{flexion: 90, left: {flexion: 0}}", []),
        ("{flexion: 30}", []),
        ("{extension: 5}", []),
        ("{x-a: {b: 1}}", []),
    ],
)
def test_a_drawing_contradicts_for_certain_only(angles: str, expected: list[str]) -> None:
    straight = "hip.flexion, knee.extension"
    pose = f"    pose: {{hip: {{flexion: 70}}, knee: {angles}, x-a: 1}}"
    assert codes(stretch("hamstrings", straight, more=pose)) == expected
    assert stretch("hamstrings", straight, kind="dynamic", more=pose) == []


def test_a_drawing_is_held_against_the_motions_it_is_done_with() -> None:
    more = """
    pose: {hip: {flexion: 80}, knee: {flexion: 90}}
    variants:
      - {id: first, equipment: []}
      - {id: second, equipment: [chair]}
      - {id: third, equipment: [wall], pose: {hip: {flexion: 80}, knee: {flexion: 0}}}
      - {id: fourth, equipment: [mat], pose: {hip: {flexion: 80}, knee: {flexion: 70}}}
"""
    found = stretch("hamstrings", "hip.flexion, knee.extension", more=more)
    assert [finding.path for finding in found] == [
        ("stretches", "one", "pose", "knee"),
        ("stretches", "one", "variants", 3, "pose", "knee"),
    ]


def test_a_drawing_counts_with_what_its_pins_make_of_it() -> None:
    feet = "left-foot: {floor: [40, 9]}, right-foot: {floor: [40, -9]}"
    pose = f"    pose: {{start: lying-on-back, free: [left-leg, right-leg], pins: {{{feet}}}}}"
    found = stretch("hamstrings", "hip.flexion, knee.extension", more=pose)
    assert "of knee.flexion" in found[0].message


def test_a_large_motion_that_is_not_drawn_is_a_note() -> None:
    straight = "hip.flexion, knee.extension"
    (note,) = stretch("hamstrings", straight, more="    pose: {start: lying-on-back}")
    assert (note.code, note.path) == ("SE512", ("stretches", "one", "pose"))
    one = "    pose: {start: lying-on-back, hip: {left: {flexion: 80}}}"
    assert stretch("hamstrings", straight, more=one) == []
    assert stretch("hamstrings", straight, kind="dynamic", more=pose_of("start: plain")) == []


def pose_of(text: str) -> str:
    return f"    pose: {{{text}}}"


def test_a_pose_stands_for_motions_that_are_not_given() -> None:
    straight = pose_of("start: lying-on-back, hip: {right: {flexion: 80}}, free: [right-leg]")
    bent = straight.replace("free", "knee: {right: {flexion: 90}}, free")
    assert stretch("hamstrings", "", more=straight) == []
    (found,) = stretch("hamstrings", "", more=bent)
    assert (found.code, found.path) == ("SE505", ("stretches", "one", "targets", 0))
    assert found.message.endswith("(as it is drawn)")
    assert codes(stretch("hamstrings", "", more=pose_of("start: plain"))) == ["SE506"]


def test_a_variant_that_is_drawn_otherwise_is_judged_by_its_own_drawing() -> None:
    straight = pose_of("start: lying-on-back, hip: {right: {flexion: 80}}, free: [right-leg]")
    other = straight.strip().replace("free", "knee: {right: {flexion: 90}}, free")
    variants = f"    variants: [{{id: a, equipment: []}}, {{id: b, equipment: [mat], {other}}}]"
    (found,) = stretch("hamstrings", "", more=f"{straight}\n{variants}")
    assert (found.code, found.path) == ("SE505", ("stretches", "one", "variants", 1, "pose"))


@pytest.mark.parametrize("muscle", two_joint())
def test_a_muscle_over_two_joints_has_both_actions(muscle: str) -> None:
    one, other = two_joint()[muscle]
    acts = {*muscles()[muscle].primary, *muscles()[muscle].secondary}
    assert {one.id, other.id} <= acts
    assert motions()[one.id].joint == one.joint
    assert one.joint != other.joint


any_target = st.sampled_from(sorted(targets()))
any_motions = st.lists(st.sampled_from(sorted(motions())), max_size=6, unique=True)


def judged(target: str, done: list[str]) -> Judged | None:
    return next(judge([target], done, to_and_fro=False), None)


@given(any_target, any_motions)
def test_a_target_gets_one_answer_at_most_and_it_says_what_to_do(
    target: str, done: list[str]
) -> None:
    found = list(judge([target], done, to_and_fro=False))
    assert len(found) <= 1
    for one in found:
        assert catalogue()[one.code].family == "anatomy"
        assert one.message
        assert one.help


@given(any_target, any_motions)
def test_no_target_is_both_lengthened_and_an_error(target: str, done: list[str]) -> None:
    found = judged(target, done)
    verdicts = {verdict(muscle, done) for muscle in resolve(target)}
    if verdicts == {Verdict.LENGTHENS}:
        assert found is None or found.code == "SE508"
    if found and found.code == "SE501":
        assert verdicts <= {Verdict.SHORTENS, Verdict.NOT_ADDRESSED}


@given(any_target, any_motions)
def test_the_order_of_the_motions_does_not_matter(target: str, done: list[str]) -> None:
    found, turned = judged(target, done), judged(target, done[::-1])
    assert found == turned
