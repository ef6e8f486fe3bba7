"""``stretchexport validate``."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stretchexport.cli.common import NO_ROUTINE, ExitCode, FilesArgument, fail, unreadable
from stretchexport.cli.mending import load_mended, room_for_the_text
from stretchexport.cli.progress import with_bar
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
from stretchexport.cli.words import example
from stretchexport.inputs import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.checks.selection import Wanted
    from stretchexport.reporting.data import Checked

BAR_FROM = 20
"""Files from which on a progress bar is worth its line."""


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("validate examples --strict --ignore SE603"))(validate)


def validate(
    files: FilesArgument,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODES",
            help="Tell only these codes or families (SE411,dose); may be given several times.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODES",
            help="Leave out these codes or families; may be given several times.",
        ),
    ] = None,
    output: ReportOption = ReportFormat.TEXT,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="Mend slips of spelling in the files first (30 sec, motion:); with - as the "
            "file, the mended text goes to standard output and the report to standard error.",
        ),
    ] = False,
) -> None:
    """Check routine files: form, names, doses, dates, anatomy."""
    from stretchexport import workers
    from stretchexport.reporting.data import counts

    wanted = _wanted(select, ignore)
    kept: list[Checked] = []
    tally: Counter[str] = Counter()
    code = ExitCode.FINE
    as_text = output is ReportFormat.TEXT

    def work(one: str | Checked) -> tuple[Checked, str]:
        checked, text = (
            _check(one, wanted, strict=strict, mend=fix) if isinstance(one, str) else (one, "")
        )
        return checked, told_text(checked, text, output) if output in STREAMED else ""

    with room_for_the_text(files, reported_as_text=as_text) if fix else nullcontext():
        found = list(_found(files))
        count = 1 if fix else workers.processes(len(found))
        results = workers.in_order(work, found, count)
        for checked, told in _with_bar(results, len(found), output):
            code = max(code, exit_code(checked))
            tally.update(counts([checked]))
            if output in STREAMED:
                tell(checked, told, output)
            else:
                kept.append(checked)
        finish(kept, tally, output, "stretchexport validate")
    raise typer.Exit(code)


def _wanted(select: list[str] | None, ignore: list[str] | None) -> Wanted:
    """What ``--select`` and ``--ignore`` ask for; leaves with 2 if nobody knows a word of them."""
    from stretchexport.checks.selection import UnknownNameError, codes_of, wanted

    for option, words in (("--select", select), ("--ignore", ignore)):
        try:
            codes_of(words or ())
        except UnknownNameError as error:
            fail(f"{option}: {error}", ExitCode.USAGE)
    chosen = wanted(select or (), ignore or ())
    if not chosen.codes:
        fail("--ignore leaves out all that --select names: nothing would be told", ExitCode.USAGE)
    return chosen


def _found(arguments: list[str]) -> Iterator[str | Checked]:
    """The files that ``arguments`` mean, each once; what cannot be looked into as its result."""
    from stretchexport.reporting.data import Checked, readable

    seen: set[str] = set()
    for argument in arguments:
        if argument == STDIN or not Path(argument).is_dir():
            found: Iterable[Path | OSError | str] = [argument]
        else:
            from stretchexport.searching import routines_below

            found = routines_below(Path(argument))
        empty = True
        for one in found:
            empty = False
            if isinstance(one, OSError):
                file = str(one.filename or argument)
                yield Checked(file, failed=True, problem=unreadable(readable(file), one))
            elif str(one) not in seen:
                seen.add(str(one))
                yield str(one)
        if empty:
            yield Checked(argument, failed=True, problem=f"{readable(argument)}: {NO_ROUTINE}")


def _with_bar(
    results: Iterator[tuple[Checked, str]], count: int, output: ReportFormat
) -> Iterator[tuple[Checked, str]]:
    """The ``count`` results, with a bar on standard error if there are many and somebody sees it.

    Text that runs over the same terminal file by file shows itself how far things are.
    """
    told = output in STREAMED and sys.stdout.isatty()
    return results if told else with_bar(results, count, "Checking", least=BAR_FROM)


def _check(file: str, wanted: Wanted, *, strict: bool, mend: bool) -> tuple[Checked, str]:
    """What there is to tell about a file, and its text."""
    from stretchexport.loading import load
    from stretchexport.reporting.data import Checked, readable

    try:
        loaded, mended = load_mended(file, wanted) if mend else (load(file), ())
    except OSError as error:
        return Checked(file, failed=True, problem=unreadable(readable(file), error)), ""
    findings = wanted.pick(loaded.findings)
    checked = Checked(
        file,
        failed=fails(findings, strict=strict),
        findings=findings,
        silenced=loaded.silenced,
        left_out=tuple(one for one in loaded.findings if one.code not in wanted.codes),
        mended=mended,
    )
    return checked, loaded.text
