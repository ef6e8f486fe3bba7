"""The drawing as shapely polygons, from the same nodes that the SVG paths are made of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import shapely
import shapely.affinity

from stretchexport.anatomy.regions import hair, regions, silhouette
from stretchexport.anatomy.splines import Node, nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.anatomy.regions import Region
    from stretchexport.anatomy.splines import Shape

STEPS = 16


def _segment(here: Node, there: Node) -> Iterable[tuple[float, float]]:
    handles = (
        (here.x, here.y),
        (here.x + here.dx, here.y + here.dy),
        (there.x - there.dx, there.y - there.dy),
        (there.x, there.y),
    )
    for step in range(STEPS):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x, y = (sum(w * h[axis] for w, h in zip(weights, handles, strict=True)) for axis in (0, 1))
        yield x, y


def polygon(shape: Shape) -> shapely.Polygon:
    """A closed shape, in path units."""
    chain = nodes(shape)
    ring = [
        point
        for here, there in zip(chain, (*chain[1:], chain[0]), strict=True)
        for point in _segment(here, there)
    ]
    return shapely.Polygon(ring)


@cache
def area(region: Region, side: str = "left") -> shapely.Geometry:
    """A region on one side of the person, where it is drawn."""
    half = shapely.union_all([polygon(shape) for shape in region.shapes])
    drawn = "left" if region.view == "front" else "right"
    return half if side == drawn else shapely.affinity.scale(half, -1, 1, origin=(0, 0))


@cache
def body(view: str) -> shapely.Geometry:
    """The silhouette of a view."""
    shapes = (*silhouette("both"), *silhouette(view), *hair(view))
    return shapely.union_all([polygon(shape) for shape in shapes])


def surface(view: str) -> tuple[Region, ...]:
    """The regions of a view that are always drawn."""
    return tuple(each for each in regions() if each.view == view and not each.deep)
