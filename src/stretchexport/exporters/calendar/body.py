"""What stands in an entry besides its dates: title, description, place, link, cards, alarms."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Alarm

from stretchexport.exporters.calendar import html
from stretchexport.exporters.calendar.description import blocks
from stretchexport.exporters.calendar.options import Time
from stretchexport.exporters.calendar.text import Duration, Text, add_text, lines
from stretchexport.exporters.calendar.uris import uri
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Event

    from stretchexport.exporters.calendar.attached import Attachment
    from stretchexport.exporters.calendar.options import CalendarOptions
    from stretchexport.exporters.calendar.plan import PlannedSeries
    from stretchexport.model import Routine, Slot

HTML = {"FMTTYPE": "text/html"}


def add_body(
    event: Event,
    routine: Routine,
    plan: PlannedSeries,
    options: CalendarOptions,
    at: dt.time,
    attachment: Attachment | None = None,
) -> None:
    """Add everything to an event that does not depend on its date, its alarms included.

    ``at`` is the time of day it starts at. An all-day event does not say it, so its text does; it
    starts at midnight for its alarms, and leaves the day free.
    """
    all_day = options.time is Time.ALL_DAY
    title = one_line(plan.timeline.session.title)
    add_text(event, "SUMMARY", title)
    _add_description(event, routine, plan, options, at if all_day else None)
    if place := plan.timeline.session.place:
        add_text(event, "LOCATION", one_line(place))
    event.add("CATEGORIES", [options.words(routine).text("calendar.category")])
    if (link := _link(routine)) is not None:
        event.add("URL", link)
    if attachment is not None:
        event.add("ATTACH", attachment.value, attachment.parameters)
    _add_busy(event, busy=options.busy and not all_day)
    for seconds in leads(plan.series.slot, options):
        start = dt.timedelta(hours=at.hour, minutes=at.minute) if all_day else dt.timedelta()
        event.add_component(_alarm(title, start - dt.timedelta(seconds=seconds)))


def leads(slot: Slot, options: CalendarOptions) -> tuple[int, ...]:
    """The seconds before the start at which there is an alarm, each once."""
    if not options.alarms:
        return ()
    return tuple(dict.fromkeys([*slot.remind, *([0] if options.alarm_at_start else [])]))


def _add_description(
    event: Event,
    routine: Routine,
    plan: PlannedSeries,
    options: CalendarOptions,
    at: dt.time | None,
) -> None:
    """The description as text, and in the forms of HTML that the target reads."""
    said = blocks(
        routine, plan.timeline, plan.series.phase, options.words(routine), options.cards_url, at
    )
    parameters = {}
    if options.html and options.target != "outlook":
        # RFC 5545 section 3.2.1
        parameters["ALTREP"] = html.data_url(html.fragment(said))
    text = Text(lines("\n\n".join("\n".join(block) for block in said)))
    event.add("DESCRIPTION", text, parameters)
    if not options.html:
        return
    if options.target == "outlook":
        event.add("X-ALT-DESC", Text(html.document(said)), HTML)
    else:
        # RFC 9073 section 6.5 has no default for VALUE
        event.add("STYLED-DESCRIPTION", Text(html.fragment(said)), {"VALUE": "TEXT", **HTML})


def _add_busy(event: Event, *, busy: bool) -> None:
    """Whether the time is taken: for everybody (RFC 5545 section 3.8.2.7), and for Outlook."""
    event.add("TRANSP", "OPAQUE" if busy else "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY" if busy else "FREE")


def _alarm(title: str, trigger: dt.timedelta) -> Alarm:
    """A message at ``trigger`` from the start, mostly before it (RFC 5545 section 3.6.6)."""
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    add_text(alarm, "DESCRIPTION", title)
    alarm.add("TRIGGER", Duration(trigger))
    return alarm


def _link(routine: Routine) -> str | None:
    """The first address among the sources that can stand as a URI."""
    return next(_links(routine), None)


def _links(routine: Routine) -> Iterator[str]:
    return filter(None, (uri(source.url) for source in routine.sources))
