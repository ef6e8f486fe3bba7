"""``stretchexport explain``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import ExitCode, FormatOption, OutputFormat, fail, print_json
from stretchexport.cli.words import example

if TYPE_CHECKING:
    from stretchexport.findings import Rule


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("explain SE206"))(explain)


def explain(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE...", help="Codes (SE206) or families (dose); every code if none."
        ),
    ] = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Explain findings: why, an example, the same mended, source."""
    from stretchexport.explanations import explanations
    from stretchexport.reporting.explaining import codes_text, explanation_data, explanation_text
    from stretchexport.reporting.terminal import colours_wanted

    rules = _rules(codes or [])
    told = explanations()
    colour = colours_wanted(sys.stdout)
    if output is OutputFormat.JSON:
        print_json([explanation_data(rule, told[rule.code]) for rule in rules])
    elif not codes:
        typer.echo(codes_text(rules, colour=colour))
    else:
        every = [explanation_text(rule, told[rule.code], colour=colour) for rule in rules]
        typer.echo("\n\n\n".join(every))


def _rules(words: list[str]) -> list[Rule]:
    """The rules that ``words`` name, every one if there are none; leaves with 2 for others."""
    from stretchexport.checks.selection import UnknownNameError, codes_of
    from stretchexport.findings import catalogue

    try:
        wanted = codes_of(words) or catalogue().keys()
    except UnknownNameError as error:
        fail(str(error), ExitCode.USAGE)
    return [rule for rule in catalogue().values() if rule.code in wanted]
