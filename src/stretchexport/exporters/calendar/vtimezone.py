"""VTIMEZONE components (RFC 5545 section 3.6.5) written from the tz database's own rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from stretchexport.exporters.calendar.vtimezone_observances import observances
from stretchexport.exporters.calendar.vtimezone_tzif import load

if TYPE_CHECKING:
    from stretchexport.exporters.calendar.vtimezone_observances import Observance

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def build(tzid: str, first: datetime, last: datetime) -> Timezone:
    """The VTIMEZONE of the zone ``tzid``, as exact as :mod:`zoneinfo` from ``first`` to ``last``.

    Both instants are included and must be aware; ``last`` should be no earlier than the end of the
    last event. A zone whose yearly rule of today holds in the period stays exact after it without
    end; another (Casablanca) keeps the local time of ``last``. Equal arguments and tz data give
    equal bytes.

    Raises :class:`zoneinfo.ZoneInfoNotFoundError` for a zone the tz database does not have, and
    :class:`ValueError` for a naive ``datetime`` or if ``first`` is after ``last``.
    """
    if first.utcoffset() is None or last.utcoffset() is None:
        raise ValueError("a VTIMEZONE needs the period as datetimes with a time zone")
    if first > last:
        raise ValueError(f"the period of a VTIMEZONE ends at {last}, before it starts at {first}")
    component = Timezone()
    component.add("TZID", tzid)
    for observance in observances(load(tzid), _posix(first), _posix(last)):
        component.add_component(_component(observance))
    return component


def _posix(instant: datetime) -> int:
    """POSIX seconds, rounded down."""
    return (instant - _EPOCH) // timedelta(seconds=1)


def _component(observance: Observance) -> TimezoneStandard | TimezoneDaylight:
    component = TimezoneDaylight() if observance.daylight else TimezoneStandard()
    component.DTSTART = observance.start
    component.TZOFFSETFROM = timedelta(seconds=observance.offset_from)
    component.TZOFFSETTO = timedelta(seconds=observance.offset_to)
    component.add("TZNAME", observance.name)
    if observance.rrule is not None:
        component.add("RRULE", vRecur.from_ical(observance.rrule))
    return component
