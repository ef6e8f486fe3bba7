"""What the commands share: their options, their exit codes, and how they speak."""

from __future__ import annotations

import json
import sys
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from stretchexport.cli.words import language, named, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.exporters.base import Exporter
    from stretchexport.loading import Loaded
    from stretchexport.model import Routine
    from stretchexport.variants import Selection


class ExitCode(IntEnum):
    """What the process tells the one who started it."""

    FINE = 0
    ERRORS = 1
    USAGE = 2
    FILES = 3


class OutputFormat(StrEnum):
    """Whom the output is for: people, or scripts."""

    TEXT = "text"
    JSON = "json"


NO_ROUTINE = (
    "there is no routine in this folder: a YAML or JSON file with schema: stretch-routine/v1"
)

FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        parser=named,
        help="Routine files, YAML or JSON; - is stdin; a folder is searched for routines.",
    ),
]
FileArgument = Annotated[
    str,
    typer.Argument(metavar="FILE", parser=named, help="A routine file, YAML or JSON; - is stdin."),
]
WithOption = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="EQUIPMENT",
        help="Equipment you have, to choose the variant; may be given several times.",
    ),
]
VariantOption = Annotated[
    list[str] | None,
    typer.Option(
        "--variant",
        metavar="STRETCH=ID",
        help="Do this stretch this way; may be given several times.",
    ),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        parser=language,
        help="The language of the fixed words, such as de or pt-BR; else the routine's.",
    ),
]
VerifyOption = Annotated[
    bool, typer.Option("--verify", help="Read every file back with an independent reader.")
]

FormatOption = Annotated[
    OutputFormat,
    typer.Option(
        "--format", help="Text for people, JSON for scripts.", **one_of(OutputFormat, "format")
    ),
]


def say_error(message: str) -> None:
    """Say what went wrong on standard error."""
    from stretchexport.reporting.terminal import colours_wanted, harmless, paint

    head = paint("error:", "error", colour=colours_wanted(sys.stderr))
    typer.echo(f"{head} {harmless(message)}", err=True)


def fail(message: str, code: ExitCode) -> NoReturn:
    """Say what went wrong and leave with ``code``."""
    say_error(message)
    raise typer.Exit(code)


