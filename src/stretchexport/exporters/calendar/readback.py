"""A calendar file read back with ``icalendar`` and counted out with ``dateutil``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

from stretchexport.counting import counted
from stretchexport.exporters.base import VerificationError
from stretchexport.exporters.calendar import jscalendar_readback
from stretchexport.exporters.calendar.lines import MAX_OCTETS
from stretchexport.exporters.calendar.media import JCAL, JSCALENDAR

if TYPE_CHECKING:
    from dateutil.rrule import rrule
    from icalendar import Component

    from stretchexport.exporters.base import File

REQUIRED = {
    "VCALENDAR": ("VERSION", "PRODID"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"),
    "VTODO": ("UID", "DTSTAMP", "DTSTART", "DUE", "SUMMARY", "STATUS"),
    "VALARM": ("ACTION", "DESCRIPTION", "TRIGGER"),
    "VTIMEZONE": ("TZID",),
}
"""RFC 5545 section 3.6; of an entry also what every one of ours has."""


def verify(file: File) -> str:
    """What is in the calendar, in a few words.

    Raises :class:`VerificationError` if a line is not as RFC 5545 section 3.1 wants it, the file
    does not parse, something required is missing, a UID is there twice, a time zone is not
    defined, an event does not end after it starts or repeats without end, or a date is moved that
    its series does not have.
    """
    if file.media_type == JSCALENDAR:
        return jscalendar_readback.verify(file.data, _counted)
    calendar = _read(file)
    for component in calendar.walk():
        _verify_component(component)
    if missing := calendar.get_missing_tzids():
        raise VerificationError(f"time zones without a definition: {sorted(missing)}")
    events: list[Any] = [*calendar.events, *calendar.todos]
    moved = [event for event in events if "RECURRENCE-ID" in event]
    masters = {str(event["UID"]): event for event in events if "RECURRENCE-ID" not in event}
    if len(masters) + len(moved) < len(events):
        raise VerificationError("two events have the same UID")
    try:
        for event in masters.values():
            _verify_event(event)
        _verify_moved(masters, moved)
    except (TypeError, ValueError) as error:
        raise VerificationError(f"dates that do not go together: {error}") from error
    alive = [event for event in masters.values() if event.get("STATUS") != "CANCELLED"]
    dates = [len(_dates(event)) if "RRULE" in event else None for event in alive]
    told = _counted(dates, "to-do" if calendar.todos else "event")
    off = f"{len(masters) - len(alive)} cancelled" if len(alive) < len(masters) else ""
    return " and ".join(filter(None, (told, off)))


def _read(file: File) -> Calendar:
    """The calendar of a file in iCalendar or jCal."""
    try:
        if file.media_type == JCAL:
            return cast("Calendar", Calendar.from_jcal(file.data.decode()))
        _verify_lines(file.data)
        return Calendar.from_ical(file.data)
    except ValueError as error:
        raise VerificationError(f"the calendar does not parse: {error}") from error


def _counted(dates: list[int | None], noun: str) -> str:
    """``17 events in 3 series``, and the events outside of any series if there are some."""
    series = [count for count in dates if count is not None]
    single = len(dates) - len(series)
    parts = [f"{counted(sum(series), noun)} in {len(series)} series"] if series else []
    if single:
        parts.append(counted(single, f"single {noun}"))
    return " and ".join(parts)


def _verify_lines(data: bytes) -> None:
    """Every line ends in CRLF, is short enough, and is UTF-8 by itself."""
    *physical, rest = data.split(b"\r\n")
    if rest or any(b"\r" in line or b"\n" in line for line in physical):
        raise VerificationError("a line does not end in CRLF")
    for number, line in enumerate(physical, start=1):
        if len(line) > MAX_OCTETS:
            raise VerificationError(f"line {number} has {len(line)} octets")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise VerificationError(f"line {number} is not UTF-8: {error}") from error


def _verify_component(component: Component) -> None:
    """What a component must have is there, and nothing in it failed to parse."""
    name = str(component.name)
    if component.errors:
        raise VerificationError(f"{name}: {component.errors[0]}")
    if missing := [one for one in REQUIRED.get(name, ()) if one not in component]:
        raise VerificationError(f"{name} without {', '.join(missing)}")


def _verify_event(event: Any) -> None:
    """It takes time, and a series starts with one of its dates and comes to an end."""
    start, uid = event["DTSTART"].dt, event["UID"]
    _verify_length(event)
    if "RRULE" in event and "UNTIL" not in event["RRULE"]:
        raise VerificationError(f"{uid} repeats without end")
    if _dates(event)[0] != _moment(start):
        raise VerificationError(f"{uid} does not start on a date of its rule")


def _verify_length(event: Any) -> None:
    if event.get("DTEND", event.get("DUE")).dt <= event["DTSTART"].dt:
        raise VerificationError(f"{event['UID']} does not end after it starts")


def _verify_moved(masters: dict[str, Any], moved: list[Any]) -> None:
    """Each date that is moved takes time, and is one of its series', which no other moves."""
    seen = set()
    for event in moved:
        _verify_length(event)
        uid, date = str(event["UID"]), _moment(event["RECURRENCE-ID"].dt)
        if uid not in masters or date not in _dates(masters[uid]):
            raise VerificationError(f"{uid} moves {date}, which its series does not have")
        if (uid, date) in seen:
            raise VerificationError(f"{uid} moves {date} twice")
        seen.add((uid, date))


def _dates(event: Any) -> list[dt.datetime]:
    """Every date of an event, as its rule has it."""
    start = _moment(event["DTSTART"].dt)
    dates = rruleset()
    if "RRULE" in event:
        rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
        dates.rrule(cast("rrule", rule))
    else:
        dates.rdate(start)
    excluded = event.get("EXDATE", [])
    for one in excluded if isinstance(excluded, list) else [excluded]:
        dates.exdate(_moment(one.dts[0].dt))
    return list(dates)


def _moment(value: dt.date) -> dt.datetime:
    """A DATE-TIME as it is, and a DATE as its midnight, which dateutil counts with."""
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
