"""From the edges between pixels to lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.figure.geometry import Array

Mask = NDArray[np.bool_]
Styles = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Line:
    """A traced line: ``points`` in pixels, its ``style``, whether it closes or has a loose end."""

    points: Array
    style: int
    closed: bool
    loose: bool


def trace(across: Mask, down: Mask, across_style: Styles, down_style: Styles) -> Iterator[Line]:
    """Chain the edges between separated pixels into lines.

    ``across`` (h, w - 1) says which neighbours in a row are separated, ``down`` (h - 1, w) which
    in a column. A line ends where it meets others, or where the style changes.
    """
    width = down.shape[1] + 1
    near, style = _edges(across, down, across_style, down_style, width)
    knots = {
        node
        for node, ends in near.items()
        if len(ends) != 2 or style[node, ends[0]] != style[node, ends[1]]
    }
    used: set[tuple[int, int]] = set()
    for start in [*sorted(knots), *sorted(near)]:
        for following in near[start]:
            if (start, following) in used:
                continue
            nodes = _follow(start, following, near, knots, used)
            closed = nodes[0] == nodes[-1] and start not in knots
            loose = not closed and 1 in (len(near[nodes[0]]), len(near[nodes[-1]]))
            where = np.array(nodes)
            points = np.column_stack([where % width, where // width]).astype(float)
            yield Line(points, style[start, following], closed, loose)


def _edges(
    across: Mask, down: Mask, across_style: Styles, down_style: Styles, width: int
) -> tuple[dict[int, list[int]], dict[tuple[int, int], int]]:
    """The corners beside each corner of a pixel, and the style of every edge both ways."""
    i, j = np.nonzero(across)
    starts, ends, styles = [i * width + j + 1], [(i + 1) * width + j + 1], [across_style[i, j]]
    i, j = np.nonzero(down)
    starts.append((i + 1) * width + j)
    ends.append((i + 1) * width + j + 1)
    styles.append(down_style[i, j])
    near: dict[int, list[int]] = defaultdict(list)
    style: dict[tuple[int, int], int] = {}
    lists = (np.concatenate(one).tolist() for one in (starts, ends, styles))
    for a, b, kind in zip(*lists, strict=True):
        near[a].append(b)
        near[b].append(a)
        style[a, b] = style[b, a] = kind
    return near, style


def _follow(
    start: int,
    following: int,
    near: dict[int, list[int]],
    knots: set[int],
    used: set[tuple[int, int]],
) -> list[int]:
    nodes, a, b = [start], start, following
    while True:
        used.add((a, b))
        used.add((b, a))
        nodes.append(b)
        if b == start or b in knots:
            return nodes
        one, other = near[b]
        a, b = b, one if one != a else other
