"""Zones: every TZID is defined and known, and the definition tells the time of the database."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from stretchexport import zones as names
from stretchexport.counting import counted
from stretchexport.doctor.tree import finding
from stretchexport.doctor.values import Form
from stretchexport.doctor.zones import database, define, from_windows
from stretchexport.findings import Related
from stretchexport.reading.report import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from stretchexport.doctor.dates import Budget
    from stretchexport.doctor.entries import Entry
    from stretchexport.doctor.lines import ContentLine
    from stretchexport.doctor.tree import Component
    from stretchexport.doctor.zones import Defined, Zones
    from stretchexport.findings import Finding, Span

_UTC = frozenset({"UTC", "Etc/UTC", "GMT", "Z", "Etc/GMT", "Zulu", "Etc/Zulu"})
_TIMED = frozenset({"DTSTART", "DTEND", "DUE", "EXDATE", "RDATE", "RECURRENCE-ID", "FREEBUSY"})


def check(root: Component, entries: list[Entry], zones: Zones, budget: Budget) -> Iterator[Finding]:
    """What is wrong with zones, and with how the times of the file refer to them."""
    used: dict[str, ContentLine] = {}
    for component in root.walk():
        for line in component.lines:
            if line.name in _TIMED and line.parameters:
                yield from _reference(line, used)
    yield from _definitions(root, used)
    for tzid, line in used.items():
        if tzid not in zones.components and tzid not in _UTC:
            message = f"there is no VTIMEZONE for {shown(tzid)}"
            hint = "define the zone: readers that do not know the name take the time for another"
            yield finding("SE951", line, message, hint, span=_tzid_span(line))
        yield from _unknown(tzid, line, zones.components.get(tzid))
    yield from _floating(entries)
    yield from _disagreements(entries, zones, budget)


def _reference(line: ContentLine, used: dict[str, ContentLine]) -> Iterator[Finding]:
    """The TZID of one line, kept in ``used`` if it is one that says something."""
    tzid = line.parameter("TZID")
    if tzid is None:
        return
    if "T" not in line.value.upper() and line.value[:8].isdigit():
        message = "a date has no time zone"
        yield finding("SE955", line, message, "delete the TZID", span=_tzid_span(line))
    elif line.value.upper().endswith("Z"):
        message = "the time is in UTC and names a zone as well"
        hint = "delete the Z for a time in the zone, or the TZID for one in UTC"
        yield finding("SE955", line, message, hint, span=_tzid_span(line))
    elif tzid in _UTC:
        message = f"UTC is written as a zone (TZID={tzid})"
        hint = "delete the TZID and put a Z after the time"
        yield finding("SE955", line, message, hint, span=_tzid_span(line))
    else:
        used.setdefault(tzid, line)


def _tzid_span(line: ContentLine) -> Span:
    one = next(one for one in line.parameters if one.name == "TZID")
    return line.span(one.start, one.end)


def _definitions(root: Component, used: dict[str, ContentLine]) -> Iterator[Finding]:
    """Definitions that nothing uses, that are there twice, or that define nothing."""
    seen: dict[tuple[object, str], ContentLine] = {}
    for component in root.walk():
        line = component.first("TZID") if component.name == "VTIMEZONE" else None
        if line is None:
            continue
        first = seen.setdefault((component.path[:2], line.value), line)
        if first is not line:
            message = f"the zone {shown(line.value)} is defined twice"
            related = (Related("the first one", first.span()),)
            yield finding("SE957", line, message, "delete one of them", related=related)
        elif not any(one.name in ("STANDARD", "DAYLIGHT") for one in component.children):
            message = f"the zone {shown(line.value)} has neither STANDARD nor DAYLIGHT"
            hint = "add at least one STANDARD part with its offsets"
            yield finding("SE957", line, message, hint)
        elif line.value not in used:
            message = f"nothing refers to the zone {shown(line.value)}"
            hint = "delete it, or add TZID to the times that are meant to be in it"
            yield finding("SE952", line, message, hint)


def _unknown(tzid: str, line: ContentLine, component: Component | None) -> Iterator[Finding]:
    """A name that is not in the tz database."""
    if tzid in names.names() or tzid in _UTC:
        return
    meant = from_windows(tzid) or _tail(tzid)
    if not meant and component is not None:
        known = component.text("X-LIC-LOCATION")
        meant = known if known in names.names() else ""
    hint = f"write {meant}" if meant else "use a name such as Europe/Berlin"
    kind = "the name that Windows gives a zone" if from_windows(tzid) else "not in the tz database"
    message = f"{shown(tzid)} is {kind}: many calendars go by the name alone"
    yield finding("SE953", line, message, hint, span=_tzid_span(line))


def _tail(tzid: str) -> str:
    """The name of the database at the end of one with a prefix, as /example.org/Europe/Berlin."""
    parts = tzid.split("/")[-3:]
    tails = ("/".join(parts[index:]) for index in range(len(parts)))
    return next((tail for tail in tails if tail in names.names()), "")


def _floating(entries: list[Entry]) -> Iterator[Finding]:
    """Times in no zone: one finding, however many there are."""
    found = [one.start for one in entries if one.start and one.start.moment.form is Form.FLOATING]
    if found:
        rest = counted(len(found) - 1, "more entry is", "more entries are")
        many = f"; {rest}" if len(found) > 1 else ""
        message = f"the time is floating: it is in no time zone{many}"
        hint = "add a TZID, unless the hour is meant to be the same wherever the device is"
        yield finding("SE956", found[0].line, message, hint)


def _disagreements(entries: list[Entry], zones: Zones, budget: Budget) -> Iterator[Finding]:
    """Dates at which a definition has another offset than the database."""
    moments: dict[str, list[tuple[dt.datetime, ContentLine]]] = defaultdict(list)
    for one in entries:
        if one.start and one.start.moment.form is Form.ZONED:
            walls = {one.start.moment.wall, *one.dates}
            moments[one.start.moment.tzid] += ((wall, one.start.line) for wall in walls)
    for tzid, every in moments.items():
        component = zones.components.get(tzid)
        known = database(tzid)
        if component is None or known is None:
            continue
        every.sort(key=lambda pair: pair[0])
        defined = define(component, every[-1][0], budget)
        wrong = [pair for pair in every if _differs(pair[0], defined, known)]
        if wrong and budget.left >= 0:  # else the definition was not followed to its end
            yield _disagreement(tzid, wrong, defined)


def _differs(wall: dt.datetime, defined: Defined, known: dt.tzinfo) -> bool:
    ours = defined.offset(wall)
    return ours is not None and ours != wall.replace(tzinfo=known).utcoffset()


def _disagreement(
    tzid: str, wrong: list[tuple[dt.datetime, ContentLine]], defined: Defined
) -> Finding:
    wall, line = wrong[0]
    known = database(tzid)
    assert known is not None
    ours, theirs = defined.offset(wall), wall.replace(tzinfo=known).utcoffset()
    many = f", and on {counted(len(wrong) - 1, 'more date')}" if len(wrong) > 1 else ""
    message = (
        f"on {wall:%Y-%m-%d %H:%M} the file has {shown(tzid)} at {_offset(ours)} from UTC, "
        f"the tz database at {_offset(theirs)}{many}"
    )
    hint = "calendars that go by the name show another time than those that go by the file"
    zone_line = defined.component.first("TZID")
    assert zone_line is not None
    related = (Related("an entry of that date", line.span()),)
    return finding("SE954", zone_line, message, hint, related=related)


def _offset(length: dt.timedelta | None) -> str:
    seconds = int(length.total_seconds()) if length is not None else 0
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}:{minutes:02}"
