"""``stretchexport show``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from stretchexport.cli.common import (
    ExitCode,
    FileArgument,
    FormatOption,
    OutputFormat,
    VariantOption,
    WithOption,
    fail,
    load_routine,
    print_json,
    selection_from,
)
from stretchexport.cli.words import example, number
from stretchexport.counting import counted


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("show examples/mid-back-release.yaml --week 3"))(show)


def show(
    file: FileArgument,
    week: Annotated[int, typer.Option(help="The week whose doses are shown.", **number(1))] = 1,
    have: WithOption = None,
    variant: VariantOption = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Show the sessions step by step, with times, sides and totals."""
    from stretchexport.reporting.sessions import routine_data, routine_text
    from stretchexport.reporting.terminal import colours_wanted

    selection = selection_from(have, variant)
    routine = load_routine(file, selection)
    if routine.schedule and week > routine.schedule.weeks:
        fail(
            f"--week {week}: the routine has {counted(routine.schedule.weeks, 'week')}",
            ExitCode.USAGE,
        )
    if output is OutputFormat.JSON:
        print_json(routine_data(routine, selection, week))
    else:
        typer.echo(routine_text(routine, selection, week, colour=colours_wanted(sys.stdout)))
