"""Where things stand in a text: offsets while reading, lines and columns when somebody asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from stretchexport.findings import Span

_LINE_BREAK = re.compile(r"\r\n?|\n")


class Lines:
    """The line starts of one text; found at the first question, so a good file costs nothing."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets, counted in code points from 0, the end exclusive."""
        return Span(*self._place(start), *self._place(end))

    def _place(self, offset: int) -> tuple[int, int]:
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(self._text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@dataclass(slots=True)
class Place:
    """Where one value stands, as offsets into the text; a tree of the same shape as the data.

    ``key_start`` is -1 for list items and for the root. ``children`` is by key or by index, and
    ``None`` for scalars.
    """

    start: int
    end: int
    key_start: int = -1
    key_end: int = -1
    children: dict[str | int, Place] | None = None
