"""What differs between two versions of an object, in words for people.

Two versions are the same if they say the same, whatever their order, folds and version are.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.identity.objects import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.calendar.identity.content import Component, Property
    from stretchexport.exporters.calendar.identity.objects import CalendarObject

_VERSION = frozenset({*VERSION, "CREATED"})
_DEFAULT_STATUS = {"VEVENT": "CONFIRMED", "VTODO": "NEEDS-ACTION"}
_ALARMS = "alarms"
_ENDS = ("DTEND", "DUE")
_WORDS = {
    "SUMMARY": "title",
    "DESCRIPTION": "description",
    "STYLED-DESCRIPTION": "formatted description",
    "RRULE": "rule",
    "EXDATE": "skipped dates",
    "DTSTART": "start",
    "DTEND": "end",
    "DUE": "due",
    "DURATION": "length",
    "URL": "link",
    "ATTACH": "attachment",
    "TRANSP": "busy or free",
    "X-MICROSOFT-CDO-BUSYSTATUS": "busy or free (Outlook)",
}
_WITH_STATUS = frozenset({"TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", _ALARMS})
"""What a cancelled event loses, and gets again with its STATUS."""
_KINDS = {"VEVENT": "event", "VTODO": "to-do", "VJOURNAL": "journal entry"}


def differences(old: CalendarObject, new: CalendarObject) -> tuple[str, ...]:
    """What is different in ``new``, a few words each; nothing if both say the same.

    SEQUENCE, DTSTAMP, LAST-MODIFIED and CREATED do not count, and a STATUS that only says what goes
    without saying (RFC 5545 section 3.8.1.11) is none.
    """
    if old.data == new.data:
        return ()
    if old.kind != new.kind:
        return (f"{_KINDS[old.kind]} -> {_KINDS[new.kind]}",)
    before, after = _by_date(old), _by_date(new)
    words: list[str] = []
    for date in dict.fromkeys((*before, *after)):
        if date not in after:
            words.append(f"{_day(date)} is as in the series again")
        elif date not in before:
            words.append(_moved(date, after[date]))
        else:
            prefix = f"{_day(date)}: " if date else ""
            words += (prefix + word for word in _component(before[date], after[date]))
    return tuple(words)


def _by_date(one: CalendarObject) -> dict[str, Component]:
    """The components by their RECURRENCE-ID, which the series itself has not."""
    return {component.value("RECURRENCE-ID"): component for component in one.components}


def _moved(date: str, new: Component) -> str:
    """Where the session of ``date`` goes, if it does; it may also differ in something else."""
    place, start = new.get("RECURRENCE-ID"), new.get("DTSTART")
    before, after = _moment(place), _moment(start)
    differs = f"{_day(date)} differs from the series"
    if not (place and start and before and after) or _zone(place) != _zone(start):
        return differs
    if before == after:
        return differs
    if before.date() == after.date():
        return f"{_day(date)}: time {before:%H:%M} -> {after:%H:%M}"
    time = f" {after:%H:%M}" if "T" in start.value else ""
    return f"{_day(date)} moved to {after:%Y-%m-%d}{time}"


def _component(old: Component, new: Component) -> list[str]:
    before, after = statements(old), statements(new)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if "STATUS" in names:
        names = [name for name in names if name not in _WITH_STATUS]
    words = list(_named(old, new, names))
    # a length or a rule that says the same in other words: say at least where
    return words or [_WORDS.get(name, name.lower()) for name in names]


def _named(old: Component, new: Component, names: list[str]) -> Iterator[str]:
    """The words for the properties that differ; nothing for what follows from another."""
    for name in names:
        if name == "STATUS":
            yield "cancelled" if new.value(name).upper() == "CANCELLED" else "no longer cancelled"
        elif name == "DTSTART":
            yield from _start(old.get(name), new.get(name))
        elif name in _ENDS:
            yield from _length(old, new, name)
        elif name == "RRULE":
            yield from _rule(old.value(name), new.value(name))
        elif name == "EXDATE":
            yield from _skipped(old, new)
        else:
            yield _WORDS.get(name, name.lower())


def _start(old: Property | None, new: Property | None) -> Iterator[str]:
    """The zone, the date and the time of day, each if it differs."""
    first, second = _moment(old), _moment(new)
    if not (old and new and first and second):
        yield _WORDS["DTSTART"]
        return
    zones = _zone(old), _zone(new)
    if zones[0] != zones[1]:
        yield f"time zone {zones[0]} -> {zones[1]}"
    if first.date() != second.date():
        yield f"start {first:%Y-%m-%d} -> {second:%Y-%m-%d}"
    if first.time() != second.time():
        yield f"time {first:%H:%M} -> {second:%H:%M}"


def _length(old: Component, new: Component, end: str) -> Iterator[str]:
    lengths = [_minutes(one, end) for one in (old, new)]
    if None in lengths:
        yield _WORDS[end]
    elif lengths[0] != lengths[1]:
        yield f"length {lengths[0]} min -> {lengths[1]} min"


def _rule(old: str, new: str) -> Iterator[str]:
    """The weekdays and the last date, each if it differs, and anything else as one."""
    before, after = _parts(old), _parts(new)
    names = {name for name in {**before, **after} if before.get(name) != after.get(name)}
    if not (before and after) or names - {"BYDAY", "UNTIL"}:
        yield _WORDS["RRULE"]
        return
    if "BYDAY" in names:
        yield f"days {before.get('BYDAY', 'none')} -> {after.get('BYDAY', 'none')}"
    if "UNTIL" in names:
        last = [_day(parts.get("UNTIL", "")) for parts in (before, after)]
        if last[0] != last[1]:
            yield f"until {last[0]} -> {last[1]}"


def _skipped(old: Component, new: Component) -> Iterator[str]:
    """The dates that are left out, by their day: a new time of day moves all of them."""
    before, after = _days(old), _days(new)
    if added := after - before:
        yield f"skips {', '.join(sorted(added))}"
    if removed := before - after:
        yield f"no longer skips {', '.join(sorted(removed))}"


def statements(component: Component) -> dict[str, list[object]]:
    """What a component says, by property; the alarms and other components in it under one name."""
    found: dict[str, list[object]] = {}
    for one in component.properties:
        default = one.name == "STATUS" and one.value.upper() == _DEFAULT_STATUS.get(component.name)
        if one.name not in _VERSION and not default:
            found.setdefault(one.name, []).append((one.parameter_list, _value(one)))
    for child in component.children:
        name = _ALARMS if child.name == "VALARM" else child.name
        found.setdefault(name, []).append((child.name, sorted(statements(child).items())))
    for values in found.values():
        values.sort(key=repr)
    return found


def _value(one: Property) -> object:
    """A value in one form, where there are several: the parts of a rule come in any order."""
    return _parts(one.value) if one.name == "RRULE" else one.value.replace("\\N", "\\n")


def _parts(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.upper().split(";") if part)
    return {name: value for name, _, value in sorted(pairs)}


def _days(component: Component) -> set[str]:
    values = (one.value for one in component.properties if one.name == "EXDATE")
    return {_day(value) for text in values for value in text.split(",")}


def _day(text: str) -> str:
    """The date of a DATE or DATE-TIME, in the ISO form with dashes."""
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}"


def _minutes(component: Component, end: str) -> int | None:
    """From the start to the property ``end`` in minutes, by the clock on the wall."""
    first, last = _moment(component.get("DTSTART")), _moment(component.get(end))
    return (last - first) // dt.timedelta(minutes=1) if first and last else None


def _moment(one: Property | None) -> dt.datetime | None:
    """A DATE or DATE-TIME by the clock on the wall."""
    text = one.value.removesuffix("Z") if one else ""
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _zone(one: Property) -> str:
    if "T" not in one.value:
        return "none (all day)"
    return "UTC" if one.value.endswith("Z") else one.parameter("TZID") or "none (floating)"
