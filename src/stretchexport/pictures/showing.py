"""A picture made ready for a page."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.pictures import raster, vector
from stretchexport.pictures.files import read
from stretchexport.pictures.flaw import Flaw

if TYPE_CHECKING:
    from stretchexport.model import Picture

DPI = 300
"""Pixels an inch in print: more cannot be seen at the distance at which a card is read."""

_MM = 25.4


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as an SVG that needs no other file; of its size only the proportion counts."""

    svg: str
    width: float
    height: float


def shown(picture: Picture, room: tuple[float, float], *, grey: bool = False) -> Shown | Flaw:
    """``picture`` for a ``room`` of so many mm (width, height); ``grey``, without its colours.

    The same picture gives the same bytes. What is wrong with it was found when the routine was
    checked; a file that has changed since then still is a :class:`Flaw` and no trouble.
    """
    if picture.folder is None:
        what = f"{picture.file} cannot be looked for: the routine comes from no folder"
        return Flaw("SE346", what, "")
    raw = read(picture.folder, picture.file)
    if isinstance(raw, Flaw):
        return raw
    width, height = (round(length / _MM * DPI) for length in room)
    if vector.is_svg(raw):
        found = vector.drawn(raw, picture.file, 2 * width, 2 * height)
        if isinstance(found, Flaw):
            return found
        raw = found
    return _embedded(raw, picture, width, height, grey=grey)


def _embedded(raw: bytes, picture: Picture, width: int, height: int, *, grey: bool) -> Shown | Flaw:
    image = raster.opened(raw, picture.file)
    if isinstance(image, Flaw):
        return image
    # What is cut off makes the rest larger.
    raster.reduced(image, 2 * max(width, height))
    image = raster.decoded(image, picture.file)
    if isinstance(image, Flaw):
        return image
    shown = raster.trimmed(raster.cropped(image, picture.crop))
    small = raster.scaled(shown, width, height)
    if grey:
        small = small.convert("L")
    data, media_type = raster.encoded(small)
    size = f'width="{small.width}" height="{small.height}"'
    # Inside of an SVG, Typst takes the bytes as they are, and once for all the cards they are on.
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} '
        f'href="data:{media_type};base64,{base64.b64encode(data).decode()}"/></svg>'
    )
    return Shown(svg, small.width, small.height)
