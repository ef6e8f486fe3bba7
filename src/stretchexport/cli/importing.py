"""``stretchexport import``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import ExitCode, FormatOption, OutputFormat, fail, unreadable
from stretchexport.cli.words import example, named, one_of
from stretchexport.cli.writing import refuse_to_overwrite_input
from stretchexport.kinds import Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from stretchexport.importing import Imported, Source

STDOUT = "-"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        "import", epilog=example("import out/mid-back-release-desk-break-w1.fit -o desk-break.yaml")
    )(import_)


def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            parser=named,
            help="A FIT workout, a plan (ours or PWF) or records of free-exercise-db; - is stdin. "
            "Several FIT files are workouts and dates of one routine.",
        ),
    ],
    target: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE|-",
            help="Where to write it, as YAML; - is standard output. "
            "Called after its id if not given: mid-back.routine.yaml.",
        ),
    ] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--as",
            help="What the file is, if its content does not say.",
            **one_of(Kind, "kind of file"),
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only this record of free-exercise-db; may be given several times.",
        ),
    ] = None,
    updated: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="When it was written, if the source does not say; else today."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Make a routine of a workout or plan, for you to finish."""
    from stretchexport import importing
    from stretchexport.importing.draft import SourceError, UsageError

    if target == STDOUT and output is OutputFormat.JSON:
        fail("-o -, --format json: only one of them can have standard output", ExitCode.USAGE)
    if target is not None:
        _may_write(target, files, force=force)
    sources = [_source(file) for file in dict.fromkeys(files)]
    try:
        made = importing.read(sources, _day(updated), kind, only or ())
    except UsageError as error:
        fail(str(error), ExitCode.USAGE)
    except SourceError as error:
        fail(str(error), ExitCode.ERRORS)
    if target == STDOUT:
        sys.stdout.buffer.write(made.text.encode("utf-8"))
    else:
        target = target or f"{made.id}.routine.yaml"
        _may_write(target, files, force=force)
        _write(target, made.text)
    _tell(made, target, output)


def _may_write(file: str, sources: Sequence[str], *, force: bool) -> None:
    """Leave if ``file`` is no place for a new routine, or is one of the ``sources``."""
    for one in sources:
        refuse_to_overwrite_input(one, file)
    if file == STDOUT:
        return
    path = Path(file)
    if path.suffix.lower() == ".json":
        fail(f"-o {file}: the comments need YAML: end it in .yaml", ExitCode.USAGE)
    if path.is_dir():
        fail(unreadable(file, IsADirectoryError()), ExitCode.FILES)
    if not force and (path.exists() or path.is_symlink()):
        fail(f"{file}: is there already; --force overwrites it", ExitCode.FILES)


def _source(file: str) -> Source:
    from stretchexport.importing import MAX_BYTES, Source
    from stretchexport.inputs import read_at_most

    try:
        data = read_at_most(file, MAX_BYTES + 1)
    except OSError as error:
        fail(unreadable(file, error), ExitCode.FILES)
    if len(data) > MAX_BYTES:
        fail(f"{file}: it is longer than {MAX_BYTES // 1024 // 1024} MiB", ExitCode.ERRORS)
    return Source(file, data)


def _day(text: str | None) -> dt.date:
    """The day that ``--updated`` says, or today, which stands for what the person would type."""
    import datetime as dt

    if text is None:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        fail(f"--updated {text}: a date is written year-month-day: 2026-12-07", ExitCode.USAGE)


def _write(target: str, text: str) -> None:
    from stretchexport import output

    try:
        output.write_one(Path(target), text.encode("utf-8"))
    except OSError as error:
        fail(unreadable(target, error), ExitCode.FILES)


def _tell(made: Imported, target: str, output: OutputFormat) -> None:
    """Say what was made, on standard error; or as JSON on standard output."""
    from stretchexport.reporting.imports import import_data, import_text

    if output is OutputFormat.JSON:
        from stretchexport.cli.common import print_json

        print_json(import_data(made, target))
    else:
        typer.echo(import_text(made, target), err=True)
