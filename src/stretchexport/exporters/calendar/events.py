"""One series of the schedule as VEVENT components (RFC 5545 section 3.6.1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Event, vRecur

from stretchexport.exporters.calendar.body import add_body
from stretchexport.exporters.calendar.clock import is_utc
from stretchexport.exporters.calendar.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.calendar.attached import Attachment
    from stretchexport.exporters.calendar.clock import Stamp
    from stretchexport.exporters.calendar.options import CalendarOptions
    from stretchexport.exporters.calendar.plan import PlannedSeries, Run
    from stretchexport.model import Routine
    from stretchexport.schedule import Occurrence


def events(
    routine: Routine,
    plan: PlannedSeries,
    options: CalendarOptions,
    attachment: Attachment | None = None,
) -> Iterator[Event]:
    """The events of a series, in order: each run, and after it the dates of it that are moved.

    Every one has the ``attachment``.
    """
    for run in plan.runs:
        for moved in (None, *run.moved):
            event = _event(routine, plan, run, moved)
            at = (moved.start if moved else run.start).time()
            add_body(event, routine, plan, options, at, attachment)
            yield event


def _event(routine: Routine, plan: PlannedSeries, run: Run, moved: Occurrence | None) -> Event:
    """A run, or one of its dates that is moved: an event of the same UID (section 3.8.4.4)."""
    start = plan.clock.stamp(moved.start if moved else run.start)
    event = Event()
    event.add("UID", run.uid)
    event.add("DTSTAMP", routine.updated)
    event.add("LAST-MODIFIED", routine.updated)
    event.add("SEQUENCE", routine.revision)
    _add_time(event, "DTSTART", start)
    _add_time(event, "DTEND", plan.clock.end(start))
    if moved:
        _add_time(event, "RECURRENCE-ID", plan.clock.stamp(moved.planned))
    elif run.repeats:
        _add_rule(event, plan, run)
    return event


def _add_rule(event: Event, plan: PlannedSeries, run: Run) -> None:
    """Repeat an event until the last date of its run."""
    event.add("RRULE", vRecur(rule(plan, run)))
    for one in run.excluded:
        # one property a date: there are readers that see the first of a list only
        _add_time(event, "EXDATE", plan.clock.stamp(one.planned))


def _add_time(event: Event, name: str, stamp: Stamp) -> None:
    """Add a DATE, or a DATE-TIME in the form its zone asks for (RFC 5545 section 3.3.5).

    The zone's name is set here, because icalendar 7.3 takes some zones that are level with UTC
    today (Reykjavik, Abidjan) for UTC itself.
    """
    if not isinstance(stamp, dt.datetime) or stamp.tzinfo is None or is_utc(stamp):
        event.add(name, stamp)
    else:
        event.add(name, stamp.replace(tzinfo=None), {"TZID": str(stamp.tzinfo)})
