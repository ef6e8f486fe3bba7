"""``stretchexport calendar``."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stretchexport.cli.calendar_options import (
    AlarmAtStartOption,
    CardsUrlOption,
    EntryOption,
    FreeOption,
    HtmlOption,
    NoAlarmOption,
    TargetOption,
    TimeOption,
)
from stretchexport.cli.common import (
    ExitCode,
    FilesArgument,
    FormatOption,
    LangOption,
    OutputFormat,
    VariantOption,
    WithOption,
    fail,
    found,
    read_calendar,
)
from stretchexport.cli.occurring import CountOption, ExplainOption, FromOption, explain
from stretchexport.cli.updating import write_successor
from stretchexport.cli.words import Entry, Target, Time, example
from stretchexport.cli.writing import OutputOption, prepare, tell, write

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from stretchexport.model import Routine

UpdateOption = Annotated[
    str | None,
    typer.Option(
        "--update",
        metavar="OLD.ics",
        help="The calendar that is out there: what did not change stays as it is in it, "
        "what changed gets a new version, what is gone is cancelled.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog=example("calendar examples/mid-back-release.yaml -o mid-back.ics --target google")
    )(calendar)


def calendar(
    files: FilesArgument,
    target_file: OutputOption = None,
    target: TargetOption = Target.GENERIC,
    name: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What the calendar is called; the routine's title."),
    ] = None,
    entry: EntryOption = Entry.EVENT,
    time: TimeOption = Time.ZONED,
    jcal: Annotated[
        bool, typer.Option("--jcal", help="Write jCal (JSON, RFC 7265), for programs.")
    ] = False,
    jscalendar: Annotated[
        bool, typer.Option("--jscalendar", help="Write JSCalendar (JSON, RFC 8984), for programs.")
    ] = False,
    html: HtmlOption = False,
    free: FreeOption = False,
    colour: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The calendar's colour, a CSS name: teal."),
    ] = None,
    cards_url: CardsUrlOption = None,
    cards_inline: Annotated[
        bool,
        typer.Option(
            "--cards-inline",
            help="Embed the cards in every entry; some servers break or refuse that.",
        ),
    ] = False,
    no_alarm: NoAlarmOption = False,
    alarm_at_start: AlarmAtStartOption = False,
    source: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where the file will be, to be read again from."),
    ] = None,
    refresh: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="How often to read it again: 90m, 12h or 1d."),
    ] = None,
    have: WithOption = None,
    variant: VariantOption = None,
    lang: LangOption = None,
    update: UpdateOption = None,
    explained: ExplainOption = False,
    after: FromOption = None,
    count: CountOption = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Write one calendar (iCalendar, .ics) of one or more routines."""
    files = found(files)
    if explained:
        if target_file is not None or update is not None:
            fail("--explain: it writes no file, so leave -o and --update out", ExitCode.USAGE)
        explain(files, have, variant, after, count, output)
        return
    if after is not None or count is not None:
        fail("--from, --count: they go with --explain", ExitCode.USAGE)
    if output is not OutputFormat.TEXT:
        fail(
            "--format json: it goes with --explain; for what is written and lost as JSON there is "
            "stretchexport export --only calendar --format json",
            ExitCode.USAGE,
        )
    from stretchexport.exporters.calendar import EXPORTER
    from stretchexport.exporters.calendar import options as known

    if jcal and jscalendar:
        fail("--jcal, --jscalendar: choose one of the two", ExitCode.USAGE)
    form = known.Form.JCAL if jcal else known.Form.ICALENDAR
    if jscalendar:
        form = known.Form.JSCALENDAR
    before = read_calendar(update) if update is not None else b""
    settings: dict[str, Any] = {
        "entry": known.Entry(str(entry)),
        "time": known.Time(str(time)),
        "form": form,
        "target": str(target),
        "name": name,
        "html": html,
        "busy": not free,
        "colour": colour,
        "cards_url": cards_url,
        "cards_inline": cards_inline,
        "alarms": not no_alarm,
        "alarm_at_start": alarm_at_start,
        "source": source,
        "refresh": _time(refresh),
        "language": lang,
    }
    routines, options = prepare(EXPORTER, files, target_file, have, variant, **settings)
    _refuse_equal_ids(routines)
    result = EXPORTER.export_together(routines, options)
    tell(routines, options, result)
    if update is not None:
        write_successor(update, before, routines, result, target_file)
    elif result.files:
        write(result, target_file)
    else:
        fail(f"{', '.join(files)}: there is nothing to write", ExitCode.USAGE)


def _refuse_equal_ids(routines: Sequence[Routine]) -> None:
    """Leave with 2 if a calendar could not tell the sessions of two routines apart."""
    for one, other in combinations(routines, 2):
        if one.id == other.id:
            fail(
                f"{one.title} and {other.title} have the same id, {one.id}: calendars would take "
                "the sessions of one for those of the other; give one of them an id of its own",
                ExitCode.USAGE,
            )


def _time(text: str | None) -> dt.timedelta | None:
    """The length of time that ``--refresh`` says; leaves with 2 if it says none."""
    import datetime as dt
    import re

    if text is None:
        return None
    found = re.fullmatch(r"([1-9]\d{0,3})([mhd])", text)
    if not found:
        fail(f"--refresh {text}: write it as 90m, 12h or 1d", ExitCode.USAGE)
    unit = {"m": "minutes", "h": "hours", "d": "days"}[found[2]]
    return dt.timedelta(**{unit: int(found[1])})
