"""``stretchexport schema``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from stretchexport.cli.words import example, one_of


class SchemaName(StrEnum):
    """The schemas there are."""

    ROUTINE = "stretch-routine"
    PLAN = "workout-plan"
    SHEET = "cards-sheet"
    REVIEW = "review"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=example("schema > stretch-routine.schema.json"))(schema)


def schema(
    name: Annotated[
        SchemaName, typer.Argument(help="Which schema.", **one_of(SchemaName, "schema"))
    ] = SchemaName.ROUTINE,
) -> None:
    """Print a JSON Schema, for editors and other programs."""
    from stretchexport.resources import SCHEMAS, read_text

    typer.echo(read_text(f"{name}.schema.json", SCHEMAS), nl=False)
