"""``stretchexport export``."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stretchexport.cli.common import (
    ExitCode,
    FilesArgument,
    FormatOption,
    LangOption,
    OutputFormat,
    VariantOption,
    VerifyOption,
    WithOption,
    check_selection,
    fail,
    found,
    load_all,
    load_exporter,
    print_json,
    print_trouble,
    say_error,
    selection_from,
    unreadable,
)
from stretchexport.cli.panels import PanelCommand
from stretchexport.cli.progress import with_bar
from stretchexport.cli.words import example, named_path
from stretchexport.cli.workouts import (
    LicenceAuthorOption,
    SideTitlesOption,
    SportOption,
    UnrollOption,
    WithFitOption,
    check_settings,
    given,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchexport.exporters.base import Exporter
    from stretchexport.exporting import Made
    from stretchexport.loading import Loaded
    from stretchexport.variants import Selection


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    line = "export examples/mid-back-release.yaml --out out --with doorway"
    app.command(cls=PanelCommand, epilog=example(line))(export)


def export(
    files: FilesArgument,
    out: Annotated[
        Path,
        typer.Option(
            "-o",
            "--out",
            metavar="DIR",
            parser=named_path,
            help="The folder to write to; made if need be.",
        ),
    ],
    only: Annotated[
        str | None,
        typer.Option(
            "--only",
            metavar="NAMES",
            help="These formats, such as cards,hevy, or all that stretchexport formats lists; "
            "without it calendar,cards,plan,fit.",
        ),
    ] = None,
    have: WithOption = None,
    variant: VariantOption = None,
    lang: LangOption = None,
    verify: VerifyOption = False,
    output: FormatOption = OutputFormat.TEXT,
    sport: SportOption = None,
    unroll: UnrollOption = None,
    side_titles: SideTitlesOption = None,
    with_fit: WithFitOption = None,
    licence_author: LicenceAuthorOption = None,
) -> None:
    """Turn routines into calendar, cards, plan, workouts and more."""
    if str(out) == "-":
        fail(
            "--out -: several files do not go to standard output; name a folder, or take a command "
            "for one format, such as: stretchexport calendar FILE -o -",
            ExitCode.USAGE,
        )
    exporters = _exporters(only)
    selection = selection_from(have, variant)
    settings = given(
        language=lang,
        sport=sport,
        unroll=unroll,
        side_titles=side_titles,
        with_fit=with_fit,
        licence_author=licence_author,
    )
    check_settings(exporters, selection, settings)
    loaded = load_all(found(files))
    check_selection(
        selection,
        [one.routine for one in loaded.values() if not isinstance(one, str) and one.routine],
    )
    owners: dict[str, str] = {}
    done = []
    for file in with_bar(loaded, len(loaded), "Exporting"):
        made = _make(file, loaded[file], exporters, selection, settings, verify=verify)
        done.append(_write(made, owners, out))
    code = max(one.code for one in done)
    if code is ExitCode.FINE and not any(part.files for one in done for part in one.made):
        code = ExitCode.USAGE
        done = [_without_files(one) for one in done]
    if output is OutputFormat.JSON:
        data = [_data(one, selection, out) for one in done]
        print_json({"ok": code is ExitCode.FINE, "results": data})
    else:
        for one in done:
            _print(one, selection, out)
    raise typer.Exit(code)


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of one file; ``problem`` is why the disk or a check stopped it, if one did."""

    file: str
    loaded: Loaded | None
    code: ExitCode
    made: tuple[Made, ...] = ()
    problem: str = ""


def _without_files(done: _Done) -> _Done:
    """The same of a run that leaves nobody with a file; why is among the losses."""
    problem = f"{done.file}: there is nothing to write"
    return replace(done, code=ExitCode.USAGE, problem=problem)


def _exporters(only: str | None) -> list[Exporter]:
    """Those of ``--only``, each once; ``all`` stands for every one that is registered."""
    from stretchexport.exporters import registry

    wanted: list[str] = []
    for name in registry.DEFAULT if only is None else filter(None, map(str.strip, only.split(","))):
        wanted += registry.names() if name == "all" else [name]
    if not wanted:
        fail(f"--only: name a format; there are {', '.join(registry.names())}", ExitCode.USAGE)
    return [load_exporter(name) for name in dict.fromkeys(wanted)]


def _make(
    file: str,
    loaded: Loaded | str,
    exporters: list[Exporter],
    selection: Selection,
    settings: Mapping[str, object],
    *,
    verify: bool,
) -> _Done:
    """Everything of one routine, in memory."""
    from stretchexport.exporters.base import VerificationError
    from stretchexport.exporting import export_routine

    if isinstance(loaded, str):
        return _Done(file, None, ExitCode.FILES, problem=loaded)
    if loaded.routine is None:
        return _Done(file, loaded, ExitCode.ERRORS)
    try:
        made = export_routine(loaded.routine, exporters, selection, settings, verify=verify)
    except VerificationError as error:
        problem = f"{file}: nothing was written, since a file did not read back: {error}"
        return _Done(file, loaded, ExitCode.FILES, problem=problem)
    return _Done(file, loaded, ExitCode.FINE, made)


def _write(done: _Done, owners: dict[str, str], out: Path) -> _Done:
    """Write what was made, unless it would overwrite what another routine has just written.

    ``owners`` has the routine file of every name written so far, and gets those written now.
    """
    from stretchexport.output import UnsafeNameError, write_all

    names = [file.name for part in done.made for file in part.files]
    if not names:
        return done
    for name in names:
        if name in owners:
            problem = (
                f"{done.file}: nothing was written, since {owners[name]} has just written "
                f"{name}: export them into different folders"
            )
            return replace(done, code=ExitCode.USAGE, made=(), problem=problem)
    try:
        write_all(out, [file for part in done.made for file in part.files])
    except UnsafeNameError as error:
        problem = f"{done.file}: nothing was written: {error}"
    except OSError as error:
        problem = unreadable(str(error.filename or out), error)
    else:
        owners.update(dict.fromkeys(names, done.file))
        return done
    return replace(done, code=ExitCode.FILES, made=(), problem=problem)


def _print(done: _Done, selection: Selection, out: Path) -> None:
    from stretchexport.reporting.exports import export_text
    from stretchexport.reporting.terminal import colours_wanted

    if done.loaded:
        print_trouble(done.loaded)
    if done.made and done.loaded and done.loaded.routine:
        colour = colours_wanted(sys.stdout)
        text = export_text(done.loaded.routine, selection, done.made, out, colour=colour)
        typer.echo(text + "\n")
    if done.problem:
        say_error(done.problem)
    elif not done.made:
        say_error(f"{done.file}: not exported, because it has errors")


def _data(done: _Done, selection: Selection, out: Path) -> dict[str, Any]:
    from stretchexport.reporting.exports import export_data

    data = export_data(done.loaded, selection, done.made, out) if done.loaded else {}
    fine = done.code is ExitCode.FINE
    return {"file": done.file, "ok": fine, "problem": done.problem or None, **data}
