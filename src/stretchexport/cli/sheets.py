"""The options that say how cards lie on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import ExitCode, fail, unreadable
from stretchexport.cli.words import FlipEdge, one_of

if TYPE_CHECKING:
    from stretchexport.exporters.cards.imposition import Flip
    from stretchexport.exporters.cards.sheets import Sheet

SheetOption = Annotated[
    str,
    typer.Option(
        "--sheet",
        metavar="NAME|FILE.yaml",
        help="How cards lie on paper: a6, a5, large (print), 3x5, 4x6, half-letter, poker, "
        "poker-letter, fold-over, poster (a session on a page), log, or a sheet of your own: "
        "docs/cards.md.",
    ),
]


TwoSidedOption = Annotated[
    FlipEdge | None,
    typer.Option(
        "--two-sided",
        help="Backs for a printer that turns the paper at its long or its short edge.",
        **one_of(FlipEdge, "edge"),
    ),
]
BackOffsetOption = Annotated[
    str,
    typer.Option(
        "--back-offset",
        metavar="X,Y",
        help="Move the backs by so many mm to the right and down: 0.5,-1. "
        "--calibrate prints a page that tells you what to type.",
    ),
]

CalibrateOption = Annotated[
    bool,
    typer.Option(
        "--calibrate",
        help="Write a page that tells you what to type for --back-offset, and no cards.",
    ),
]

FARTHEST = 20.0
"""How far backs can be moved, in mm: a printer that is off by more needs mending."""


def offset_from(text: str) -> tuple[float, float]:
    """The numbers of ``--back-offset``; leaves with 2 if they are none."""
    found = re.fullmatch(r"\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)\s*", text)
    values = (float(found[1]), float(found[2])) if found else (FARTHEST + 1, 0.0)
    if max(map(abs, values)) > FARTHEST:
        fail(
            f"--back-offset {text}: write two numbers of mm, to the right and down, "
            f"of at most {FARTHEST:g}: 0.5,-1",
            ExitCode.USAGE,
        )
    return values


def flip_from(edge: FlipEdge | None) -> Flip | None:
    """The edge as the exporter knows it."""
    from stretchexport.exporters.cards.imposition import Flip

    return None if edge is None else Flip(str(edge))


def sheet_from(word: str) -> Sheet:
    """The sheet that ``--sheet`` names; leaves with 2 if there is none, with 1 if it has errors."""
    from stretchexport.exporters.cards import sheets

    if Path(word).suffix.lower() in (".yaml", ".yml", ".json"):
        return _own(word)
    if word not in sheets.names():
        from stretchexport.checks.near import suggestion

        hint = suggestion(word, sheets.names(), "there are")
        fail(
            f"--sheet {word}: there is no such sheet; {hint} "
            "(a sheet of your own is a file that ends with .yaml)",
            ExitCode.USAGE,
        )
    return sheets.preset(word)


def _own(path: str) -> Sheet:
    """A sheet from a file, with what is wrong with it on standard error."""
    from stretchexport.exporters.cards import own_sheet
    from stretchexport.reporting.terminal import colours_wanted
    from stretchexport.reporting.text import report

    try:
        own = own_sheet.load(path)
    except OSError as error:
        fail(unreadable(path, error), ExitCode.FILES)
    if own.findings:
        import sys

        colour = colours_wanted(sys.stderr)
        typer.echo(report(own.name, own.text, own.findings, colour=colour), err=True)
    if own.sheet is None:
        raise typer.Exit(ExitCode.ERRORS)
    return own.sheet
