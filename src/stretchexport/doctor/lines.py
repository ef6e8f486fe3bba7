"""The content lines of a calendar file (RFC 5545 section 3.1) and the place of every character.

Reading never fails: a line that is none keeps its text and has no name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.lines import CONTENT, folded, parameters, unfolded
from stretchexport.findings import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.exporters.calendar.lines import Parameter

_CONTINUATION = bytes(range(0x80, 0xC0))
"""Bytes of UTF-8 that go on with a character and begin none."""


@dataclass(slots=True)
class ContentLine:
    """One unfolded line. ``name`` is in capitals, and empty if the line is no content line."""

    number: int
    """The line of the file that it begins in, from 1."""
    physical: list[bytes]
    """Its lines in the file."""
    text: str
    name: str = ""
    value_start: int = 0
    parameters: tuple[Parameter, ...] = ()
    path: tuple[str | int, ...] = field(default=(), repr=False)
    """The component it belongs to; set when the components are known."""

    _ends: list[int] = field(default_factory=list, repr=False)
    """How many characters begin in the parts up to each; found when a place is asked for."""

    @property
    def parts(self) -> list[bytes]:
        """Its lines in the file, those after the first without the white space of the fold."""
        return [line[bool(index) :] for index, line in enumerate(self.physical)]

    @property
    def value(self) -> str:
        """What stands after the colon."""
        return self.text[self.value_start :]

    def parameter(self, name: str) -> str | None:
        """The value of the first parameter called ``name``, or ``None``."""
        return next((one.value for one in self.parameters if one.name == name), None)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place of the characters ``start`` to ``end`` of the unfolded text."""
        end = len(self.text) if end is None else end
        return Span(*self._place(start, at_end=False), *self._place(end, at_end=end > start))

    def value_span(self) -> Span:
        """The place of the value."""
        return self.span(self.value_start)

    def name_span(self) -> Span:
        """The place of the name."""
        return self.span(0, len(self.name))

    def _place(self, offset: int, *, at_end: bool) -> tuple[int, int]:
        """Line and column; the end of a part is the start of the next one, except ``at_end``."""
        if len(self.physical) == 1:
            return self.number, offset + 1
        if not self._ends:
            sizes = (len(part.translate(None, _CONTINUATION)) for part in self.parts)
            self._ends = list(accumulate(sizes))
        find = bisect_left if at_end else bisect_right
        index = min(find(self._ends, offset), len(self._ends) - 1)
        before = self._ends[index - 1] if index else 0
        return self.number + index, offset - before + 1 + bool(index)


def content_lines(lines: Iterable[bytes]) -> Iterator[ContentLine]:
    """The content lines of a file that was cut at its line breaks; empty lines are left out."""
    for number, physical in folded(lines):
        line = ContentLine(number, physical, unfolded(physical).decode("utf-8", "replace"))
        match = CONTENT.match(line.text)
        if match and match[2] is not None:
            line.name = match[1].upper()
            line.value_start = match.end()
            if match[2]:
                line.parameters = tuple(parameters(match[2], match.start(2)))
        yield line
