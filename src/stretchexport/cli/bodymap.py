"""``stretchexport bodymap``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from stretchexport.cli.common import (
    ExitCode,
    FormatOption,
    LangOption,
    OutputFormat,
    fail,
    load_routine,
    print_json,
)
from stretchexport.cli.drawing import PaletteOption, is_png, picture, stretch_in
from stretchexport.cli.words import FigureSide, MapView, Palette, example, length, one_of
from stretchexport.cli.writing import refuse_to_overwrite_input, write

if TYPE_CHECKING:
    from collections.abc import Sequence


class Marked(NamedTuple):
    """What is to light, the name of the picture, and the language of its words."""

    name: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    language: str


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("bodymap hamstrings --also calves -o legs.svg"))(bodymap)


def bodymap(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="TARGET...|FILE STRETCH",
            help="Muscles or groups, with left- or right- in front for one side; or a routine "
            "file and the id of a stretch in it.",
        ),
    ],
    also: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TARGET", help="A muscle reached besides; may be given several times."
        ),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE|-",
            help="Where to write: a name that ends with .svg or .png, a folder, or - for an SVG "
            "on standard output. Without it, bodymap.svg or STRETCH-bodymap.svg in this folder.",
        ),
    ] = None,
    side: Annotated[
        FigureSide | None,
        typer.Option(help="The person's side; else both.", **one_of(FigureSide, "side")),
    ] = None,
    view: Annotated[
        MapView,
        typer.Option(
            help="Front, back, both, or auto: one of them if it shows every muscle.",
            **one_of(MapView, "view"),
        ),
    ] = MapView.BOTH,
    palette: PaletteOption = Palette.COLOUR,
    height: Annotated[
        float,
        typer.Option(help="So high; lines and stripes are made for it.", **length(5, 2000)),
    ] = 60,
    lang: LangOption = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Draw the body with muscles lit, front and back (SVG or PNG).

    With --format json it says what is lit and where; a picture is then made only if -o names one.
    """
    if target == "-" and output is OutputFormat.JSON:
        fail("-o -: with --format json standard output is taken; name a file", ExitCode.USAGE)
    refuse_to_overwrite_input(what[0], target)
    marked = _marked(what, also or [], None if side is None else str(side), lang)
    if output is OutputFormat.TEXT or target is not None:
        from stretchexport.anatomy.bodymap import bodymap_svg
        from stretchexport.exporters.base import Export
        from stretchexport.wording import words

        png = is_png(target)
        svg = bodymap_svg(
            marked.primary,
            marked.secondary,
            palette=palette,
            view=view,
            height=height,
            words=words(marked.language),
        )
        write(Export((picture(marked.name, svg, png=png),)), target)
    if output is OutputFormat.JSON:
        print_json(_data(marked, view))


def _marked(what: list[str], also: list[str], side: str | None, lang: str | None) -> Marked:
    """What the arguments ask for; leaves with 2 if they do not go together."""
    from stretchexport.anatomy.lighting import on_side
    from stretchexport.anatomy.muscles import targets
    from stretchexport.wording import FALLBACK

    if what[0] in targets() or not _is_file(what[0]):
        primary, secondary = (_known(one) for one in (what, also))
        language = lang or FALLBACK
        return Marked("bodymap", on_side(primary, side), on_side(secondary, side), language)
    file, *stretches = what
    if len(stretches) != 1:
        fail(f"{file}: name one stretch of it: bodymap {file} STRETCH", ExitCode.USAGE)
    if also:
        fail("--also: the stretch says itself what it reaches besides", ExitCode.USAGE)
    from stretchexport.anatomy.stretched import marked, side_of
    from stretchexport.variants import NOTHING_SAID

    routine = load_routine(file, NOTHING_SAID)
    stretch = stretch_in(routine, file, stretches[0])
    levels = marked(stretch, side or side_of(routine, stretch))
    return Marked(f"{stretch.id}-bodymap", *levels, lang or routine.language)


def _is_file(word: str) -> bool:
    """Whether a word that is no target means a routine file."""
    return word == "-" or Path(word).suffix.lower() in _SUFFIXES or Path(word).is_file()


_SUFFIXES = (".yaml", ".yml", ".json")


def _known(names: Sequence[str]) -> list[str]:
    """The targets, if there are such; leaves with 2 if one is unknown."""
    from stretchexport.anatomy.lighting import sided
    from stretchexport.anatomy.muscles import targets
    from stretchexport.checks.near import suggestion

    for name in names:
        word = sided(name)[0]
        if word not in targets():
            hint = suggestion(word, sorted(targets()), "there are")
            fail(f"there is no muscle {word}; {hint}", ExitCode.USAGE)
    return list(names)


def _data(marked: Marked, view: str) -> dict[str, Any]:
    """What is lit, for scripts."""
    from stretchexport.anatomy.bodymap import bodymap_alt
    from stretchexport.anatomy.lighting import SIDES, chosen_views, muscle_levels, views_of
    from stretchexport.wording import words

    say = words(marked.language)
    levels = muscle_levels(marked.primary, marked.secondary)
    return {
        "targets": marked.primary,
        "also": marked.secondary,
        "views": chosen_views(view, marked.primary, marked.secondary),
        "text": bodymap_alt(marked.primary, marked.secondary, view=view, words=say),
        "muscles": [
            {
                "id": muscle,
                "name": say.muscle(muscle),
                "sides": {side: levels[muscle, side] for side in SIDES if (muscle, side) in levels},
                "views": list(views_of(muscle)),
            }
            for muscle in dict.fromkeys(muscle for muscle, _ in levels)
        ],
    }
