"""Where muscles lie on the surface: spindles along their lines from origin to insertion."""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from stretchexport.anatomy.muscles import resolve
from stretchexport.figure.geometry import length, plus
from stretchexport.figure.rows import PARTS, bone_of
from stretchexport.figure.tables import SIDES, split, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from stretchexport.figure.geometry import Array, Frames, Vector
    from stretchexport.figure.tracing import Mask


@cache
def drawn() -> dict[str, str]:
    """The region of the drawing for each muscle of the fact table."""
    return {
        muscle: region for region, entry in table("regions").items() for muscle in entry["muscles"]
    }


def regions(felt: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The regions and sides of muscles; one without a side is meant on both.

    ``felt`` holds muscles and groups of the fact table.
    """
    found: dict[tuple[str, str], None] = {}
    for name in felt:
        target, side = split(name)
        for muscle in resolve(target):
            for one in [side] if side else SIDES:
                found[drawn()[muscle.id], one] = None
    yield from found


def mask(region: str, side: str, bones: Frames, points: Array, parts: NDArray[np.int64]) -> Mask:
    """Which ``points`` (3, n) of the world lie in a region; ``parts`` says what each is of."""
    hit = np.zeros(len(parts), bool)
    for spindle in table("regions")[region]["spindle"]:
        names = [part if part in PARTS else f"{side}-{part}" for part in spindle["parts"]]
        line = [
            bones[bone_of(knot["bone"], side)].at(
                (knot["at"][0], SIDES[side] * knot["at"][1], knot["at"][2])
            )
            for knot in spindle["line"]
        ]
        radius = spindle["radius"]
        # most points are not even in the box around it, which is soon seen
        near = np.isin(parts, [PARTS.index(name) for name in names])
        for place, ways in zip(points, zip(*line, strict=True), strict=True):
            near &= (place > min(ways) - radius) & (place < max(ways) + radius)
        chosen = np.nonzero(near)[0]
        hit[chosen] |= _in_spindle(points[:, chosen], line, radius)
    return hit


def _in_spindle(points: Array, line: list[Vector], radius: float) -> Mask:
    """Whether points lie within ``radius`` of a line, which gets thinner towards its ends."""
    pieces = list(itertools.pairwise(line))
    lengths = [length(plus(end, start, -1)) for start, end in pieces]
    inside = np.zeros(points.shape[1], bool)
    run = 0.0
    for (start, end), size in zip(pieces, lengths, strict=True):
        x, y, z = points - np.array(start)[:, None]
        dx, dy, dz = plus(end, start, -1)
        along = np.clip((x * dx + y * dy + z * dz) / (size * size), 0, 1)
        share = (run + along * size) / sum(lengths)
        belly = radius * np.clip(4 * share * (1 - share), 0, 1) ** _TAPER
        away = (x - along * dx) ** 2 + (y - along * dy) ** 2 + (z - along * dz) ** 2
        inside |= away < belly * belly
        run += size
    return inside


_TAPER = 0.35
