"""The people who are drawn: looks that a pose may name, or that a routine falls on."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from zlib import crc32

from stretchexport.figure.tables import split, table

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = "first"
"""Who is drawn where nothing says otherwise."""


def person_of(routine: str) -> str:
    """The person that a routine with this id shows: always the same, another one in another."""
    names = tuple(table("people"))
    return names[crc32(routine.encode()) % len(names)]


def own(person: str) -> dict[str, Any]:
    """What differs from the first person: an entry of ``data/figure/people.toml``."""
    return cast("dict[str, Any]", table("people")[person])


@cache
def girth(person: str, part: str, reach: float) -> float:
    """How many times as wide a part of the body is, ``reach`` along it."""
    return _on_line(own(person).get("girth", {}).get(split(part)[0], [[0, 1]]), reach)


def _on_line(points: Sequence[Sequence[float]], x: float) -> float:
    """The height of a line of straight pieces at ``x``; level beyond its ends."""
    after = bisect_right([point[0] for point in points], x)
    if after in (0, len(points)):
        return points[min(after, len(points) - 1)][1]
    (x0, y0), (x1, y1) = points[after - 1], points[after]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
