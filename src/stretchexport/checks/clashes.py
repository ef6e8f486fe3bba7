"""Sessions that get in each other's way, and times that a clock change takes away or gives twice.

The rules of this module read the model.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from stretchexport.findings import Finding, Related
from stretchexport.overlapping import overlapping
from stretchexport.schedule import in_order
from stretchexport.timeline import Timeline, in_week, timeline
from stretchexport.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.findings import Path
    from stretchexport.model import Item, Routine, Schedule
    from stretchexport.overlapping import Span
    from stretchexport.reading import Document
    from stretchexport.schedule import Occurrence, Series

_DAY = dt.timedelta(days=1)

_MOST_STEPS = 50_000
"""After so many steps the search for overlaps ends: nobody does them, and it would take long."""


def overlaps(
    document: Document, routine: Routine, schedule: Schedule, every: tuple[Series, ...]
) -> Iterator[Finding]:
    """The first date on which each pair of slots overlaps, in wall-clock time.

    A session that is moved is told of at its move, one that is not at the time of its slot.
    """
    lines = _Lines(routine, schedule)
    told: set[tuple[Path, Path]] = set()
    for late, early in overlapping(_spans(every, lines)):
        here, there = _place(late), _place(early)
        if (here, there) not in told:
            told |= {(here, there), (there, here)}
            yield _overlap(document, late, early, lines)


def _spans(every: tuple[Series, ...], lines: _Lines) -> Iterator[Span[Occurrence]]:
    """When each session takes place on the clock, in order, as long as that is soon worked out."""
    for occurrence in in_order(one for each in every for one in each.kept):
        start = occurrence.start.replace(tzinfo=None)
        yield start, start + lines.length(occurrence), occurrence
        if lines.steps > _MOST_STEPS:
            return


def _place(occurrence: Occurrence) -> Path:
    """Where the file says the time of a session."""
    if occurrence.moved_from is None:
        return (*occurrence.slot.origin.path, "at")
    date = occurrence.moved_from.date()
    return next(move.origin.path for move in occurrence.slot.moved if move.date == date)


class _Lines:
    """The timelines of a routine's sessions, each worked out once for the same doses.

    Their length does not depend on the variant: every way of a stretch has the same dose.
    """

    def __init__(self, routine: Routine, schedule: Schedule) -> None:
        self._routine = routine
        self._changes = schedule.progression
        self._in_phase: dict[tuple[str, int], tuple[Timeline, dt.timedelta]] = {}
        self._with_doses: dict[tuple[str, tuple[Item, ...]], Timeline] = {}
        self.steps = 0
        """How many steps have been worked out."""

    def of(self, occurrence: Occurrence) -> Timeline:
        """What is done at an occurrence."""
        return self._known(occurrence)[0]

    def length(self, occurrence: Occurrence) -> dt.timedelta:
        """How long that takes."""
        return self._known(occurrence)[1]

    def _known(self, occurrence: Occurrence) -> tuple[Timeline, dt.timedelta]:
        session, week = occurrence.slot.session, occurrence.phase.first
        known = self._in_phase.get((session, week))
        if known is None:
            line = self._line(session, week)
            known = self._in_phase[session, week] = line, dt.timedelta(seconds=line.seconds)
        return known

    def _line(self, session: str, week: int) -> Timeline:
        items = self._routine.sessions[session].items
        doses = tuple(in_week(item, session, self._changes, week) for item in items)
        line = self._with_doses.get((session, doses))
        if line is None:
            line = timeline(self._routine, session, week=week)
            self._with_doses[session, doses] = line
            self.steps += len(line.steps)
        return line


def _overlap(document: Document, late: Occurrence, early: Occurrence, lines: _Lines) -> Finding:
    line = lines.of(early)
    takes = words("en").time(line.seconds, estimated=line.estimated)
    path = _place(late)
    return Finding(
        "SE610",
        f"on {_day(late.start)} the session at {late.start:%H:%M} begins before the one at "
        f"{early.start:%H:%M} ends",
        document.span(path),
        path,
        f"{early.slot.session} takes {takes} in week {early.week}: move one of the two",
        (
            Related(
                f"the one at {early.start:%H:%M}",
                document.span(_place(early)),
            ),
        ),
    )


def clock_changes(
    document: Document, schedule: Schedule, every: tuple[Series, ...]
) -> Iterator[Finding]:
    """The first date of each time in the file on which the clocks skip it or show it twice."""
    if schedule.timezone is None:
        return
    days = _days_of_change(schedule, ZoneInfo(schedule.timezone))
    if not days:
        return
    told: set[Path] = set()
    for one in (one for each in every for one in each.kept if one.start.date() in days):
        path, what = _place(one), _trouble(one.start)
        if what and path not in told:
            told.add(path)
            yield Finding(
                "SE611",
                f"on {_day(one.start)} the clocks {what}",
                document.span(path),
                path,
                "programs differ in what they make of it: choose a time before or after the "
                "clock change",
            )


def _days_of_change(schedule: Schedule, zone: ZoneInfo) -> set[dt.date]:
    """The days of the schedule on which the offset from UTC changes."""
    midnight = dt.datetime.combine(schedule.starts, dt.time(), tzinfo=zone)
    days = set()
    for _ in range(schedule.weeks * 7):
        following = midnight + _DAY  # in wall-clock time: midnight again
        if midnight.utcoffset() != following.utcoffset():
            days.add(midnight.date())
        midnight = following
    return days


def _trouble(start: dt.datetime) -> str:
    """What the clocks do to a time; empty for nearly every one (PEP 495)."""
    first, second = (start.replace(fold=fold).utcoffset() or dt.timedelta() for fold in (0, 1))
    if first == second:
        return ""
    return (
        f"{'skip' if first < second else 'show'} {start:%H:%M}{'' if first < second else ' twice'}"
    )


def _day(start: dt.datetime) -> str:
    return f"{start:%A} {start:%Y-%m-%d}"
