"""A calendar file as components that keep their exact bytes (RFC 5545 sections 3.1 and 3.6).

Only the frame is read: where a line ends, what a property is called, what a component holds. Any
program's file goes through, and what is not looked at comes out as it went in. The one thing that
is mended are line breaks, which become CRLF, because a file cannot have two kinds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.lines import (
    CONTENT,
    folded,
    parameters,
    physical,
    unfolded,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_BYTES = 10 * 1024 * 1024
"""The largest file that is read. A calendar of ours is some kilobytes, one of years a few MiB."""

MAX_DEPTH = 8
"""Components inside of each other; RFC 9073 gets to four."""

_NO_CALENDAR = "a calendar begins with BEGIN:VCALENDAR"
_BOM = b"\xef\xbb\xbf"
_BEGINNING = re.compile(rb"\s*BEGIN:VCALENDAR\b", re.IGNORECASE)


class MalformedCalendarError(ValueError):
    """The bytes are not iCalendar; ``line`` is the first physical line that shows it, from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Property:
    """A content line: ``name`` in capitals, ``parameters`` and ``value`` unfolded, else as written.

    Bytes that are not UTF-8 are kept as surrogates. ``raw`` has the folds and the CRLF.
    """

    name: str
    parameters: str
    value: str
    raw: bytes

    @property
    def parameter_list(self) -> tuple[tuple[str, str], ...]:
        """Names in capitals and values without their quotes, in alphabetical order."""
        return tuple(sorted((one.name, one.value) for one in parameters(self.parameters)))

    def parameter(self, name: str) -> str:
        """The value of one parameter, or nothing."""
        return dict(self.parameter_list).get(name, "")


@dataclass(frozen=True)
class Component:
    """A component with its properties and the components in it, in the order of the file."""

    name: str
    head: bytes
    parts: tuple[Property | Component, ...]
    tail: bytes

    @cached_property
    def raw(self) -> bytes:
        """The whole component as it stands in the file, with CRLF for every line break."""
        return b"".join((self.head, *(part.raw for part in self.parts), self.tail))

    @property
    def properties(self) -> tuple[Property, ...]:
        """Its own properties."""
        return tuple(part for part in self.parts if isinstance(part, Property))

    @property
    def children(self) -> tuple[Component, ...]:
        """The components right in it."""
        return tuple(part for part in self.parts if isinstance(part, Component))

    def get(self, name: str) -> Property | None:
        """The first of its properties called ``name`` (in capitals), if there is one."""
        return next((one for one in self.properties if one.name == name), None)

    def value(self, name: str) -> str:
        """The value of that property, or nothing."""
        found = self.get(name)
        return found.value if found else ""

    def with_values(self, values: Mapping[str, str]) -> Component:
        """A copy in which the properties have these values and no parameters.

        Each stands once: where its first was, or after the last property. Values are of ASCII and
        short, so no line needs a fold.
        """
        left = {name: _made(name, value) for name, value in values.items()}
        parts: list[Property | Component] = []
        for part in self.parts:
            if not isinstance(part, Property) or part.name not in values:
                parts.append(part)
            elif part.name in left:
                parts.append(left.pop(part.name))
        own = [index for index, part in enumerate(parts, start=1) if isinstance(part, Property)]
        end = own[-1] if own else 0
        parts[end:end] = left.values()
        return replace(self, parts=tuple(parts))

    def without(self, name: str) -> Component:
        """A copy that has none of the components called ``name`` right in it."""
        kept = (one for one in self.parts if isinstance(one, Property) or one.name != name)
        return replace(self, parts=tuple(kept))


def _made(name: str, value: str) -> Property:
    return Property(name, "", value, f"{name}:{value}\r\n".encode("ascii"))


def calendars(data: bytes) -> tuple[Component, ...]:
    """The VCALENDAR objects of a file; there may be several (RFC 5545 section 3.4).

    Raises :class:`MalformedCalendarError` if the file is no calendar, is cut off or is too large.
    """
    if len(data) > MAX_BYTES:
        raise MalformedCalendarError(1, f"the file is larger than {MAX_BYTES:,} bytes (10 MiB)")
    data = data.removeprefix(_BOM)
    if not _BEGINNING.match(data):
        raise MalformedCalendarError(1, _NO_CALENDAR)
    whole: list[Component] = []
    opened: list[_Open] = []
    number = 0
    for number, line in _content_lines(data):
        if line.name == "BEGIN":
            opened.append(_begin(number, line, opened))
        elif not opened:
            raise MalformedCalendarError(number, _NO_CALENDAR)
        elif line.name == "END":
            done = _end(number, line, opened.pop())
            (opened[-1].parts if opened else whole).append(done)
        else:
            opened[-1].parts.append(line)
    if opened:
        inner = opened[-1]
        raise MalformedCalendarError(
            number, f"the file is cut off: BEGIN:{inner.name} in line {inner.number} has no end"
        )
    return tuple(whole)


@dataclass(slots=True)
class _Open:
    """A component whose end is still to come."""

    name: str
    number: int
    head: bytes
    parts: list[Property | Component] = field(default_factory=list)


def _begin(number: int, line: Property, opened: list[_Open]) -> _Open:
    name = line.value.strip().upper()
    if not opened and name != "VCALENDAR":
        raise MalformedCalendarError(number, _NO_CALENDAR)
    if opened and name == "VCALENDAR":
        raise MalformedCalendarError(number, "BEGIN:VCALENDAR inside of a calendar")
    if len(opened) == MAX_DEPTH:
        raise MalformedCalendarError(number, f"more than {MAX_DEPTH} components in each other")
    return _Open(name, number, line.raw)


def _end(number: int, line: Property, inner: _Open) -> Component:
    if line.value.strip().upper() != inner.name:
        raise MalformedCalendarError(
            number,
            f"END:{line.value.strip()[:40]}, but BEGIN:{inner.name} in line {inner.number} "
            "is still open",
        )
    return Component(inner.name, inner.head, tuple(inner.parts), line.raw)


def _content_lines(data: bytes) -> Iterator[tuple[int, Property]]:
    """Every content line with the number of its first physical line; blank lines are left out."""
    for number, lines in folded(physical(data)):
        if any(map(bytes.strip, lines)):
            yield number, _property(number, lines)


def _property(number: int, lines: list[bytes]) -> Property:
    text = unfolded(lines).decode("utf-8", "surrogateescape")
    found = CONTENT.match(text)
    if found is None:
        raise MalformedCalendarError(number, "this is no line of a calendar (NAME:value)")
    raw = b"\r\n".join((*lines, b""))
    return Property(found[1].upper(), found[2] or found[3] or "", text[found.end() :], raw)
