"""The whole calendar file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Calendar

from stretchexport.exporters.base import Export, File
from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.clock import is_utc
from stretchexport.exporters.calendar.events import events
from stretchexport.exporters.calendar.losses import NO_DATES, NO_SCHEDULE, losses
from stretchexport.exporters.calendar.plan import plans
from stretchexport.exporters.calendar.text import add_text, lines
from stretchexport.exporters.calendar.vtimezone import build
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.exporters.calendar.options import CalendarOptions
    from stretchexport.exporters.calendar.plan import PlannedSeries
    from stretchexport.model import Routine

PRODID = "-//stretchexport//stretchexport//EN"
"""Without a version, so that a new release leaves an unchanged calendar as it is."""


def export(routine: Routine, options: CalendarOptions) -> Export:
    """The routine's schedule as one file, or no file if it has no date."""
    if routine.schedule is None:
        return Export((), (NO_SCHEDULE,))
    planned = plans(routine, routine.schedule, options.selection)
    if not planned:
        return Export((), (NO_DATES,))
    data = calendar(routine, planned).to_ical(sorted=False)
    count = sum(len(plan.series.kept) for plan in planned)
    about = "calendar of 1 session" if count == 1 else f"calendar of {count} sessions"
    file = File(f"{routine.id}{EXPORTER.suffix}", data, EXPORTER.media_type, about)
    return Export((file,), losses(routine, routine.schedule, planned))


def calendar(routine: Routine, planned: Sequence[PlannedSeries]) -> Calendar:
    """The VCALENDAR object: properties, time zone, events."""
    whole = Calendar()
    whole.add("VERSION", "2.0")
    whole.add("PRODID", PRODID)
    whole.add("CALSCALE", "GREGORIAN")
    # No METHOD: the file is no message between people (RFC 5546), and a CalDAV server takes no
    # object that has one (RFC 4791 section 4.1).
    for name in ("NAME", "X-WR-CALNAME"):
        add_text(whole, name, one_line(routine.title))
    if routine.summary:
        for name in ("DESCRIPTION", "X-WR-CALDESC"):
            add_text(whole, name, lines(routine.summary))
    whole.add("LAST-MODIFIED", routine.updated)
    _add_zone(whole, planned)
    for plan in planned:
        for event in events(routine, plan):
            whole.add_component(event)
    return whole


def _add_zone(whole: Calendar, planned: Sequence[PlannedSeries]) -> None:
    """Name the zone, and define it ahead of the events if they refer to it."""
    runs = [(run, plan.length) for plan in planned for run in plan.runs]
    zoned = [(run, length) for run, length in runs if not run.apart and run.kept[0].tzinfo]
    if not zoned:
        return
    tzid = str(zoned[0][0].kept[0].tzinfo)
    if len(zoned) == len(runs):
        # it has readers move times in UTC into the zone, where those apart lose their meaning
        add_text(whole, "X-WR-TIMEZONE", tzid)
    first = min(run.kept[0] for run, _ in zoned)
    last = max(run.kept[-1] + length for run, length in zoned)
    if not is_utc(first):
        whole.add_component(build(tzid, first.astimezone(dt.UTC), last.astimezone(dt.UTC)))
