"""What of a body goes through the things around it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figure.gallery import data, poses
from stretchexport.figure.pose import from_data, mirrored
from stretchexport.figure.props import Round, Through, boxes
from stretchexport.figure.solving import solve
from stretchexport.figure.tables import table


def through(*props: dict[str, Any], **pose: Any) -> list[tuple[str, int, str]]:
    faults = solve(from_data({**pose, "props": props})).faults
    return [(f.part, f.index, f.kind) for f in faults if isinstance(f, Through)]


def leaning(cm: float) -> dict[str, Any]:
    """A hand with its palm so far in front of the pelvis, as on a wall."""
    return {"right-hand": {"point": [cm, -17, 132], "palm": [1, 0, 0], "fingers": [0, 0, 1]}}


def test_a_hand_leans_on_a_wall_and_does_not_go_through_it() -> None:
    wall = {"kind": "wall", "at": [50, 0]}
    assert through(wall, pins=leaning(48.5)) == []
    assert through(wall, pins=leaning(51)) == [("right-arm", 0, "wall")]


def test_who_sits_on_a_chair_is_not_in_it_and_who_sits_lower_is() -> None:
    chair = {"kind": "chair", "at": [2, 0]}
    assert through({"kind": "mat"}, chair, start="sitting") == []
    parts = {part for part, _, _ in through({"kind": "mat"}, chair, start="sitting", seat=38)}
    assert parts >= {"left-leg", "right-leg", "torso"}


def test_a_leg_lies_on_a_roller_and_not_in_it() -> None:
    lying = {"start": "lying-on-back", "hip": {"flexion": 12}, "free": ["left-leg", "right-leg"]}
    assert through({"kind": "roller", "at": [70, 0]}, **lying) == []
    inside = through({"kind": "ball", "at": [70, 9], "size": [60, 60, 60]}, **lying)
    assert ("left-leg", 0, "ball") in inside


def test_fingers_close_about_a_door_frame() -> None:
    assert solve(poses()["doorway-mid-back"]).faults == ()


@pytest.mark.parametrize("name", data())
def test_everybody_can_do_every_pose_of_the_gallery(name: str) -> None:
    pose = poses()[name]
    people = (replace(pose, person=person) for person in table("people"))
    for one in (*people, mirrored(pose)):
        assert solve(one).faults == ()


@given(st.tuples(*[st.floats(-20, 20)] * 3))
def test_a_ball_is_as_deep_as_the_way_to_its_surface(point: tuple[float, float, float]) -> None:
    ball = Round(((0, 0, 0), (0, 0, 0)), 10, 10)
    assert abs(ball.depth(point) - (10 - sum(x * x for x in point) ** 0.5)) < 1e-6


def test_a_box_turns_with_its_prop() -> None:
    wall = from_data({"props": [{"kind": "wall", "at": [50, 0], "heading": 90}]}).props[0]
    (box,) = boxes(wall)
    assert box.depth((70, 0, 80)) > 0  # it runs along the way ahead now
    assert box.depth((50, 25, 80)) < 0
