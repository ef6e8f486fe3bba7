"""A routine through an exporter, a service and its app, back to what a person is led through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.schedule import occurrences, week_of
from stretchexport.variants import NOTHING_SAID
from stretchexport.weeks import runs
from trackers.apps import Wger, filled, hevy
from trackers.standin import Service, document, push

if TYPE_CHECKING:
    import datetime as dt

    from stretchexport.exporters.base import Export
    from stretchexport.model import Routine
    from trackers.apps import Set
    from trackers.standin import Object

Led = dict[tuple[str, int], list["Set"]]
"""Sets by session and the first of the weeks in which they are those."""


def by_hevy(export: Export) -> Led:
    sent, service = document(export), Service()
    ids = push(sent, service)
    return {
        (one["of"]["session"], one["of"]["weeks"][0]): hevy(service, ids[one["id"]])
        for one in sent["requests"]
        if one["kind"] == "routine"
    }


def by_wger(routine: Routine, export: Export) -> Led:
    """What wger shows; the same session is the same on every date of a run of weeks."""
    firsts = {
        (session, week): run.phase.first
        for session in routine.sessions
        for run in runs(routine, session, NOTHING_SAID)
        for week in range(run.phase.first, run.phase.last + 1)
    }
    led: Led = {}
    for one in wger_shows(routine, export):
        found = led.setdefault((one.session, firsts[one.session, one.week]), one.sets)
        assert found == one.sets
    return led


@dataclass(frozen=True)
class Shown:
    """A session on a date of wger, and the week whose doses it should have.

    A day that waits until it is logged has no date.
    """

    date: dt.date | None
    session: str
    week: int
    sets: list[Set]


def wger_shows(routine: Routine, export: Export) -> list[Shown]:
    """Every session on every date."""
    sent = document(export)
    service = filled(sent, Service())
    app = Wger(service, sent, push(sent, service))
    return [
        Shown(None if app.waits(one) else date, session.session, week, list(session.sets))
        for one in app.routines()
        for date, sessions in app.dates(one)
        for session, week in zip(
            sessions, _weeks(routine, date, len(sessions), app, one), strict=True
        )
    ]


def _weeks(routine: Routine, date: dt.date, count: int, app: Wger, shown: Object) -> list[int]:
    """The weeks of the sessions of a date: moved ones keep theirs where days do not repeat."""
    if routine.schedule is None or app.waits(shown):
        return [1] * count
    if app.repeats(shown):
        return [week_of(routine.schedule, date)] * count
    here = [one for one in occurrences(routine.schedule) if one.start.date() == date]
    return [one.week for one in sorted(here, key=lambda one: one.start.time())]
