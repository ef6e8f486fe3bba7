"""What a calendar cannot hold of a routine, in words for people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Loss
from stretchexport.exporters.calendar.clients import clients, facts
from stretchexport.exporters.calendar.options import Time
from stretchexport.wording import FALLBACK, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from stretchexport.exporters.calendar.plan import PlannedSeries
    from stretchexport.model import Routine, Schedule

NO_SCHEDULE = Loss("schedule", "there is none, so there is nothing to put in a calendar")
NO_DATES = Loss("schedule", "every date is skipped, so there is nothing to put in a calendar")

NO_ZONE = Loss(
    "schedule",
    "it has no time zone, so nobody knows its times in UTC: add timezone: Europe/Berlin (the name "
    "of your own zone), or leave the times floating",
)

NO_REFRESH = Loss("calendar", "JSCalendar has no property for how often to read it again")

TIMES = {
    Time.ALL_DAY: "every session stands as a whole day, which it leaves free: its time of day and "
    "its length are in the text, and a reminder counts from midnight",
    Time.UTC: "the times are in UTC, and the file does not name the time zone: a series ends where "
    "the clocks change, and another goes on from there",
    Time.FLOATING: "the time zone is left out: these are times on the clock of wherever the device "
    "is, and no longer instants",
}
"""What each way to write times costs."""


def losses(
    routine: Routine, schedule: Schedule, planned: Sequence[PlannedSeries]
) -> tuple[Loss, ...]:
    """Everything that stands differently in the calendar, each thing once."""
    found = [
        *_unscheduled(routine, schedule),
        *_times(schedule, planned[0].clock.time),
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


def _times(schedule: Schedule, time: Time) -> Iterator[Loss]:
    """What the times lose; nothing floats more without a zone than it does anyway."""
    if time in TIMES and (schedule.timezone or time is not Time.FLOATING):
        yield Loss("times", TIMES[time])


def _rounded(plan: PlannedSeries) -> Iterator[Loss]:
    """The seconds that a session gains in whole minutes, in every week of the phase."""
    say = words(FALLBACK)
    phase, steps = plan.series.phase, plan.timeline
    length = int(plan.length.total_seconds())
    if length != steps.seconds and plan.clock.time is not Time.ALL_DAY:
        yield Loss(
            f"session {steps.session.id}, {say.weeks(phase).lower()}",
            f"calendars count in minutes: {say.time(steps.seconds)} stands as {say.time(length)}",
            seconds=length - steps.seconds,
            session=steps.session.id,
            week=phase.first,
        )


def _apart(plan: PlannedSeries) -> Iterator[Loss]:
    """Dates that are events of their own because the clocks change; a rule holds none of them."""
    for start in (one.start for one in plan.singles):
        if not plan.clock.is_plain(start):
            yield Loss(
                f"slot {plan.series.slot.id}, {start:%Y-%m-%d}",
                f"the clocks change around {start:%H:%M}, and calendars do not agree on such "
                "times: it is an event of its own, at "
                f"{start.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC",
            )
