"""What a person reads beside an entry: its side, its dose, how it is done and when to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.model import DynamicDose
from stretchexport.timeline import Kind
from stretchexport.wording import capitalised, one_line

if TYPE_CHECKING:
    from stretchexport.model import Routine
    from stretchexport.timeline import Step, Timeline
    from stretchexport.variants import Choice
    from stretchexport.wording import Words


def label(say: Words, step: Step, name: str) -> str:
    """What tells an entry from the others of its stretch: ``Left``, ``Left · Push: Calf``.

    ``name`` is what the stretch is called. Empty if there is nothing to tell.
    """
    what = ""
    if step.kind in (Kind.CONTRACT, Kind.RELAX):
        what = say.text(f"fit.{step.kind}", name=name)
    elif step.spot:
        what = one_line(step.spot)
    if step.side is None:
        return what
    side = capitalised(say.side(step.side))
    return say.text("fit.sided", side=side, name=what) if what else side


def entry(routine: Routine, line: Timeline, step: Step, say: Words) -> list[str]:
    """The lines for one entry, what tells it from the others first."""
    item, choice = line.items[step.item], line.choices[step.item]
    lines = [label(say, step, one_line(choice.name)), dose(say, line, step)]
    lines += [one_line(item.note or ""), *how(routine, choice, say)]
    return [one for one in lines if one]


def how(routine: Routine, choice: Choice, say: Words) -> list[str]:
    """The lines for a stretch: how it is done, with what, where it is felt, when to stop."""
    parts = {
        "equipment": say.listed(say.equipment(routine, one) for one in choice.equipment),
        "feel": choice.feel or "",
        "avoid_if": say.rowed(say.avoid(choice)),
    }
    told = [_line(say, name, text) for name, text in parts.items() if text]
    return [one_line(" ".join(choice.steps)), *told, *filter(None, [stop(choice, say)])]


def session(routine: Routine, line: Timeline, say: Words) -> list[str]:
    """The lines for a session: when to ask first, what it needs, where it is done, what it is."""
    parts = {
        "avoid_if": dict.fromkeys(one for choice in line.choices for one in say.avoid(choice)),
        "equipment": dict.fromkeys(say.equipment(routine, one) for one in line.equipment),
    }
    told = [_line(say, name, say.rowed(values)) for name, values in parts.items() if values]
    rest = [line.session.place, line.session.summary]
    return [*told, *(one_line(text) for text in rest if text)]


def stop(choice: Choice, say: Words) -> str:
    """The line on when to stop a stretch; empty if it has none."""
    signs = choice.stretch.stop_if
    return _line(say, "stop_if", say.rowed(signs)) if signs else ""


def dose(say: Words, line: Timeline, step: Step) -> str:
    """What a number beside the entry does not say: breaths, or the tempo."""
    if step.breaths is not None:
        return say.step(step, None, "")
    dose = line.items[step.item].dose
    if isinstance(dose, DynamicDose) and dose.tempo is not None:
        return say.text("dose.dynamic_tempo", number=dose.reps, time=say.time(dose.tempo))
    return ""


def _line(say: Words, name: str, text: str) -> str:
    return say.line(say.text(f"label.{name}"), one_line(text))
