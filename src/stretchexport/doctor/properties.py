"""Components and their properties: which may stand where, how often, and what is missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stretchexport.doctor.grammar import components, parameters, properties
from stretchexport.doctor.tree import finding
from stretchexport.findings import Finding, Related
from stretchexport.fixing import spelling
from stretchexport.reading.report import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.doctor.lines import ContentLine
    from stretchexport.doctor.tree import Component

MAX_UNKNOWN = 50
"""Different unknown names that are compared with the known ones; each comparison takes a while."""

_MISSING = {
    "VERSION": "add VERSION:2.0 after BEGIN:VCALENDAR",
    "PRODID": "add a line such as PRODID:-//example.org//my program//EN",
    "UID": "add a UID that stays the same in every export, or each import makes a new entry",
    "DTSTAMP": "add the time it was last changed in UTC, such as DTSTAMP:20261122T000000Z",
    "DTSTART": "add the start, such as DTSTART;TZID=Europe/Berlin:20261207T073000",
    "TZID": "add the name that the events give as TZID",
    "TZOFFSETFROM": "add the offset before the change, such as TZOFFSETFROM:+0200",
    "TZOFFSETTO": "add the offset after the change, such as TZOFFSETTO:+0100",
    "ACTION": "add ACTION:DISPLAY",
    "TRIGGER": "add when it goes off, such as TRIGGER:-PT10M",
    "DESCRIPTION": "add what is shown, such as DESCRIPTION:Desk break",
    "SUMMARY": "add the subject of the message as SUMMARY",
    "ATTENDEE": "add whom to write to, such as ATTENDEE:mailto:name@example.org",
}
_ALARM_NEEDS = {"DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE")}


def check(root: Component) -> Iterator[Finding]:
    """What is wrong with the names and numbers of components and properties."""
    names = _Names()
    for component in root.walk():
        if component is root:
            continue
        yield from names.component(component)
        if component.name in components():
            yield from _missing(component)
        yield from _twice(component)
        for line in component.lines:
            yield from names.line(line, component)
            yield from _place(line, component)


def calendars(root: Component) -> Iterator[Finding]:
    """There is one calendar, and its version is the one that readers know."""
    every = [one for one in root.children if one.name == "VCALENDAR"]
    for one in every[1:]:
        assert one.begin is not None
        message = "a second calendar begins in the same file"
        hint = "write a file for each: many programs read the first one only"
        yield finding("SE912", one.begin, message, hint)
    for one in every:
        for line in one.all("VERSION"):
            if line.value != "2.0":
                message = f"VERSION is {shown(line.value)}; it is the version of iCalendar"
                hint = "write VERSION:2.0; the version of a program belongs into PRODID"
                yield finding("SE916", line, message, hint)
        for line in one.all("METHOD"):
            message = "the calendar is a message between people (METHOD)"
            hint = (
                "leave it out of files that are imported or stored: CalDAV servers refuse it, and "
                "mail programs answer it"
            )
            yield finding("SE924", line, message, hint)


class _Names:
    """Unknown names: what they are meant to be, where that is certain."""

    def __init__(self) -> None:
        self._meant: dict[tuple[str, str], str | None] = {}

    def component(self, component: Component) -> Iterator[Finding]:
        """A misspelt component, or one in the wrong place."""
        assert component.begin is not None
        kind = components().get(component.name)
        if kind is None:
            known = frozenset(components())
            yield from self._slip(component.name, known, component.begin, at_value=True)
            return
        parent = component.path[-4] if len(component.path) > 2 else ""
        if not parent and kind.inside:
            message = f"{component.name} stands in no component"
            hint = f"it belongs into {' or '.join(sorted(kind.inside))}"
            yield finding("SE911", component.begin, message, hint)
        elif parent in components() and parent not in kind.inside:
            where = " or ".join(sorted(kind.inside)) or "no other component"
            message = f"{component.name} means nothing in {parent}"
            yield finding("SE914", component.begin, message, f"it belongs into {where}")

    def line(self, line: ContentLine, component: Component) -> Iterator[Finding]:
        """A misspelt property or parameter."""
        if line.name and line.name not in properties():
            known = frozenset(properties())
            yield from self._slip(line.name, known, line, in_component=component.name)
        for one in line.parameters:
            if one.name not in parameters():
                near = self._near(one.name, parameters())
                if near:
                    span = line.span(one.start, one.start + len(one.name))
                    message = f"nobody knows the parameter {shown(one.name)}"
                    yield finding("SE913", line, message, f"did you mean {near}?", span=span)

    def _slip(
        self,
        name: str,
        known: frozenset[str],
        line: ContentLine,
        *,
        at_value: bool = False,
        in_component: str = "",
    ) -> Iterator[Finding]:
        near = self._near(name, known)
        if near:
            span = line.value_span() if at_value else line.name_span()
            inside = f" in {in_component}" if in_component else ""
            message = f"nobody knows {shown(name)}{inside}"
            yield finding("SE913", line, message, f"did you mean {near}?", span=span)

    def _near(self, name: str, known: frozenset[str]) -> str | None:
        """The known name that ``name`` is a slip of; names of one's own begin with X-."""
        if name.startswith("X-"):
            return None
        key = (name, min(known))
        if key not in self._meant:
            if len(self._meant) >= MAX_UNKNOWN:
                return None
            plain = {one.lower() for one in known if not one.startswith("X-")}
            self._meant[key] = spelling.word(name, plain)
        near = self._meant[key]
        return near.upper() if near else None


def _missing(component: Component) -> Iterator[Finding]:
    """Properties that the component must have."""
    assert component.begin is not None
    there = {line.name for line in component.lines}
    needs = components()[component.name].needs
    if component.name == "VALARM":
        needs += _ALARM_NEEDS.get(component.text("ACTION").upper(), ())
    code = "SE925" if component.name == "VALARM" else "SE915"
    for name in needs:
        if name not in there:
            message = f"{component.name} has no {name}"
            yield finding(code, component.begin, message, _MISSING.get(name, f"add a {name}"))


def _twice(component: Component) -> Iterator[Finding]:
    """Properties that are there more often than once, and may not be."""
    counted = Counter(line.name for line in component.lines)
    for name, count in counted.items():
        kind = properties().get(name)
        if count < 2 or kind is None or component.name not in kind.once:
            continue
        first, second = component.all(name)[:2]
        message = f"{component.name} has {count} times {name}; once is the most"
        hint = "delete all but one: some readers take the first, some the last, some refuse"
        related = (Related("the first one", first.span()),)
        yield finding("SE917", second, message, hint, span=second.name_span(), related=related)


def _place(line: ContentLine, component: Component) -> Iterator[Finding]:
    """A known property in a known component that does not have it."""
    kind = properties().get(line.name)
    if kind is None or component.name not in components():
        return
    if component.name not in kind.once and component.name not in kind.many:
        message = f"{line.name} means nothing in {component.name}"
        hint = "it belongs into " + ", ".join(sorted(kind.once | kind.many)[:6])
        yield finding("SE914", line, message, hint, span=line.name_span())
