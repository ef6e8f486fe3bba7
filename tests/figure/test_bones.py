"""From angles to bones, and hands and feet to where they are pinned."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figure.gallery import data, poses
from stretchexport.figure.geometry import (
    Frames,
    Vector,
    angle_between,
    column,
    cross,
    dot,
    euler_yxz,
    length,
    plus,
    product,
    rx,
    ry,
    rz,
)
from stretchexport.figure.pins import LONGEST, SHORTEST, two_bone
from stretchexport.figure.pose import Pin, Pose, from_data, mirrored, other_side
from stretchexport.figure.rows import rows
from stretchexport.figure.solving import Beyond, Sunk, solve
from stretchexport.figure.tables import SIDES, joints

STANDING = from_data({})
angles = st.floats(-179, 179)
places = st.tuples(*[st.floats(-60, 60)] * 3)


@given(angles, st.floats(-89, 89), angles)
def test_euler_angles_give_the_turn_they_were_read_from(a: float, b: float, c: float) -> None:
    turn = product(ry(a), rx(b), rz(c))
    assert angle_between(turn, product(*_turns(euler_yxz(turn)))) < 1e-4


def _turns(found: Vector) -> tuple[tuple[Vector, Vector, Vector], ...]:
    return ry(found[0]), rx(found[1]), rz(found[2])


@given(places, st.booleans())
def test_a_limb_of_two_bones_ends_where_it_should_or_as_close_as_it_can(
    goal: Vector, forward: bool
) -> None:
    away = length(goal)
    if away < 1:
        return
    bend = (0.3, 1.0, -0.6)
    turn, flexion, miss = two_bone((0, 0, 0), goal, (31.0, 25.5), bend, forward=forward)
    elbow = plus((0, 0, 0), column(turn, 2), -31.0)
    lower = product(turn, ry(flexion if forward else -flexion))
    end = plus(elbow, column(lower, 2), -25.5)
    reach = min(max(away, 5.5 + SHORTEST), 56.5 - LONGEST)
    assert math.isclose(miss, away - reach, abs_tol=1e-6)
    assert length(plus(end, goal, -reach / away)) < 1e-3


def test_somebody_who_stands_has_the_feet_on_the_floor_and_the_head_up() -> None:
    figure = solve(STANDING)
    assert figure.faults == ()
    assert 150 < figure.bones["head"].origin[2] < 160  # the foot of the skull
    for side in SIDES:
        assert 6 < figure.bones[f"{side}-foot"].origin[2] < 9


@pytest.mark.parametrize("joint", joints())
def test_each_angle_moves_bones_and_its_opposite_moves_them_the_other_way(joint: str) -> None:
    for name, angle in joints()[joint].items():
        one, other = (solve(_moved(joint, word, 12)) for word in (name, angle.opposite))
        back = solve(_moved(joint, angle.opposite, -12))
        assert one.bones == back.bones
        assert one.bones != other.bones


def _moved(joint: str, word: str, degrees: float) -> Pose:
    """Somebody who stands on soles that need not be level, with one angle set."""
    return from_data({joint: {word: degrees}, "flat": []})


def test_angles_turn_the_way_their_words_say() -> None:
    lifted = solve(from_data({"shoulder": {"right": {"flexion": 90}}})).bones
    assert column(lifted["right-upper-arm"].axes, 2)[0] < -0.9  # the arm points forward
    out = solve(from_data({"shoulder": {"left": {"abduction": 90}}})).bones
    assert column(out["left-upper-arm"].axes, 2)[1] < -0.9  # to the left
    tilted = solve(from_data({"neck": {"lateral-flexion-left": 40}})).bones
    assert column(tilted["head"].axes, 2)[1] > 0.5
    apart = solve(from_data({"scapula": {"protraction": 20}})).bones
    close = solve(from_data({"scapula": {"retraction": 20}})).bones
    assert _width(apart) != _width(close)
    assert apart["left-upper-arm"].origin[0] > close["left-upper-arm"].origin[0]
    bent = solve(from_data({"knee": {"left": {"flexion": 90}}, "free": ["left-leg"]})).bones
    assert bent["left-foot"].origin[0] < bent["left-shank"].origin[0]  # the heel goes back


def _width(bones: Frames) -> float:
    left, right = (bones[f"{side}-upper-arm"].origin for side in SIDES)
    return length(plus(left, right, -1))


@pytest.mark.parametrize("name", data())
def test_a_pose_mirrored_twice_is_the_pose(name: str) -> None:
    pose = poses()[name]
    assert mirrored(mirrored(pose)) == pose


@pytest.mark.parametrize("name", data())
def test_a_mirrored_pose_has_its_bones_on_the_other_side(name: str) -> None:
    one, other = solve(poses()[name]).bones, solve(mirrored(poses()[name])).bones
    for bone, frame in one.items():
        x, y, z = other[other_side(bone)].origin
        assert length(plus(frame.origin, (x, -y, z), -1)) < 1e-6, bone


@pytest.mark.parametrize("name", data())
def test_bones_keep_their_axes_square(name: str) -> None:
    for frame in solve(poses()[name]).bones.values():
        x, y, z = (column(frame.axes, index) for index in range(3))
        assert abs(dot(x, y)) < 1e-6
        assert length(plus(cross(x, y), z, -1)) < 1e-6


def test_a_hand_pinned_within_reach_gets_there_and_one_beyond_is_told() -> None:
    near, far = Pin("left-hand", (45, 20, 130)), Pin("left-hand", (120, 20, 130))
    assert solve(replace(STANDING, pins=(near,))).faults == ()
    (miss,) = solve(replace(STANDING, pins=(far,))).misses
    assert miss.far


def test_an_angle_nobody_reaches_and_a_limb_through_the_floor_are_told() -> None:
    bent = from_data({"knee": {"right": {"flexion": 175}}, "free": ["right-leg"]})
    assert any(isinstance(fault, Beyond) and fault.joint == "right-knee" for fault in faults(bent))
    legs = {"free": ["left-leg", "right-leg"], "hip": {"extension": 25}}
    sunk = from_data({"start": "lying-on-back", **legs})
    assert Sunk in {type(fault) for fault in faults(sunk)}


def faults(pose: Pose) -> tuple[object, ...]:
    return solve(pose).faults


@given(
    st.dictionaries(
        st.sampled_from(sorted(joints())), st.just({"flexion": 150, "extension": -20}), max_size=4
    ),
    st.tuples(*[st.floats(-400, 400)] * 3),
    st.tuples(*[st.floats(-400, 400)] * 3),
)
def test_no_pose_that_the_schema_lets_through_breaks_the_solver(
    wild: dict[str, dict[str, float]], point: Vector, bend: Vector
) -> None:
    pins = {
        "left-hand": {"point": point, "palm": point, "fingers": bend, "bend": bend},
        "right-foot": {"floor": point[:2], "toes": bend, "up": bend, "bend": point},
    }
    for frame in solve(from_data({**wild, "pins": pins})).bones.values():
        assert all(map(math.isfinite, frame.origin))


@pytest.mark.parametrize("name", data())
def test_a_hand_on_the_floor_has_its_palm_on_it(name: str) -> None:
    pose = poses()[name]
    figure = solve(pose)
    on_floor = {pin.limb for pin in pose.pins if pin.limb.endswith("hand") and pin.floor}
    for part, knots in rows(pose.person):
        side = part.removesuffix("-arm")
        low = [knot.lowest(figure.bones) for knot in knots if knot.bone == f"{side}-hand"]
        if low and f"{side}-hand" in on_floor:
            assert -0.5 < min(low) < 1.5
