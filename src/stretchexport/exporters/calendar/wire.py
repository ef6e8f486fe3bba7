"""A calendar as bytes: content lines, folded (RFC 5545 section 3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icalendar.parser_tools import to_unicode

from stretchexport.exporters.calendar.lines import MAX_OCTETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Component


def to_bytes(component: Component) -> bytes:
    """The component and all in it, properties in the order in which they were added."""
    return b"".join(fold(line) + b"\r\n" for line in _lines(component))


def _lines(component: Component) -> Iterator[bytes]:
    """The content lines of a component, each in one piece.

    icalendar makes an object of every line, and of its parameters, which takes most of an export.
    """
    name = str(component.name).encode()
    yield b"BEGIN:" + name
    for key, values in component.items():
        for value in values if isinstance(values, list) else (values,):
            parameters = value.params.to_ical(sorted=False).decode() if value.params else ""
            written = to_unicode(value.to_ical())
            line = f"{key}{';' if parameters else ''}{parameters}:{written}"
            if "\n" in line or "\r" in line:
                raise ValueError(f"a line break in a value of {key}")
            yield line.encode()
    for inner in component.subcomponents:
        yield from _lines(inner)
    yield b"END:" + name


def fold(line: bytes) -> bytes:
    """A content line in UTF-8, cut where it is too long.

    A cut never falls into a character, and into no letter with its marks or emoji of several
    characters either, unless that is longer than a line: a reader that unfolds by characters, or
    shows the lines as they are, is not given half of what people see as one.
    """
    parts = []
    start, room = 0, MAX_OCTETS
    while len(line) - start > room:
        end = _cut(line, start, start + room)
        parts.append(line[start:end])
        start, room = end, MAX_OCTETS - 1  # the space that a folded line begins with
    parts.append(line[start:])
    return b"\r\n ".join(parts)


def _cut(line: bytes, start: int, end: int) -> int:
    """Where to cut: at ``end``, or as little as possible before it."""
    end = _character(line, end)
    if line[end] < 0x80 and line[end - 1] < 0x80:
        return end
    from wcwidth import grapheme_boundary_before

    seen = line[start:end].decode()
    following = line[end : end + 4].decode(errors="ignore")[0]
    whole = grapheme_boundary_before(seen + following, len(seen) + 1)
    return start + len(seen[:whole].encode()) if whole else end


def _character(line: bytes, at: int) -> int:
    """The first octet of the character that the octet ``at`` is part of."""
    while line[at] & 0xC0 == 0x80:
        at -= 1
    return at
