"""Planned against done: recordings of a routine beside its schedule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from stretchexport.reviewing.assigning import assign, clock_of
from stretchexport.reviewing.facts import facts
from stretchexport.reviewing.identifying import Known, Match, Sessions, may_be_stretching
from stretchexport.reviewing.outcomes import SessionDone, When, compare
from stretchexport.schedule import occurrences, week_of
from stretchexport.timeline import timeline
from stretchexport.variants import NOTHING_SAID
from stretchexport.weeks import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.model import Routine
    from stretchexport.reviewing.recording import Recording
    from stretchexport.schedule import Occurrence


@dataclass(frozen=True, slots=True)
class Review:
    """Everything there is to tell: ``sessions`` in order of time, and recordings of no session.

    ``until`` is the last day whose planned sessions are counted as missed; ``None`` if only
    recordings are reviewed.
    """

    routine: Routine
    sessions: tuple[SessionDone, ...]
    others: tuple[Recording, ...]
    until: dt.date | None

    @property
    def zone(self) -> dt.tzinfo | None:
        """The zone of the schedule, for watches that do not say where they are."""
        return zone_of(self.routine)


def review(
    routine: Routine,
    recordings: Sequence[Recording],
    *,
    log: bool = False,
    until: dt.date | None = None,
) -> Review:
    """Hold ``recordings`` against ``routine``.

    A log has the planned sessions that were not done as well: those up to the day ``until``, or up
    to the last recording.
    """
    zone = zone_of(routine)
    planned = occurrences(routine.schedule) if routine.schedule else ()
    known, others = _known(routine, planned, recordings)
    made = [(match.run.timeline.session.id, one.clock(zone)) for one, match in known]
    places = assign(routine.schedule, planned, made) if routine.schedule else [None] * len(made)
    done = [
        _done(routine, one, match, place, zone)
        for (one, match), place in zip(known, places, strict=True)
    ]
    end = max((clock for _, clock in made), default=None) if log else None
    if until is not None:
        end = dt.datetime.combine(until, dt.time.max)
    if end is not None:
        taken = {(one.slot.id, one.planned) for one, _ in filter(None, places)}
        done += [
            SessionDone(timeline(routine, one.slot.session, week=one.week), one, None, When.PLANNED)
            for one in planned
            if clock_of(one) <= end and (one.slot.id, one.planned) not in taken
        ]
    done.sort(key=lambda one: _order(one, zone))
    return Review(routine, tuple(done), tuple(others), end.date() if end else None)


def _known(
    routine: Routine, planned: Sequence[Occurrence], recordings: Sequence[Recording]
) -> tuple[list[tuple[Recording, Match]], list[Recording]]:
    """The recordings in order of time, each with the session it is of; and those of none."""
    zone, sessions = zone_of(routine), Sessions(routine)
    known: list[tuple[Recording, Match]] = []
    others: list[Recording] = []
    for one in sorted(recordings, key=lambda one: (one.start, one.file)):
        clock = one.clock(zone)
        match = sessions.match(one, _week(routine, clock))
        match = match or _by_length(routine, planned, one, clock)
        if match:
            known.append((one, match))
        else:
            others.append(one)
    return known, others


def zone_of(routine: Routine) -> dt.tzinfo | None:
    """The zone of the routine's schedule; ``None`` if its times are floating, or there are none."""
    named = routine.schedule and routine.schedule.timezone
    return ZoneInfo(named) if named else None


def _done(
    routine: Routine,
    recording: Recording,
    match: Match,
    place: tuple[Occurrence, When] | None,
    zone: dt.tzinfo | None,
) -> SessionDone:
    """The recording beside the doses of the week it is for."""
    unplaced = When.UNPLANNED if routine.schedule else When.PLANNED
    occurrence, when = place or (None, unplaced)
    week = occurrence.week if occurrence else _week(routine, recording.clock(zone))
    line = timeline(routine, match.run.timeline.session.id, week=week)
    steps, extras = compare(line, recording, match.labels)
    other = match.known in (Known.FILE, Known.STEPS) and match.run.timeline.steps != line.steps
    return SessionDone(line, occurrence, recording, when, steps, extras, other)


def _week(routine: Routine, clock: dt.datetime) -> int:
    """The week of the schedule, the first or the last one for a day before or after it."""
    if routine.schedule is None:
        return 1
    return min(max(week_of(routine.schedule, clock.date()), 1), routine.schedule.weeks)


def _by_length(
    routine: Routine, planned: Sequence[Occurrence], recording: Recording, clock: dt.datetime
) -> Match | None:
    """The session that a recording without sets and laps must be: planned nearby, and as long."""
    if recording.efforts or not may_be_stretching(recording):
        return None
    near = facts().matching
    for one in sorted(planned, key=lambda one: abs(clock - clock_of(one))):
        if abs(clock - clock_of(one)) > dt.timedelta(hours=near.alone_hours):
            return None
        length = timeline(routine, one.slot.session, week=one.week).seconds
        if near.shortest * length <= recording.seconds <= near.longest * length:
            run = next(
                run
                for run in runs(routine, one.slot.session, NOTHING_SAID)
                if run.phase.first <= one.week <= run.phase.last
            )
            return Match(run, Known.LIKENESS, ())
    return None


def _order(one: SessionDone, zone: dt.tzinfo | None) -> tuple[dt.datetime, int]:
    """By when it was done, or would have been, as it stands on the clock."""
    if one.recording is not None:
        return one.recording.clock(zone), 0
    assert one.occurrence is not None
    return clock_of(one.occurrence), 1
