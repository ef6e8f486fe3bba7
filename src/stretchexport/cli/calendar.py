"""``stretchexport calendar``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from stretchexport.cli.common import ExitCode, FileArgument, VariantOption, WithOption, fail
from stretchexport.cli.updating import update_calendar
from stretchexport.cli.words import Target
from stretchexport.cli.writing import OutputOption, run

if TYPE_CHECKING:
    import datetime as dt

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
        epilog="Example:  stretchexport calendar examples/mid-back-release.yaml -o mid-back.ics "
        "--target google"
    )(calendar)


def calendar(
    file: FileArgument,
    target_file: OutputOption = None,
    target: Annotated[
        Target,
        typer.Option(help="The program it is for: shapes the file and says what that leaves out."),
    ] = Target.GENERIC,
    name: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What the calendar is called; the routine's title."),
    ] = None,
    html: Annotated[
        bool,
        typer.Option("--html", help="Write the description in HTML too."),
    ] = False,
    free: Annotated[
        bool,
        typer.Option("--free", help="Show you as free during a session."),
    ] = False,
    colour: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The calendar's colour, a CSS name: teal."),
    ] = None,
    cards_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Attach the printed cards by this link."),
    ] = None,
    cards_inline: Annotated[
        bool,
        typer.Option(
            "--cards-inline",
            help="Embed the cards in every entry; some servers break or refuse that.",
        ),
    ] = False,
    no_alarm: Annotated[bool, typer.Option("--no-alarm", help="No reminders.")] = False,
    alarm_at_start: Annotated[
        bool,
        typer.Option("--alarm-at-start", help="A reminder when it starts, too."),
    ] = False,
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
    update: UpdateOption = None,
) -> None:
    """Write the calendar (iCalendar, .ics)."""
    settings: dict[str, Any] = {
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
    }
    if update is None:
        run("calendar", file, target_file, have, variant, **settings)
    else:
        update_calendar(update, file, target_file, have, variant, **settings)


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
