"""What no training log can hold, whichever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters import lost
from stretchexport.exporters.base import Loss
from stretchexport.exporters.fit.workouts import where
from stretchexport.exporters.tracking import rounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.exporters.tracking.rounds import Group
    from stretchexport.timeline import Timeline
    from stretchexport.weeks import Run


def of_run(run: Run, service: str, fitted: Iterable[Group]) -> list[Loss]:
    """What is lost of the times of a session; ``fitted`` is what ``service`` got of its groups."""
    line = run.timeline
    whole = rounds.seconds(rounds.groups(line))
    counted = rounds.counted(line)
    told = {
        f"{service} does not time repetitions ({counted} s)": -counted,
        f"{service} begins the rest after every set, the last one too: the pauses after the last "
        "sets, and the end, are not the planned ones": whole + counted - line.seconds,
        f"sets, holds or rests are more than {service} takes, and were cut": rounds.seconds(fitted)
        - whole,
    }
    return [
        Loss(where(run), what, seconds, line.session.id, run.phase.first)
        for what, seconds in told.items()
        if seconds
    ]


def of_stretches(line: Timeline, service: str) -> list[Loss]:
    """What is lost of the stretches of a session."""
    return [*lost.breaths(line.steps), *lost.left_out(line.choices, f"in {service}")]
