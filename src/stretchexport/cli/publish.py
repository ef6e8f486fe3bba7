"""``stretchexport publish``."""

from __future__ import annotations

import sys
from dataclasses import dataclass
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
)
from stretchexport.cli.common import (
    ExitCode,
    FilesArgument,
    FormatOption,
    LangOption,
    OutputFormat,
    VariantOption,
    WithOption,
    check_selection,
    fail,
    found,
    load_all,
    print_json,
    print_trouble,
    require_packages,
    say_error,
    selection_from,
)
from stretchexport.cli.progress import with_bar
from stretchexport.cli.words import Entry, Target, example

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stretchexport.exporters.base import Export
    from stretchexport.exporters.calendar.options import CalendarOptions
    from stretchexport.loading import Loaded
    from stretchexport.model import Routine
    from stretchexport.online.address import Address
    from stretchexport.publishing.publication import Publication

PACKAGES = ("caldav", "keyring", "niquests")
"""What the extra ``caldav`` brings, by the names that are imported."""


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog=example(
            "publish examples/mid-back-release.yaml --caldav https://dav.example.org/ "
            "--user anna --dry-run"
        )
    )(publish)


def publish(
    files: FilesArgument,
    caldav: Annotated[
        str,
        typer.Option(
            "--caldav",
            metavar="URL",
            help="The CalDAV address of the calendar, of your calendars, or of the server.",
        ),
    ],
    user: Annotated[
        str | None,
        typer.Option(
            "--user",
            metavar="NAME",
            help="Your name on the server. The password comes from STRETCHEXPORT_CALDAV_PASSWORD, "
            "the keyring, or a prompt.",
        ),
    ] = None,
    calendar: Annotated[
        str | None,
        typer.Option(
            "--calendar", metavar="NAME", help="Which calendar, if the address has several."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Replace what somebody has changed on the server as well."),
    ] = False,
    target: TargetOption = Target.GENERIC,
    entry: EntryOption = Entry.EVENT,
    html: HtmlOption = False,
    free: FreeOption = False,
    cards_url: CardsUrlOption = None,
    no_alarm: NoAlarmOption = False,
    alarm_at_start: AlarmAtStartOption = False,
    have: WithOption = None,
    variant: VariantOption = None,
    lang: LangOption = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Keep sessions up to date in a calendar on a CalDAV server.

    It needs more packages: pip install 'stretchexport[caldav]'
    """
    require_packages("caldav", PACKAGES)
    address = _address(caldav)
    options = _options(
        entry,
        selection=selection_from(have, variant),
        language=lang,
        target=str(target),
        html=html,
        busy=not free,
        cards_url=cards_url,
        alarms=not no_alarm,
        alarm_at_start=alarm_at_start,
    )
    loaded = load_all(found(files))
    routines = _routines(loaded)
    check_selection(options.selection, [*routines.values()])
    exports = _exports(routines, options)
    done, problem = _publish(exports, address, user, calendar, dry_run=dry_run, force=force)
    run = _Run(exports, options, done, dry_run)
    code = max(ExitCode.FILES if problem else ExitCode.FINE, *_codes(loaded, done))
    if output is OutputFormat.JSON:
        print_json(
            {
                "ok": code is ExitCode.FINE,
                "problem": problem or None,
                "calendar": done.calendar if done else None,
                "dry_run": dry_run,
                "results": [_data(file, one, run) for file, one in loaded.items()],
            }
        )
    else:
        for file, one in loaded.items():
            _print(file, one, run)
        if problem:
            say_error(problem)
    raise typer.Exit(code)


@dataclass(frozen=True, slots=True)
class _Run:
    """Everything there is to tell: exports by the id of their routine, and what became of them."""

    exports: Mapping[str, Export]
    options: CalendarOptions
    done: Publication | None
    dry_run: bool


def _address(url: str) -> Address:
    from stretchexport.online.address import BadAddressError, parse

    try:
        return parse(url)
    except BadAddressError as error:
        fail(f"--caldav: {error}", ExitCode.USAGE)


def _routines(loaded: Mapping[str, Loaded | str]) -> dict[str, Routine]:
    """The routines that can be published, by their id; leaves with 2 if two have the same."""
    found: dict[str, Routine] = {}
    for file, one in loaded.items():
        if isinstance(one, str) or one.routine is None:
            continue
        if one.routine.id in found:
            fail(f"{file}: another file has the id {one.routine.id} as well", ExitCode.USAGE)
        found[one.routine.id] = one.routine
    return found


def _options(entry: Entry, **settings: Any) -> CalendarOptions:
    """The options of the calendar; leaves with 2 if a value cannot stand in one."""
    from stretchexport.exporters.calendar import options

    try:
        return options.CalendarOptions(entry=options.Entry(str(entry)), split=False, **settings)
    except ValueError as error:
        fail(str(error), ExitCode.USAGE)


def _exports(routines: Mapping[str, Routine], options: CalendarOptions) -> dict[str, Export]:
    from stretchexport.exporters.calendar import EXPORTER

    return {key: EXPORTER.export(routine, options) for key, routine in routines.items()}


def _publish(
    exports: Mapping[str, Export],
    address: Address,
    user: str | None,
    calendar: str | None,
    *,
    dry_run: bool,
    force: bool,
) -> tuple[Publication | None, str]:
    """What was published, or why nothing was."""
    if not exports:
        return None, ""
    from stretchexport.online.trouble import OnlineError
    from stretchexport.publishing.publication import publish

    try:
        done = publish(
            exports,
            address,
            user,
            calendar=calendar,
            dry_run=dry_run,
            force=force,
            watched=lambda steps: with_bar(steps, len(steps), "Publishing"),
        )
    except OnlineError as error:
        return None, str(error)
    return done, ""


def _codes(loaded: Mapping[str, Loaded | str], done: Publication | None) -> Iterator[ExitCode]:
    for one in loaded.values():
        if isinstance(one, str):
            yield ExitCode.FILES
        elif one.routine is None:
            yield ExitCode.ERRORS
        elif done and any(outcome.problem for outcome in done.outcomes[one.routine.id]):
            yield ExitCode.FILES
        else:
            yield ExitCode.FINE


def _print(file: str, one: Loaded | str, run: _Run) -> None:
    from stretchexport.cli.writing import tell
    from stretchexport.reporting.terminal import colours_wanted

    if isinstance(one, str):
        say_error(one)
        return
    print_trouble(one)
    if one.routine is None:
        say_error(f"{file}: not published, because it has errors")
        return
    tell([one.routine], run.options, run.exports[one.routine.id])
    if run.done:
        from stretchexport.reporting.publications import publication_text

        outcomes, colour = run.done.outcomes[one.routine.id], colours_wanted(sys.stdout)
        typer.echo(
            publication_text(one.routine.title, outcomes, dry_run=run.dry_run, colour=colour)
        )


def _data(file: str, one: Loaded | str, run: _Run) -> dict[str, Any]:
    from stretchexport.reporting.data import finding_data
    from stretchexport.reporting.exports import choices_data, loss_data

    if isinstance(one, str):
        return {"file": file, "problem": one}
    findings = [finding_data(finding) for finding in one.findings]
    if one.routine is None:
        return {"file": file, "problem": "it has errors", "findings": findings}
    return {
        "file": file,
        "problem": None,
        "findings": findings,
        "choices": choices_data(one.routine, run.options.selection),
        "losses": [loss_data(loss) for loss in run.exports[one.routine.id].losses],
        "changes": _changes(run.done, one.routine.id),
    }


def _changes(done: Publication | None, routine: str) -> list[dict[str, Any]]:
    if done is None:
        return []
    from stretchexport.reporting.publications import publication_data

    return publication_data(done.outcomes[routine])
