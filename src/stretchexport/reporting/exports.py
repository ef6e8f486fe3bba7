"""What an export made, for people and for scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from stretchexport import equipment
from stretchexport.counting import counted
from stretchexport.exporting import choices
from stretchexport.reporting.data import finding_data
from stretchexport.reporting.terminal import harmless, paint, wrapped
from stretchexport.variants import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stretchexport.exporters.base import Fit, Loss
    from stretchexport.exporting import Made
    from stretchexport.loading import Loaded
    from stretchexport.model import Routine
    from stretchexport.variants import Choice, Selection

_REASONS = {
    Reason.ONLY_WAY: "the only way",
    Reason.ASKED: "as you asked",
    Reason.ITEM: "as the routine says",
    Reason.HAVE: "you have what it needs",
    Reason.NO_EQUIPMENT: "it needs no equipment",
    Reason.FIRST: "the routine's first; nothing fits what you have",
}


def export_text(
    routine: Routine, selection: Selection, made: tuple[Made, ...], out: Path, *, colour: bool
) -> str:
    """The files with what to do with each, the variants chosen, and the losses."""
    return "\n".join(_lines(routine, selection, made, out, colour=colour))


def _lines(
    routine: Routine, selection: Selection, made: tuple[Made, ...], out: Path, *, colour: bool
) -> Iterator[str]:
    total = sum(len(one.files) for one in made)
    title = f"{harmless(routine.title)}: {counted(total, 'file')} in {harmless(str(out))}"
    yield paint(title, "bold", colour=colour)
    for one in made:
        yield ""
        checks = iter(one.verified)
        for file in one.files:
            size = f"{len(file.data) / 1000:.1f} kB"
            name = paint(harmless(str(out / file.name)), "good", colour=colour)
            yield f"  {name}  {harmless(file.about)}, {size}"
            if one.verified:
                yield f"    read back: {next(checks)}"
        yield from wrapped(one.exporter.next_step if one.files else "", "    ")
        for loss in merged(one.losses):
            yield from wrapped(loss, "    ! ", "      ")
        for fit in fit_texts(one.fits):
            yield from wrapped(fit, "    ", "    ")
    for text in choice_texts(routine, selection):
        yield ""
        yield from wrapped(text, "  ", "    ")


def merged(losses: tuple[Loss, ...]) -> list[str]:
    """The losses as sentences, those that say the same of several places in one."""
    places: dict[str, list[str]] = {}
    for loss in losses:
        places.setdefault(loss.what, []).append(loss.where)
    return [f"{_joined(list(dict.fromkeys(where)))}: {what}" for what, where in places.items()]


def _joined(places: list[str]) -> str:
    shown = ", ".join(_unrepeated(places[:3]))
    return f"{shown} and {len(places) - 3} more" if len(places) > 3 else shown


def _unrepeated(places: list[str]) -> Iterator[str]:
    """The places, without the session's name where it is that of the place before."""
    before = ""
    for place in places:
        name, comma, weeks = place.partition(", ")
        yield weeks if comma and name == before else place
        before = name


def choice_texts(routine: Routine, selection: Selection) -> list[str]:
    """Which variant of each stretch is done and why, and how to get the others."""
    return [_choice_text(routine, choice) for choice in choices(routine, selection)]


def _choice_text(routine: Routine, choice: Choice) -> str:
    stretch, variant = choice.stretch, choice.variant
    assert variant is not None
    text = f"{stretch.name}: done as {variant.id} ({_REASONS[choice.reason]})."
    others = [
        f"--variant {stretch.id}={other.id}{_needs(routine, other.equipment)}"
        for other in choice.others
    ]
    return f"{text} Other ways: {'; '.join(others)}" if others else text


def _needs(routine: Routine, gear: tuple[str, ...]) -> str:
    names = equipment.names(routine, gear)
    return f" (needs {', '.join(names)})" if names else " (needs nothing)"


def export_data(
    loaded: Loaded, selection: Selection, made: tuple[Made, ...], out: Path
) -> dict[str, Any]:
    """The same as plain data, for ``--format json``; paths are as given to ``--out``."""
    routine = loaded.routine
    return {
        "findings": [finding_data(finding) for finding in loaded.findings],
        "choices": choices_data(routine, selection) if routine else [],
        "exports": [_made_data(one, out) for one in made],
    }


def choices_data(routine: Routine, selection: Selection) -> list[dict[str, Any]]:
    """Which variant of each stretch is done and why, and which others there are."""
    return [_choice_data(one) for one in choices(routine, selection)]


def _choice_data(choice: Choice) -> dict[str, Any]:
    assert choice.variant is not None
    return {
        "stretch": choice.stretch.id,
        "variant": choice.variant.id,
        "reason": str(choice.reason),
        "others": [other.id for other in choice.others],
    }


def _made_data(made: Made, out: Path) -> dict[str, Any]:
    checks = dict(zip((file.name for file in made.files), made.verified, strict=False))
    return {
        "exporter": made.exporter.name,
        "files": [
            {
                "path": str(out / file.name),
                "media_type": file.media_type,
                "bytes": len(file.data),
                "about": file.about,
                "verified": checks.get(file.name),
            }
            for file in made.files
        ],
        "losses": [loss_data(loss) for loss in made.losses],
        "fits": [asdict(fit) for fit in made.fits],
    }


def fit_texts(fits: tuple[Fit, ...]) -> list[str]:
    """How text found room on paper: its sizes, and what goes on where. In one line."""
    if not fits:
        return []
    sizes = sorted({round(part.size, 1) for fit in fits for part in fit.parts})
    span = f"{sizes[0]:g}" if len(sizes) == 1 else f"{sizes[0]:g} to {sizes[-1]:g}"
    longer = [f"{fit.where} ({fit.cards} {fit.on}s)" for fit in fits if fit.cards > 1]
    parts = [f"with continuations: {_joined(longer)}"] if longer else []
    return ["; ".join([f"the text is {span} pt", *parts])]


def loss_data(loss: Loss) -> dict[str, Any]:
    """One loss; ``seconds`` is how much longer the session is in the output."""
    return {
        "where": loss.where,
        "what": loss.what,
        "seconds": loss.seconds,
        "session": loss.session,
        "week": loss.week,
    }
