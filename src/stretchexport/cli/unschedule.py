"""``stretchexport unschedule``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import ExitCode, fail, load_routine, read_calendar
from stretchexport.cli.words import example, named
from stretchexport.cli.writing import OutputOption, refuse_to_overwrite_input, say, write
from stretchexport.counting import counted
from stretchexport.inputs import STDIN

if TYPE_CHECKING:
    import datetime as dt

    from stretchexport.exporters.base import File

_BEGIN = b"BEGIN:VCALENDAR"
_NOTHING = "there is no session to take back"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("unschedule out/mid-back-release.ics"))(unschedule)


def unschedule(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            parser=named,
            help="Exported calendars (.ics), best the last ones, or routines.",
        ),
    ],
    target: OutputOption = None,
) -> None:
    """Write a file that takes sessions back out of a calendar.

    It is an iCalendar file with METHOD:CANCEL, to import as the sessions were imported.
    """
    from stretchexport.exporters.base import Export

    for file in files:
        refuse_to_overwrite_input(file, target)
    made = [_cancel(file) for file in dict.fromkeys(files)]
    for _, told in made:
        say(told)
    write(Export(tuple(one for one, _ in made)), target)


def _cancel(file: str) -> tuple[File, str]:
    """The cancellation of one file, and what there is to say of it.

    Leaves with 1 if it is no calendar, with 2 if it is empty.
    """
    from stretchexport.exporters.base import File
    from stretchexport.exporters.calendar import EXPORTER
    from stretchexport.exporters.calendar.identity.cancelling import cancellation
    from stretchexport.exporters.calendar.identity.content import MalformedCalendarError
    from stretchexport.reporting.updates import cancellation_text

    name, data, updated = _calendar(file)
    try:
        made = cancellation(data, updated)
    except MalformedCalendarError as error:
        fail(f"{file}: {error}; nothing was written", ExitCode.ERRORS)
    if not made.objects:
        fail(f"{file}: {_NOTHING}", ExitCode.USAGE)
    about = f"cancellation of {counted(len(made.objects), 'entry', 'entries')}"
    cancelled = File(f"{name}-cancel{EXPORTER.suffix}", made.data, EXPORTER.media_type, about)
    return cancelled, cancellation_text(file, made.objects)


def _calendar(file: str) -> tuple[str, bytes, dt.datetime | None]:
    """What a file is called, its calendar, and when a routine was updated."""
    from stretchexport.exporters.calendar import EXPORTER
    from stretchexport.variants import NOTHING_SAID

    if _is_calendar(file, EXPORTER.suffix):
        return Path(file).stem, read_calendar(file), None
    routine = load_routine(file, NOTHING_SAID)
    files = EXPORTER.export(routine, EXPORTER.options_type(split=False)).files
    if not files:
        fail(f"{file}: {_NOTHING}", ExitCode.USAGE)
    return routine.id, files[0].data, routine.updated


def _is_calendar(file: str, suffix: str) -> bool:
    """Whether a file is called as calendars are, or begins as they do."""
    if Path(file).suffix.lower() == suffix:
        return True
    return file != STDIN and read_calendar(file).lstrip().upper().startswith(_BEGIN)
