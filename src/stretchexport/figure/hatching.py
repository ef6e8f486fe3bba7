"""Hatching: lines across an area, for printers that have no colour.

The lines end where the area does. They are drawn out, not clipped by the program that shows the
picture: few of those that read SVG know patterns, and ids would clash on a page of several
pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stretchexport.figure.curves import units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.figure.tracing import Mask

SHORTEST = 3
"""Pixels that a line has at least."""


def hatch(mask: Mask, apart: float, px: float) -> str:
    """The data of a path of slanted lines over ``mask``, ``apart`` cm from each other.

    ``px`` is how many pixels of the mask make a cm.
    """
    height, width = mask.shape
    step = max(2, round(apart * px * 2**0.5))
    found = []
    for diagonal in range(step, height + width - 1, step):
        rows = np.arange(max(0, diagonal - width + 1), min(height, diagonal + 1))
        for first, last in _runs(mask[rows, diagonal - rows]):
            if last - first >= SHORTEST:
                ends = ((diagonal - row, row) for row in (rows[first], rows[last - 1]))
                found.append(
                    "M" + "L".join("{} {}".format(*units(x / px, y / px)) for x, y in ends)
                )
    return "".join(found)


def _runs(inside: Mask) -> Iterator[tuple[int, int]]:
    """Where runs of true values begin, and where they are over."""
    edges = np.nonzero(np.diff(np.concatenate([[0], inside.astype(int), [0]])))[0]
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
