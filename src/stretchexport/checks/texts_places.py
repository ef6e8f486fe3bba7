"""Where some words of a text stand in the file it was written in.

A text in the data and its source differ: escapes, doubled quotes, folded lines, indentation. The
words are found again where that can be done for sure; else the place is that of the whole text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stretchexport.reading.positions import Lines

if TYPE_CHECKING:
    from stretchexport.findings import Path, Span
    from stretchexport.reading import Document

_LINE_BREAK = re.compile(r"\r\n?|\n")
_CHARACTER = re.compile(
    r"""\\(?:
        u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}
    |   u[0-9a-fA-F]{4}
    |   x[0-9a-fA-F]{2}
    |   U[0-9a-fA-F]{8}
    |   .
    ) | .""",
    re.VERBOSE,
)
"""One character of a text in double quotes, in YAML or JSON."""


class Places:
    """The source of one document; nothing is worked out before somebody asks."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines = Lines(document.text)
        self._starts: list[int] | None = None

    def offsets(self, path: Path, value: str, start: int, end: int) -> tuple[int, int] | None:
        """Where the characters ``start`` to ``end`` of the text ``value`` at ``path`` stand.

        Offsets into the document's text; ``None`` if that cannot be said for sure.
        """
        first, last = self.whole(path)
        source = self._document.text[first:last]
        place = _quoted(source, value, start, end) or _repeated(source, value, start, end)
        return place and (first + place[0], first + place[1])

    def whole(self, path: Path) -> tuple[int, int]:
        """The offsets of the whole value at ``path``."""
        span = self._document.span(path)
        return self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)

    def span(self, path: Path, value: str, start: int, end: int) -> Span:
        """The span of the characters, or that of the whole text."""
        place = self.offsets(path, value, start, end)
        return self._lines.span(*place) if place else self._document.span(path)

    def at(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return self._lines.span(start, end)

    def _offset(self, line: int, column: int) -> int:
        if self._starts is None:
            breaks = _LINE_BREAK.finditer(self._document.text)
            self._starts = [0, *(match.end() for match in breaks)]
        return self._starts[line - 1] + column - 1


def _quoted(source: str, value: str, start: int, end: int) -> tuple[int, int] | None:
    """The place in a text in double quotes on one line, escape by escape."""
    if not source.startswith('"') or _LINE_BREAK.search(source):
        return None
    inside = [match.span() for match in _CHARACTER.finditer(source, 1, len(source) - 1)]
    if len(inside) != len(value):
        return None
    return inside[start][0], inside[end - 1][1]


def _repeated(source: str, value: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the same words, if the source has them just as often as the text."""
    words = value[start:end].split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    doubled = [word.replace("'", "''") for word in words] if source.startswith("'") else words
    in_source = re.compile(r"\s+".join(map(re.escape, doubled)))
    here = [match.start() for match in pattern.finditer(value)]
    there = [match.span() for match in in_source.finditer(source)]
    if start not in here or len(here) != len(there):
        return None
    return there[here.index(start)]
