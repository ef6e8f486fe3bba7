"""One series of the schedule as VEVENT components (RFC 5545 section 3.6.1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Event, vRecur

from stretchexport.exporters.calendar.body import add_body
from stretchexport.exporters.calendar.clock import is_utc
from stretchexport.model import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.calendar.attached import Attachment
    from stretchexport.exporters.calendar.options import CalendarOptions
    from stretchexport.exporters.calendar.plan import PlannedSeries, Run
    from stretchexport.model import Routine, Slot


def events(
    routine: Routine,
    plan: PlannedSeries,
    options: CalendarOptions,
    attachment: Attachment | None = None,
) -> Iterator[Event]:
    """The events of a series, in order; every one has the ``attachment``."""
    for run in plan.runs:
        event = _event(routine, plan, run)
        add_body(event, routine, plan, options, attachment)
        yield event


def _event(routine: Routine, plan: PlannedSeries, run: Run) -> Event:
    """The session on the dates of a run: one date is a plain event, more are a weekly rule."""
    start = run.kept[0].astimezone(dt.UTC) if run.apart else run.kept[0]
    event = Event()
    event.add("UID", run.uid)
    event.add("DTSTAMP", routine.updated)
    event.add("LAST-MODIFIED", routine.updated)
    event.add("SEQUENCE", routine.revision)
    _add_time(event, "DTSTART", start)
    _add_time(event, "DTEND", start + plan.length)
    if len(run.kept) > 1:
        _add_rule(event, run, plan.series.slot)
    return event


def _add_rule(event: Event, run: Run, slot: Slot) -> None:
    """Repeat an event weekly until the last date of its run."""
    last = run.kept[-1]
    rule = {
        "FREQ": "WEEKLY",
        "BYDAY": [WEEKDAYS[day][:2].upper() for day in slot.weekdays],
        # RFC 5545 section 3.3.10: UTC with a time zone, but local where DTSTART is floating
        "UNTIL": last.astimezone(dt.UTC) if last.tzinfo else last,
    }
    event.add("RRULE", vRecur(rule))
    for start in run.excluded:
        # one property a date: there are readers that see the first of a list only
        _add_time(event, "EXDATE", start)


def _add_time(event: Event, name: str, moment: dt.datetime) -> None:
    """Add a DATE-TIME in the form its zone asks for (RFC 5545 section 3.3.5).

    The zone's name is set here, because icalendar 7.3 takes some zones that are level with UTC
    today (Reykjavik, Abidjan) for UTC itself.
    """
    if moment.tzinfo is None or is_utc(moment):
        event.add(name, moment)
    else:
        event.add(name, moment.replace(tzinfo=None), {"TZID": str(moment.tzinfo)})
