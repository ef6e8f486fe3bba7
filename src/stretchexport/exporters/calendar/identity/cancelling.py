"""The file that takes sessions back: METHOD:CANCEL (RFC 5546 section 3.2.5).

It names every series once, without its rule: a program that does not know METHOD is then left with
one cancelled date and not with a cancelled series. There is no ORGANIZER, although RFC 5546 asks
for one: the events have none, and one that was made up would be somebody else's meeting.

There is no way to take back a single date: khal 0.14 puts such a file in the place of the whole
series, as any program may that goes by the UID alone. A date in ``skip`` and an update do it
everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.identity.objects import cancelled, framed, read
from stretchexport.exporters.calendar.identity.updating import DOMAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Set as AbstractSet

    from stretchexport.exporters.calendar.identity.content import Component
    from stretchexport.exporters.calendar.identity.objects import CalendarObject

_CALENDAR = frozenset({"VERSION", "PRODID", "CALSCALE"})
"""No name and no zone of its own: some programs make a new calendar for a file with a name."""

_EVENT = frozenset(
    {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY"),
        *("DTSTART", "DTEND", "DUE", "DURATION"),
        *("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"),
    }
)
"""What a cancellation says: which event, which version of it, and enough to recognise it."""


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The bytes of the file, and what it takes back."""

    data: bytes
    objects: tuple[CalendarObject, ...]


def cancellation(old: bytes, updated: dt.datetime | None = None) -> Cancellation:
    """A file that takes back the sessions of the calendar ``old``.

    Entries that are not of stretchexport are left alone. Versions are raised as in
    :func:`~stretchexport.exporters.calendar.identity.objects.cancelled`, with ``updated``. Raises
    :class:`~stretchexport.exporters.calendar.identity.content.MalformedCalendarError`.
    """
    file = read(old)
    ours = tuple(one for uid, one in file.objects.items() if uid.endswith(DOMAIN))
    brief = [_only(cancelled(one, updated).series, _EVENT) for one in ours]
    needed = {time.parameter("TZID") for one in brief for time in one.properties}
    zones = (zone.raw for tzid, zone in file.zones.items() if tzid in needed)
    frame = _only(file.frame, _CALENDAR).with_values({"METHOD": "CANCEL"})
    return Cancellation(framed(frame, (*zones, *(one.raw for one in brief))), ours)


def _only(component: Component, names: AbstractSet[str]) -> Component:
    """A copy with these properties and nothing else."""
    return replace(component, parts=tuple(p for p in component.properties if p.name in names))
