"""``stretchexport doctor``."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import ExitCode, fail, unreadable
from stretchexport.cli.reports import (
    STREAMED,
    ReportFormat,
    ReportOption,
    exit_code,
    fails,
    finish,
    tell,
    told_text,
)
from stretchexport.cli.words import example, named

if TYPE_CHECKING:
    from stretchexport.doctor import Examined
    from stretchexport.reporting.data import Checked


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("doctor out/mid-back-release.ics --target outlook"))(doctor)


def doctor(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            parser=named,
            help="Calendar files (.ics) from any program; - is stdin.",
        ),
    ],
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    target: Annotated[
        str | None,
        typer.Option(
            metavar="<google|apple|outlook|generic>", help="Tell of this calendar program only."
        ),
    ] = None,
    output: ReportOption = ReportFormat.TEXT,
) -> None:
    """Check calendar files (.ics) from any program.

    Form, series, time zones, and what the big calendar programs leave out of them.
    """
    from stretchexport.reporting.data import counts

    targets = _targets(target)
    kept: list[Checked] = []
    tally: Counter[str] = Counter()
    code = ExitCode.FINE
    for file in dict.fromkeys(files):
        checked, examined = _examine(file, targets, strict=strict)
        code = max(code, exit_code(checked))
        tally.update(counts([checked]))
        if output in STREAMED:
            tell(checked, told_text(checked, examined.text if examined else "", output), output)
        else:
            kept.append(checked)
        if output is ReportFormat.TEXT and examined:
            _tell_more(examined, targets)
    finish(kept, tally, output, "stretchexport doctor")
    raise typer.Exit(code)


def _targets(target: str | None) -> list[str]:
    """The clients to tell of; leaves with 2 if nobody knows the one that was asked for."""
    from stretchexport.checks.near import suggestion
    from stretchexport.exporters.calendar.clients import clients

    if target is not None and target not in clients():
        hint = suggestion(target, clients(), "there are")
        fail(f"--target {target}: nobody knows this calendar; {hint}", ExitCode.USAGE)
    return [target] if target else list(clients())


def _examine(file: str, targets: list[str], *, strict: bool) -> tuple[Checked, Examined | None]:
    """What there is to tell about a file, and what was found out."""
    from stretchexport.doctor import examine_file
    from stretchexport.reporting.calendars import about
    from stretchexport.reporting.data import Checked, readable

    try:
        examined = examine_file(file)
    except OSError as error:
        return Checked(file, failed=True, problem=unreadable(readable(file), error)), None
    failed = fails(examined.findings, strict=strict)
    more = about(examined, targets)
    return Checked(file, failed=failed, findings=examined.findings, about=more), examined


def _tell_more(examined: Examined, targets: list[str]) -> None:
    """Print what is in a file, and what each calendar makes of it."""
    from stretchexport.reporting.calendars import calendar_text
    from stretchexport.reporting.terminal import colours_wanted

    text = calendar_text(examined, targets, colour=colours_wanted(sys.stdout))
    if text:
        typer.echo(text)
