"""One series of the schedule as VEVENT components (RFC 5545 section 3.6.1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Alarm, Event, vRecur

from stretchexport.exporters.calendar.clock import is_utc
from stretchexport.exporters.calendar.description import description
from stretchexport.exporters.calendar.text import add_text, uri
from stretchexport.model import WEEKDAYS
from stretchexport.wording import one_line, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.calendar.plan import PlannedSeries, Run
    from stretchexport.model import Routine, Slot


def events(routine: Routine, plan: PlannedSeries) -> Iterator[Event]:
    """The events of a series, in order."""
    for run in plan.runs:
        yield _event(routine, plan, run)


def _event(routine: Routine, plan: PlannedSeries, run: Run) -> Event:
    """The session on the dates of a run: one date is a plain event, more are a weekly rule."""
    start = run.kept[0].astimezone(dt.UTC) if run.apart else run.kept[0]
    title = one_line(plan.timeline.session.title)
    event = Event()
    event.add("UID", run.uid)
    event.add("DTSTAMP", routine.updated)
    event.add("LAST-MODIFIED", routine.updated)
    event.add("SEQUENCE", routine.revision)
    _add_time(event, "DTSTART", start)
    _add_time(event, "DTEND", start + plan.length)
    if len(run.kept) > 1:
        _add_rule(event, run, plan.series.slot)
    add_text(event, "SUMMARY", title)
    add_text(event, "DESCRIPTION", description(routine, plan.timeline, plan.series.phase))
    event.add("CATEGORIES", [words(routine.language).text("calendar.category")])
    if (link := _link(routine)) is not None:
        event.add("URL", link)
    for seconds in plan.series.slot.remind:
        event.add_component(_alarm(title, seconds))
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


def _alarm(title: str, seconds: int) -> Alarm:
    """A message ``seconds`` before the start (RFC 5545 section 3.6.6)."""
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    add_text(alarm, "DESCRIPTION", title)
    alarm.add("TRIGGER", -dt.timedelta(seconds=seconds))
    return alarm


def _link(routine: Routine) -> str | None:
    """The first address among the sources that can stand as a URI."""
    return next(filter(None, (uri(source.url) for source in routine.sources)), None)


def _add_time(event: Event, name: str, moment: dt.datetime) -> None:
    """Add a DATE-TIME in the form its zone asks for (RFC 5545 section 3.3.5).

    The zone's name is set here, because icalendar 7.3 takes some zones that are level with UTC
    today (Reykjavik, Abidjan) for UTC itself.
    """
    if moment.tzinfo is None or is_utc(moment):
        event.add(name, moment)
    else:
        event.add(name, moment.replace(tzinfo=None), {"TZID": str(moment.tzinfo)})
