"""The surface of the body: rows of ellipsoids along the bones.

All ellipsoids of a figure are kept in a few arrays, one row an ellipsoid, since there are some 600.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stretchexport.figure.tables import SIDES, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stretchexport.figure.geometry import Array, Frames

PARTS = (
    "torso",
    "head",
    "left-arm",
    "right-arm",
    "left-leg",
    "right-leg",
    "line",
    "shadow",
    "prop",
)
"""What a piece of the picture belongs to; arrays hold the index."""

TORSO, HEAD, LINE, SHADOW, PROP = (PARTS.index(part) for part in PARTS if "-" not in part)
LIMBS = range(PARTS.index("left-arm"), PARTS.index("right-leg") + 1)

_AXIAL = ("pelvis", *(f"spine{level}" for level in range(1, 8)), "thorax", "neck", "head")
_ARM = ("scapula", "upper-arm", "forearm", "hand", "fingers", "fingertips")
_LEG = ("thigh", "shank", "foot", "toes")
BONES = (*_AXIAL, *(f"{side}-{bone}" for side in SIDES for bone in (*_ARM, *_LEG)), "none")
"""Every bone; arrays hold the index. What is no part of the body belongs to the last one."""

STEP = 0.4
"""Ellipsoids are this share of their smallest radius apart, so that a row looks smooth."""


@dataclass(frozen=True, slots=True)
class Surface:
    """Ellipsoids: ``centres`` (n, 3), ``axes`` (n, 3, 3; columns are semi-axes), and what they are.

    ``bones`` are indices of :data:`BONES`, ``parts`` of :data:`PARTS`; ``reach`` is how far along
    the limb they are, from 0 at its root.
    """

    centres: Array
    axes: Array
    bones: NDArray[np.int64]
    parts: NDArray[np.int64]
    reach: Array

    def lowest(self) -> Array:
        """The height of the lowest point of each ellipsoid."""
        low: Array = self.centres[:, 2] - np.linalg.norm(self.axes[:, 2, :], axis=1)
        return low

    def __len__(self) -> int:
        return len(self.reach)


@dataclass(frozen=True, slots=True)
class Knot:
    """A control point of a row: an ellipsoid in the frame of its bone."""

    bone: str
    at: tuple[float, float, float]
    radii: tuple[float, float, float]
    reach: float


@cache
def rows() -> tuple[tuple[int, tuple[Knot, ...]], ...]:
    """Every row of the body on both sides: the part it belongs to, and its control points."""
    found = []
    for row in table("body")["row"]:
        sided = row["part"] != "torso" or any(point["at"][1] for point in row["points"])
        for side in SIDES if sided else ("left",):
            part = row["part"] if row["part"] == "torso" else f"{side}-{row['part']}"
            found.append((PARTS.index(part), tuple(_knot(one, side) for one in row["points"])))
    return tuple(found)


def _knot(point: dict[str, Any], side: str) -> Knot:
    x, y, z = point["at"]
    return Knot(
        bone_of(point["bone"], side),
        (x, SIDES[side] * y, z),
        tuple(point["radii"]),
        point["reach"],
    )


def bone_of(name: str, side: str) -> str:
    """The bone that a table means by ``name`` on ``side``."""
    return name if name in _AXIAL else f"{side}-{name}"


def body(bones: Frames) -> Surface:
    """The surface of a figure with these bones."""
    parts = [chain(part, _placed(knots, bones)) for part, knots in rows()]
    return joined([*parts, _head(bones)])


def _placed(knots: Iterable[Knot], bones: Frames) -> list[tuple[str, Array, Array, float]]:
    return [
        (knot.bone, frame.at(knot.at), frame.axes * np.array(knot.radii), knot.reach)
        for knot in knots
        for frame in [bones[knot.bone]]
    ]


def chain(part: int, knots: Sequence[tuple[str, Array, Array, float]]) -> Surface:
    """A Catmull-Rom row of ellipsoids through control points: bone, centre, semi-axes, reach."""
    centres = np.array([knot[1] for knot in knots])
    axes = np.array([knot[2] for knot in knots])
    reach = np.array([knot[3] for knot in knots])
    least = np.linalg.norm(axes, axis=1).min(axis=1)
    gaps = np.linalg.norm(np.diff(centres, axis=0), axis=1)
    index, share = [], []
    for i, gap in enumerate(gaps):
        count = max(1, math.ceil(gap / (STEP * min(least[i], least[i + 1])) - 1e-6))
        index += [i] * count
        share += [k / count for k in range(count)]
    i, u = np.array([*index, len(gaps) - 1]), np.array([*share, 1.0])
    last = len(knots) - 1
    around = np.stack([np.maximum(i - 1, 0), i, i + 1, np.minimum(i + 2, last)])
    weights = np.stack(
        [
            -u + 2 * u**2 - u**3,
            2 - 5 * u**2 + 3 * u**3,
            u + 4 * u**2 - 3 * u**3,
            u**3 - u**2,
        ]
    )
    bones = np.array([BONES.index(knot[0]) for knot in knots])
    return Surface(
        (weights[:, :, None] * centres[around]).sum(axis=0) / 2,
        axes[i] * (1 - u)[:, None, None] + axes[i + 1] * u[:, None, None],
        bones[i],
        np.full(len(i), part),
        reach[i] * (1 - u) + reach[i + 1] * u,
    )


def _head(bones: Frames) -> Surface:
    entries, frame = table("body")["head"], bones["head"]
    return Surface(
        np.array([frame.at(one["at"]) for one in entries]),
        np.array([frame.axes * np.array(one["radii"]) for one in entries]),
        np.full(len(entries), BONES.index("head")),
        np.full(len(entries), HEAD),
        np.full(len(entries), 1.5),
    )


def joined(parts: Sequence[Surface]) -> Surface:
    """Several surfaces as one, in their order."""
    return Surface(
        np.concatenate([one.centres for one in parts]),
        np.concatenate([one.axes for one in parts]),
        np.concatenate([one.bones for one in parts]),
        np.concatenate([one.parts for one in parts]),
        np.concatenate([one.reach for one in parts]),
    )
