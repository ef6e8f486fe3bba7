"""Edits of a source text: what to write in place of what, and what the data are then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.findings import Finding, Path, Span

_LINE_BREAK = re.compile(r"\r\n?|\n")
_WHOLE_DECIMAL = re.compile(r"(-?[0-9]+)\.0+")


@dataclass(frozen=True, slots=True)
class Edit:
    """``new`` in place of ``old``, which stands at the offset ``start`` of a text.

    ``path`` leads to the value that changes, or to the one whose key does (``of_key``); ``value``
    is the new value or the new key.
    """

    finding: Finding
    start: int
    old: str
    new: str
    path: Path
    value: str | int
    of_key: bool

    @property
    def end(self) -> int:
        """The offset after what is replaced."""
        return self.start + len(self.old)


class Offsets:
    """The offsets of the spans in one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]

    def of(self, span: Span) -> tuple[int, int]:
        """Where ``span`` begins and ends, in code points from 0."""
        return (
            self._starts[span.line - 1] + span.column - 1,
            self._starts[span.end_line - 1] + span.end_column - 1,
        )


def respelt(source: str, value: object, new: str) -> str | None:
    """``source``, the text of a key or value, with ``new`` in it and its quotes kept.

    ``None`` if the source has anything more in it, such as an escape or a line break.
    """
    if isinstance(value, float):
        return new if _WHOLE_DECIMAL.fullmatch(source) else None
    for quote in ("", '"', "'"):
        if source == f"{quote}{value}{quote}":
            return f"{quote}{new}{quote}"
    return None


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with all the edits done; they do not overlap."""
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def changed(data: Any, edits: Iterable[Edit]) -> Any:
    """A copy of ``data`` with the edits done in it; keys keep their order."""
    for edit in edits:
        data = _replaced(data, edit.path, edit)
    return data


def _replaced(data: Any, path: Path, edit: Edit) -> Any:
    if not path:
        return edit.value
    first, rest = path[0], path[1:]
    if isinstance(data, list):
        return [_replaced(one, rest, edit) if at == first else one for at, one in enumerate(data)]
    if not rest and edit.of_key:
        return {edit.value if key == first else key: one for key, one in data.items()}
    return {key: _replaced(one, rest, edit) if key == first else one for key, one in data.items()}
