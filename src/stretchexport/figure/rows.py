"""The rows of ellipsoids that make up the body: their control points, and how low they reach.

This needs no arrays, so that a pose can be checked without numpy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.figure.tables import SIDES, table

if TYPE_CHECKING:
    from stretchexport.figure.geometry import Frames

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

BODY = PARTS[: PARTS.index("line")]

_AXIAL = ("pelvis", *(f"spine{level}" for level in range(1, 8)), "thorax", "neck", "head")
_ARM = ("scapula", "upper-arm", "forearm", "hand", "fingers", "fingertips")
_LEG = ("thigh", "shank", "foot", "toes")
BONES = (*_AXIAL, *(f"{side}-{bone}" for side in SIDES for bone in (*_ARM, *_LEG)), "none")
"""Every bone; arrays hold the index. What is no part of the body belongs to the last one."""


@dataclass(frozen=True, slots=True)
class Knot:
    """A control point of a row: an ellipsoid in the frame of its bone.

    ``reach`` is how far along the limb it is, from 0 at its root.
    """

    bone: str
    at: tuple[float, float, float]
    radii: tuple[float, float, float]
    reach: float

    def lowest(self, bones: Frames) -> float:
        """The height of its lowest point."""
        bone = bones[self.bone]
        down = math.hypot(*(a * r for a, r in zip(bone.axes[2], self.radii, strict=True)))
        return bone.at(self.at)[2] - down


@cache
def rows() -> tuple[tuple[str, tuple[Knot, ...]], ...]:
    """Every row of the body on both sides: the part it belongs to, and its control points."""
    found = []
    for row in table("body")["row"]:
        sided = row["part"] != "torso" or any(point["at"][1] for point in row["points"])
        for side in SIDES if sided else ("left",):
            part = row["part"] if row["part"] == "torso" else f"{side}-{row['part']}"
            found.append((part, tuple(_knot(one, side) for one in row["points"])))
    return tuple(found)


@cache
def head(person: str = "first") -> tuple[Knot, ...]:
    """The single ellipsoids of the head of a ``person``."""
    return tuple(
        Knot("head", tuple(one["at"]), tuple(one["radii"]), _HEAD_REACH)
        for one in (*table("body")["head"], *table("people")[person].get("head", ()))
    )


_HEAD_REACH = 1.5


def _knot(point: dict[str, Any], side: str) -> Knot:
    x, y, z = point["at"]
    at = (x, SIDES[side] * y, z)
    return Knot(bone_of(point["bone"], side), at, tuple(point["radii"]), point["reach"])


def bone_of(name: str, side: str) -> str:
    """The bone that a table means by ``name`` on ``side``."""
    return name if name in _AXIAL else f"{side}-{name}"


def lowest(bones: Frames) -> dict[str, float]:
    """The height of the lowest control point of each part of the body, in cm."""
    low = {"head": min(knot.lowest(bones) for knot in head())}
    for part, knots in rows():
        there = min(knot.lowest(bones) for knot in knots)
        low[part] = min(there, low.get(part, there))
    return low
