"""``stretchexport cards``."""

from __future__ import annotations

from typing import Annotated

import typer

from stretchexport.cli.common import (
    FilesArgument,
    FormatOption,
    LangOption,
    OutputFormat,
    VariantOption,
    WithOption,
    found,
)
from stretchexport.cli.several import export_each
from stretchexport.cli.sheets import SheetOption, sheet_from
from stretchexport.cli.words import Theme, example, one_of
from stretchexport.cli.writing import OutputOption


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("cards examples/mid-back-release.yaml --sheet large --theme grey"))(
        cards
    )


def cards(
    files: FilesArgument,
    target: OutputOption = None,
    sheet: SheetOption = "a6",
    theme: Annotated[
        Theme,
        typer.Option(
            help="Colour, grey for a black and white printer, or outlines that save ink.",
            **one_of(Theme, "theme"),
        ),
    ] = Theme.COLOUR,
    have: WithOption = None,
    variant: VariantOption = None,
    lang: LangOption = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Read every file back with an independent reader.")
    ] = False,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Write the cards to print: one a stretch, and one with the plan."""
    export_each(
        "cards",
        found(files),
        target,
        have,
        variant,
        verify=verify,
        output=output,
        sheet=sheet_from(sheet),
        theme=str(theme),
        language=lang,
    )
