"""Small routines for the tests of the fit exporter."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.fit import EXPORTER, FitOptions
from stretchexport.model import (
    Amount,
    Dose,
    Item,
    Routine,
    Session,
    StaticDose,
    Stretch,
    StretchType,
)

if TYPE_CHECKING:
    from fit.watch import Messages
    from stretchexport.exporters.base import Export, File


def hold(seconds: int) -> StaticDose:
    """A dose that is held for ``seconds``."""
    return StaticDose(Amount(seconds))


def stretch(name: str = "Self-hug", **values: Any) -> Stretch:
    """A stretch done once a side unless ``values`` say otherwise."""
    base: dict[str, Any] = {
        "id": "one",
        "type": StretchType.STATIC,
        "each_side": True,
        "targets": ("rhomboids",),
        "steps": ("Cross the arms.",),
    }
    return Stretch(name=name, **(base | values))


def routine(*stretches: Stretch, dose: Dose | None = None, **values: Any) -> Routine:
    """A routine with one session that does each stretch once with ``dose``, 30 s if not given.

    ``values`` that a session has (title, items, transition, summary) go there.
    """
    many = {one.id: one for one in stretches or (stretch(),)}
    items = tuple(Item(one, dose or hold(30)) for one in many)
    session: dict[str, Any] = {"title": "Desk break", "items": items}
    for name in ("title", "items", "transition", "summary"):
        if name in values:
            session[name] = values.pop(name)
    base: dict[str, Any] = {
        "id": "routine",
        "title": "Routine",
        "language": "en",
        "updated": dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
        "sessions": {"break": Session("break", **session)},
    }
    return Routine(stretches=many, **(base | values))


def export(what: Routine, **options: Any) -> Export:
    """The routine as workout files."""
    return EXPORTER.export(what, FitOptions(**options))


def workouts(made: Export) -> list[File]:
    """The files of an export without that of the dates."""
    return [file for file in made.files if not file.name.endswith(".schedule.fit")]


def read(what: Routine, **options: Any) -> Messages:
    """The messages of the routine's only workout file."""
    from fit.watch import by_fitdecode

    (file,) = export(what, **options).files
    return by_fitdecode(file.data)
