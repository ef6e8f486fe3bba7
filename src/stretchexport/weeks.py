"""A session over the weeks of a schedule: the runs of weeks in which it stays the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.schedule import Phase, phases
from stretchexport.timeline import timeline

if TYPE_CHECKING:
    from stretchexport.model import Routine
    from stretchexport.timeline import Timeline
    from stretchexport.variants import Selection

ANY_WEEK = Phase(1, 1)
"""The weeks of a routine without a schedule."""


@dataclass(frozen=True, slots=True)
class Run:
    """A session as it is done in the weeks of ``phase``; ``always`` if it never changes."""

    timeline: Timeline
    phase: Phase
    always: bool


def runs(routine: Routine, session: str, selection: Selection) -> tuple[Run, ...]:
    """The session once for every run of weeks in which it has the same steps.

    Phases of the progression that change nothing in it are joined. Raises ``KeyError`` if the
    routine has no such session.
    """
    joined: list[tuple[Timeline, Phase]] = []
    for phase in phases(routine.schedule) if routine.schedule else (ANY_WEEK,):
        line = timeline(routine, session, selection, phase.first)
        if joined and joined[-1][0].steps == line.steps:
            line, before = joined.pop()
            phase = Phase(before.first, phase.last)
        joined.append((line, phase))
    return tuple(Run(line, phase, len(joined) == 1) for line, phase in joined)
