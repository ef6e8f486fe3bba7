"""Rotations and frames of reference in three dimensions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = NDArray[np.float64]
"""A vector of three lengths, or a rotation whose columns are axes."""

UP = np.array([0.0, 0.0, 1.0])


def unit(vector: Array | Sequence[float]) -> Array:
    """``vector`` with the length 1; a vector without a length stays next to nothing."""
    whole: Array = np.asarray(vector, float)
    return whole / max(float(np.linalg.norm(whole)), 1e-9)


def rx(angle: float) -> Array:
    """The rotation by ``angle`` degrees about the x axis."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def ry(angle: float) -> Array:
    """The rotation by ``angle`` degrees about the y axis."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def rz(angle: float) -> Array:
    """The rotation by ``angle`` degrees about the z axis."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def euler_yxz(turn: Array) -> tuple[float, float, float]:
    """Angles a, b, c in degrees with ``turn`` = Ry(a) Rx(b) Rz(c)."""
    b = math.asin(max(-1.0, min(1.0, -float(turn[1, 2]))))
    a = math.atan2(turn[0, 2], turn[2, 2])
    c = math.atan2(turn[1, 0], turn[1, 1])
    return math.degrees(a), math.degrees(b), math.degrees(c)


def basis(up: Array, forward: Array) -> Array:
    """The rotation whose z axis is ``up`` and whose x axis is ``forward`` made square to it."""
    x = unit(forward - up * float(up @ forward))
    return np.column_stack([x, np.cross(up, x), up])


def angle_between(one: Array, other: Array) -> float:
    """By how many degrees two rotations differ."""
    cosine = (float(np.trace(one.T @ other)) - 1) / 2
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def turned(turn: Array, points: Array) -> Array:
    """Many points (3, n) turned; by hand, since builds of linear algebra differ in the last bit."""
    x, y, z = points
    return np.stack([a * x + b * y + c * z for a, b, c in turn])


@dataclass(slots=True)
class Frame:
    """A bone: its ``axes`` (columns forward, left, up) and its ``origin``, the joint at its root."""

    axes: Array
    origin: Array

    def at(self, point: Sequence[float]) -> Array:
        """A point of the bone in the world."""
        return self.origin + self.axes @ np.asarray(point, float)

    def child(self, point: Sequence[float], turn: Array) -> Frame:
        """The bone that begins at ``point`` of this one, turned by ``turn``."""
        return Frame(self.axes @ turn, self.at(point))


Frames = dict[str, Frame]
"""The bones by name; those of a limb begin with ``left-`` or ``right-``."""
