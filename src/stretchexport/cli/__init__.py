"""The command line: one module a command, no logic, and no heavy import before it is needed."""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import Annotated

import typer

from stretchexport.cli import garbage
from stretchexport.cli.commands import Commands
from stretchexport.cli.common import ExitCode, say_error

app = typer.Typer(
    name="stretchexport",
    cls=Commands,
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

    Start with:  stretchexport new
    """


def main() -> None:
    """The ``stretchexport`` command."""
    if hasattr(signal, "SIGPIPE"):
        # Whoever reads may stop reading (| head): end quietly, as other commands do.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    # One source of time zones on every machine, the package tzdata, so that the same routine gives
    # the same bytes; whoever sets another one has asked for it.
    os.environ.setdefault("PYTHONTZPATH", "")
    # What numpy computes for a drawing is small: threads for it would only take time to start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    garbage.seldom()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A character that the terminal cannot show is no reason to stop.
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except OSError as error:
        _leave_without_output(error)


def _leave_without_output(error: OSError) -> None:
    """Standard output cannot be written (the disk is full, say): tell it and leave with 3."""
    say_error(f"standard output: {(error.strerror or str(error)).lower()}")
    # What is still in the buffer would fail again when the interpreter closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(ExitCode.FILES)
