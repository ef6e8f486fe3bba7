"""``stretchexport plan`` and ``fit``: one format, with its own options."""

from __future__ import annotations

import typer

from stretchexport.cli.common import FileArgument, LangOption, VariantOption, WithOption
from stretchexport.cli.words import example
from stretchexport.cli.workouts import SideTitlesOption, SportOption, UnrollOption, given
from stretchexport.cli.writing import OutputOption, run


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    routine = "examples/mid-back-release.yaml"
    app.command(epilog=example(f"plan {routine} -o -"))(plan)
    app.command(epilog=example(f"fit {routine} --sport yoga -o watch/"))(fit)


def plan(
    file: FileArgument,
    target: OutputOption = None,
    have: WithOption = None,
    variant: VariantOption = None,
    lang: LangOption = None,
) -> None:
    """Write the workout plan (JSON) that other programs can run.

    Those of several routines: stretchexport export --only plan
    """
    from stretchexport.exporters.plan import EXPORTER

    run(EXPORTER, file, target, have, variant, language=lang)


def fit(
    file: FileArgument,
    target: OutputOption = None,
    sport: SportOption = None,
    unroll: UnrollOption = None,
    side_titles: SideTitlesOption = None,
    have: WithOption = None,
    variant: VariantOption = None,
    lang: LangOption = None,
) -> None:
    """Write the watch workouts (FIT), one a session, and their dates.

    Those of several routines: stretchexport export --only fit
    """
    from stretchexport.exporters.fit import EXPORTER

    settings = given(language=lang, sport=sport, unroll=unroll, side_titles=side_titles)
    run(EXPORTER, file, target, have, variant, **settings)
