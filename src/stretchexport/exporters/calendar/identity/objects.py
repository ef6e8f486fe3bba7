"""What belongs together under one UID, and the version of it (RFC 5545, RFC 5546 section 2.1.5)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.identity.content import calendars

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stretchexport.exporters.calendar.identity.content import Component

KINDS = ("VEVENT", "VTODO", "VJOURNAL")
"""The components of which several can share a UID: a series and its dates that differ."""

VERSION = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")
"""The properties that tell an older version from a newer one."""

MAX_SEQUENCE = 2**31 - 1
"""RFC 5545 section 3.3.8: the largest INTEGER."""

_EPOCH = dt.datetime(1970, 1, 1)
_LATEST = dt.datetime(9999, 12, 31, 23, 59, 59)
_SECOND = dt.timedelta(seconds=1)


@dataclass(frozen=True)
class CalendarObject:
    """Everything in a file with one UID: a series, and its overrides with a RECURRENCE-ID.

    This is what a CalDAV server keeps as one resource (RFC 4791 section 4.1).
    """

    uid: str
    components: tuple[Component, ...]

    @property
    def kind(self) -> str:
        """``VEVENT``, ``VTODO`` or ``VJOURNAL``."""
        return self.components[0].name

    @property
    def series(self) -> Component:
        """The component that stands for all dates: the one without a RECURRENCE-ID."""
        whole = (one for one in self.components if not one.get("RECURRENCE-ID"))
        return next(whole, self.components[0])

    @property
    def data(self) -> bytes:
        """Its components with their exact bytes; without the VCALENDAR around them."""
        return b"".join(one.raw for one in self.components)

    @property
    def title(self) -> str:
        """Its SUMMARY, with the escapes taken out."""
        return re.sub(r"\\(.)", r"\1", self.series.value("SUMMARY"))

    @property
    def sequence(self) -> int:
        """The highest SEQUENCE in it; 0 where there is none that counts (section 3.8.7.4)."""
        texts = (one.value("SEQUENCE") for one in self.components)
        return max(int(text) if re.fullmatch(r"[0-9]{1,10}", text) else 0 for text in texts)

    @property
    def stamp(self) -> dt.datetime | None:
        """The latest DTSTAMP or LAST-MODIFIED in it, in UTC; ``None`` if none can be read."""
        names = ("DTSTAMP", "LAST-MODIFIED")
        read = (_read_stamp(one.value(name)) for one in self.components for name in names)
        return max((stamp for stamp in read if stamp), default=None)

    @property
    def cancelled(self) -> bool:
        """Whether all of it is cancelled."""
        return all(one.value("STATUS").upper() == "CANCELLED" for one in self.components)

    def with_values(self, values: Mapping[str, str]) -> CalendarObject:
        """A copy in which these properties have these values, in every component."""
        return replace(self, components=tuple(one.with_values(values) for one in self.components))


@dataclass(frozen=True)
class CalendarFile:
    """A file taken apart: what is in it, in its order."""

    frame: Component
    """The VCALENDAR with nothing but its own properties."""
    zones: dict[str, Component]
    """The VTIMEZONE components by their TZID."""
    objects: dict[str, CalendarObject]
    others: tuple[Component, ...]
    """Components of other kinds, and those that have no UID."""


def framed(frame: Component, parts: Iterable[bytes]) -> bytes:
    """A calendar file: the properties of ``frame`` and the components ``parts``."""
    return b"".join((frame.head, *(one.raw for one in frame.properties), *parts, frame.tail))


def read(data: bytes) -> CalendarFile:
    """Take a calendar file apart.

    Of several calendars in one file the first gives the properties. Raises
    :class:`~stretchexport.exporters.calendar.identity.content.MalformedCalendarError`.
    """
    found = calendars(data)
    zones: dict[str, Component] = {}
    grouped: dict[str, list[Component]] = {}
    others: list[Component] = []
    for component in (child for calendar in found for child in calendar.children):
        uid = component.value("UID")
        if component.name == "VTIMEZONE":
            zones.setdefault(component.value("TZID"), component)
        elif uid and component.name in KINDS:
            grouped.setdefault(uid, []).append(component)
        else:
            others.append(component)
    return CalendarFile(
        replace(found[0], parts=found[0].properties),
        zones,
        {uid: CalendarObject(uid, tuple(components)) for uid, components in grouped.items()},
        tuple(others),
    )


def objects(data: bytes) -> dict[str, CalendarObject]:
    """The objects of a calendar file by their UID, in the order of the file.

    Raises :class:`~stretchexport.exporters.calendar.identity.content.MalformedCalendarError`.
    """
    return read(data).objects


def succeeding(
    new: CalendarObject, old: CalendarObject, updated: dt.datetime | None = None
) -> CalendarObject:
    """``new`` as the version that every reader takes for later than ``old``.

    RFC 5546 section 2.1.5 decides by SEQUENCE, then by DTSTAMP; some programs look at LAST-MODIFIED
    alone. So SEQUENCE is what ``new`` has, or one more than in ``old`` if that is greater. The two
    stamps are what ``new`` has or ``updated`` (UTC), and a second after ``old`` if they are not
    later: no clock is asked. A series and its overrides get the same, since readers hold them
    against each other.
    """
    sequence = max(new.sequence, min(old.sequence + 1, MAX_SEQUENCE))
    given = updated and updated.replace(tzinfo=None)
    stamp = _text(max(one for one in (new.stamp, given, _after(old.stamp), _EPOCH) if one))
    return new.with_values(
        {"DTSTAMP": stamp, "LAST-MODIFIED": stamp, "SEQUENCE": str(sequence)},
    )


def cancelled(old: CalendarObject, updated: dt.datetime | None = None) -> CalendarObject:
    """``old`` called off, as its next version: ``STATUS:CANCELLED``, and nobody is busy any more.

    Its reminders are left out (RFC 5546 section 3.2.5 has none), so that none rings in a program
    that shows cancelled events. ``updated`` (UTC) is its stamp, if it is later than those of
    ``old``.
    """
    values = {"STATUS": "CANCELLED"}
    if old.kind == "VEVENT":
        values |= {"TRANSP": "TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS": "FREE"}
    quiet = replace(old, components=tuple(one.without("VALARM") for one in old.components))
    return succeeding(quiet.with_values(values), old, updated)


def _after(stamp: dt.datetime | None) -> dt.datetime | None:
    """A second later, if there can be a later stamp."""
    return stamp + _SECOND if stamp and stamp < _LATEST else stamp


def _text(stamp: dt.datetime) -> str:
    """A DATE-TIME in UTC (RFC 5545 section 3.3.5); ``strftime`` would cut the year 1 short."""
    return stamp.isoformat(timespec="seconds").replace("-", "").replace(":", "") + "Z"


def _read_stamp(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, "%Y%m%dT%H%M%SZ")
    except ValueError:
        return None
