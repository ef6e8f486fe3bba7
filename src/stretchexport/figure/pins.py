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
from stretchexport.figure.tables import SIDES, split

if TYPE_CHECKING:
    from stretchexport.figure.geometry import Frames, Turn, Vector
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
        if pin.palm:
            wanted = _hand_axes(pin.palm, pin.fingers, base, bones[f"{side}-forearm"], sign)
            end = plus(goal, applied(bones[f"{side}-hand"].axes, grip), -1)
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
) -> Turn:
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


def _turn(parent: Turn, turn: Turn) -> Vector:
    """The angles of a bone against ``parent``, with flexion up to 240 and extension to 120."""
    a, b, c = euler_yxz(product(transposed(parent), turn))
    return a - 360 * (a > FLEXION_TURN), b, c


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
