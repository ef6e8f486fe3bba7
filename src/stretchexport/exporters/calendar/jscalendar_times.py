"""Times of an iCalendar component as JSCalendar writes them (RFC 8984 section 1.4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self
from zoneinfo import ZoneInfo

from icalendar import vDuration

UTC = "Etc/UTC"


@dataclass(frozen=True, slots=True)
class Times:
    """When an entry is: times on the clock in ``zone``, which is ``None`` for floating ones."""

    start: dt.datetime
    end: dt.datetime
    zone: str | None
    all_day: bool

    @classmethod
    def of(cls, entry: Any) -> Self:
        """The times of an event or a to-do."""
        start = entry["DTSTART"]
        end = entry["DUE"] if entry.name == "VTODO" else entry["DTEND"]
        all_day = not isinstance(start.dt, dt.datetime)
        return cls(moment(start), moment(end), _zone(start), all_day)

    @property
    def length(self) -> dt.timedelta:
        """How long it takes on the clock; our entries never begin or end across a clock change."""
        return self.end - self.start


def _zone(value: Any) -> str | None:
    """The name of the zone a time is in."""
    if "TZID" in value.params:
        return str(value.params["TZID"])
    return UTC if isinstance(value.dt, dt.datetime) and value.dt.tzinfo else None


def moment(value: Any, zone: str | None = None) -> dt.datetime:
    """The time on the clock that a DATE or DATE-TIME value says; midnight for a DATE.

    A value in UTC is given on the clock of ``zone``, if there is one.
    """
    if not isinstance(value.dt, dt.datetime):
        return dt.datetime.combine(value.dt, dt.time())
    if zone and _zone(value) == UTC:
        return value.dt.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return value.dt.replace(tzinfo=None)


def until(last: dt.date, times: Times) -> str:
    """The last date of a rule as a LocalDateTime in the zone of its entry (section 4.3.3)."""
    if not isinstance(last, dt.datetime):
        return local(dt.datetime.combine(last, dt.time()))
    if last.tzinfo and times.zone:
        last = last.astimezone(ZoneInfo(times.zone))
    return local(last.replace(tzinfo=None))


def local(moment: dt.datetime) -> str:
    """A LocalDateTime (section 1.4.4)."""
    return moment.isoformat(timespec="seconds")


def utc(instant: dt.datetime) -> str:
    """A UTCDateTime (section 1.4.5)."""
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"


def duration(length: dt.timedelta) -> str:
    """A Duration (section 1.4.6)."""
    written: bytes = vDuration(length).to_ical()  # type: ignore[no-untyped-call]
    return written.decode()
