"""What the commands for one format share: where the output goes, and how it gets there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stretchexport.cli.common import (
    ExitCode,
    fail,
    load_routines,
    selection_from,
    unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.exporters.base import Export, Exporter, Options
    from stretchexport.exporting import Made
    from stretchexport.model import Routine

OutputOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE|-",
        help="Where to write: a file, a folder (a new name without an ending is one), or - for "
        "standard output. Without it, the file gets its own name in this folder.",
    ),
]


def run(
    exporter: Exporter,
    file: str,
    target: str | None,
    have: list[str] | None,
    variant: list[str] | None,
    /,
    **settings: Any,
) -> None:
    """Write one format of one routine; ``settings`` are fields of the exporter's options."""
    (routine,), options = prepare(exporter, [file], target, have, variant, **settings)
    result = exporter.export(routine, options)
    tell([routine], options, result)
    if not result.files:
        fail(f"{file}: there is nothing to write", ExitCode.USAGE)
    write(result, target)


def prepare(
    exporter: Exporter,
    files: Sequence[str],
    target: str | None,
    have: list[str] | None,
    variant: list[str] | None,
    /,
    **settings: Any,
) -> tuple[list[Routine], Any]:
    """The routines and the exporter's own options; leaves with 2 if either does not go together."""
    for file in files:
        refuse_to_overwrite_input(file, target)
    selection = selection_from(have, variant)
    routines = load_routines(files, selection)
    try:
        return routines, exporter.options_type(selection=selection, **settings)
    except ValueError as error:
        fail(str(error), ExitCode.USAGE)


def tell(
    routines: Sequence[Routine], options: Options, result: Export | Made, file: str | None = None
) -> None:
    """Say which way each stretch is done, and what the export could not hold, and of which file."""
    from stretchexport.reporting.exports import choice_texts, fit_texts, merged

    told = routines if options.shows_stretches else ()
    chosen = [text for one in told for text in choice_texts(one, options.selection)]
    about = f"{file}: " if file else ""
    for text in (*dict.fromkeys(chosen), *merged(result.losses), *fit_texts(result.fits)):
        say(f"note: {about}{text}")


def write(result: Export, target: str | None) -> list[Path]:
    """Write the files of ``result`` to where ``-o`` says; leaves with 3 if that cannot be.

    Returns where they are now, a single ``-`` for standard output.
    """
    from stretchexport.output import UnsafeNameError, write_all, write_one

    try:
        if target == "-":
            _one_only(result, "-")
            sys.stdout.buffer.write(result.files[0].data)
            return [Path(target)]
        if target is None or _is_folder(target):
            paths = write_all(Path(target or "."), result.files)
        else:
            _one_only(result, target)
            write_one(Path(target), result.files[0].data)
            paths = [Path(target)]
    except UnsafeNameError as error:
        fail(f"nothing was written: {error}", ExitCode.FILES)
    except OSError as error:
        fail(unreadable(error.filename or str(target), error), ExitCode.FILES)
    for path in paths:
        say(f"wrote {path}")
    return paths


def _is_folder(target: str) -> bool:
    """Whether files go into ``target`` under their own names: what is new has no ending then."""
    path = Path(target)
    new = not path.suffix and not path.exists()
    return target.endswith(("/", "\\")) or path.is_dir() or new


def refuse_to_overwrite_input(file: str, target: str | None) -> None:
    """Leave with 2 if ``-o`` names nothing, or the file that is read."""
    if target == "":
        fail("-o: give the name of a file or a folder, or - for standard output", ExitCode.USAGE)
    if target and Path(target).is_file() and Path(file).is_file() and Path(file).samefile(target):
        fail(f"-o {target}: that is the file it would be made of", ExitCode.USAGE)


def _one_only(result: Export, target: str) -> None:
    """Leave with 2 if there are several files to go into one."""
    if len(result.files) > 1:
        names = ", ".join(file.name for file in result.files)
        fail(
            f"-o {target}: there are {len(result.files)} files ({names}); "
            "give a folder that ends with /",
            ExitCode.USAGE,
        )


def say(text: str) -> None:
    """A line on standard error, so that standard output stays clean."""
    from stretchexport.reporting.terminal import harmless

    typer.echo(harmless(text), err=True)
