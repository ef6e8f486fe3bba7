"""What the commands that make one picture share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import ExitCode, fail
from stretchexport.cli.words import Palette, one_of

if TYPE_CHECKING:
    from stretchexport.exporters.base import File
    from stretchexport.model import Routine, Stretch

PaletteOption = Annotated[
    Palette,
    typer.Option(
        help="Colour, grey for a black and white printer, or lines for little ink.",
        **one_of(Palette, "palette"),
    ),
]


def is_png(target: str | None) -> bool:
    """Whether pixels are wanted; leaves with 2 if a file of another kind is."""
    suffix = "" if target in (None, "-") else Path(str(target)).suffix.lower()
    if suffix not in ("", ".svg", ".png") and not Path(str(target)).is_dir():
        fail(f"-o {target}: give a name that ends with .svg or .png", ExitCode.USAGE)
    return suffix == ".png"


def stretch_in(routine: Routine, file: str, stretch: str) -> Stretch:
    """A stretch of a routine by its id; leaves with 2 if there is none."""
    from stretchexport.checks.near import suggestion

    if stretch not in routine.stretches:
        hint = suggestion(stretch, routine.stretches, "there are")
        fail(f"{file}: there is no stretch {stretch}; {hint}", ExitCode.USAGE)
    return routine.stretches[stretch]


def picture(name: str, svg: str, *, png: bool) -> File:
    """The drawing as a file called ``name``, with the end that goes with its kind."""
    from stretchexport.exporters.base import File

    if not png:
        return File(f"{name}.svg", svg.encode(), "image/svg+xml", "drawing")
    from stretchexport import pixels

    return File(f"{name}.png", pixels.png(svg), "image/png", "drawing")
