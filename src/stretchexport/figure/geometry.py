"""Rotations and frames of reference in three dimensions.

Vectors and rotations are small tuples, not arrays: a skeleton has a few dozen bones, for which that
is as fast, and whoever only checks a pose need not load numpy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float64
    from numpy.typing import NDArray

    Array = NDArray[float64]

Vector = tuple[float, float, float]
Turn = tuple[Vector, Vector, Vector]
"""A rotation, row by row; its columns are the axes it turns x, y and z into."""

STILL: Turn = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
UP: Vector = (0.0, 0.0, 1.0)


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """The scalar product of two vectors."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product of two vectors."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def plus(a: Sequence[float], b: Sequence[float], times: float = 1.0) -> Vector:
    """``a`` and ``times`` times ``b``."""
    return (a[0] + times * b[0], a[1] + times * b[1], a[2] + times * b[2])


def length(a: Sequence[float]) -> float:
    """The length of a vector."""
    return math.sqrt(dot(a, a))


def unit(vector: Sequence[float]) -> Vector:
    """``vector`` with the length 1; a vector without a length stays next to nothing."""
    return plus((0, 0, 0), vector, 1 / max(length(vector), 1e-9))


def applied(turn: Turn, vector: Sequence[float]) -> Vector:
    """``vector`` turned."""
    return dot(turn[0], vector), dot(turn[1], vector), dot(turn[2], vector)


def product(*turns: Turn) -> Turn:
    """Turns one after the other, each about the axes that those before it have made."""
    first, *rest = turns
    for turn in rest:
        columns = transposed(turn)
        first = (applied(columns, first[0]), applied(columns, first[1]), applied(columns, first[2]))
    return first


def transposed(turn: Turn) -> Turn:
    """The opposite turn."""
    (a, b, c), (d, e, f), (g, h, i) = turn
    return (a, d, g), (b, e, h), (c, f, i)


def column(turn: Turn, index: int) -> Vector:
    """An axis of ``turn``: 0 forward, 1 left, 2 up."""
    return turn[0][index], turn[1][index], turn[2][index]


def rx(angle: float) -> Turn:
    """The turn by ``angle`` degrees about the x axis."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return (1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c)


def ry(angle: float) -> Turn:
    """The turn by ``angle`` degrees about the y axis."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return (c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c)


def rz(angle: float) -> Turn:
    """The turn by ``angle`` degrees about the z axis."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return (c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0)


def euler_yxz(turn: Turn) -> Vector:
    """Angles a, b, c in degrees with ``turn`` = Ry(a) Rx(b) Rz(c)."""
    b = math.asin(max(-1.0, min(1.0, -turn[1][2])))
    a = math.atan2(turn[0][2], turn[2][2])
    c = math.atan2(turn[1][0], turn[1][1])
    return math.degrees(a), math.degrees(b), math.degrees(c)


def basis(up: Vector, forward: Vector) -> Turn:
    """The turn whose z axis is ``up`` and whose x axis is ``forward`` made square to it."""
    x = unit(plus(forward, up, -dot(up, forward)))
    return transposed((x, cross(up, x), up))


def angle_between(one: Turn, other: Turn) -> float:
    """By how many degrees two rotations differ."""
    trace = sum(dot(column(one, index), column(other, index)) for index in range(3))
    return math.degrees(math.acos(max(-1.0, min(1.0, (trace - 1) / 2))))


def turned(turn: Any, points: Array) -> tuple[Array, Array, Array]:
    """Many points (3, n) turned: x, y and z as rows.

    By hand, since builds of the linear algebra library differ in the last bit.
    """
    x, y, z = points
    first, second, third = (a * x + b * y + c * z for a, b, c in turn)
    return first, second, third


@dataclass(frozen=True, slots=True)
class Frame:
    """A bone: ``axes`` (columns forward, left, up) and ``origin``, the joint at its root."""

    axes: Turn
    origin: Vector

    def at(self, point: Sequence[float]) -> Vector:
        """A point of the bone in the world."""
        return plus(self.origin, applied(self.axes, point))

    def child(self, point: Sequence[float], turn: Turn) -> Frame:
        """The bone that begins at ``point`` of this one, turned by ``turn``."""
        return Frame(product(self.axes, turn), self.at(point))


Frames = dict[str, Frame]
"""The bones by name; those of a limb begin with ``left-`` or ``right-``."""
