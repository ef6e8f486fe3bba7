"""``stretchexport calendar --explain``: when the sessions are, instead of a file."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import (
    ExitCode,
    OutputFormat,
    fail,
    load_routines,
    print_json,
    selection_from,
)
from stretchexport.cli.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

ExplainOption = Annotated[
    bool,
    typer.Option("--explain", help="List the sessions on the clock and in UTC, and write no file."),
]
FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="With --explain: from this date on, 2027-03-28."),
]
CountOption = Annotated[
    int | None,
    typer.Option("--count", help="With --explain: so many sessions at most.", **number(1)),
]


def explain(
    files: Sequence[str],
    have: list[str] | None,
    variant: list[str] | None,
    after: str | None,
    most: int | None,
    output: OutputFormat,
) -> None:
    """Print the sessions of every routine; leaves with 2 if ``after`` is no date."""
    from stretchexport.reporting.dates import dates_data, dates_text
    from stretchexport.reporting.terminal import colours_wanted

    try:
        first = dt.date.fromisoformat(after) if after is not None else None
    except ValueError:
        fail(f"--from {after}: write a date, 2027-03-28", ExitCode.USAGE)
    selection = selection_from(have, variant)
    routines = load_routines(files, selection)
    if output is OutputFormat.JSON:
        print_json([dates_data(one, selection, first, most) for one in routines])
        return
    colour = colours_wanted(sys.stdout)
    for one in routines:
        typer.echo(dates_text(one, selection, first, most, colour=colour))
