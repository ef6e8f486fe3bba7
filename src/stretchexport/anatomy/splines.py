"""Closed Catmull-Rom splines as SVG path data.

A spline goes through its points. The Bezier handles at a point are plus and minus a sixth of the
way from its neighbour before to its neighbour after, and nothing at a corner. Since the two are
mirror images, SVG's short ``s`` segments hold the whole curve.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SCALE = 10
"""Path units to one map unit: coordinates are whole numbers, a tenth of a unit each."""


class Point(NamedTuple):
    """A point of a shape, in map units (400 to the height of the body), y down."""

    x: float
    y: float
    corner: bool = False


Shape = tuple[Point, ...]


class Node(NamedTuple):
    """A point and the handle that leaves it, both in path units."""

    x: int
    y: int
    dx: int
    dy: int


def mirrored(shape: Shape) -> Shape:
    """The mirror image at x = 0, run through backwards so that both turn the same way."""
    return tuple(point._replace(x=-point.x) for point in reversed(shape))


def nodes(shape: Sequence[Point], *, closed: bool = True) -> tuple[Node, ...]:
    """The points with their handles; the ends of an open shape have none."""
    count = len(shape)
    found = []
    for index, (x, y, corner) in enumerate(shape):
        end = not closed and index in (0, count - 1)
        before, after = shape[index - 1], shape[(index + 1) % count]
        reach = 0 if corner or end else SCALE / 6
        dx, dy = reach * (after.x - before.x), reach * (after.y - before.y)
        found.append(Node(round(x * SCALE), round(y * SCALE), round(dx), round(dy)))
    return tuple(found)


def _numbers(values: Iterable[int]) -> str:
    """Numbers with as few separators as SVG allows: a minus sign is one."""
    return " ".join(str(value) for value in values).replace(" -", "-")


def path(shape: Sequence[Point], *, closed: bool = True) -> str:
    """One SVG subpath through the points, relative whole numbers in path units."""
    chain = nodes(shape, closed=closed)
    pairs = zip(chain, (*chain[1:], *chain[:1]) if closed else chain[1:], strict=False)
    values: list[int] = []
    for here, there in pairs:
        x, y = there.x - here.x, there.y - here.y
        values += (x - there.dx, y - there.dy, x, y)
    start = chain[0]
    first = _numbers((start.dx, start.dy, *values[:4]))
    rest = f"s{_numbers(values[4:])}" if values[4:] else ""
    return f"M{_numbers((start.x, start.y))}c{first}{rest}{'z' if closed else ''}"
