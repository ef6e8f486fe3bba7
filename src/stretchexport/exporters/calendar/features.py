"""What of iCalendar a file uses, as far as calendar programs are known to differ on it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Calendar, Component

LARGE = 1_000_000
"""Bytes above which a file is ``large-file``: what Google imports, taken as decimal megabytes."""

ENTRIES = ("VEVENT", "VTODO", "VJOURNAL")

_BY_PROPERTY = {
    "COLOR": "color",
    "RDATE": "rdate",
    "STYLED-DESCRIPTION": "styled-description",
    "URL": "url",
    "X-ALT-DESC": "x-alt-desc",
}
"""Features of an entry that a property shows by being there."""

_OF_CALENDAR = {
    "COLOR": "color",
    "REFRESH-INTERVAL": "refresh-interval",
    "X-APPLE-CALENDAR-COLOR": "color",
    "X-PUBLISHED-TTL": "refresh-interval",
}
"""Features that a property of the calendar itself shows."""

_TAG = re.compile(r"</?(?:a|b|br|div|em|h[1-6]|i|li|ol|p|span|strong|u|ul)\b[^<>]*>", re.IGNORECASE)

NAMES = frozenset(
    {
        *_BY_PROPERTY.values(),
        *_OF_CALENDAR.values(),
        "alarm",
        "alarm-after-start",
        "altrep",
        "attach-inline",
        "attach-link",
        "floating",
        "html-in-description",
        "journal",
        "large-file",
        "rdate-without-rule",
        "several-alarms",
        "todo",
    }
)
"""Every feature there is."""


def features(calendar: Calendar, size: int = 0) -> frozenset[str]:
    """The features that a parsed calendar uses, whoever wrote it.

    ``size`` is that of the file in bytes, without which ``large-file`` is not known.
    """
    found = {feature for name, feature in _OF_CALENDAR.items() if name in calendar}
    if size > LARGE:
        found.add("large-file")
    for entry in calendar.walk():
        if entry.name in ENTRIES:
            found.update(_of_entry(entry))
    return frozenset(found)


def _of_entry(entry: Component) -> Iterator[str]:
    """The features of an event, a to-do or a journal."""
    yield from (feature for name, feature in _BY_PROPERTY.items() if name in entry)
    if entry.name != "VEVENT":
        yield "todo" if entry.name == "VTODO" else "journal"
    if "RDATE" in entry and "RRULE" not in entry:
        yield "rdate-without-rule"
    for attached in _values(entry, "ATTACH"):
        yield "attach-inline" if _parameter(attached, "VALUE") == "BINARY" else "attach-link"
    for text in _values(entry, "DESCRIPTION"):
        if _parameter(text, "ALTREP"):
            yield "altrep"
        if _TAG.search(str(text)):
            yield "html-in-description"
    if any(_is_floating(start) for start in _values(entry, "DTSTART")):
        yield "floating"
    yield from _of_alarms(entry.walk("VALARM"))


def _of_alarms(alarms: list[Component]) -> Iterator[str]:
    """The features of an entry's alarms."""
    if alarms:
        yield "alarm"
    if len(alarms) > 1:
        yield "several-alarms"
    for trigger in (one for alarm in alarms for one in _values(alarm, "TRIGGER")):
        after = getattr(trigger, "dt", None)
        from_start = _parameter(trigger, "RELATED") != "END"
        if isinstance(after, dt.timedelta) and after > dt.timedelta() and from_start:
            yield "alarm-after-start"


def _is_floating(start: Any) -> bool:
    """Whether a DTSTART is a time of day in no zone; a zone nobody knows is one all the same."""
    moment = getattr(start, "dt", None)
    return (
        isinstance(moment, dt.datetime) and moment.tzinfo is None and not _parameter(start, "TZID")
    )


def _values(component: Component, name: str) -> list[Any]:
    """Every value of a property, which icalendar gives as a list only if there are several."""
    value = component.get(name, [])
    return value if isinstance(value, list) else [value]


def _parameter(value: Any, name: str) -> str:
    return str(getattr(value, "params", {}).get(name, ""))
