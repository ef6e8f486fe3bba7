"""Files whose pages are not cut: posters, the log, and the page to calibrate a printer with."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from stretchexport.counting import counted
from stretchexport.exporters.base import Export, File, Fit, FitPart
from stretchexport.exporters.cards.overviews import log, posters
from stretchexport.exporters.cards.printing import missing_loss, printable
from stretchexport.exporters.cards.typesetting import typeset_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchexport.exporters.base import Loss
    from stretchexport.exporters.cards import CardsOptions
    from stretchexport.exporters.cards.stretch import Look
    from stretchexport.model import Routine
    from stretchexport.timeline import Timeline
    from stretchexport.wording import Words


def calibration(
    routine: Routine, options: CardsOptions, data: dict[str, Any], words: Words
) -> Export:
    """A page of two sides that says what to type for ``--back-offset``."""
    told = {
        "title": words.text("calibration.title"),
        "front": words.text("calibration.front"),
        "back": [words.text(f"calibration.{name}") for name in ("hold", "read", "type")],
        "offset": options.back_offset,
    }
    data = {**data, "title": told["title"], "calibration": told}
    pdf, _ = typeset_whole("calibration.typ", data, _stamp(routine), pdf_a=options.pdf_a)
    name = f"{routine.id}-calibration.pdf"
    return Export((File(name, pdf, "application/pdf", "page to calibrate a printer with"),))


def poster(
    routine: Routine,
    sessions: Mapping[str, tuple[Timeline, ...]],
    options: CardsOptions,
    data: dict[str, Any],
    look: Look,
    words: Words,
) -> Export:
    """A page for each session, with all its stretches in order."""
    made, losses = posters(routine, sessions, look, words)
    shown = []
    for one in made:
        missing: dict[str, None] = {}
        shown.append(printable(one, missing))
        losses.extend(missing_loss(one.about, missing))
    data = {**data, "sessions": [asdict(one) for one in shown]}
    count = counted(len(made), "session")
    return _written(routine, "poster", f"poster of {count}", data, losses, options)


def log_sheet(
    routine: Routine, options: CardsOptions, data: dict[str, Any], words: Words
) -> Export:
    """The weeks of the schedule with boxes to tick and lines to write on."""
    made = log(routine, words)
    missing: dict[str, None] = {}
    data = {**data, "log": asdict(printable(replace(made), missing))}
    losses = missing_loss(made.about, missing)
    return _written(
        routine, "log", f"log of {counted(len(made.weeks), 'week')}", data, losses, options
    )


def _written(
    routine: Routine,
    layout: str,
    about: str,
    data: dict[str, Any],
    losses: list[Loss],
    options: CardsOptions,
) -> Export:
    pdf, found = typeset_whole(f"{layout}.typ", data, _stamp(routine), pdf_a=options.pdf_a)
    fits, before = [], 0
    for one in found:
        parts = (FitPart("front", one["size"], ()),) * (one["page"] - before)
        fits.append(Fit(one["about"], one["page"] - before, parts, "page"))
        before = one["page"]
    file = File(f"{routine.id}-{layout}.pdf", pdf, "application/pdf", about)
    return Export((file,), tuple(losses), tuple(fits))


def _stamp(routine: Routine) -> int:
    return int(routine.updated.timestamp())
