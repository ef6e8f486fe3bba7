"""Sessions of different routines that get in each other's way in one calendar.

Those of one routine are for the checks to find (SE610).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Loss
from stretchexport.overlapping import overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.exporters.calendar.plan import PlannedSeries
    from stretchexport.model import Routine
    from stretchexport.overlapping import Span
    from stretchexport.schedule import Occurrence

Planned = tuple["Routine", "PlannedSeries"]
Meeting = tuple["Routine", "Occurrence"]


def clashes(every: Iterable[Planned]) -> Iterator[Loss]:
    """The first date on which each two slots of different routines overlap."""
    told: set[frozenset[tuple[str, str]]] = set()
    for late, early in overlapping(_spans(list(every))):
        (routine, session), (other, before) = late, early
        pair = frozenset({(routine.id, session.slot.id), (other.id, before.slot.id)})
        if routine.id != other.id and pair not in told:
            told.add(pair)
            yield Loss(
                f"{routine.id}, slot {session.slot.id}",
                f"on {session.start:%A %Y-%m-%d} the session at {session.start:%H:%M} begins "
                f"before that of {other.id} at {before.start:%H:%M} ends",
            )


def _spans(every: list[Planned]) -> list[Span[Meeting]]:
    """Every session that happens, in order: as instants, or on the clock if any of them floats."""
    found = [
        (one.start, one.start + plan.length, (routine, one))
        for routine, plan in every
        for one in plan.series.kept
    ]
    instants = all(start.tzinfo for start, _, _ in found)
    known = [(_point(start, instants), _point(end, instants), it) for start, end, it in found]
    return sorted(known, key=lambda span: span[0])


def _point(moment: dt.datetime, instants: bool) -> dt.datetime:
    return moment.astimezone(dt.UTC) if instants else moment.replace(tzinfo=None)
