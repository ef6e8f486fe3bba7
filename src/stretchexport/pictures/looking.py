"""Whether the pictures of a routine can be shown: each is decoded once, and none is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.pictures import raster, vector
from stretchexport.pictures.files import read
from stretchexport.pictures.flaw import SMALLER, Flaw

if TYPE_CHECKING:
    from pathlib import Path

MAX_PIXELS_TOGETHER = 250_000_000
"""Pixels that are decoded for one routine: some seconds of work, however its files were made."""

_SIDE = 300
"""Pixels that an SVG is drawn in, to see whether it can be."""


class Look:
    """A look at the pictures in a folder, as far as there is time for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._left = MAX_PIXELS_TOGETHER
        self._flaws: dict[str, Flaw | None] = {}

    def flaw(self, file: str) -> Flaw | None:
        """What is wrong with a picture; ``None`` if it can be shown."""
        if file not in self._flaws:
            self._flaws[file] = self._look(file)
        return self._flaws[file]

    def _look(self, file: str) -> Flaw | None:
        raw = read(self._folder, file)
        if isinstance(raw, Flaw):
            return raw
        if vector.is_svg(raw):
            pixels = vector.drawn(raw, file, _SIDE, _SIDE)
            return pixels if isinstance(pixels, Flaw) else None
        image = raster.opened(raw, file)
        if isinstance(image, Flaw):
            return image
        raster.reduced(image)
        self._left -= image.width * image.height
        if self._left < 0:
            most = MAX_PIXELS_TOGETHER // 1_000_000
            what = f"with {file}, the pictures have more than {most} million pixels together"
            return Flaw("SE344", what, SMALLER)
        found = raster.decoded(image, file)
        return found if isinstance(found, Flaw) else None
