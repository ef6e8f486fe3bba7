"""The form of the content lines of a calendar file, whoever wrote it (RFC 5545 section 3.1).

This is for readers that need a line as it stands in the file: its bytes, or the place of every
character. Nothing here fails, whatever the file is; what to make of a line that is none is for the
caller to say.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_OCTETS = 75
"""The longest line, without its line break."""

_NAME = "[A-Za-z0-9-]++"
_VALUE = r'(?:"[^"]*+"|[^";:,]*+)'

CONTENT = re.compile(
    rf"({_NAME})(?:((?:;{_NAME}={_VALUE}(?:,{_VALUE})*+)*+)|(;(?:\"[^\"]*+\"|[^\":]++)*+)):"
)
"""What a content line begins with, unfolded: all up to its value.

Group 1 is the name. Group 2 are the parameters; group 3 is what stands in their place if they are
in no order, and yet end at a colon that is not quoted.
"""

_PARAMETER = re.compile(r";((?:\"[^\"]*+\"|[^\";]++)*+)")


class Parameter(NamedTuple):
    """A parameter: ``name`` in capitals, ``value`` without its quotes; the place is of it all."""

    name: str
    value: str
    start: int
    end: int


def parameters(text: str, offset: int = 0) -> Iterator[Parameter]:
    """The parameters in group 2 or 3 of :data:`CONTENT`, which begins at ``offset``."""
    for match in _PARAMETER.finditer(text):
        name, _, value = match[1].partition("=")
        start, end = match.span(1)
        yield Parameter(name.upper(), value.replace('"', ""), offset + start, offset + end)


def physical(data: bytes) -> Iterator[bytes]:
    """The lines of a file without their line ends, which are a line feed or CRLF."""
    for line in io.BytesIO(data):
        yield line.removesuffix(b"\n").removesuffix(b"\r")


def folded(lines: Iterable[bytes]) -> Iterator[tuple[int, list[bytes]]]:
    """Which lines of a file make up one content line, with the number of the first, from 1.

    Empty lines are left out, and end what stands before them.
    """
    begin, parts = 1, list[bytes]()
    for number, line in enumerate(lines, start=1):
        if parts and line[:1] in (b" ", b"\t"):
            parts.append(line)
            continue
        if parts:
            yield begin, parts
        begin, parts = number, [line] if line else []
    if parts:
        yield begin, parts


def unfolded(lines: list[bytes]) -> bytes:
    """The lines of one content line as one, without the white space that says that it goes on.

    It is still bytes, as some programs fold in the middle of a character. Some write a carriage
    return too many at the end, which is left out.
    """
    first, *others = lines
    whole = first + b"".join([line[1:] for line in others]) if others else first
    return whole.rstrip(b"\r")


def values(data: bytes, name: str) -> Iterator[str]:
    """The value of every property called ``name`` (in capitals), in whatever component."""
    for _, lines in folded(physical(data)):
        text = unfolded(lines).decode("utf-8", "surrogateescape")
        match = CONTENT.match(text)
        if match and match[1].upper() == name:
            yield text[match.end() :]
