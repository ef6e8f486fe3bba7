"""The options that say what an entry in a calendar is like, wherever the calendar goes."""

from __future__ import annotations

from typing import Annotated

import typer

from stretchexport.cli.words import Entry, Target, Time, one_of

TargetOption = Annotated[
    Target,
    typer.Option(
        "--target",
        help="The program it is for: shapes the file and says what that leaves out.",
        **one_of(Target, "target"),
    ),
]
EntryOption = Annotated[
    Entry,
    typer.Option(
        "--as", help="Events take up time; to-dos are ticked off.", **one_of(Entry, "entry")
    ),
]
TimeOption = Annotated[
    Time,
    typer.Option(
        "--time",
        help="Times in the routine's zone, as whole days, in UTC, or floating: the same hour "
        "wherever you are.",
        **one_of(Time, "way to write times"),
    ),
]
HtmlOption = Annotated[bool, typer.Option("--html", help="Write the description in HTML too.")]
FreeOption = Annotated[bool, typer.Option("--free", help="Show you as free during a session.")]
CardsUrlOption = Annotated[
    str | None,
    typer.Option("--cards-url", metavar="URL", help="Attach the printed cards by this link."),
]
NoAlarmOption = Annotated[bool, typer.Option("--no-alarm", help="No reminders.")]
AlarmAtStartOption = Annotated[
    bool, typer.Option("--alarm-at-start", help="A reminder when it starts, too.")
]
