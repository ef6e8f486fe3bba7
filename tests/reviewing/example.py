"""The activities in ``examples/activities``: three weeks of somebody who forgets a side."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fit.routines import export, workouts
from reviewing.recorder import Did, Person, Planned, Watch, as_planned, pressing

if TYPE_CHECKING:
    from stretchexport.model import Routine


def short(*places: int) -> Person:
    """Somebody who lets go too early in some steps."""

    def person(step: Planned) -> Did:
        return Did(0.6 * step.seconds) if step.place in places else as_planned(step)

    return person


# the right side of the reach are the places 2, 6 and 10
DAYS: tuple[tuple[str, int, Person], ...] = (
    ("2026-12-07 07:33", 0, as_planned),
    ("2026-12-09 07:31", 0, short(8)),
    ("2026-12-12 09:02", 0, pressing(10)),
    ("2026-12-14 07:40", 0, pressing(2, 6, 10)),
    ("2026-12-16 07:36", 0, pressing(6, 10)),
    ("2026-12-21 07:30", 0, as_planned),
    ("2026-12-23 07:35", 1, as_planned),
)
"""When a session began, which workout of the routine it was, and what was done."""


def activities(routine: Routine) -> dict[str, bytes]:
    """Every activity by the name of its file."""
    files = workouts(export(routine))
    watch = Watch()
    return {
        f"{when[:10]}.fit": watch.record(
            files[number].data, dt.datetime.fromisoformat(when), person
        )
        for when, number, person in DAYS
    }
