"""The time zones of a file that is made of an old one and a new one."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.identity.content import calendars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.exporters.calendar.identity.content import Component
    from stretchexport.exporters.calendar.identity.objects import CalendarFile, CalendarObject

_TIMES = frozenset({"DTSTART", "DTEND", "DUE", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
_MOMENT = re.compile(r"\d{8}T\d{6}")
_EARLIEST = dt.datetime(1970, 1, 1)
_LATEST = dt.datetime(2200, 1, 1)
_DAY = dt.timedelta(days=1)


def zones(
    before: CalendarFile,
    after: CalendarFile,
    result: Sequence[CalendarObject],
    others: Sequence[Component],
) -> list[Component]:
    """The VTIMEZONE components that ``result`` and ``others`` refer to, each TZID once.

    They are those of the new file, then those that only the old file has. A definition of ours is
    exact for the period of its own events (see
    :mod:`stretchexport.exporters.calendar.vtimezone`); where the two files differ on a zone and
    something of the old file is kept in it, it is made again for the period of all.
    """
    components = [part for one in result for part in one.components] + list(others)
    found = dict(after.zones)
    for tzid, zone in before.zones.items():
        if tzid not in found:
            if any(refers(one, tzid) for one in components):
                found[tzid] = zone
        elif zone.raw != found[tzid].raw and _outlives(tzid, after, result, others):
            found[tzid] = _wider(tzid, components)
    return list(found.values())


def _outlives(
    tzid: str,
    after: CalendarFile,
    result: Sequence[CalendarObject],
    others: Sequence[Component],
) -> bool:
    """Whether something that the new file does not have refers to the zone."""
    left = [part for one in result if one.uid not in after.objects for part in one.components]
    return any(refers(one, tzid) for one in (*left, *others))


def refers(component: Component, tzid: str) -> bool:
    """Whether a component, or one in it, has a time in the zone."""
    return any(one.parameter("TZID") == tzid for one in component.properties) or any(
        refers(child, tzid) for child in component.children
    )


def _wider(tzid: str, components: Sequence[Component]) -> Component:
    """The zone as the tz database has it, for the times of all components that refer to it."""
    from stretchexport.exporters.calendar.vtimezone import build
    from stretchexport.exporters.calendar.wire import to_bytes

    times = [time for one in components if refers(one, tzid) for time in _times(one)]
    # a day more, since times stand by the clock on the wall
    first = min(times, default=_EARLIEST) - _DAY
    last = max(times, default=_EARLIEST) + _DAY
    zone = build(tzid, first.replace(tzinfo=dt.UTC), last.replace(tzinfo=dt.UTC))
    data = b"BEGIN:VCALENDAR\r\n" + to_bytes(zone) + b"END:VCALENDAR\r\n"
    return calendars(data)[0].children[0]


def _times(component: Component) -> Iterator[dt.datetime]:
    """Every time that a component names; the far past and future would only make it long."""
    for one in component.properties:
        for text in _MOMENT.findall(one.value) if one.name in _TIMES else ():
            with suppress(ValueError):
                yield min(max(dt.datetime.fromisoformat(text), _EARLIEST), _LATEST)
