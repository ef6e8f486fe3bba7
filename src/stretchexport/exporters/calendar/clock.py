"""How the times of sessions are written, and which of them a wall clock can tell.

Where the clocks change, a wall-clock time may not exist, or exist twice. RFC 5545 contradicts
itself on what becomes of it in a series: section 3.3.10 drops a time that does not exist, sections
3.3.5 and 3.8.5.3 read it with the offset from before the change. Readers differ in the same way,
also in which of two equal times they take. So a session that comes near a change stays out of its
series, and is written as an event of its own, in UTC, which every reader understands alike. Tried
with ical.js 2.2, which reads such times otherwise than dateutil does, and with node-ical 0.26,
which reads them in one way in a rule and in another in an EXDATE.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from stretchexport.exporters.calendar.options import Time

Stamp = dt.datetime | dt.date
"""A time as it stands in the file; a plain date for an all-day event."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How the times of events that take ``length`` are written."""

    time: Time
    length: dt.timedelta

    def stamp(self, wall: dt.datetime) -> Stamp:
        """The wall-clock time of a start as it is written."""
        if self.time is Time.ALL_DAY:
            return wall.date()
        if self.time is Time.FLOATING:
            return wall.replace(tzinfo=None)
        return wall if self.time is Time.ZONED and self.is_plain(wall) else wall.astimezone(dt.UTC)

    def end(self, start: Stamp) -> Stamp:
        """The end of an event; RFC 5545 section 3.6.1 has an all-day one end the day after."""
        return start + (dt.timedelta(days=1) if self.time is Time.ALL_DAY else self.length)

    def is_plain(self, wall: dt.datetime) -> bool:
        """Whether every reader finds the same two instants for a start and its end.

        That is so unless the time is in a zone, and its start or its end does not exist exactly
        once or the clocks change in between.
        """
        if self.time is not Time.ZONED or wall.tzinfo is None:
            return True
        end = wall + self.length
        return _exists_once(wall) and _exists_once(end) and wall.utcoffset() == end.utcoffset()


def _exists_once(wall: dt.datetime) -> bool:
    """Whether ``wall`` is neither skipped nor repeated: both folds have one offset (PEP 495)."""
    return wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset()


def is_utc(moment: dt.datetime) -> bool:
    """Whether a wall-clock time is kept in UTC itself, under any of its names in the tz database.

    Zones that only share its offset (Reykjavik, GMT) have abbreviations of their own.
    """
    return moment.tzname() == "UTC"
