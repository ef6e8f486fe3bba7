"""Hands and feet that are held somewhere: inverse kinematics of two bones."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.figure import skeleton
from stretchexport.figure.geometry import (
    STILL,
    UP,
    Frame,
    angle_between,
    applied,
    basis,
    column,
    cross,
    dot,
    euler_yxz,
    length,
    plus,
    product,
    transposed,
    unit,
)
from stretchexport.figure.tables import SIDES, joints, split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchexport.figure.geometry import Frames, Turn, Vector
    from stretchexport.figure.pose import Angles, Pin, Point

SHORTEST, LONGEST = 0.5, 0.05
"""How much (cm) a limb stays short of folded up, and of fully straight."""

PALM = 2.0
"""Thickness of half a hand in cm."""

ROUNDS, STILL_CM = 12, 1e-3
"""How often an arm is set anew, since the shoulder and the hand move with it, and at how little
movement of the wrist that ends."""

MISS_CM, MISS_DEGREES = 2.0, 60.0
"""A pin missed by more than this is told."""


@dataclass(frozen=True, slots=True)
class Miss:
    """By how much a pin was missed: the limb by ``cm``, the hand turned by ``degrees``."""

    limb: str
    cm: float
    degrees: float

    @property
    def far(self) -> bool:
        """Whether the limb ends somewhere else."""
        return self.cm > MISS_CM

    @property
    def told(self) -> bool:
        """Whether it is so much that a person would see it."""
        return self.far or self.degrees > MISS_DEGREES


def hold(bones: Frames, angles: Angles, pin: Pin) -> Miss:
    """Move the limb of ``pin`` there; writes its bones and its angles."""
    limb, side = split(pin.limb)
    assert side is not None
    base = bones[pin.on] if pin.on else Frame(STILL, (0.0, 0.0, 0.0))
    goal = base.at(pin.point)
    if limb == "hand":
        return _hold_hand(bones, angles, pin, side, base, goal)
    return _hold_foot(bones, angles, pin, side, goal)


def _hold_hand(
    bones: Frames, angles: Angles, pin: Pin, side: str, base: Frame, goal: Vector
) -> Miss:
    sign = SIDES[side]
    bend = unit(pin.bend or (0, sign, -0.6))
    grip = (0.0, -sign * PALM, -pin.grip)
    miss, turned, end = 0.0, 0.0, goal
    for _ in range(ROUNDS):
        before = bones[f"{side}-hand"]
        if pin.palm:
            wanted = _hand_axes(pin.palm, pin.fingers, base, bones[f"{side}-forearm"], sign)
            end = plus(goal, applied(bones[f"{side}-hand"].axes, grip), -1)
        root = bones[f"{side}-upper-arm"].origin
        lengths = (skeleton.UPPER_ARM, skeleton.FOREARM)
        turn, flexion, miss = two_bone(root, end, lengths, bend, forward=False)
        found = euler_yxz(product(transposed(bones["thorax"].axes), turn))
        signs = {"flexion": -1, "abduction": sign, "internal-rotation": -sign}
        angles[f"{side}-shoulder"] = _usual("shoulder", found, signs)
        angles[f"{side}-elbow"] = {"flexion": flexion}
        skeleton.set_arm(bones, angles, side)
        if pin.palm:
            skeleton.set_wrist(bones, angles, side, wanted)
            skeleton.set_arm(bones, angles, side)
            turned = angle_between(bones[f"{side}-hand"].axes, wanted)
        if length(plus(bones[f"{side}-hand"].origin, before.origin, -1)) < STILL_CM:
            break
    return Miss(pin.limb, miss, turned)


def _hand_axes(palm: Point, fingers: Point | None, base: Frame, forearm: Frame, sign: int) -> Turn:
    """The rotation of a hand whose palm and fingers point there, seen from ``base``."""
    out = unit(applied(base.axes, plus((0, 0, 0), palm, -sign)))
    back = applied(base.axes, fingers) if fingers else column(forearm.axes, 2)
    back = unit(plus(back, out, -dot(out, back)))
    if fingers:
        back = plus((0, 0, 0), back, -1)
    return transposed((cross(out, back), out, back))


def _hold_foot(bones: Frames, angles: Angles, pin: Pin, side: str, goal: Vector) -> Miss:
    sign = SIDES[side]
    bend = unit(pin.bend or (1, sign * 0.2, 0))
    wanted = None
    if pin.floor or pin.toes:
        up = unit(pin.up) if pin.up else UP
        wanted = basis(up, pin.toes or (1.0, 0.0, 0.0))
    sole = skeleton.SOLE if pin.floor else 0.0
    end = plus(goal, column(wanted, 2), sole) if wanted else goal
    lengths = (skeleton.THIGH, skeleton.SHANK)
    turn, flexion, miss = two_bone(bones[f"{side}-thigh"].origin, end, lengths, bend, forward=True)
    found = euler_yxz(product(transposed(bones["pelvis"].axes), turn))
    signs = {"flexion": -1, "abduction": sign, "external-rotation": sign}
    angles[f"{side}-hip"] = _usual("hip", found, signs)
    angles[f"{side}-knee"] = {"flexion": flexion}
    skeleton.set_leg(bones, angles, side)
    if wanted is not None:
        skeleton.set_ankle(bones, angles, side, wanted)
        skeleton.set_leg(bones, angles, side)
    return Miss(pin.limb, miss, 0.0)


def _usual(joint: str, found: Vector, signs: Mapping[str, int]) -> dict[str, float]:
    """The angles of ``joint`` that people would name for the turn with these Euler angles.

    Each turn has two sets of them: an arm beside the ear is lifted forwards or sideways. The set
    that is less beyond the ranges is taken, the smaller one of equals.
    """
    a, b, c = found
    sets = []
    for turn in ((a, b, c), (a + 180, 180 - b, c + 180)):
        angles = {
            name: _within(joint, name, sign * angle)
            for (name, sign), angle in zip(signs.items(), turn, strict=True)
        }
        beyond = sum(
            abs(angles[name] - angle) for name, angle in skeleton.limited(joint, angles).items()
        )
        sets.append((round(beyond, 3), sum(map(abs, angles.values())), angles))
    return min(sets, key=lambda one: one[:2])[2]


def _within(joint: str, name: str, angle: float) -> float:
    """``angle`` or a full turn more or less, as close to the middle of its range as it can be."""
    usual = joints()[joint][name]
    middle = (usual.low + usual.high) / 2
    return (angle - middle + 180) % 360 - 180 + middle


def two_bone(
    root: Vector, goal: Vector, lengths: tuple[float, float], bend: Vector, *, forward: bool
) -> tuple[Turn, float, float]:
    """How a limb of two bones reaches from ``root`` to ``goal``, its middle joint towards ``bend``.

    Returns the rotation of the upper bone, the flexion of the middle joint (degrees) and the
    distance (cm) by which the goal is missed. ``forward`` is whether the joint bends forwards, as
    a knee does, or backwards as an elbow.
    """
    upper, lower = lengths
    away = plus(goal, root, -1)
    distance = length(away)
    reach = min(max(distance, abs(upper - lower) + SHORTEST), upper + lower - LONGEST)
    along = unit(away)
    side = unit(plus(bend, along, -dot(along, bend)))
    cosine = (upper * upper + reach * reach - lower * lower) / (2 * upper * reach)
    sine = math.sqrt(max(0.0, 1 - cosine * cosine))
    z = plus(plus((0, 0, 0), along, -cosine), side, -sine)
    inner = (upper * upper + lower * lower - reach * reach) / (2 * upper * lower)
    flexion = 180 - math.degrees(math.acos(inner))
    front = side if forward else plus((0, 0, 0), side, -1)
    return basis(z, front), flexion, distance - reach
