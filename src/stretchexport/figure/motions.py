"""The motions of a stretch, read from its solved pose.

What is read is where the limbs are, not which angles were written: an arm beside the ear is the
same whether it was lifted forwards, sideways or pinned there. The thresholds are in
``data/figure/motions.toml``. Protraction of the blade cannot be seen in the arms, nor a tilt of the
pelvis in the trunk: the first counts where its angle is written, the second has to be declared.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from stretchexport.figure.geometry import (
    applied,
    column,
    cross,
    dot,
    plus,
    transposed,
    unit,
)
from stretchexport.figure.pose import drawn_side
from stretchexport.figure.solving import solve_data
from stretchexport.figure.tables import SIDES, joints, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stretchexport.figure.geometry import Vector
    from stretchexport.figure.pose import Angles
    from stretchexport.figure.solving import Figure

    Degrees = Mapping[str, float]
    """How far a figure is in each motion, by ``joint.motion``; below 0 in the other direction."""

OVERHEAD = 150.0
"""From this elevation (degrees) on an arm is lifted both forwards and sideways."""

ACROSS = (45.0, 135.0)
"""Elevations (degrees) between which an arm can be brought across the chest or opened back."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """When a joint does a motion: from ``least`` degrees on, and with one of ``beside``, if any.

    At ``missing`` degrees or less it certainly does not; ``None`` if that cannot be told.
    """

    least: float
    beside: tuple[str, ...]
    missing: float | None


def derived(pose: Mapping[str, object], *, each_side: bool) -> tuple[str, ...]:
    """The motions that a ``pose`` in plain data shows, in the order of the table.

    They are those of the stretched side. Where both sides are stretched at once, ``not each_side``,
    they are those that both do, which no motion to one side is.
    """
    figure = solve_data(pose)
    if each_side:
        return shown(measured(figure, drawn_side(pose)))
    left, right = (shown(measured(figure, side)) for side in SIDES)
    return tuple(motion for motion in left if motion in right)


def shown(degrees: Degrees) -> tuple[str, ...]:
    """The motions that a figure does which is so far in each of them."""
    far = {
        motion: limits.beside
        for motion, limits in thresholds().items()
        if degrees.get(motion, -math.inf) >= limits.least
    }
    return tuple(
        motion for motion, beside in far.items() if not beside or not far.keys().isdisjoint(beside)
    )


@cache
def thresholds() -> Mapping[str, Threshold]:
    """The entries of ``data/figure/motions.toml`` by ``joint.motion``."""
    return {
        f"{joint}.{motion}": Threshold(
            entry["from"], tuple(entry.get("beside", ())), entry.get("missing")
        )
        for joint, motions in table("motions").items()
        for motion, entry in motions.items()
    }


def measured(figure: Figure, side: str) -> Degrees:
    """How far ``figure`` is in each motion; same side and other side are seen from ``side``."""
    return {**dict(_turned(figure.angles, side)), **_arm(figure, side)}


def _turned(angles: Angles, side: str) -> Iterator[tuple[str, float]]:
    """The motions that are angles of a joint, the shoulder left out."""
    for joint, words in joints().items():
        if joint in ("pelvis", "shoulder"):
            continue
        found = angles.get(joint, angles.get(f"{side}-{joint}", {}))
        for word, angle in words.items():
            degrees = found.get(word, 0.0)
            if angle.flips:
                motion = f"{joint}.{word.removesuffix('left')}"
                yield f"{motion}ipsilateral", SIDES[side] * degrees
                yield f"{motion}contralateral", -SIDES[side] * degrees
            else:
                yield f"{joint}.{word}", degrees
                yield f"{joint}.{angle.opposite}", -degrees


def _arm(figure: Figure, side: str) -> Degrees:
    """The motions of the shoulder, from where the upper arm points.

    Its plane is 0 degrees to the side and 90 to the front; 180 is across, -90 behind.
    """
    trunk = transposed(figure.bones["thorax"].axes)
    arm = figure.bones[f"{side}-upper-arm"].axes
    forward, left, up = applied(trunk, plus((0, 0, 0), column(arm, 2), -1))
    out = SIDES[side] * left
    raised = math.degrees(math.acos(max(-1.0, min(1.0, -up))))
    plane = math.degrees(math.atan2(forward, out))
    plane += 360 if plane < -135 else 0
    ahead, aside = math.sin(math.radians(plane)), math.cos(math.radians(plane))
    lifted = raised >= OVERHEAD
    found = {
        "shoulder.flexion": raised if lifted else raised * ahead,
        "shoulder.extension": -raised if lifted else -raised * ahead,
        "shoulder.abduction": raised if lifted else raised * aside,
        "shoulder.adduction": -raised if lifted else -raised * aside,
    }
    if ACROSS[0] <= raised <= ACROSS[1]:
        found["shoulder.horizontal-adduction"] = plane - 90
        found["shoulder.horizontal-abduction"] = -plane
        del found["shoulder.adduction"]
    if not lifted:
        inward = -SIDES[side] * _twist(applied(trunk, column(arm, 0)), (forward, left, up))
        found["shoulder.internal-rotation"] = inward
        found["shoulder.external-rotation"] = -inward
    return found


def _twist(front: Vector, along: Vector) -> float:
    """By how many degrees an arm that points ``along`` is turned about itself, left positive.

    ``front`` is its own front. It is not turned if it got there from hanging the shortest way.
    """
    down = (0.0, 0.0, -1.0)
    axis = cross(down, along)
    straight = (1.0, 0.0, 0.0)
    if dot(axis, axis) > 1e-9:
        straight = _about(straight, unit(axis), dot(down, along))
    return math.degrees(
        math.atan2(-dot(cross(straight, front), along), dot(straight, front)),
    )


def _about(vector: Vector, axis: Vector, cosine: float) -> Vector:
    """``vector`` turned about ``axis`` (Rodrigues) by the angle from 0 to 180 of that cosine."""
    sine = math.sqrt(max(0.0, 1 - cosine * cosine))
    turned = plus(plus((0, 0, 0), vector, cosine), cross(axis, vector), sine)
    return plus(turned, axis, dot(axis, vector) * (1 - cosine))
