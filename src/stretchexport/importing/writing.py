"""A draft as the text of a routine file: YAML, with a comment wherever a person must decide."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from stretchexport.importing.values import line
from stretchexport.starting.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.findings import Path
    from stretchexport.importing.draft import Data, Decision, Draft

MARK = "# decide: "
"""What begins every comment that leaves something to a person."""

HEAD = """\
# Made by stretchexport import of {source}
# Each line with "decide:" is for you: that was guessed, or is not in the source at all.
#   stretchexport validate FILE           says what is still missing
#   stretchexport show FILE               shows the sessions step by step
"""

_BLOCKS = frozenset({"variants"})
"""Lists whose entries are too long for a line each."""

_INLINE = frozenset({"video", "picture", "pose"})
"""Mappings that stand on one line."""

_WORD = re.compile(r"[A-Za-z0-9][\w.:-]*", re.ASCII)
_BARE = re.compile(r"\d{1,5}[ms]|\d{1,4}m\d{1,2}s|\d{4}-\d\d-\d\d", re.ASCII)
"""Times and dates, which this reader takes for the text they are."""

_COMMENT_LENGTH = 300


def compose(draft: Draft, source: str) -> str:
    """The whole file; ``source`` says what it was made of."""
    writer = _Writer(draft.decisions)
    body = "\n".join(writer.mapping(draft.data, (), ""))
    return f"{HEAD.format(source=line(source))}{body}\n"


@dataclass(frozen=True)
class _Writer:
    decisions: Sequence[Decision]

    def mapping(self, data: Data, path: Path, pad: str) -> Iterator[str]:
        """A mapping in block style, then what is missing in it."""
        for key, value in data.items():
            if not path and isinstance(value, dict):
                yield ""
            yield from self._entry(key, value, (*path, key), pad)
        yield from self._missing(path, data, pad)

    def _entry(self, key: str, value: Any, path: Path, pad: str) -> Iterator[str]:
        head = f"{pad}{_key(key)}:"
        if not isinstance(value, (dict, list)):
            yield f"{head} {_block_scalar(value)}{self._comment(path)}"
        elif not value or _is_inline(key, value):
            comment = self._comment(path, below=isinstance(value, dict))
            yield f"{head} {_flow(value)}{comment}"
            if isinstance(value, list):
                yield from self._missing(path, range(len(value)), f"{pad}  ")
        else:
            yield f"{head}{self._comment(path)}"
            inner = f"{pad}  "
            if isinstance(value, dict):
                yield from self.mapping(value, path, inner)
            else:
                yield from self._sequence(key, value, path, inner)

    def _sequence(self, key: str, values: list[Any], path: Path, pad: str) -> Iterator[str]:
        for index, value in enumerate(values):
            place = (*path, index)
            if key in _BLOCKS:
                first, *rest = self.mapping(value, place, f"{pad}  ")
                yield f"{pad}- {first.lstrip()}"
                yield from rest
            elif isinstance(value, str):
                yield f"{pad}- {_block_scalar(value)}{self._comment(place)}"
            else:
                yield f"{pad}- {_flow(value)}{self._comment(place, below=True)}"
        yield from self._missing(path, range(len(values)), pad)

    def _comment(self, path: Path, *, below: bool = False) -> str:
        """The decisions about ``path``, or also about what is ``below`` it in the same line."""
        told = [
            one.what
            for one in self.decisions
            if (one.path[: len(path)] if below else one.path) == path
        ]
        return f"  {_said(told)}" if told else ""

    def _missing(self, path: Path, there: Any, pad: str) -> Iterator[str]:
        """A line for each decision about something that is not there."""
        for one in self.decisions:
            if one.path and one.path[:-1] == path and one.path[-1] not in there:
                yield f"{pad}{_said([one.what])}"


def _said(what: Sequence[str]) -> str:
    text = line("; ".join(dict.fromkeys(what)))
    return MARK + (text if len(text) <= _COMMENT_LENGTH else f"{text[:_COMMENT_LENGTH]}…")


def _is_inline(key: str, value: Any) -> bool:
    """Whether a mapping or list stands on the line of its key."""
    if isinstance(value, dict):
        return key in _INLINE or key.startswith("x-")
    return all(isinstance(one, str) and _WORD.fullmatch(one) for one in value)


def _block_scalar(value: Any) -> str:
    return _text(value) if isinstance(value, str) else _number(value)


def _key(key: str) -> str:
    """A key; the format's own ``on`` stands as people write it."""
    return key if key == "on" else _flow(key)


def _text(text: str) -> str:
    return text if _BARE.fullmatch(text) else quoted(text)


def _flow(value: Any) -> str:
    """``value`` on one line, in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        text = _text(value)
        # what stands bare in a block may end an entry here
        return text if text != value or "," not in text else json.dumps(value)
    return _number(value)


def _number(value: Any) -> str:
    """A number without an exponent, which a routine does not know; or ``true``, ``null``."""
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return json.dumps(value)
