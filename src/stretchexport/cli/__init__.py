"""The command line: one module a command, no logic, and no heavy import before it is needed."""

from __future__ import annotations

from typing import Annotated

import typer

from stretchexport.cli import export, formats, schema, show, single, validate

app = typer.Typer(
    name="stretchexport",
    epilog="Exit codes: 0 fine, 1 the routine has errors, 2 wrong usage, "
    "3 a file cannot be read or written.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"stretchexport {version('stretchexport')}")
        raise typer.Exit


@app.callback()
def stretchexport(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Write a stretch routine once; get calendar events, cards, a workout plan, watch workouts.

    Start with:  stretchexport export examples/mid-back-release.yaml --out out
    """


validate.register(app)
export.register(app)
show.register(app)
single.register(app)
formats.register(app)
schema.register(app)


def main() -> None:
    """The ``stretchexport`` command."""
    app()
