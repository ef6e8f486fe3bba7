"""Hands and feet that are held somewhere: inverse kinematics of two bones."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stretchexport.figure import skeleton
from stretchexport.figure.geometry import UP, Frame, angle_between, basis, euler_yxz, unit
from stretchexport.figure.tables import SIDES, split

if TYPE_CHECKING:
    from stretchexport.figure.geometry import Array, Frames
    from stretchexport.figure.pose import Angles, Pin, Point

SHORTEST, LONGEST = 0.5, 0.05
"""How much (cm) a limb stays short of folded up, and of fully straight."""

PALM = 1.8
"""Thickness of half a hand in cm."""

ROUNDS = 12
"""How often an arm is set anew: the shoulder and the hand move with it."""

MISS_CM, MISS_DEGREES = 2.0, 60.0
"""A pin missed by more than this is told."""

FLEXION_TURN = 120.0
"""A shoulder or hip at more than this extension (degrees) is at a large flexion instead."""


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
    base = bones[pin.on] if pin.on else Frame(np.eye(3), np.zeros(3))
    goal = base.at(pin.point)
    if limb == "hand":
        return _hold_hand(bones, angles, pin, side, base, goal)
    return _hold_foot(bones, angles, pin, side, goal)


def _hold_hand(
    bones: Frames, angles: Angles, pin: Pin, side: str, base: Frame, goal: Array
) -> Miss:
    sign = SIDES[side]
    bend = unit(pin.bend or (0, sign, -0.6))
    grip = np.array([0, -sign * PALM, -pin.grip])
    miss, turned, end = 0.0, 0.0, goal
    for _ in range(ROUNDS):
        if pin.palm:
            wanted = _hand_axes(pin.palm, pin.fingers, base, bones[f"{side}-forearm"], sign)
            end = goal - bones[f"{side}-hand"].axes @ grip
        root = bones[f"{side}-upper-arm"].origin
        lengths = (skeleton.UPPER_ARM, skeleton.FOREARM)
        turn, flexion, miss = two_bone(root, end, lengths, bend, forward=False)
        a, b, c = _turn(bones["thorax"].axes, turn)
        shoulder = {"flexion": -a, "abduction": sign * b, "internal-rotation": -sign * c}
        angles[f"{side}-shoulder"], angles[f"{side}-elbow"] = shoulder, {"flexion": flexion}
        skeleton.set_arm(bones, angles, side)
        if pin.palm:
            skeleton.set_wrist(bones, angles, side, wanted)
            skeleton.set_arm(bones, angles, side)
            turned = angle_between(bones[f"{side}-hand"].axes, wanted)
    return Miss(pin.limb, miss, turned)


def _hand_axes(
    palm: Point, fingers: Point | None, base: Frame, forearm: Frame, sign: int
) -> Array:
    """The rotation of a hand whose palm and fingers point there, seen from ``base``."""
    inward = unit(base.axes @ np.array(palm, float))
    along = base.axes @ np.array(fingers, float) if fingers else -forearm.axes[:, 2]
    back = -unit(along - inward * float(inward @ along))
    return np.column_stack([np.cross(-sign * inward, back), -sign * inward, back])


def _hold_foot(bones: Frames, angles: Angles, pin: Pin, side: str, goal: Array) -> Miss:
    sign = SIDES[side]
    bend = unit(pin.bend or (1, sign * 0.2, 0))
    wanted = None
    if pin.floor or pin.toes:
        up = unit(pin.up) if pin.up else UP
        wanted = basis(up, np.array(pin.toes or (1, 0, 0), float))
    end = goal + wanted[:, 2] * skeleton.SOLE if pin.floor and wanted is not None else goal
    lengths = (skeleton.THIGH, skeleton.SHANK)
    turn, flexion, miss = two_bone(
        bones[f"{side}-thigh"].origin, end, lengths, bend, forward=True
    )
    a, b, c = _turn(bones["pelvis"].axes, turn)
    hip = {"flexion": -a, "abduction": sign * b, "external-rotation": sign * c}
    angles[f"{side}-hip"], angles[f"{side}-knee"] = hip, {"flexion": flexion}
    skeleton.set_leg(bones, angles, side)
    if wanted is not None:
        skeleton.set_ankle(bones, angles, side, wanted)
        skeleton.set_leg(bones, angles, side)
    return Miss(pin.limb, miss, 0.0)


def _turn(parent: Array, turn: Array) -> tuple[float, float, float]:
    """The angles of a bone against ``parent``, with flexion up to 240 and extension to 120."""
    a, b, c = euler_yxz(parent.T @ turn)
    return a - 360 * (a > FLEXION_TURN), b, c


def two_bone(
    root: Array, goal: Array, lengths: tuple[float, float], bend: Array, *, forward: bool
) -> tuple[Array, float, float]:
    """How a limb of two bones reaches from ``root`` to ``goal``, its middle joint towards ``bend``.

    Returns the rotation of the upper bone, the flexion of the middle joint (degrees) and the
    distance (cm) by which the goal is missed. ``forward`` is whether the joint bends forwards, as
    a knee does, or backwards as an elbow.
    """
    upper, lower = lengths
    away = goal - root
    distance = float(np.linalg.norm(away))
    reach = min(max(distance, abs(upper - lower) + SHORTEST), upper + lower - LONGEST)
    along = unit(away)
    side = unit(bend - along * float(bend @ along))
    cosine = (upper * upper + reach * reach - lower * lower) / (2 * upper * reach)
    z = -(along * cosine + side * math.sqrt(max(0.0, 1 - cosine * cosine)))
    inner = (upper * upper + lower * lower - reach * reach) / (2 * upper * lower)
    flexion = 180 - math.degrees(math.acos(inner))
    return basis(z, side if forward else -side), flexion, distance - reach
