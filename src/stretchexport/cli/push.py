"""``stretchexport push``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stretchexport.cli.common import (
    ExitCode,
    FileArgument,
    FormatOption,
    LangOption,
    OutputFormat,
    VariantOption,
    WithOption,
    fail,
    load_exporter,
    load_routine,
    print_json,
    require_packages,
    say_error,
    selection_from,
)
from stretchexport.cli.panels import PanelCommand
from stretchexport.cli.progress import with_bar
from stretchexport.cli.words import Tracker, example, one_of
from stretchexport.cli.workouts import (
    LicenceAuthorOption,
    SportOption,
    UnrollOption,
    WithFitOption,
    check_settings,
    given,
)

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export, Options
    from stretchexport.model import Routine
    from stretchexport.online.address import Address
    from stretchexport.pushing.push import Pushed

PACKAGES = ("keyring", "niquests")
"""What the extra ``push`` brings, by the names that are imported."""


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    line = "push wger examples/mid-back-release.yaml --dry-run"
    app.command(cls=PanelCommand, epilog=example(line))(push)


def push(
    service: Annotated[
        Tracker,
        typer.Argument(
            help="Where to: wger, hevy, intervals-icu or garmin-connect.",
            **one_of(Tracker, "service"),
        ),
    ],
    file: FileArgument,
    server: Annotated[
        str | None,
        typer.Option("--server", metavar="URL", help="Another server: a wger of your own."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")
    ] = False,
    have: WithOption = None,
    variant: VariantOption = None,
    lang: LangOption = None,
    output: FormatOption = OutputFormat.TEXT,
    sport: SportOption = None,
    unroll: UnrollOption = None,
    with_fit: WithFitOption = None,
    licence_author: LicenceAuthorOption = None,
) -> None:
    """Keep a routine up to date in wger, Hevy, Intervals.icu, Garmin.

    The token comes from STRETCHEXPORT_WGER_TOKEN (or _HEVY_, _INTERVALS_ICU_, _GARMIN_CONNECT_),
    the keyring, or a prompt. It needs more packages: pip install 'stretchexport[push]'
    """
    from stretchexport.exporting import options_for

    require_packages("push", PACKAGES)
    address = _address(server)
    selection = selection_from(have, variant)
    settings = given(
        language=lang,
        sport=sport,
        unroll=unroll,
        with_fit=with_fit,
        licence_author=licence_author,
    )
    exporter = load_exporter(str(service))
    check_settings([exporter], selection, settings, Tracker)
    routine = load_routine(file, selection)
    options = options_for(exporter, selection, settings)
    export = exporter.export(routine, options)
    done, problem = _push(str(service), routine, options, export, address, dry_run=dry_run)
    failed = bool(problem) or any(one.problem for one in (done.outcomes if done else ()))
    if output is OutputFormat.JSON:
        data = _data(routine, options, export, done)
        told = {"service": str(service), "problem": problem or None, "dry_run": dry_run}
        print_json({"ok": not failed, **told, **data})
    else:
        _print(routine, options, export, done, dry_run=dry_run)
        if problem:
            say_error(problem)
    raise typer.Exit(ExitCode.FILES if failed else ExitCode.FINE)


def _address(url: str | None) -> Address | None:
    from stretchexport.online.address import BadAddressError, parse

    try:
        return parse(url, "the token has places of its own") if url is not None else None
    except BadAddressError as error:
        fail(f"--server: {error}", ExitCode.USAGE)


def _push(
    service: str,
    routine: Routine,
    options: Options,
    export: Export,
    server: Address | None,
    *,
    dry_run: bool,
) -> tuple[Pushed | None, str]:
    """What was pushed, or why nothing was."""
    from stretchexport.online.trouble import OnlineError
    from stretchexport.pushing.push import package, push

    try:
        done = push(
            package(service, routine, options, export),
            server,
            dry_run=dry_run,
            watched=lambda requests: with_bar(requests, len(requests), "Pushing"),
        )
    except OnlineError as error:
        return None, str(error)
    return done, ""


def _print(
    routine: Routine, options: Options, export: Export, done: Pushed | None, *, dry_run: bool
) -> None:
    from stretchexport.cli.writing import tell
    from stretchexport.reporting.terminal import colours_wanted

    tell([routine], options, export)
    if done:
        from stretchexport.reporting.pushes import push_text

        colour = colours_wanted(sys.stdout)
        typer.echo(push_text(routine.title, done.outcomes, dry_run=dry_run, colour=colour))


def _data(
    routine: Routine, options: Options, export: Export, done: Pushed | None
) -> dict[str, Any]:
    from stretchexport.reporting.exports import choices_data, loss_data
    from stretchexport.reporting.pushes import push_data

    return {
        "server": done.server if done else None,
        "choices": choices_data(routine, options.selection),
        "losses": [loss_data(loss) for loss in export.losses],
        "changes": push_data(done.outcomes) if done else [],
    }
