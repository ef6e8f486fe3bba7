"""Which sessions a wall clock can tell the time of, and which it cannot.

Where the clocks change, a wall-clock time may not exist, or exist twice. RFC 5545 contradicts
itself on what becomes of it in a series: section 3.3.10 drops a time that does not exist, sections
3.3.5 and 3.8.5.3 read it with the offset from before the change. Readers differ in the same way,
also in which of two equal times they take. So a session that comes near a change stays out of its
series, and is written as an event of its own, in UTC, which every reader understands alike. Tried
with ical.js 2.2, which reads such times otherwise than dateutil does, and with node-ical 0.26,
which reads them in one way in a rule and in another in an EXDATE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


def is_plain(start: dt.datetime, length: dt.timedelta) -> bool:
    """Whether every reader finds the same two instants for a session's start and end.

    That is so for a floating time, and for a zone if both wall-clock times exist exactly once and
    the clocks do not change in between.
    """
    if start.tzinfo is None:
        return True
    end = start + length
    return _exists_once(start) and _exists_once(end) and start.utcoffset() == end.utcoffset()


def _exists_once(wall: dt.datetime) -> bool:
    """Whether ``wall`` is neither skipped nor repeated: both folds have one offset (PEP 495)."""
    return wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset()


def is_utc(moment: dt.datetime) -> bool:
    """Whether a wall-clock time is kept in UTC itself, under any of its names in the tz database.

    Zones that only share its offset (Reykjavik, GMT) have abbreviations of their own.
    """
    return moment.tzname() == "UTC"
