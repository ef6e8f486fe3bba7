"""How long entries last, and when their alarms go off (RFC 5545 sections 3.6.1 and 3.8.6.3)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from stretchexport.doctor.tree import finding
from stretchexport.doctor.values import Form, is_whole_days
from stretchexport.findings import Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.doctor.entries import Entry
    from stretchexport.doctor.tree import Component
    from stretchexport.doctor.zones import Zones
    from stretchexport.findings import Finding

_DAY = dt.timedelta(days=1)


def check(entries: list[Entry], zones: Zones) -> Iterator[Finding]:
    """What is wrong with the ends and the alarms of entries."""
    for one in entries:
        yield from _both(one)
        yield from _end(one, zones)
        yield from _length(one)
        for child in one.component.children:
            if child.name == "VALARM":
                yield from _trigger(one, child)


def _both(one: Entry) -> Iterator[Finding]:
    name = "DUE" if one.component.name == "VTODO" else "DTEND"
    end, length = one.component.first(name), one.component.first("DURATION")
    if end and length:
        message = f"{one.component.name} has both {name} and DURATION"
        hint = "delete one of them: readers differ on which counts"
        related = (Related(f"the {name}", end.span()),)
        yield finding("SE922", length, message, hint, span=length.name_span(), related=related)


def _end(one: Entry, zones: Zones) -> Iterator[Finding]:
    if one.start is None or one.end is None:
        return
    start, end, line = one.start.moment, one.end.moment, one.end.line
    if (start.form is Form.DATE) is not (end.form is Form.DATE):
        message = f"the start is {_kind(start.form)} and {line.name} {_kind(end.form)}"
        yield finding("SE923", line, message, "write both as dates, or both with a time")
        return
    if (start.form is Form.FLOATING) is not (end.form is Form.FLOATING):
        message = f"the start is {start.form} and {line.name} {end.form}"
        yield finding("SE923", line, message, "write both in a zone or in UTC, or both without")
        return
    same = start.form is end.form and start.tzid == end.tzid
    first, last = (start.wall, end.wall) if same else (zones.utc(start), zones.utc(end))
    if first is None or last is None or last > first:
        return
    if last == first and start.form is Form.DATE:
        message = f"the whole-day entry ends on the day it starts, but {line.name} is the day after"
        hint = f"write {line.name};VALUE=DATE:{_next(end.wall)}, or leave {line.name} out"
    elif last == first:
        message = "the entry ends when it starts"
        hint = f"write a later {line.name}, or leave it out for an entry without a length"
    else:
        message = "the entry ends before it starts"
        hint = f"write a {line.name} after the start"
    yield finding("SE921", line, message, hint)


def _kind(form: Form) -> str:
    return "a date" if form is Form.DATE else "a time"


def _next(wall: dt.datetime) -> str:
    return f"{wall + _DAY:%Y%m%d}" if wall < dt.datetime(9999, 12, 31) else "…"


def _length(one: Entry) -> Iterator[Finding]:
    line = one.component.first("DURATION")
    if line is None or one.length is None or one.start is None:
        return
    if one.start.moment.form is Form.DATE and not is_whole_days(one.length):
        message = "the start is a date and the DURATION no whole number of days"
        yield finding("SE923", line, message, "write days or weeks, such as P1D")
    elif not one.length:
        message = "the entry ends when it starts"
        yield finding("SE921", line, message, "write a longer DURATION, or leave it out")


def _trigger(one: Entry, alarm: Component) -> Iterator[Finding]:
    line = alarm.first("TRIGGER")
    if line is None:
        return
    absolute = (line.parameter("VALUE") or "").upper() == "DATE-TIME"
    related = (line.parameter("RELATED") or "START").upper()
    has_end = one.end is not None or one.length is not None
    if absolute and not line.value.upper().endswith("Z"):
        message = "an alarm at a fixed time has to be in UTC"
        yield finding("SE926", line, message, "write the time in UTC, with a Z at the end")
    elif absolute and one.rule_line is not None:
        message = "an alarm at a fixed time goes off once, not for every date of the series"
        yield finding("SE926", line, message, "write how long before the start, such as -PT10M")
    elif absolute and line.parameter("RELATED"):
        message = "an alarm at a fixed time cannot be RELATED to anything"
        yield finding("SE926", line, message, "delete RELATED")
    elif related == "END" and not has_end:
        message = "the alarm counts from the end of an entry that has none"
        yield finding("SE926", line, message, "add an end, or count from the start")
