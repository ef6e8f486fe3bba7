"""From the edges between pixels to lines."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

Mask = NDArray[np.bool_]
Styles = NDArray[np.int64]
Line2 = NDArray[np.complex128]
"""Points of the plane: x is the real part, y the imaginary one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A traced line: ``points`` in pixels, its ``style``, whether it closes or has a loose end."""

    points: Line2
    style: int
    closed: bool
    loose: bool


def trace(across: Mask, down: Mask, across_style: Styles, down_style: Styles) -> Iterator[Line]:
    """Chain the edges between separated pixels into lines.

    ``across`` (h, w - 1) says which neighbours in a row are separated, ``down`` (h - 1, w) which
    in a column. A line ends where it meets others, or where the style changes.
    """
    # Every edge is two half-edges, h one way and h + count the other way.
    starts, ends, styles, width = _edges(across, down, across_style, down_style)
    count = len(starts)
    either = np.concatenate([starts, ends])
    known = np.bincount(either) > 0  # as np.unique, which sorts, and loads more of numpy
    nodes, index = np.flatnonzero(known), (np.cumsum(known) - 1)[either]
    target = np.roll(index, count)
    style = np.concatenate([styles, styles])
    degree = np.bincount(index, minlength=len(nodes))
    leaving = np.argsort(index, kind="stable")
    first = np.cumsum(degree) - degree
    through = degree == 2
    pairs = np.stack([leaving[first[through]], leaving[first[through] + 1]])
    through[through] = style[pairs[0]] == style[pairs[1]]
    total = np.zeros(len(nodes), np.int64)
    np.add.at(total, index, np.arange(2 * count))
    # Where a line goes on: of the two half-edges that leave, the one that does not go back.
    back = np.roll(np.arange(2 * count), count)
    onward = np.where(through[target], total[target] - back, -1).tolist()
    begins = leaving[~through[index[leaving]]]
    corners = (nodes % width + 1j * (nodes // width)).astype(np.complex128)
    used = bytearray(2 * count)
    order = np.concatenate([begins, leaving]).tolist()
    for start in itertools.filterfalse(used.__getitem__, order):
        run = [start]
        h = onward[start]
        while h >= 0 and h != start:
            run.append(h)
            h = onward[h]
        for one in run:
            used[one] = used[one - count] = 1  # the way back; a place below 0 counts from the end
        way = np.array([index[start], *target[run]])
        closed = h == start
        loose = not closed and 1 in (degree[way[0]], degree[way[-1]])
        yield Line(corners[way], int(style[start]), closed, bool(loose))


def _edges(
    across: Mask, down: Mask, across_style: Styles, down_style: Styles
) -> tuple[Styles, Styles, Styles, int]:
    """The corners of pixels at both ends of every edge, its style, and the corners in a row."""
    width = down.shape[1] + 1
    i, j = places(across)
    k, m = places(down)
    starts = np.concatenate([i * width + j + 1, (k + 1) * width + m])
    ends = np.concatenate([(i + 1) * width + j + 1, (k + 1) * width + m + 1])
    return starts, ends, np.concatenate([across_style[i, j], down_style[k, m]]), width


def places(mask: Mask) -> tuple[Styles, Styles]:
    """The rows and the columns of the pixels that are set: ``np.nonzero`` in half the time."""
    rows, columns = np.divmod(np.flatnonzero(mask), mask.shape[1])
    return rows, columns
