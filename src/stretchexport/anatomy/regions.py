"""The drawing behind the body map: silhouette, muscle regions, lines and palettes, as data.

Which muscle lights which region is said once, in ``data/bodymap.json``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from stretchexport.anatomy.splines import Point, Shape, mirrored
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VIEWS: Final = ("front", "back")


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the drawing that stands for muscles.

    ``shapes`` are those of one half (x >= 0). A ``deep`` region lies under others: it is drawn,
    dashed and on top of them, only when one of its ``muscles`` (ids) is asked for.
    """

    view: str
    id: str
    muscles: tuple[str, ...]
    deep: bool
    shapes: tuple[Shape, ...]

    @property
    def area(self) -> float:
        """About how large it is, in square map units: that of the polygon through its points."""
        return sum(_area(shape) for shape in self.shapes)


def _area(shape: Shape) -> float:
    turned = zip(shape, (*shape[1:], shape[0]), strict=True)
    return abs(sum(a.x * b.y - b.x * a.y for a, b in turned)) / 2


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(read_text("bodymap.json"))
    return data


def _shape(points: Iterable[Iterable[Any]]) -> Shape:
    return tuple(Point(*point) for point in points)


@cache
def regions() -> tuple[Region, ...]:
    """Every region, front before back, in the order of the data file."""
    return tuple(
        Region(
            view=view,
            id=key,
            muscles=tuple(entry["muscles"]),
            deep=entry.get("deep", False),
            shapes=tuple(_shape(points) for points in entry["shapes"]),
        )
        for view in VIEWS
        for key, entry in _data()["regions"][view].items()
    )


def _whole(half: Shape) -> tuple[Shape, ...]:
    """Both halves of a shape: one loop if it starts and ends on the midline, else two."""
    if half[0].x == 0 and half[-1].x == 0:
        return (half + mirrored(half)[1:-1],)
    return (half, mirrored(half))


@cache
def silhouette(part: str) -> tuple[Shape, ...]:
    """The outline, both halves: of ``both`` views, or what only ``front`` or ``back`` has."""
    halves = (_shape(points) for points in _data()["silhouette"][part].values())
    return tuple(shape for half in halves for shape in _whole(half))


@cache
def hair(view: str) -> tuple[Shape, ...]:
    """The hair of a view, both halves; it lies over the head."""
    return _whole(_shape(_data()["hair"][view]))


@cache
def lines(view: str) -> tuple[Shape, ...]:
    """Thin open lines of one half of a view, such as a mouth or the gaps between fingers."""
    return tuple(_shape(points) for points in _data()["lines"][view])


@cache
def palettes() -> Mapping[str, Mapping[str, str]]:
    """Colours by palette name and use.

    ``hatch`` is drawn in stripes on ``secondary``, with an outline.
    """
    return MappingProxyType(
        {name: MappingProxyType(colours) for name, colours in _data()["palettes"].items()}
    )
