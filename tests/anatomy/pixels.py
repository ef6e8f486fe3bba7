"""The body map as it comes out of a printer that has no colour."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from stretchexport.anatomy.bodymap import bodymap_svg

if TYPE_CHECKING:
    from numpy.typing import NDArray

DPI = 300
SMALLEST = 15
"""The height in mm at which a map has to be readable."""


@cache
def greys(primary: tuple[str, ...], secondary: tuple[str, ...], palette: str) -> NDArray[np.int16]:
    """The map of two views at its smallest, on white: 0 is black, 255 white."""
    import typst

    page = b"#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg))"
    svg = bodymap_svg(primary, secondary, palette=palette, height=SMALLEST)
    drawn = typst.compile(page, format="png", ppi=DPI, sys_inputs={"svg": svg})
    assert isinstance(drawn, bytes)
    return np.asarray(Image.open(io.BytesIO(drawn)).convert("L")).astype(np.int16)


def differing(one: NDArray[np.int16], other: NDArray[np.int16]) -> int:
    """How many pixels of two pictures differ clearly: by a sixth of the way from black to white."""
    return int((abs(one - other) >= 255 / 6).sum())
