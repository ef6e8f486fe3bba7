"""The whole calendar file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Calendar, vUri

from stretchexport.exporters.base import Export, File
from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.attached import cards
from stretchexport.exporters.calendar.clock import is_utc
from stretchexport.exporters.calendar.colours import hexadecimal
from stretchexport.exporters.calendar.events import events
from stretchexport.exporters.calendar.features import features
from stretchexport.exporters.calendar.losses import NO_DATES, NO_SCHEDULE, dropped, losses
from stretchexport.exporters.calendar.plan import plans
from stretchexport.exporters.calendar.text import Duration, add_text, lines
from stretchexport.exporters.calendar.vtimezone import build
from stretchexport.exporters.calendar.wire import to_bytes
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
    whole = calendar(routine, planned, options)
    data = to_bytes(whole)
    count = sum(len(plan.series.kept) for plan in planned)
    about = "calendar of 1 session" if count == 1 else f"calendar of {count} sessions"
    file = File(f"{routine.id}{EXPORTER.suffix}", data, EXPORTER.media_type, about)
    lost = losses(routine, routine.schedule, planned)
    return Export((file,), (*lost, *dropped(options.target, features(whole, len(data)))))


def calendar(
    routine: Routine, planned: Sequence[PlannedSeries], options: CalendarOptions
) -> Calendar:
    """The VCALENDAR object: properties, time zone, events."""
    whole = Calendar()
    whole.add("VERSION", "2.0")
    whole.add("PRODID", PRODID)
    whole.add("CALSCALE", "GREGORIAN")
    # No METHOD: the file is no message between people (RFC 5546), and a CalDAV server takes no
    # object that has one (RFC 4791 section 4.1).
    for name in ("NAME", "X-WR-CALNAME"):
        add_text(whole, name, one_line(options.name or routine.title))
    if routine.summary:
        for name in ("DESCRIPTION", "X-WR-CALDESC"):
            add_text(whole, name, lines(routine.summary))
    whole.add("LAST-MODIFIED", routine.updated)
    _add_colour(whole, options)
    _add_subscription(whole, options)
    _add_zone(whole, planned)
    attachment = cards(routine, options)
    for plan in planned:
        for event in events(routine, plan, options, attachment):
            whole.add_component(event)
    return whole


def _add_colour(whole: Calendar, options: CalendarOptions) -> None:
    """The colour by name (RFC 7986 section 5.9), and as Apple's programs read it."""
    if options.colour is not None:
        whole.add("COLOR", options.colour.lower())
        whole.add("X-APPLE-CALENDAR-COLOR", hexadecimal(options.colour))


def _add_subscription(whole: Calendar, options: CalendarOptions) -> None:
    """Where the calendar comes from and how often to look (RFC 7986 sections 5.7 and 5.8).

    Both properties have no value type unless it is written out.
    """
    if options.refresh is not None:
        whole.add("REFRESH-INTERVAL", Duration(options.refresh), {"VALUE": "DURATION"})
        whole.add("X-PUBLISHED-TTL", Duration(options.refresh))
    if options.source is not None:
        whole.add("SOURCE", vUri(options.source), {"VALUE": "URI"})


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
