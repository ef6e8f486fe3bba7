"""The whole calendar file."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from icalendar import Calendar, vUri

from stretchexport.counting import counted
from stretchexport.exporters.base import Export
from stretchexport.exporters.calendar.attached import cards
from stretchexport.exporters.calendar.clashes import clashes
from stretchexport.exporters.calendar.clock import is_utc
from stretchexport.exporters.calendar.colours import hexadecimal
from stretchexport.exporters.calendar.events import events
from stretchexport.exporters.calendar.features import features
from stretchexport.exporters.calendar.files import files, in_pieces
from stretchexport.exporters.calendar.losses import (
    NO_DATES,
    NO_REFRESH,
    NO_SCHEDULE,
    NO_ZONE,
    dropped,
    losses,
)
from stretchexport.exporters.calendar.options import Entry, Form, Time
from stretchexport.exporters.calendar.plan import plans
from stretchexport.exporters.calendar.text import Duration, add_text, lines
from stretchexport.exporters.calendar.todo import as_todo
from stretchexport.exporters.calendar.vtimezone import build
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.exporters.base import Loss
    from stretchexport.exporters.calendar.options import CalendarOptions
    from stretchexport.exporters.calendar.plan import PlannedSeries
    from stretchexport.model import Routine

PRODID = "-//stretchexport//stretchexport//EN"
"""Without a version, so that a new release leaves an unchanged calendar as it is."""

SHOWN = 3
"""How many routines of a calendar its name and that of its file name."""


@dataclass(frozen=True, slots=True)
class Part:
    """A routine with its series, of which there is at least one."""

    routine: Routine
    planned: tuple[PlannedSeries, ...]


def export(routines: Sequence[Routine], options: CalendarOptions) -> Export:
    """The schedules of the routines in one calendar, or no file if none of them has a date."""
    parts: list[Part] = []
    lost: list[Loss] = []
    for routine in routines:
        part, told = _part(routine, options)
        parts += part
        lost += told if len(routines) == 1 else [_named(one, routine) for one in told]
    if not parts:
        return Export((), tuple(lost))
    lost += clashes((part.routine, plan) for part in parts for plan in part.planned)
    if options.form is Form.JSCALENDAR and options.refresh is not None:
        lost.append(NO_REFRESH)
    whole = calendar(parts, options)
    count = sum(len(plan.series.kept) for part in parts for plan in part.planned)
    about = f"calendar of {counted(count, 'session')}"
    made = files(whole, options, _stem(routines), about)
    used = features(whole, max(len(file.data) for file in made))
    return Export(made, (*lost, *in_pieces(made), *dropped(options.target, used)))


def _part(routine: Routine, options: CalendarOptions) -> tuple[list[Part], tuple[Loss, ...]]:
    """A routine's part of a calendar, none if it has no date, and what that loses."""
    if routine.schedule is None:
        return [], (NO_SCHEDULE,)
    if options.time is Time.UTC and routine.schedule.timezone is None:
        return [], (NO_ZONE,)
    planned = plans(routine, routine.schedule, options)
    if not planned:
        return [], (NO_DATES,)
    lost = losses(routine, routine.schedule, planned)
    return [Part(routine, planned)], (*options.wordless(routine), *lost)


def _named(loss: Loss, routine: Routine) -> Loss:
    """A loss among those of other routines."""
    return replace(loss, where=f"{routine.id}, {loss.where}")


def _stem(routines: Sequence[Routine]) -> str:
    """The name of the file, made of the routines' ids."""
    ids = [routine.id for routine in routines]
    return "+".join(ids[:SHOWN]) + (f"+{len(ids) - SHOWN}" if len(ids) > SHOWN else "")


def calendar(parts: Sequence[Part], options: CalendarOptions) -> Calendar:
    """The VCALENDAR object: properties, time zones, entries."""
    whole = Calendar()
    whole.add("VERSION", "2.0")
    whole.add("PRODID", PRODID)
    whole.add("CALSCALE", "GREGORIAN")
    # No METHOD: the file is no message between people (RFC 5546), and a CalDAV server takes no
    # object that has one (RFC 4791 section 4.1).
    for name in ("NAME", "X-WR-CALNAME"):
        add_text(whole, name, one_line(options.name or _title(parts)))
    if len(parts) == 1 and parts[0].routine.summary:
        for name in ("DESCRIPTION", "X-WR-CALDESC"):
            add_text(whole, name, lines(parts[0].routine.summary))
    whole.add("LAST-MODIFIED", max(part.routine.updated for part in parts))
    _add_colour(whole, options)
    _add_subscription(whole, options)
    _add_zone(whole, [plan for part in parts for plan in part.planned])
    for part in parts:
        attachment = cards(part.routine, options)
        for plan in part.planned:
            for event in events(part.routine, plan, options, attachment):
                whole.add_component(as_todo(event) if options.entry is Entry.TODO else event)
    return whole


def _title(parts: Sequence[Part]) -> str:
    """What the calendar is called: as its routines are, the first few if there are many."""
    titles = [part.routine.title for part in parts]
    return " + ".join([*titles[:SHOWN], *(["…"] if len(titles) > SHOWN else [])])


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
    """Define every zone ahead of the entries that refer to it, and name the only one."""
    zoned: defaultdict[str, list[tuple[dt.datetime, dt.datetime]]] = defaultdict(list)
    others = 0
    for plan in planned:
        for start in plan.stamps:
            end = plan.clock.end(start)
            if isinstance(start, dt.datetime) and isinstance(end, dt.datetime) and _zone(start):
                zoned[str(start.tzinfo)].append((start, end))
            else:
                others += 1
    if len(zoned) == 1 and not others:
        # it has readers move times in UTC into the zone, where those apart lose their meaning
        add_text(whole, "X-WR-TIMEZONE", *zoned)
    for tzid, within in zoned.items():
        first, last = min(start for start, _ in within), max(end for _, end in within)
        if not is_utc(first):
            whole.add_component(build(tzid, first.astimezone(dt.UTC), last.astimezone(dt.UTC)))


def _zone(start: dt.datetime) -> dt.tzinfo | None:
    """The zone that a time is written in: none for a floating time, or one in UTC."""
    return None if start.tzinfo is dt.UTC else start.tzinfo
