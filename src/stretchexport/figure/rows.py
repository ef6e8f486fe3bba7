"""The rows of ellipsoids that make up the body: their control points, and how low they reach.

This needs no arrays, so that a pose can be checked without numpy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.figure import people
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
_ARM = ("scapula", "upper-arm", "forearm", "hand")
FINGERS = ("fingers", "fingertips", "index", "indextip", "thumb")
_LEG = ("thigh", "shank", "foot", "toes")
BONES = (
    *_AXIAL,
    *(f"{side}-{bone}" for side in SIDES for bone in (*_ARM, *FINGERS, *_LEG)),
    "none",
)
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
def rows(person: str) -> tuple[tuple[str, tuple[Knot, ...]], ...]:
    """Every row of a ``person`` on both sides: the part it belongs to, and its control points."""
    found = []
    for row in (*table("body")["row"], *people.own(person).get("row", ())):
        sided = row["part"] != "torso" or any(point["at"][1] for point in row["points"])
        for side in SIDES if sided else ("left",):
            part = row["part"] if row["part"] == "torso" else f"{side}-{row['part']}"
            found.append((part, tuple(_knot(one, side, part, person) for one in row["points"])))
    return tuple(found)


@cache
def head(person: str) -> tuple[Knot, ...]:
    """The single ellipsoids of the head of a ``person``, hair last."""
    pieces = ((table("body")["head"], FACE), (people.own(person).get("hair", ()), HAIR))
    return tuple(
        Knot("head", tuple(one["at"]), tuple(one["radii"]), reach)
        for found, reach in pieces
        for one in found
    )


FACE, HAIR = 1.5, 2.0
"""The reach of a head, and that of hair which is more than what lies behind the hairline."""


def _knot(point: dict[str, Any], side: str, part: str, person: str) -> Knot:
    wide = people.girth(person, part, point["reach"])
    x, y, z = point["at"]
    at = (wide * x, wide * SIDES[side] * y, z)
    rx, ry, rz = (wide * radius for radius in point["radii"])
    return Knot(bone_of(point["bone"], side), at, (rx, ry, rz), point["reach"])


def bone_of(name: str, side: str) -> str:
    """The bone that a table means by ``name`` on ``side``."""
    return name if name in _AXIAL else f"{side}-{name}"


def lowest(bones: Frames, person: str) -> dict[str, float]:
    """How low (cm) each part of a ``person`` is at its lowest control point; hair gives way."""
    low = {"head": min(knot.lowest(bones) for knot in head(person) if knot.reach < HAIR)}
    for part, knots in rows(person):
        there = min(knot.lowest(bones) for knot in knots)
        low[part] = min(there, low.get(part, there))
    return low
