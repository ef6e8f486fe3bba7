"""The schedule of a plan: its rule, and every date that comes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from stretchexport.exporters.plan.values import Object, given
from stretchexport.model import WEEKDAYS, Daily, Dates
from stretchexport.schedule import Occurrence, occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.exporters.plan.sessions import Written
    from stretchexport.model import Days, Schedule, Slot


def schedule(schedule: Schedule, plans: Iterable[Written]) -> Object:
    """When the sessions of ``plans`` are done."""
    by_week = {
        (plan.run.timeline.session.id, week): plan
        for plan in plans
        for week in range(plan.run.phase.first, plan.run.phase.last + 1)
    }
    found = {
        "starts": schedule.starts.isoformat(),
        "weeks": schedule.weeks,
        "timezone": schedule.timezone,
        "slots": [_slot(slot) for slot in schedule.slots],
        "skip": [date.isoformat() for date in schedule.skip],
        "occurrences": [
            _occurrence(one, by_week[one.slot.session, one.week]) for one in occurrences(schedule)
        ],
    }
    return given(found)


def utc(moment: dt.datetime) -> str:
    """A moment in UTC as RFC 3339 writes it, to the second: ``2026-12-07T06:30:00Z``."""
    return moment.isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def _slot(slot: Slot) -> Object:
    return {
        "id": slot.id,
        "session": slot.session,
        **_days(slot.days),
        "at": slot.at.isoformat("minutes"),
        "remind": list(slot.remind),
    }


def _days(days: Days) -> Object:
    """A slot's rule: each kind has a key of its own."""
    if isinstance(days, Dates):
        return {"dates": [date.isoformat() for date in days.dates]}
    if isinstance(days, Daily):
        return {"every_days": days.every}
    found: Object = {"weekdays": [WEEKDAYS[day] for day in days.weekdays]}
    return found if days.every == 1 else {**found, "every_weeks": days.every}


def _occurrence(one: Occurrence, plan: Written) -> Object:
    seconds = plan.entry["seconds"]
    instant = one.utc
    length = dt.timedelta(seconds=seconds)
    # counted in UTC, so that it is right on the other side of a clock change too
    end = (instant + length).astimezone(one.start.tzinfo) if instant else one.start + length
    found = {
        "start": one.start.isoformat(),
        "end": end.isoformat(),
        "utc": utc(instant) if instant else None,
        "seconds": seconds,
        "session": plan.entry["id"],
        "week": one.week,
        "slot": one.slot.id,
        "moved_from": one.moved_from.isoformat() if one.moved_from else None,
    }
    return given(found)
