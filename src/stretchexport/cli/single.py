"""``stretchexport cards``, ``plan`` and ``fit``: one format, with its own options."""

from __future__ import annotations

from typing import Annotated

import typer

from stretchexport.cli.common import FileArgument, VariantOption, WithOption
from stretchexport.cli.words import FitSport, Palette, Sheet, example, one_of
from stretchexport.cli.writing import OutputOption, run


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    routine = "examples/mid-back-release.yaml"
    app.command(epilog=example(f"cards {routine} --sheet large"))(cards)
    app.command(epilog=example(f"plan {routine} -o -"))(plan)
    app.command(epilog=example(f"fit {routine} --sport yoga -o watch/"))(fit)


def cards(
    file: FileArgument,
    target: OutputOption = None,
    sheet: Annotated[
        Sheet,
        typer.Option(
            help="a6: four to a sheet of A4. large: large print, one to a sheet.",
            **one_of(Sheet, "sheet"),
        ),
    ] = Sheet.A6,
    palette: Annotated[
        Palette,
        typer.Option(
            help="Colour, or grey for a black and white printer.", **one_of(Palette, "palette")
        ),
    ] = Palette.COLOUR,
    have: WithOption = None,
    variant: VariantOption = None,
) -> None:
    """Write the printable cards (PDF).

    Those of several routines: stretchexport export --only cards
    """
    run("cards", file, target, have, variant, sheet=str(sheet), palette=str(palette))


def plan(
    file: FileArgument,
    target: OutputOption = None,
    have: WithOption = None,
    variant: VariantOption = None,
) -> None:
    """Write the workout plan (JSON) that other programs can run.

    Those of several routines: stretchexport export --only plan
    """
    run("plan", file, target, have, variant)


def fit(
    file: FileArgument,
    target: OutputOption = None,
    sport: Annotated[
        FitSport,
        typer.Option(help="What the watch counts it as.", **one_of(FitSport, "sport")),
    ] = FitSport.FLEXIBILITY,
    unroll: Annotated[
        bool, typer.Option("--unroll", help="Write every step out instead of repeats.")
    ] = False,
    have: WithOption = None,
    variant: VariantOption = None,
) -> None:
    """Write the watch workouts (FIT), one a session.

    Those of several routines: stretchexport export --only fit
    """
    run("fit", file, target, have, variant, sport=str(sport), unroll=unroll)
