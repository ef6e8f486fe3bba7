"""``stretchexport figure``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import (
    ExitCode,
    FileArgument,
    LangOption,
    VariantOption,
    WithOption,
    fail,
    load_routine,
    selection_from,
)
from stretchexport.cli.drawing import PaletteOption, is_png, picture, stretch_in
from stretchexport.cli.words import FigureSide, Palette, example, length, one_of
from stretchexport.cli.writing import refuse_to_overwrite_input, say, write

if TYPE_CHECKING:
    from stretchexport.exporters.base import File
    from stretchexport.model import Routine
    from stretchexport.variants import Choice


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog=example("figure examples/mid-back-release.yaml mid-back-reach -o reach.svg")
    )(figure)


def figure(
    file: FileArgument,
    stretch: Annotated[str, typer.Argument(metavar="STRETCH", help="The id of a stretch in it.")],
    target: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE|-",
            help="Where to write: a name that ends with .svg or .png, a folder, or - for an SVG "
            "on standard output. Without it, STRETCH.svg in this folder.",
        ),
    ] = None,
    side: Annotated[
        FigureSide | None,
        typer.Option(
            help="The side that is stretched; else as it is drawn.", **one_of(FigureSide, "side")
        ),
    ] = None,
    palette: PaletteOption = Palette.COLOUR,
    width: Annotated[float, typer.Option(help="At most so wide.", **length(5, 2000))] = 92,
    height: Annotated[float, typer.Option(help="At most so high.", **length(5, 2000))] = 88,
    have: WithOption = None,
    variant: VariantOption = None,
    lang: LangOption = None,
) -> None:
    """Draw the pose of a stretch (SVG or PNG)."""
    refuse_to_overwrite_input(file, target)
    selection = selection_from(have, variant)
    routine = load_routine(file, selection)
    drawn = stretch_in(routine, file, stretch)
    from stretchexport.exporters.base import Export
    from stretchexport.variants import choose

    choice = choose(drawn, selection, None)
    source = (file, routine)
    language = lang or routine.language
    made = _file(source, language, choice, side, palette, (width, height), png=is_png(target))
    if choice.variant:
        say(f"note: {stretch} is drawn as {choice.name}")
    write(Export((made,)), target)


def _file(
    source: tuple[str, Routine],
    language: str,
    choice: Choice,
    side: FigureSide | None,
    palette: Palette,
    box: tuple[float, float],
    *,
    png: bool,
) -> File:
    """The drawing; ``source`` is the file and its routine, ``language`` that of the title."""
    from stretchexport.figure import of_stretch
    from stretchexport.figure.drawing import draw
    from stretchexport.wording import words

    name, routine = source
    pose = of_stretch.pose_of(choice, routine.id, None if side is None else str(side))
    if pose is None:
        has = f"a picture ({choice.picture.file}) but no pose" if choice.picture else "no pose"
        fail(
            f"{name}: {choice.stretch.id} has {has}, so there is nothing to draw; "
            "docs/figure.md says how to write one",
            ExitCode.USAGE,
        )
    drawing = draw(pose, str(palette), box, of_stretch.title(choice, words(language)))
    return picture(choice.stretch.id, drawing.svg, png=png)
