"""How well a routine is kept: by week, in a row, and stretch by stretch."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stretchexport.model import Side
from stretchexport.reviewing.facts import facts
from stretchexport.reviewing.outcomes import Outcome, Status, StepDone, When
from stretchexport.schedule import DAYS, week_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.model import Schedule
    from stretchexport.reviewing.outcomes import SessionDone
    from stretchexport.reviewing.review import Review


@dataclass
class Tally:
    """Steps of a kind: how many were planned and what became of them, and their seconds.

    ``held`` counts what was held, also beyond the plan; ``kept`` what of the plan is done, in
    seconds of the plan.
    """

    planned: int = 0
    outcomes: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    extra: int = 0
    planned_seconds: int = 0
    kept: float = 0.0
    held: float = 0.0

    def add(self, done: StepDone) -> None:
        """Count a step of the plan."""
        self.planned += 1
        self.outcomes[done.outcome] += 1
        self.planned_seconds += done.step.seconds
        self.kept += done.step.seconds * done.credit
        self.held += done.seconds

    @property
    def done(self) -> int:
        """Steps that are done, longer ones too."""
        return self.outcomes[Outcome.DONE] + self.outcomes[Outcome.LONGER]

    @property
    def share(self) -> float:
        """How much of the plan is done, from 0 to 1."""
        return self.kept / self.planned_seconds if self.planned_seconds else 0.0


@dataclass(frozen=True)
class StretchDone:
    """A stretch on a side, with its totals; ``side`` is ``None`` if it is done on both at once."""

    stretch: str
    side: Side | None
    tally: Tally


@dataclass
class Week:
    """Seven days from ``first`` on; ``number`` is that of the schedule, if there is one.

    Sessions that were planned for the week are ``planned``, and done, partly done or missed; those
    on top are ``extra``. ``sides`` has the part of the plan that is done on each side, for weeks in
    which something is done once a side.
    """

    first: dt.date
    number: int | None
    planned: int = 0
    statuses: dict[Status, int] = field(default_factory=lambda: dict.fromkeys(Status, 0))
    extra: int = 0
    planned_seconds: int = 0
    kept: float = 0.0
    sides: dict[Side, Tally] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """How much of the time under stretch that was planned is done, from 0 to 1."""
        return self.kept / self.planned_seconds if self.planned_seconds else 0.0


@dataclass(frozen=True, slots=True)
class Streaks:
    """How many in a row, at the end and at most: sessions as planned, else weeks with a session."""

    of_weeks: bool
    current: int
    longest: int


def stretches(sessions: Iterable[SessionDone]) -> list[StretchDone]:
    """Every stretch by side with its totals, in the order in which they come."""
    found: dict[tuple[str, Side | None], Tally] = {}
    for session in sessions:
        for one in session.steps:
            found.setdefault((one.step.stretch, one.step.side), Tally()).add(one)
        for extra in session.extras:
            for (stretch, _), tally in found.items():
                if stretch == extra.stretch:
                    tally.extra += 1
                    break
    return [StretchDone(stretch, side, tally) for (stretch, side), tally in found.items()]


def work_seconds(session: SessionDone) -> int:
    """The time under stretch that a session has planned, in seconds."""
    return sum(one.seconds for one in session.line.steps if one.kind.is_work)


def weeks(review: Review) -> list[Week]:
    """The weeks with anything in them, planned or done, in order."""
    schedule = review.routine.schedule
    found: dict[dt.date, Week] = {}
    for session in review.sessions:
        first = _first_day(_day(session, review), schedule)
        number = None if schedule is None else week_of(schedule, first)
        _count(found.setdefault(first, Week(first, number)), session)
    return [found[first] for first in sorted(found)]


def streaks(review: Review) -> Streaks:
    """Sessions kept in a row as the schedule has them; without one, weeks with a session."""
    if review.routine.schedule is None:
        runs = _weeks_in_a_row([one.first for one in weeks(review)])
        return Streaks(True, runs[-1] if runs else 0, max(runs, default=0))
    kept = [one.status is not Status.MISSED for one in review.sessions if one.occurrence]
    lengths = [(good, len(list(group))) for good, group in itertools.groupby(kept)]
    current = lengths[-1][1] if lengths and lengths[-1][0] else 0
    return Streaks(False, current, max((length for good, length in lengths if good), default=0))


def _weeks_in_a_row(firsts: list[dt.date]) -> list[int]:
    """How many of the weeks follow each other, for each run of them."""
    runs: list[int] = []
    before: dt.date | None = None
    for one in firsts:
        if before is not None and (one - before).days == DAYS:
            runs[-1] += 1
        else:
            runs.append(1)
        before = one
    return runs


def one_sided(week: Week) -> bool:
    """Whether a side is behind the other."""
    left, right = (week.sides.get(side) for side in (Side.LEFT, Side.RIGHT))
    return bool(left and right and abs(left.share - right.share) >= facts().sides.leaning)


def _count(week: Week, session: SessionDone) -> None:
    if session.when is When.UNPLANNED:
        week.extra += 1
        return
    week.planned += 1
    week.statuses[session.status] += 1
    planned = work_seconds(session)
    week.planned_seconds += planned
    week.kept += planned * session.share
    for one in session.steps:
        if one.step.side is not None:
            week.sides.setdefault(one.step.side, Tally()).add(one)
    if session.recording is None:
        for step in session.line.steps:
            if step.kind.is_work and step.side is not None:
                tally = week.sides.setdefault(step.side, Tally())
                tally.add(StepDone(step, None, Outcome.SKIPPED))


def _day(session: SessionDone, review: Review) -> dt.date:
    """The day a session counts for: the one it was planned for, else the one it was done on."""
    if session.occurrence is not None:
        return session.occurrence.planned.date()
    assert session.recording is not None
    return session.recording.clock(review.zone).date()


def _first_day(day: dt.date, schedule: Schedule | None) -> dt.date:
    """The first day of a week: weeks begin as the schedule does, or on Mondays without one."""
    if schedule is None:
        return day - dt.timedelta(days=day.weekday())
    return schedule.starts + dt.timedelta(days=DAYS * (week_of(schedule, day) - 1))