def print_json(data: Any) -> None:
    """``data`` as JSON on standard output, readable and in a fixed order."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def selection_from(have: list[str] | None, variants: list[str] | None) -> Selection:
    """The selection that ``--with`` and ``--variant`` describe; leaves with 2 if they cannot."""
    from stretchexport.variants import Selection

    pairs = []
    for text in variants or ():
        stretch, equals, variant = text.partition("=")
        if not (stretch and equals and variant):
            fail(
                f"--variant {text}: write it as STRETCH=ID, such as mid-back-reach=self-hug",
                ExitCode.USAGE,
            )
        pairs.append((stretch, variant))
    return Selection(frozenset(have or ()), tuple(pairs))


def check_selection(selection: Selection, routines: Sequence[Routine]) -> None:
    """Leave with 2 if the selection names what no routine (and nobody else) knows."""
    from stretchexport import equipment
    from stretchexport.checks.near import suggestion
    from stretchexport.exporting import wrong_choices

    if not routines:
        return
    gear = dict(equipment.known())
    stretches: dict[str, None] = {}
    for routine in routines:
        gear.update(routine.equipment)
        stretches.update(dict.fromkeys(routine.stretches))
    for word in sorted(selection.have - gear.keys()):
        fail(
            f"--with {word}: there is no such equipment; {suggestion(word, sorted(gear), 'known')}",
            ExitCode.USAGE,
        )
    for stretch, _ in selection.variants:
        if stretch not in stretches:
            hint = suggestion(stretch, stretches, "known")
            fail(f"--variant {stretch}: there is no such stretch; {hint}", ExitCode.USAGE)
    wrong = [one for routine in routines for one in wrong_choices(routine, selection)]
    for stretch, variant, known in wrong:
        hint = suggestion(variant, known, "it has") or "it has no variants"
        fail(f"--variant {stretch}={variant}: no such variant; {hint}", ExitCode.USAGE)


def load_file(path: str) -> Loaded:
    """Read and check one file; leaves with 3 if it cannot be read."""
    from stretchexport.loading import load

    try:
        return load(path)
    except OSError as error:
        fail(unreadable(path, error), ExitCode.FILES)


def read_calendar(path: str) -> bytes:
    """The bytes of an iCalendar file, at most one too many; leaves with 3 if it is not there."""
    from stretchexport.exporters.calendar.identity.content import MAX_BYTES

    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        fail(unreadable(path, error), ExitCode.FILES)


def found(paths: Sequence[str]) -> list[str]:
    """Every file once that ``paths`` mean, a folder the routines in it; leaves with 3 if none."""
    from stretchexport.searching import routines_below

    files: dict[str, None] = {}
    for path in paths:
        if path == "-" or not Path(path).is_dir():
            files[path] = None
            continue
        below = list(routines_below(Path(path)))
        if not below:
            fail(f"{path}: {NO_ROUTINE}", ExitCode.FILES)
        for one in below:
            if isinstance(one, OSError):
                fail(unreadable(str(one.filename or path), one), ExitCode.FILES)
            files[str(one)] = None
    return list(files)


def load_all(files: list[str]) -> dict[str, Loaded | str]:
    """Every file once, loaded, or why it cannot be read."""
    from stretchexport.loading import load

    loaded: dict[str, Loaded | str] = {}
    for file in dict.fromkeys(files):
        try:
            loaded[file] = load(file)
        except OSError as error:
            loaded[file] = unreadable(file, error)
    return loaded


def unreadable(path: str, error: OSError) -> str:
    """Why ``path`` cannot be read or written, in a sentence."""
    if isinstance(error, IsADirectoryError):
        return f"{path}: this is a folder; name a file in it"
    if isinstance(error, FileExistsError) and not Path(path).is_dir():
        return f"{path}: this is a file; name a folder"
    folder = Path(path).parent
    if isinstance(error, FileNotFoundError) and not folder.exists():
        return f"{path}: there is no folder {folder}"
    return f"{path}: {(error.strerror or str(error)).lower()}"


def print_findings(loaded: Loaded, *, err: bool = True) -> None:
    """All findings of a file, each with its line."""
    from stretchexport.reporting.terminal import colours_wanted
    from stretchexport.reporting.text import report

    if loaded.findings:
        colour = colours_wanted(sys.stderr if err else sys.stdout)
        typer.echo(report(loaded.name, loaded.text, loaded.findings, colour=colour), err=err)


def print_trouble(loaded: Loaded) -> None:
    """The errors and warnings of a file on standard error; notes are for ``validate`` to tell."""
    from dataclasses import replace

    from stretchexport.findings import Severity

    trouble = tuple(one for one in loaded.findings if one.severity is not Severity.NOTE)
    print_findings(replace(loaded, findings=trouble))


def load_exporter(name: str) -> Exporter:
    """The exporter called ``name``; leaves with 2 if there is none, with 3 if it does not load."""
    from stretchexport.checks.near import suggestion
    from stretchexport.exporters import registry

    if name not in registry.names():
        hint = suggestion(name, registry.names(), "there are")
        fail(f"there is no format {name}; {hint}", ExitCode.USAGE)
    try:
        return registry.get(name)
    except registry.ExporterUnavailableError as error:
        fail(str(error), ExitCode.FILES)


def load_routine(path: str, selection: Selection) -> Routine:
    """The routine in one file; prints its trouble, leaves with 1 if any of it is an error."""
    (routine,) = load_routines([path], selection)
    return routine


def load_routines(paths: Sequence[str], selection: Selection) -> list[Routine]:
    """The routines of files; prints all their trouble, leaves with 1 if any is an error."""
    every = [load_file(path) for path in dict.fromkeys(paths)]
    for loaded in every:
        print_trouble(loaded)
    routines = [loaded.routine for loaded in every if loaded.routine is not None]
    if len(routines) < len(every):
        raise typer.Exit(ExitCode.ERRORS)
    check_selection(selection, routines)
    return routines


def require_packages(extra: str, packages: Sequence[str]) -> None:
    """Leave with 3 if what an ``extra`` brings is not there; ``packages`` as they are imported."""
    from importlib.util import find_spec

    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        fail(
            f"this needs more packages ({', '.join(missing)}): "
            f"pip install 'stretchexport[{extra}]'",
            ExitCode.FILES,
        )
