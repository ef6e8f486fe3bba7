"""``stretchexport new``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from stretchexport.cli.common import ExitCode, fail, unreadable
from stretchexport.cli.words import example

if TYPE_CHECKING:
    from stretchexport.starting import Answers
    from stretchexport.starting.questions import Question

STDOUT = "-"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("new --for upper-back,neck --days mon,wed,fri --at 07:30 --yes"))(
        new
    )


def new(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help="Where to write it, as YAML; - is standard output. "
            "Called after its title if not given: upper-back.routine.yaml.",
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the routine is called.")
    ] = None,
    regions: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="REGIONS",
            help="chest, hips, legs, lower-back, neck, upper-back or wrists; several with commas.",
        ),
    ] = None,
    days: Annotated[
        str | None, typer.Option(metavar="DAYS", help="Weekdays, such as mon,wed,fri.")
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="The time of day, such as 07:30.")
    ] = None,
    weeks: Annotated[str | None, typer.Option(metavar="NUMBER", help="For how many weeks.")] = None,
    timezone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Such as Europe/Berlin; this computer's if not given."),
    ] = None,
    starts: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The first day; the next Monday if not given."),
    ] = None,
    updated: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When it was written, for the file; today if not given."),
    ] = None,
    schema: Annotated[
        bool, typer.Option(help="Write the schema beside it, so that editors know the keys.")
    ] = True,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing: take what is usual.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Write a first routine, with comments, from a few answers."""
    from stretchexport.starting import compose

    if file is not None:
        _may_write(file, force=force)
    flags = {
        "for": ",".join(regions) if regions else None,
        "title": title,
        "days": days,
        "weeks": weeks,
        "timezone": timezone,
        "at": at,
        "starts": starts,
        "updated": updated,
    }
    answers = _answers(flags, ask=not yes)
    if file == STDOUT:
        sys.stdout.buffer.write(compose(answers, with_schema=False).encode("utf-8"))
        _advise(answers)
        return
    target = Path(file or f"{answers.id}.routine.yaml")
    _may_write(str(target), force=force)
    _write(target, answers, with_schema=schema)
    _advise(answers)


def _may_write(file: str, *, force: bool) -> None:
    """Leave if ``file`` is no place for a new routine."""
    if file == STDOUT:
        return
    path = Path(file)
    if path.suffix.lower() == ".json":
        fail(
            f"{file}: a new routine is YAML, which can hold comments: end it in .yaml",
            ExitCode.USAGE,
        )
    if path.is_dir():
        fail(unreadable(file, IsADirectoryError()), ExitCode.FILES)
    if not force and (path.exists() or path.is_symlink()):
        fail(f"{file}: is there already; --force overwrites it", ExitCode.FILES)


def _answers(flags: dict[str, str | None], *, ask: bool) -> Answers:
    """The answers from flags, from whoever sits at the terminal, and from what is usual."""
    from datetime import date

    from stretchexport.starting import Answers, next_monday
    from stretchexport.starting.questions import DATES, QUESTIONS, AnswerError
    from stretchexport.starting.zone import system_zone

    # The one place that looks at the clock and at this computer's zone: these stand for what the
    # person would type. From here on they are text in the routine, and outputs never ask again.
    today = date.today()
    zone = system_zone()
    answers = Answers(next_monday(today), today, timezone=zone or "UTC")
    missing = [
        one
        for one in QUESTIONS
        if flags[one.name] is None and not (one.name == "timezone" and zone)
    ]
    if ask and missing and not sys.stdin.isatty():
        _fail_without_terminal(missing, answers)
    for question in (*DATES, *QUESTIONS):
        text = flags[question.name]
        if text is not None:
            try:
                answers = question.answered(answers, text)
            except AnswerError as error:
                fail(f"--{question.name} {text}: {error}", ExitCode.USAGE)
        elif ask and question in missing:
            answers = _asked(question, answers)
    return answers


def _fail_without_terminal(missing: list[Question], answers: Answers) -> NoReturn:
    """Leave, with the flags to type in place of the answers."""
    import shlex

    from stretchexport.checks.near import listing

    flags = [f"--{one.name} {shlex.quote(one.suggest(answers))}" for one in missing]
    fail(
        f"there is no terminal to ask on, and no answer to "
        f"{listing(f'--{one.name}' for one in missing)}; add for example {' '.join(flags)}, or "
        "--yes, which takes just these",
        ExitCode.USAGE,
    )


def _advise(answers: Answers) -> None:
    """Say on standard error what the answers are beside, if the routine silences it."""
    from stretchexport.starting import advice

    if text := advice(answers):
        typer.echo(f"Note:  {text}; the file says that it is meant", err=True)


def _asked(question: Question, answers: Answers) -> Answers:
    """Ask until the answer can be used."""
    from stretchexport.reporting.terminal import harmless
    from stretchexport.starting.questions import AnswerError

    def take(text: str) -> Answers:
        try:
            return question.answered(answers, text)
        except AnswerError as error:
            raise typer.BadParameter(harmless(str(error))) from None

    try:
        taken: Answers = typer.prompt(
            question.text, default=question.suggest(answers), value_proc=take, err=True
        )
    except typer.Abort:
        typer.echo(err=True)
        fail("stopped: nothing is written", ExitCode.USAGE)
    return taken


def _write(target: Path, answers: Answers, *, with_schema: bool) -> None:
    from stretchexport import output
    from stretchexport.reporting.terminal import harmless
    from stretchexport.resources import SCHEMAS, read_text
    from stretchexport.starting import SCHEMA_FILE, compose

    beside = target.with_name(SCHEMA_FILE)
    schema = read_text(SCHEMA_FILE, SCHEMAS).encode("utf-8")
    try:
        if with_schema and not beside.exists():
            output.write_one(beside, schema)
            typer.echo(f"wrote {harmless(str(beside))}, which tells editors about the keys")
        elif with_schema and beside.read_bytes() != schema:
            typer.echo(
                f"{harmless(str(beside))} is there already and stays as it is; it is not the one "
                "of this version"
            )
        output.write_one(target, compose(answers, with_schema=with_schema).encode("utf-8"))
    except OSError as error:
        fail(unreadable(str(target), error), ExitCode.FILES)
    shown = harmless(str(target))
    typer.echo(f"wrote {shown}, with times in {answers.timezone}")
    typer.echo(f"Next:  stretchexport show {shown}")
