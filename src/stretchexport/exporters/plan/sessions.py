"""The sessions of a plan: flat lists of steps, one for every change of the doses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.plan.stretches import key
from stretchexport.exporters.plan.values import Object, given
from stretchexport.weeks import Run, runs

if TYPE_CHECKING:
    from stretchexport.model import Routine
    from stretchexport.timeline import Step, Timeline
    from stretchexport.variants import Selection
    from stretchexport.wording import Words


@dataclass(frozen=True, slots=True)
class Written:
    """A run of weeks of a session, and the entry that the format has for it."""

    run: Run
    entry: Object


def sessions(routine: Routine, selection: Selection, language: Words) -> tuple[Written, ...]:
    """Every session, once for each run of weeks in which it stays the same."""
    return tuple(
        Written(run, _entry(routine, run, language))
        for session in routine.sessions
        for run in runs(routine, session, selection)
    )


def _entry(routine: Routine, run: Run, language: Words) -> Object:
    """One session of the plan."""
    line, phase = run.timeline, run.phase
    session = line.session
    found = {
        "id": session.id if run.always else f"{session.id}.week-{phase.first}",
        "base": session.id,
        "title": session.title,
        "summary": session.summary,
        "place": session.place,
        "weeks": {"first": phase.first, "last": phase.last} if routine.schedule else None,
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
        _step(step, start, *ways[step.item], language.cue(step, before, ways[step.item][1]))
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
