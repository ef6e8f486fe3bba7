"""The solid things around a figure, and what of its body goes through them.

This needs no arrays, so that a pose can be checked without numpy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from stretchexport.figure.geometry import Frame, length, plus, rz
from stretchexport.figure.rows import FINGERS, rows
from stretchexport.figure.tables import split, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.figure.geometry import Frames, Vector
    from stretchexport.figure.pose import Pose, Prop

MAT = "mat"
"""The fill of what lies on the floor; what is below it is below the floor."""

STEP = 1.5
"""Distance (cm) of the points of a limb that are held against the props."""

SPARED = 1 / 3
"""How much of its half thickness a limb keeps outside of what it leans or lies on."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: the frame of its middle, half of its size (cm), and the name of its colour."""

    middle: Frame
    half: Vector
    fill: str

    def depth(self, point: Vector) -> float:
        """How far (cm) a point lies under the nearest face; below 0 outside."""
        away = plus(point, self.middle.origin, -1)
        sides = (
            half
            - abs(sum(row[index] * way for row, way in zip(self.middle.axes, away, strict=True)))
            for index, half in enumerate(self.half)
        )
        return min(sides)


@dataclass(frozen=True, slots=True)
class Round:
    """A ball or a lying roller: the ends of its middle line, and half of its width and height."""

    ends: tuple[Vector, Vector]
    wide: float
    high: float

    def depth(self, point: Vector) -> float:
        """How far (cm) a point lies under the surface; below 0 outside."""
        start, end = self.ends
        along = plus(end, start, -1)
        away = plus(point, start, -1)
        size = length(along)
        share = sum(a * b for a, b in zip(along, away, strict=True)) / (size * size) if size else 0
        nearest = plus(start, along, min(1.0, max(0.0, share)))
        return min(self.wide, self.high) - length(plus(point, nearest, -1))


@dataclass(frozen=True, slots=True)
class Through:
    """A ``part`` of the body that goes through the prop at ``index`` of the pose, a ``kind``."""

    part: str
    index: int
    kind: str


def boxes(prop: Prop) -> Iterator[Box]:
    """The boxes that a prop is made of, in the world."""
    kind = table("props")[prop.kind]
    turn = rz(prop.heading)
    for box in kind.get("boxes", ()):
        sizes = zip(prop.size or kind["size"], kind["size"], strict=True)
        scale = [own / usual for own, usual in sizes]
        dx, dy, dz = (size * by / 2 for size, by in zip(box["size"], scale, strict=True))
        x, y, z = (at * by for at, by in zip(box["at"], scale, strict=True))
        place = Frame(turn, prop.at).at((x, y, z + dz))
        yield Box(Frame(turn, place), (dx, dy, dz), box.get("fill", "prop"))


def round_of(prop: Prop) -> Round | None:
    """The ball or roller that a prop is, in the world."""
    kind = table("props")[prop.kind]
    if "round" not in kind:
        return None
    wide, long, high = prop.size or kind["size"]
    half = max(0.0, (long - high) / 2) if kind["round"]["long"] else 0.0
    place = Frame(rz(prop.heading), prop.at)
    return Round(
        (place.at((0, -half, high / 2)), place.at((0, half, high / 2))), wide / 2, high / 2
    )


def collisions(pose: Pose, bones: Frames) -> Iterator[Through]:
    """The parts of the body whose inside goes through a prop; fingers may close about it."""
    for index, prop in enumerate(pose.props):
        solids: list[Box | Round] = [box for box in boxes(prop) if box.fill != MAT]
        if ball := round_of(prop):
            solids.append(ball)
        through = {
            part: None
            for part, point, thick in (_points(pose, bones) if solids else ())
            if any(one.depth(point) > -SPARED * thick for one in solids)
        }
        for part in through:
            yield Through(part, index, prop.kind)


def _points(pose: Pose, bones: Frames) -> Iterator[tuple[str, Vector, float]]:
    """Points along the inside of the body: the part each is of, and half its thickness in cm."""
    for part, knots in rows(pose.person):
        places = [
            (bones[knot.bone].at(knot.at), min(knot.radii))
            for knot in knots
            if split(knot.bone)[0] not in FINGERS
        ]
        for (start, one), (end, other) in pairwise(places):
            way = plus(end, start, -1)
            count = math.ceil(length(way) / STEP) or 1
            for step in range(count + 1):
                share = step / count
                yield part, plus(start, way, share), one + share * (other - one)
