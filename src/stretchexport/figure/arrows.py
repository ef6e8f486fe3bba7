"""Arrows that say where to move, with a light rim so that they are seen on anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stretchexport.figure.curves import UNITS, units
from stretchexport.figure.geometry import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.figure.geometry import Array
    from stretchexport.figure.raster import Buffer
    from stretchexport.figure.solving import Figure

HEAD_MM, RIM_MM = 2.6, 0.7
"""Length of the head, and how much wider the rim is."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An arrow in the picture: from ``start`` to ``end`` (cm), bent sideways by ``bow``."""

    start: Array
    end: Array
    bow: float


def placed(figure: Figure, camera: Array, buffer: Buffer) -> Iterator[Placed]:
    """The arrows of a pose where the camera sees them."""
    for arrow in figure.pose.arrows:
        start = plus(figure.bones[arrow.beside].origin, arrow.offset)
        end = plus(start, arrow.towards)
        yield Placed(buffer.xy(camera @ start), buffer.xy(camera @ end), arrow.bow)


def svg(arrow: Placed, mm: float, colour: str) -> str:
    """The arrow as two paths, at ``mm`` millimetres a cm of the picture."""
    start, end = arrow.start, arrow.end
    along = _unit(end - start)
    middle = (start + end) / 2 + np.array([-along[1], along[0]]) * arrow.bow
    ahead = _unit(end - middle)
    head = min(HEAD_MM / mm, 0.45 * float(np.linalg.norm(end - start)))
    neck = end - ahead * head * 0.7
    side = np.array([-ahead[1], ahead[0]]) * head * 0.5
    shaft = f"M{_xy(start)}Q{_xy(middle)} {_xy(neck)}"
    tip = "M" + "L".join(
        _xy(p) for p in (end, end - ahead * head + side, end - ahead * head - side)
    )
    wide = head * 0.28
    return "".join(
        f'<path d="{shaft}" fill="none" stroke="{paint}" '
        f'stroke-width="{UNITS * (wide + extra):.0f}" stroke-linecap="round"/>'
        f'<path d="{tip}z" fill="{paint}" stroke="{paint}" '
        f'stroke-width="{UNITS * extra:.1f}" stroke-linejoin="round"/>'
        for paint, extra in (("#fff", RIM_MM / mm), (colour, 0.01))
    )


def _unit(step: Array) -> Array:
    return step / max(float(np.linalg.norm(step)), 1e-9)


def _xy(point: Array) -> str:
    x, y = units(*point)
    return f"{x} {y}"
