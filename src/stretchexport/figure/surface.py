"""The surface of the body: rows of ellipsoids along the bones.

All ellipsoids of a figure are kept in a few arrays, one row an ellipsoid, since there are some 600.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stretchexport.figure.rows import BONES, PARTS, head, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from stretchexport.figure.geometry import Array, Frames, Vector
    from stretchexport.figure.rows import Knot

TORSO, HEAD, LINE, SHADOW, PROP = (PARTS.index(part) for part in PARTS if "-" not in part)
LIMBS = range(PARTS.index("left-arm"), PARTS.index("right-leg") + 1)

STEP = 0.4
"""Ellipsoids are this share of their smallest radius apart, so that a row looks smooth."""


@dataclass(frozen=True, slots=True)
class Surface:
    """Ellipsoids: ``centres`` (n, 3), ``axes`` (n, 3, 3; columns are semi-axes), and what they are.

    ``bones`` are indices of :data:`~stretchexport.figure.rows.BONES`, ``parts``
    of :data:`~stretchexport.figure.rows.PARTS`; ``reach`` is how far along
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


def body(bones: Frames, person: str) -> Surface:
    """The surface of a ``person`` with these bones."""
    parts = [chain(PARTS.index(part), _placed(knots, bones)) for part, knots in rows(person)]
    return joined([*parts, _head(bones, person)])


def _placed(knots: Iterable[Knot], bones: Frames) -> list[tuple[str, Vector, Array, float]]:
    return [
        (knot.bone, bones[knot.bone].at(knot.at), _axes(bones, knot), knot.reach) for knot in knots
    ]


def _axes(bones: Frames, knot: Knot) -> Array:
    axes: Array = np.array(bones[knot.bone].axes) * knot.radii
    return axes


def chain(part: int, knots: Sequence[tuple[str, Vector, Array, float]]) -> Surface:
    """A Catmull-Rom row of ellipsoids through control points: bone, centre, semi-axes, reach."""
    centres = np.array([knot[1] for knot in knots])
    axes = np.array([knot[2] for knot in knots])
    reach = np.array([knot[3] for knot in knots])
    least = np.linalg.norm(axes, axis=1).min(axis=1)
    gaps = np.linalg.norm(np.diff(centres, axis=0), axis=1)
    index, share = [], []
    for number, gap in enumerate(gaps):
        count = max(1, math.ceil(gap / (STEP * min(least[number : number + 2])) - 1e-6))
        index += [number] * count
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


def _head(bones: Frames, person: str) -> Surface:
    knots = head(person)
    return Surface(
        np.array([bones["head"].at(knot.at) for knot in knots]),
        np.array([_axes(bones, knot) for knot in knots]),
        np.full(len(knots), BONES.index("head")),
        np.full(len(knots), HEAD),
        np.array([knot.reach for knot in knots]),
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
