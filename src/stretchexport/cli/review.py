"""``stretchexport review``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import (
    ExitCode,
    FileArgument,
    FormatOption,
    OutputFormat,
    fail,
    load_routine,
    print_json,
    say_error,
    unreadable,
)
from stretchexport.cli.progress import with_bar
from stretchexport.cli.words import example, named
from stretchexport.cli.writing import refuse_to_overwrite_input, say, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.reviewing.log import Log


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("review examples/mid-back-release.yaml examples/activities"))(review)


def review(
    file: FileArgument,
    activities: Annotated[
        list[str],
        typer.Argument(
            metavar="ACTIVITY...",
            parser=named,
            help="Recorded activities (.fit); a folder of them is a log, with the sessions missed.",
        ),
    ],
    until: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Count the sessions planned up to this day, 2026-12-31; else up to the last "
            "activity.",
        ),
    ] = None,
    picture: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Draw the weeks into a file that ends with .svg, or a page with tables, .html.",
        ),
    ] = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Hold what a watch has recorded against what was planned.

    Nothing leaves this computer.
    """
    from stretchexport.reviewing.review import review as made_of
    from stretchexport.variants import NOTHING_SAID

    last = _date(until)
    kind = _kind(picture)
    refuse_to_overwrite_input(file, picture)
    routine = load_routine(file, NOTHING_SAID)
    log = _gather(activities)
    is_log = last is not None or any(Path(one).is_dir() for one in activities)
    made = made_of(routine, log.recordings, log=is_log, until=last)
    _tell(log)
    if output is OutputFormat.JSON:
        from stretchexport.reporting.reviews import review_data

        print_json(review_data(made, log.troubles))
    elif log.recordings or is_log:
        from stretchexport.reporting.reviews import review_text
        from stretchexport.reporting.terminal import colours_wanted

        typer.echo(review_text(made, colour=colours_wanted(sys.stdout)))
    if kind:
        from stretchexport.exporters.base import Export
        from stretchexport.reviewing.picture import drawn

        write(Export((drawn(made, kind),)), picture)
    raise typer.Exit(_code(log))


def _code(log: Log) -> ExitCode:
    """The gravest of what there is to say of the files."""
    from stretchexport.reviewing.log import Weight

    codes = {Weight.WRONG: ExitCode.ERRORS, Weight.UNREADABLE: ExitCode.FILES}
    return max(
        (codes.get(one.weight, ExitCode.FINE) for one in log.troubles), default=ExitCode.FINE
    )


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text is not None else None
    except ValueError:
        fail(f"--until {text}: write a date, 2026-12-31", ExitCode.USAGE)


def _kind(picture: str | None) -> str:
    """What kind of picture a file name asks for; leaves with 2 if there is no such kind."""
    if picture is None:
        return ""
    kind = Path(picture).suffix.lower()
    if kind not in (".svg", ".html"):
        fail(f"--picture {picture}: give a name that ends with .svg or .html", ExitCode.USAGE)
    return kind


def _tell(log: Log) -> None:
    """Say what could not be read, and what else there is to know of files."""
    from stretchexport.reporting.data import readable
    from stretchexport.reporting.reviews import MOST
    from stretchexport.reviewing.log import Weight

    notes = [one for one in log.troubles if one.weight is Weight.NOTE]
    for one in log.troubles:
        if one.weight is not Weight.NOTE:
            say_error(f"{readable(one.file)}: {one.what}")
    for one in notes[:MOST]:
        say(f"note: {readable(one.file)}: {one.what}")
    if len(notes) > MOST:
        say(f"note: and {len(notes) - MOST} more; --format json has all of them")


def _gather(paths: Sequence[str]) -> Log:
    """Everything recorded that ``paths`` mean; leaves with 3 if that is not a single file."""
    from stretchexport.reviewing.log import activities, gather

    try:
        files = activities(paths)
    except OSError as error:
        fail(unreadable(str(error.filename or paths[0]), error), ExitCode.FILES)
    if not files:
        fail(f"{paths[0]}: there is no activity (.fit) in this folder", ExitCode.FILES)
    return gather(with_bar(files.items(), len(files), "Reading", least=20))
