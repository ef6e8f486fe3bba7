"""``stretchexport formats``."""

from __future__ import annotations

import sys

import typer

from stretchexport.cli.common import FormatOption, OutputFormat, print_json
from stretchexport.cli.words import example


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("formats --format json"))(formats)


def formats(output: FormatOption = OutputFormat.TEXT) -> None:
    """List the formats: what each is for, and what it cannot hold."""
    from stretchexport.exporters import registry
    from stretchexport.reporting.terminal import colours_wanted, paint, wrapped

    every = [registry.get(name) for name in registry.names()]
    if output is OutputFormat.JSON:
        print_json(
            [
                {
                    "name": one.name,
                    "title": one.title,
                    "suffix": one.suffix,
                    "media_type": one.media_type,
                    "purpose": one.purpose,
                    "next_step": one.next_step,
                    "limits": list(one.limits),
                }
                for one in every
            ]
        )
        return
    colour = colours_wanted(sys.stdout)
    for one in every:
        typer.echo(paint(f"{one.name}  {one.title} ({one.suffix})", "bold", colour=colour))
        lines = [
            *wrapped(one.purpose, "  for:     ", " " * 11),
            *wrapped(one.next_step, "  then:    ", " " * 11),
        ]
        for index, limit in enumerate(one.limits):
            lines += wrapped(limit, f"  {'' if index else 'cannot:':8} ", " " * 11)
        typer.echo("\n".join(lines))
        typer.echo()
