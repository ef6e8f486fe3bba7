"""What of an event counts, whatever servers and phones do to it, and the mark that it leaves.

A server may put lines in another order and add some of its own; a phone notes in an event that its
reminder was seen. Neither is a change. Whether somebody has changed an event since it was
published is told by a mark in it: a digest of what it meant then.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.identity.comparison import statements
from stretchexport.exporters.calendar.identity.content import Component, Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.calendar.identity.objects import CalendarObject

MARK = "X-STRETCHEXPORT-MARK"
"""The property with the digest; its value begins with the version of how it is made."""

_VERSION = "1-"
_ALARM = ("ACTION", "TRIGGER")
"""What counts of a reminder; the rest is how a phone keeps track of it (RFC 9074)."""

_NUMBER = r"(\d{1,18})"  # more digits are no time that anything takes
_DURATION = re.compile(
    rf"([+-]?)P(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.ASCII,
)


def meaning(one: CalendarObject) -> CalendarObject:
    """``one`` with nothing but what counts; it is there to be compared and cannot be published."""
    parts = tuple(replace(part, parts=tuple(_counting(part))) for part in one.components)
    return replace(one, components=parts)


def marked(one: CalendarObject) -> CalendarObject:
    """``one`` with the mark of what it means."""
    return one.with_values({MARK: digest(one)})


def mark(one: CalendarObject) -> str:
    """The mark that ``one`` was published with; nothing if it has none."""
    return next((part.value(MARK) for part in one.components if part.value(MARK)), "")


def digest(one: CalendarObject) -> str:
    """The mark for what ``one`` means now.

    How it is made must not change without a new :data:`_VERSION`: everything published before
    would seem to be changed by somebody.
    """
    said = sorted(json.dumps(statements(part), sort_keys=True) for part in meaning(one).components)
    return _VERSION + hashlib.sha256("\n".join(said).encode("ascii")).hexdigest()[:32]


def _counting(component: Component) -> Iterator[Property | Component]:
    for part in component.parts:
        if isinstance(part, Property):
            if not part.name.startswith("X-"):
                yield part
        elif part.name == "VALARM" and not part.get("RELATED-TO"):  # that is one put off (snoozed)
            yield replace(part, parts=tuple(_alarm(part)))


def _alarm(alarm: Component) -> Iterator[Property]:
    for part in alarm.properties:
        if part.name in _ALARM:
            yield replace(part, parameters=_related(part), value=_seconds(part.value))


def _related(trigger: Property) -> str:
    """Where a reminder counts from; nothing if it is the start, which goes without saying."""
    return ";RELATED=END" if trigger.parameter("RELATED").upper() == "END" else ""


def _seconds(text: str) -> str:
    """A DURATION (RFC 5545 section 3.3.6) in seconds, as ``-P1D`` and ``-PT24H`` are the same.

    Anything else is as it was.
    """
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None:
        return text
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
    return str(-total if found[1] == "-" else total)
