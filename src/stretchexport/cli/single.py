"""``stretchexport calendar``, ``cards``, ``plan`` and ``fit``: one format, with its own options."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stretchexport.cli.common import (
    ExitCode,
    FileArgument,
    VariantOption,
    WithOption,
    fail,
    load_exporter,
    load_routine,
    selection_from,
    unreadable,
)
from stretchexport.cli.words import FitSport, Palette, Sheet

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export

OutputOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE|-",
        help="Where to write: a file, a folder, or - for standard output. "
        "Without it, the file gets its own name in this folder.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    routine = "examples/mid-back-release.yaml"
    app.command(epilog=f"Example:  stretchexport calendar {routine} -o mid-back.ics")(calendar)
    app.command(epilog=f"Example:  stretchexport cards {routine} --sheet large")(cards)
    app.command(epilog=f"Example:  stretchexport plan {routine} -o -")(plan)
    app.command(epilog=f"Example:  stretchexport fit {routine} --sport yoga -o watch/")(fit)


def calendar(
    file: FileArgument,
    target: OutputOption = None,
    have: WithOption = None,
    variant: VariantOption = None,
) -> None:
    """Write the calendar (iCalendar, .ics)."""
    _run("calendar", file, target, have, variant)


def cards(
    file: FileArgument,
    target: OutputOption = None,
    sheet: Annotated[
        Sheet, typer.Option(help="a6: four to a sheet of A4. large: large print, one to a sheet.")
    ] = Sheet.A6,
    palette: Annotated[
        Palette, typer.Option(help="Colour, or grey for a black and white printer.")
    ] = Palette.COLOUR,
    have: WithOption = None,
    variant: VariantOption = None,
) -> None:
    """Write the printable cards (PDF)."""
    _run("cards", file, target, have, variant, sheet=str(sheet), palette=str(palette))


def plan(
    file: FileArgument,
    target: OutputOption = None,
    have: WithOption = None,
    variant: VariantOption = None,
) -> None:
    """Write the workout plan (JSON) that other programs can run."""
    _run("plan", file, target, have, variant)


def fit(
    file: FileArgument,
    target: OutputOption = None,
    sport: Annotated[
        FitSport, typer.Option(help="What the watch counts it as.")
    ] = FitSport.FLEXIBILITY,
    unroll: Annotated[
        bool, typer.Option("--unroll", help="Write every step out instead of repeats.")
    ] = False,
    have: WithOption = None,
    variant: VariantOption = None,
) -> None:
    """Write the watch workouts (FIT), one a session."""
    _run("fit", file, target, have, variant, sport=str(sport), unroll=unroll)


def _run(
    name: str,
    file: str,
    target: str | None,
    have: list[str] | None,
    variant: list[str] | None,
    **settings: Any,
) -> None:
    from stretchexport.reporting.exports import choice_texts, merged

    _refuse_to_overwrite_input(file, target)
    selection = selection_from(have, variant)
    routine = load_routine(file, selection)
    exporter = load_exporter(name)
    result = exporter.export(routine, exporter.options_type(selection=selection, **settings))
    for text in (*choice_texts(routine, selection), *merged(result.losses)):
        _say(f"note: {text}")
    if not result.files:
        fail(f"{file}: there is nothing to write", ExitCode.USAGE)
    _write(result, target)


def _write(result: Export, target: str | None) -> None:
    from stretchexport.output import write_all, write_one

    try:
        if target == "-":
            _one_only(result, "-")
            sys.stdout.buffer.write(result.files[0].data)
        elif target is None or target.endswith(("/", "\\")) or Path(target).is_dir():
            for path in write_all(Path(target or "."), result.files):
                _say(f"wrote {path}")
        else:
            _one_only(result, target)
            write_one(Path(target), result.files[0].data)
            _say(f"wrote {target}")
    except OSError as error:
        fail(unreadable(error.filename or str(target), error), ExitCode.FILES)


def _refuse_to_overwrite_input(file: str, target: str | None) -> None:
    """Leave with 2 if ``-o`` names nothing, or the routine itself."""
    if target == "":
        fail("-o: give the name of a file or a folder, or - for standard output", ExitCode.USAGE)
    if target and Path(target).is_file() and Path(file).is_file() and Path(file).samefile(target):
        fail(f"-o {target}: that is the routine itself", ExitCode.USAGE)


def _one_only(result: Export, target: str) -> None:
    """Leave with 2 if there are several files to go into one."""
    if len(result.files) > 1:
        names = ", ".join(file.name for file in result.files)
        fail(
            f"-o {target}: there are {len(result.files)} files ({names}); "
            "give a folder that ends with /",
            ExitCode.USAGE,
        )


def _say(text: str) -> None:
    """A line on standard error, so that standard output stays clean."""
    from stretchexport.reporting.terminal import harmless

    typer.echo(harmless(text), err=True)
