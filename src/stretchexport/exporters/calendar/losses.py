"""What a calendar cannot hold of a routine, in words for people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Loss
from stretchexport.exporters.calendar.clients import clients, facts
from stretchexport.wording import FALLBACK, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from stretchexport.exporters.calendar.plan import PlannedSeries
    from stretchexport.model import Routine, Schedule

NO_SCHEDULE = Loss("schedule", "there is none, so there is nothing to put in a calendar")
NO_DATES = Loss("schedule", "every date is skipped, so there is nothing to put in a calendar")


def losses(
    routine: Routine, schedule: Schedule, planned: Sequence[PlannedSeries]
) -> tuple[Loss, ...]:
    """Everything that stands differently in the calendar, each thing once."""
    found = [
        *_unscheduled(routine, schedule),
        *(loss for plan in planned for loss in (*_rounded(plan), *_apart(plan))),
    ]
    return tuple(dict.fromkeys(found))


def dropped(target: str, used: Collection[str]) -> tuple[Loss, ...]:
    """What the program that the calendar is for leaves out of the features ``used``."""
    return tuple(Loss(clients()[one.client], one.told) for one in facts(target, used))


def _unscheduled(routine: Routine, schedule: Schedule) -> Iterator[Loss]:
    """Sessions that no slot names."""
    scheduled = {slot.session for slot in schedule.slots}
    for session in routine.sessions:
        if session not in scheduled:
            yield Loss(f"session {session}", "it is not in the schedule, so not in the calendar")


def _rounded(plan: PlannedSeries) -> Iterator[Loss]:
    """The seconds that a session gains in whole minutes, in every week of the phase."""
    say = words(FALLBACK)
    phase, steps = plan.series.phase, plan.timeline
    length = int(plan.length.total_seconds())
    if length != steps.seconds:
        yield Loss(
            f"session {steps.session.id}, {say.weeks(phase).lower()}",
            f"calendars count in minutes: {say.time(steps.seconds)} stands as {say.time(length)}",
            seconds=length - steps.seconds,
            session=steps.session.id,
            week=phase.first,
        )


def _apart(plan: PlannedSeries) -> Iterator[Loss]:
    """Dates that are events of their own because the clocks change."""
    for start in (one.start for run in plan.runs for one in run.kept):
        if not plan.clock.is_plain(start):
            yield Loss(
                f"slot {plan.series.slot.id}, {start:%Y-%m-%d}",
                f"the clocks change around {start:%H:%M}, and calendars do not agree on such "
                "times: it is an event of its own, at "
                f"{start.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC",
            )
