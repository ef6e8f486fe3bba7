"""The sessions of a plan: flat lists of steps, one for every change of the doses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.plan.stretches import key
from stretchexport.exporters.plan.values import Object, given
from stretchexport.schedule import Phase, phases
from stretchexport.timeline import Kind, Step, Timeline, timeline

if TYPE_CHECKING:
    from stretchexport.model import Routine
    from stretchexport.variants import Selection
    from stretchexport.wording import Words


@dataclass(frozen=True, slots=True)
class Plan:
    """One session as it is done in the weeks of ``phase``; in any week if that is ``None``."""

    timeline: Timeline
    phase: Phase | None
    entry: Object
    """The session in the terms of the format."""


def sessions(routine: Routine, selection: Selection, language: Words) -> tuple[Plan, ...]:
    """Every session, once for each run of weeks in which it stays the same."""
    plans: list[Plan] = []
    for session in routine.sessions:
        runs = _runs(routine, session, selection)
        plans.extend(
            Plan(line, phase, _entry(routine, line, phase, language, alone=len(runs) == 1))
            for line, phase in runs
        )
    return tuple(plans)


def _runs(
    routine: Routine, session: str, selection: Selection
) -> list[tuple[Timeline, Phase | None]]:
    """The session's timelines, with phases in which it does the same steps joined into one."""
    if routine.schedule is None:
        return [(timeline(routine, session, selection), None)]
    runs: list[tuple[Timeline, Phase | None]] = []
    first = 1
    for phase in phases(routine.schedule):
        line = timeline(routine, session, selection, phase.first)
        if runs and runs[-1][0].steps == line.steps:
            line, _ = runs.pop()
        else:
            first = phase.first
        runs.append((line, Phase(first, phase.last)))
    return runs


def _entry(
    routine: Routine, line: Timeline, phase: Phase | None, language: Words, *, alone: bool
) -> Object:
    """One session of the plan; ``alone`` if it is the same in all weeks."""
    session = line.session
    found = {
        "id": session.id if alone or phase is None else f"{session.id}.week-{phase.first}",
        "base": session.id,
        "title": session.title,
        "summary": session.summary,
        "weeks": {"first": phase.first, "last": phase.last} if phase else None,
        "seconds": line.seconds,
        "estimated": line.estimated,
        "items": [
            given(
                {
                    "stretch": key(choice),
                    "name": choice.name,
                    "dose": language.dose(item, routine.stretches[item.stretch]),
                    "note": item.note,
                }
            )
            for item, choice in zip(line.items, line.choices, strict=True)
        ],
        "steps": _steps(line, language),
    }
    return given(found)


def _steps(line: Timeline, language: Words) -> list[Object]:
    ways = [(key(choice), choice.name) for choice in line.choices]
    befores = (None, *line.steps[:-1])
    return [
        _step(step, start, *ways[step.item], _cue(step, before, ways[step.item][1], language))
        for step, start, before in zip(line.steps, line.starts(), befores, strict=True)
    ]


def _step(step: Step, start: int, stretch: str, name: str, cue: str) -> Object:
    found = {
        "kind": step.kind.value,
        "start": start,
        "seconds": step.seconds,
        "estimated": step.estimated,
        "reps": step.reps,
        "breaths": step.breaths,
        "item": step.item,
        "stretch": stretch,
        "name": name,
        "side": step.side.value if step.side else None,
        "set": step.set,
        "sets": step.sets,
        "spot": step.spot,
        "cue": cue,
    }
    return given(found)


def _cue(step: Step, before: Step | None, name: str, language: Words) -> str:
    """What to show or say: ``Hold 30 s, left, set 2 of 3``; a pause says what comes next."""
    what = language.step(step, before, name)
    within = before is not None and before.item == step.item
    if step.kind is Kind.TRANSITION and within:
        return what  # it is about the change of side, and says so itself
    where = language.where(step)
    if not where:
        return what
    return language.text("plan.cue" if step.kind.is_work else "plan.next", what=what, where=where)
