"""The options that say how cards lie on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import ExitCode, fail, unreadable

if TYPE_CHECKING:
    from stretchexport.exporters.cards.sheets import Sheet

SheetOption = Annotated[
    str,
    typer.Option(
        "--sheet",
        metavar="NAME|FILE.yaml",
        help="How cards lie on paper: a6, a5, large (print), 3x5, 4x6, half-letter, poker, "
        "poker-letter, fold-over, or a sheet of your own: docs/cards.md.",
    ),
]


def sheet_from(word: str) -> Sheet:
    """The sheet that ``--sheet`` names; leaves with 2 if there is none, with 1 if it has errors."""
    from stretchexport.exporters.cards import sheets

    if Path(word).suffix.lower() in (".yaml", ".yml", ".json"):
        return _own(word)
    if word not in sheets.names():
        from stretchexport.checks.near import suggestion

        hint = suggestion(word, sheets.names(), "there are")
        fail(
            f"--sheet {word}: there is no such sheet; {hint}; "
            "a sheet of your own is a file that ends with .yaml",
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
