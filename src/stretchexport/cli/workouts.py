"""The options of workout formats: flags of ``export``, and of the commands of single formats.

A flag that is not given is ``None``, and the format's own default holds.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stretchexport.cli.common import ExitCode, fail
from stretchexport.cli.words import Sport, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stretchexport.exporters.base import Exporter
    from stretchexport.variants import Selection

PANEL = "Options of workout formats"
"""The part of the help in which they stand."""

SportOption = Annotated[
    Sport | None,
    typer.Option(
        "--sport",
        help="What a watch counts a session as. If not said: flexibility in fit and intervals-icu, "
        "mobility in garmin-connect.",
        rich_help_panel=PANEL,
        **one_of(Sport, "sport"),
    ),
]
UnrollOption = Annotated[
    bool | None,
    typer.Option(
        "--unroll", help="Write every step out instead of repeats.", rich_help_panel=PANEL
    ),
]
SideTitlesOption = Annotated[
    bool | None,
    typer.Option(
        "--side-titles",
        help="Give left and right a title each, in place of the watch's own exercise and picture.",
        rich_help_panel=PANEL,
    ),
]
WithFitOption = Annotated[
    bool | None,
    typer.Option(
        "--with-fit",
        help="Put the FIT workout into each planned workout, in place of a text with the steps.",
        rich_help_panel=PANEL,
    ),
]
LicenceAuthorOption = Annotated[
    str | None,
    typer.Option(
        "--licence-author",
        metavar="NAME",
        help="Who wrote the exercises that wger does not have yet; the routine's author if not "
        "said. They are published under CC BY-SA 4.0.",
        rich_help_panel=PANEL,
    ),
]


def given(**flags: object) -> dict[str, Any]:
    """The flags that were given, as settings for :func:`~stretchexport.exporting.options_for`."""
    return {name: value for name, value in flags.items() if value is not None}


def check_settings(
    exporters: Sequence[Exporter],
    selection: Selection,
    settings: Mapping[str, object],
    others: Iterable[str] | None = None,
) -> None:
    """Leave with 2 if none of ``exporters`` has one of ``settings``, or one cannot take it.

    ``others`` are the formats that the command can have instead; any with ``--only`` if not given.
    """
    from stretchexport.exporters import registry
    from stretchexport.exporting import has_option, options_for

    for name in settings:
        if not any(has_option(exporter, name) for exporter in exporters):
            chosen = ", ".join(exporter.name for exporter in exporters)
            having = _having(name, registry.names() if others is None else others)
            told = f"; choose one that has it: --only {having}"
            if others is not None:
                told = f", but of {having.replace(',', ', ')}"
            fail(f"{_flag(name)}: not an option of {chosen}{told}", ExitCode.USAGE)
    for exporter in exporters:
        try:
            options_for(exporter, selection, settings)
        except ValueError as error:
            fail(str(error), ExitCode.USAGE)


def _having(name: str, formats: Iterable[str]) -> str:
    """Those of ``formats`` that have an option, for people who chose none of them."""
    from stretchexport.exporters import registry
    from stretchexport.exporting import has_option

    having = []
    for one in formats:
        with suppress(registry.ExporterUnavailableError):
            if has_option(registry.get(one), name):
                having.append(one)
    return ",".join(having)


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"
