"""Reports on checked files: their forms, and what the process makes of them."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import ExitCode, print_json, say_error
from stretchexport.cli.words import one_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from stretchexport.findings import Finding
    from stretchexport.reporting.data import Checked


class ReportFormat(StrEnum):
    """Whom the report is for: people, scripts, code hosts, build servers."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"


STREAMED = frozenset({ReportFormat.TEXT, ReportFormat.GITHUB})
"""Formats that are told file by file, so that memory stays flat however many files there are."""

ReportOption = Annotated[
    ReportFormat,
    typer.Option(
        "--format",
        help="Text for people, JSON for scripts, SARIF and GitHub for code hosts, "
        "JUnit for build servers.",
        **one_of(ReportFormat, "format"),
    ),
]


def fails(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether a file with these findings fails: errors do, warnings only if that is wanted."""
    from stretchexport.findings import Severity

    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in failing for finding in findings)


def exit_code(checked: Checked) -> ExitCode:
    """What a file makes the process leave with."""
    if checked.problem:
        return ExitCode.FILES
    return ExitCode.ERRORS if checked.failed else ExitCode.FINE


def told_text(checked: Checked, text: str, output: ReportFormat) -> str:
    """What there is to tell about one file, whose content is ``text``; empty if unreadable."""
    from stretchexport.reporting.terminal import colours_wanted
    from stretchexport.reporting.text import report, verdict

    if output is ReportFormat.GITHUB:
        from stretchexport.reporting.github import github_lines

        return "\n".join(github_lines(checked, Path.cwd()))
    if checked.problem:
        return ""
    colour = colours_wanted(sys.stdout)
    findings = report(checked.name, text, checked.findings, colour=colour)
    return "\n".join([*([findings] if findings else ()), verdict(checked, colour=colour)])


def tell(checked: Checked, told: str, output: ReportFormat) -> None:
    """Print what there is to tell about one file."""
    if checked.problem and output is ReportFormat.TEXT:
        say_error(checked.problem)
    elif told:
        typer.echo(told)


def finish(kept: list[Checked], tally: Counter[str], output: ReportFormat, command: str) -> None:
    """Print what can only be said at the end; ``command`` is what JUnit calls the tests."""
    if output is ReportFormat.TEXT and tally["files"] > 1:
        from stretchexport.reporting.text import total

        typer.echo(total(tally))
    elif output is ReportFormat.JSON:
        from stretchexport.reporting.data import validation_data

        print_json(validation_data(kept))
    elif output is ReportFormat.SARIF:
        from stretchexport.reporting.sarif import sarif_log

        print_json(sarif_log(kept, Path.cwd()))
    elif output is ReportFormat.JUNIT:
        from stretchexport.reporting.junit import junit_xml

        typer.echo(junit_xml(kept, command), nl=False)
