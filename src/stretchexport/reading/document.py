"""A routine file that could be read: its data, and the place of every key and value in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pathlib

    from stretchexport.findings import Path, Span
    from stretchexport.reading.positions import Lines, Place


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data and where it stands.

    ``name`` is what to call the file in messages: its path as given, or ``-``. ``text`` is the
    decoded text without a byte order mark; spans count in it. ``data`` is made of ``dict`` with
    text keys, ``list``, ``str``, ``int``, ``float``, ``bool`` and ``None``, and nothing else.
    ``folder`` is where the file's pictures are; a file that came from nowhere has none.
    """

    name: str
    text: str
    data: object
    _root: Place = field(repr=False, compare=False)
    _lines: Lines = field(repr=False, compare=False)
    folder: pathlib.Path | None = field(default=None, compare=False)

    def span(self, path: Path) -> Span:
        """The span of the value at ``path``, or of its nearest ancestor that exists."""
        place = self._nearest(path)
        return self._lines.span(place.start, place.end)

    def key_span(self, path: Path) -> Span:
        """The span of the key that leads to ``path``, or to its nearest ancestor that exists.

        List items and the root have no key; theirs is the span of the value.
        """
        place = self._nearest(path)
        if place.key_start < 0:
            return self._lines.span(place.start, place.end)
        return self._lines.span(place.key_start, place.key_end)

    def _nearest(self, path: Path) -> Place:
        place = self._root
        for step in path:
            if place.children is None or step not in place.children:
                break
            place = place.children[step]
        return place
