"""Routines by hand, with as much or as little in them as a test needs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.cards import EXPORTER, CardsOptions
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
    from stretchexport.exporters.base import Export

HOLD = StaticDose(Amount(30))


def stretch(number: int = 1, **values: Any) -> Stretch:
    """A stretch with a name and two steps."""
    given: dict[str, Any] = {
        "id": f"stretch-{number}",
        "name": f"Stretch {number}",
        "type": StretchType.STATIC,
        "each_side": True,
        "targets": ("hamstrings",),
        "steps": ("Go there slowly.", "Stay and breathe."),
    }
    return Stretch(**{**given, **values})


def routine(*stretches: Stretch, dose: Dose = HOLD, sets: int = 3, **values: Any) -> Routine:
    """A routine whose one session does every stretch once."""
    items = tuple(Item(one.id, dose, sets=sets, rest=15) for one in stretches)
    given: dict[str, Any] = {
        "id": "routine",
        "title": "A routine",
        "language": "en",
        "updated": dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
        "stretches": {one.id: one for one in stretches},
        "sessions": {"day": Session("day", "Every day", items)},
    }
    return Routine(**{**given, **values})


def made(routine: Routine, **options: Any) -> Export:
    """The export of a routine."""
    return EXPORTER.export(routine, CardsOptions(**options))


def pdf(routine: Routine, **options: Any) -> bytes:
    """The PDF of a routine."""
    (file,) = made(routine, **options).files
    return file.data
