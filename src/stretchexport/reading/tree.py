"""Builds plain data and its places from what a reader meets, one step at a time.

Nothing here recurses: an explicit stack holds the open mappings and lists, so a hostile file ends
in a finding instead of the end of the process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from stretchexport.findings import Related
from stretchexport.reading.positions import Place
from stretchexport.reading.report import Report, Stopped, shown

if TYPE_CHECKING:
    from stretchexport.findings import Path

MAX_DEPTH = 32
"""How many mappings and lists may stand inside each other; the root is the first."""

MAX_VALUES = 100_000
"""How many values a file may hold. A routine has hundreds."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open."""

    data: dict[str, object] | list[object]
    place: Place
    children: dict[str | int, Place]  # those of its place
    step: str | int | None  # where the next value goes; None: a key is missing or was refused
    wants_key: bool
    is_key: bool  # it stands where a key should; what is in it goes nowhere
    key_start: int = -1
    key_end: int = -1
    last_end: int = -1  # the end of the last key or value in it


class TreeBuilder:
    """Takes keys, values and brackets in the order of the file; reports what cannot be kept."""

    def __init__(self, report: Report) -> None:
        self.data: object = None
        self.root: Place | None = None
        self._report = report
        self._stack: list[_Frame] = []
        self._values = 0

    @property
    def is_open(self) -> bool:
        """Whether a mapping or list is still open."""
        return bool(self._stack)

    @property
    def in_mapping(self) -> bool:
        """Whether the innermost open thing is a mapping."""
        return self.is_open and isinstance(self._stack[-1].data, dict)

    @property
    def wants_key(self) -> bool:
        """Whether a key has to come next."""
        return self.is_open and self._stack[-1].wants_key

    @property
    def in_key(self) -> bool:
        """Whether all of this is part of a mapping or list that stands where a key should."""
        return any(frame.is_key for frame in self._stack)

    @property
    def opened_at(self) -> int:
        """The offset where the innermost open thing begins."""
        return self._stack[-1].place.start

    def path(self) -> Path:
        """Where the next value will stand, as far as its keys could be kept."""
        steps: list[str | int] = []
        for frame in self._stack:
            if frame.step is None:
                break
            steps.append(frame.step)
        return tuple(steps)

    def key(self, text: str, start: int, end: int) -> None:
        """A key of the innermost mapping."""
        self.drop_key(end)
        frame = self._stack[-1]
        first = frame.children.get(text)
        if first is not None:
            self._duplicate(text, start, end, first)
            return
        frame.step, frame.key_start, frame.key_end = text, start, end

    def drop_key(self, end: int) -> None:
        """A key that was refused and reported: its value is read, but kept nowhere."""
        frame = self._stack[-1]
        frame.wants_key, frame.last_end = False, end

    def scalar(self, value: str | float | bool | None, start: int, end: int) -> None:
        """A single value."""
        self._attach(value, Place(start, end))
        self._after_value(end)

    def open_mapping(self, start: int, end: int, *, is_key: bool = False) -> None:
        """The beginning of a mapping; ``end`` is the end of what opens it."""
        children: dict[str | int, Place] = {}
        place = Place(start, end, children=children)
        self._open(_Frame({}, place, children, step=None, wants_key=True, is_key=is_key))

    def open_list(self, start: int, end: int, *, is_key: bool = False) -> None:
        """The beginning of a list; ``end`` is the end of what opens it."""
        children: dict[str | int, Place] = {}
        place = Place(start, end, children=children)
        self._open(_Frame([], place, children, step=0, wants_key=False, is_key=is_key))

    def close(self, end: int | None) -> None:
        """The end of the innermost thing, after its bracket; ``None`` for the end of its content.

        A YAML block ends where its last value does: the comments and blank lines that follow are
        nothing to point at.
        """
        frame = self._stack.pop()
        place = frame.place
        place.end = max(place.end, frame.last_end) if end is None else end
        if frame.is_key:
            self.drop_key(place.end)
        else:
            self._after_value(place.end)

    def _open(self, frame: _Frame) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._stop(
                "SE105",
                frame.place,
                f"this is nested more than {MAX_DEPTH} levels deep",
                "a routine needs about eight levels; is a bracket repeated by mistake?",
            )
        if not frame.is_key:
            self._attach(frame.data, frame.place)
        self._stack.append(frame)

    def _attach(self, value: object, place: Place) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            self._stop(
                "SE118",
                place,
                f"the file holds more than {MAX_VALUES:,} values",
                "a routine has hundreds of values; is this the right file?",
            )
        if not self._stack:
            self.data, self.root = value, place
            return
        frame = self._stack[-1]
        if frame.step is None:
            return
        if isinstance(frame.data, list):
            frame.data.append(value)
        elif isinstance(frame.step, str):
            frame.data[frame.step] = value
            place.key_start, place.key_end = frame.key_start, frame.key_end
        frame.children[frame.step] = place

    def _after_value(self, end: int) -> None:
        if not self._stack:
            return
        frame = self._stack[-1]
        frame.last_end = end
        if isinstance(frame.step, int):
            frame.step += 1
        else:
            frame.step, frame.wants_key = None, True

    def _stop(self, code: str, place: Place, message: str, help: str) -> NoReturn:
        end = max(place.end, place.start + 1)
        self._report.add(code, message, place.start, end, help=help, path=self.path())
        raise Stopped

    def _duplicate(self, text: str, start: int, end: int, first: Place) -> None:
        first_span = self._report.lines.span(first.key_start, first.key_end)
        self._report.add(
            "SE106",
            f"the key {shown(text)} is here twice; the first is in line {first_span.line}",
            start,
            end,
            help="remove one of the two, or rename it",
            path=(*self.path(), text),
            related=(Related(f"the first {shown(text)}", first_span),),
        )
