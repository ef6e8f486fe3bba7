"""The fills of the body: shirt, shorts, hair, and the limbs on its far side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stretchexport.figure import people
from stretchexport.figure.geometry import dot, plus, transposed, turned, unit
from stretchexport.figure.rows import BONES, HAIR, PARTS
from stretchexport.figure.surface import HEAD, TORSO
from stretchexport.figure.tables import SIDES, table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stretchexport.figure.geometry import Array, Frames, Vector
    from stretchexport.figure.tracing import Mask

FAR_BY = 0.45
"""How much of the line between two shoulders or hips points to the viewer if one is far away."""

ARMHOLE = 8.6
"""Radius of the shirt's armhole in cm."""

LEG = 18.0
"""Length of the shorts' legs in cm, where the person has no other."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Visible points (3, n): where they are in the world, the bone and part each belongs to."""

    points: Array
    bones: NDArray[np.int64]
    parts: NDArray[np.int64]
    reach: Array


def far_parts(bones: Frames, camera: Array) -> NDArray[np.int64]:
    """The limbs whose root lies clearly behind the other side's."""
    found = []
    for limb, root in (("arm", "upper-arm"), ("leg", "thigh")):
        across = plus(bones[f"left-{root}"].origin, bones[f"right-{root}"].origin, -1)
        behind = dot(camera[2], unit(across))
        if abs(behind) > FAR_BY:
            found.append(PARTS.index(f"{'right' if behind > 0 else 'left'}-{limb}"))
    return np.array(found, dtype=np.int64)


def shorts(seen: Seen, bones: Frames, person: str) -> Mask:
    """The hips, and the thighs down to where the shorts of the ``person`` end."""
    length = people.own(person).get("leg", LEG)
    worn: Mask = (seen.bones <= BONES.index("spine1")) & (seen.parts == TORSO)
    for side in SIDES:
        leg = np.nonzero((seen.parts == PARTS.index(f"{side}-leg")) & (seen.reach < 1))[0]
        worn[leg] = _local(seen.points[:, leg], bones, f"{side}-thigh")[2] > -length
    return worn


def shirt(seen: Seen, bones: Frames, below: Mask) -> Mask:
    """The torso above the shorts ``below``, without the armholes and the neck."""
    torso = (seen.parts == TORSO) & ~below & (seen.bones < BONES.index("neck"))
    chosen = np.nonzero(torso)[0]
    points = seen.points[:, chosen]
    x, y, z = _local(points, bones, "thorax")
    from_shoulders = [_distance(points, bones[f"{side}-upper-arm"].origin) for side in SIDES]
    neckline = 5 - 0.5 * np.maximum(0, x + 3) + (y / 6) ** 4
    worn = np.zeros(len(seen.parts), bool)
    worn[chosen] = ((z < neckline) | (np.abs(y) > 7.5)) & (np.minimum(*from_shoulders) > ARMHOLE)
    return worn


def hair(seen: Seen, bones: Frames) -> Mask:
    """The head above the hairline."""
    chosen = np.nonzero(seen.parts == HEAD)[0]
    x, _, z = _local(seen.points[:, chosen], bones, "head")
    line = table("body")["hairline"]
    grown = np.zeros(len(seen.parts), bool)
    grown[chosen] = (z > np.interp(x, line["x"], line["z"])) & (x < _FOREHEAD)
    grown[chosen] |= seen.reach[chosen] >= HAIR
    return grown


_FOREHEAD = 9.6


def _distance(points: Array, place: Vector) -> Array:
    away: Array = np.sqrt(((points - np.array(place)[:, None]) ** 2).sum(axis=0))
    return away


def _local(points: Array, bones: Frames, bone: str) -> tuple[Array, Array, Array]:
    """Points of the world in the frame of a bone: x, y and z as rows."""
    frame = bones[bone]
    return turned(transposed(frame.axes), points - np.array(frame.origin)[:, None])
