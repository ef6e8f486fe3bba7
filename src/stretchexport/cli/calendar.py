"""``stretchexport calendar``."""

from __future__ import annotations

import typer

from stretchexport.cli.common import FileArgument, VariantOption, WithOption
from stretchexport.cli.writing import OutputOption, run


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Example:  stretchexport calendar examples/mid-back-release.yaml -o mid-back.ics"
    )(calendar)


def calendar(
    file: FileArgument,
    target: OutputOption = None,
    have: WithOption = None,
    variant: VariantOption = None,
) -> None:
    """Write the calendar (iCalendar, .ics)."""
    run("calendar", file, target, have, variant)
