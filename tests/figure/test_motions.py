"""The motions of a stretch are read from its solved pose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figure.gallery import data, poses
from stretchexport.anatomy.motions import motions
from stretchexport.checks.anatomical_targets import judge
from stretchexport.figure.motions import derived, measured, shown, thresholds
from stretchexport.figure.pose import Pin, from_data, mirrored
from stretchexport.figure.solving import solve
from stretchexport.figure.tables import SIDES, split
from stretchexport.findings import Severity, catalogue


def right(pose: dict[str, Any]) -> set[str]:
    return set(derived(pose, each_side=True))


def test_every_threshold_is_for_a_motion_there_is() -> None:
    assert thresholds().keys() <= motions().keys()
    for entry in thresholds().values():
        assert set(entry.beside) <= thresholds().keys()


def test_nobody_who_just_stands_or_lies_does_a_motion() -> None:
    for start in ("standing", "plain", "lying-on-back"):
        assert right({"start": start}) == set()


def test_a_straight_knee_is_a_motion_beside_a_bent_hip() -> None:
    assert right({"hip": {"flexion": 80}}) >= {"hip.flexion", "knee.extension"}
    assert right({"hip": {"flexion": 80}, "knee": {"flexion": 20}}) & KNEE == set()
    assert right({"hip": {"flexion": 80}, "knee": {"flexion": 80}}) & KNEE == {"knee.flexion"}
    assert right({"hip": {"left": {"flexion": 80}}}) & KNEE == set()


KNEE = {"knee.extension", "knee.flexion"}


def test_same_side_and_other_side_are_seen_from_the_side_that_is_stretched() -> None:
    bent = {"start": "plain", "neck": {"lateral-flexion-left": 30}}
    assert right(bent) == {"neck.lateral-flexion-contralateral"}
    assert right({**bent, "side": "left"}) == {"neck.lateral-flexion-ipsilateral"}
    assert derived(bent, each_side=False) == ()


@pytest.mark.parametrize(
    ("shoulder", "expected"),
    [
        ({"flexion": 90}, "flexion"),
        ({"extension": 40}, "extension"),
        ({"abduction": 90}, "abduction"),
        ({"flexion": 170}, "flexion abduction"),
        ({"abduction": 170}, "flexion abduction"),
        ({"flexion": 85, "horizontal-adduction": 40}, "flexion horizontal-adduction"),
        ({"abduction": 90, "horizontal-adduction": 130}, "flexion horizontal-adduction"),
        ({"abduction": 90, "horizontal-abduction": 15}, "extension abduction horizontal-abduction"),
        ({"internal-rotation": 70}, "internal-rotation"),
        ({"abduction": 90, "external-rotation": 80}, "abduction external-rotation"),
    ],
)
@pytest.mark.parametrize("side", SIDES)
def test_the_motions_of_an_arm_are_where_it_points(
    shoulder: dict[str, float], expected: str, side: str
) -> None:
    every = right({"start": "plain", "side": side, "shoulder": {side: shoulder}})
    found = {motion for motion in every if motion.startswith("shoulder")}
    told = {f"shoulder.{word}" for word in expected.split()}
    turned = {"shoulder.internal-rotation", "shoulder.external-rotation"}
    assert found - turned == told - turned
    assert told <= found


def test_an_arm_has_the_same_motions_however_it_got_there() -> None:
    overhead = Pin("right-hand", (4, -22, 205))
    pinned = solve(replace(from_data({}), pins=(overhead,)))
    lifted = solve(from_data({"shoulder": {"flexion": 175}}))
    for figure in (pinned, lifted):
        assert {"shoulder.flexion", "shoulder.abduction"} <= set(shown(measured(figure, "right")))


@pytest.mark.parametrize("name", data())
def test_a_mirrored_pose_does_the_same_with_the_other_side(name: str) -> None:
    one, other = solve(poses()[name]), solve(mirrored(poses()[name]))
    assert shown(measured(one, "right")) == shown(measured(other, "left"))


@pytest.mark.parametrize("name", data())
def test_what_a_pose_shows_lengthens_what_is_felt_in_it(name: str) -> None:
    felt = [split(muscle) for muscle in data()[name]["felt"]]
    targets = dict.fromkeys(target for target, _ in felt)
    sides = {side for _, side in felt}
    found = derived(data()[name], each_side=len(sides) == 1)
    told = [one.code for one in judge(targets, found, to_and_fro=False)]
    assert {catalogue()[code].severity for code in told} <= {Severity.NOTE}


@given(st.floats(-60, 185), st.floats(-50, 180), st.floats(-95, 95), st.floats(-50, 135))
def test_no_motion_is_read_together_with_its_opposite(
    flexion: float, abduction: float, rotation: float, across: float
) -> None:
    shoulder = {"flexion": flexion, "abduction": abduction, "internal-rotation": rotation,
                "horizontal-adduction": across}  # fmt: skip
    found = right({"shoulder": shoulder})
    assert not any(motions()[one].opposite in found for one in found)
