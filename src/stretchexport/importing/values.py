"""Texts, ids and times as a routine file may have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.text import clip_characters
from stretchexport.output import RESERVED
from stretchexport.reading.characters import ESCAPED
from stretchexport.starting import slug
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Container

LONGEST_TEXT = 10000
"""Characters of the longest text in the routine's schema."""

LONGEST_TIME = 9999
"""Seconds of the longest time in the routine's schema."""

_SENTENCE_END = re.compile(r"(?<=[.!?]) +(?=\S)|(?<=[。！？])(?=\S)")


def clean(text: str) -> str:
    """``text`` without what no routine may hold, and not too long; empty if nothing is left."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return clip_characters(ESCAPED.sub("", plain), LONGEST_TEXT).text.strip()


def line(value: object) -> str:
    """A value of a foreign file as text on one line; empty if it is no text."""
    return one_line(clean(value)) if isinstance(value, str) else ""


def tidied(value: Any) -> Any:
    """``value``, and all texts within it, as :func:`clean` leaves them if they change at all."""
    if isinstance(value, str):
        kept = ESCAPED.search(value) is None and len(value) <= LONGEST_TEXT
        return value if kept else clean(value) or "?"
    if isinstance(value, dict):
        return {tidied(key): tidied(one) for key, one in value.items()}
    return [tidied(one) for one in value] if isinstance(value, list) else value


def identifier(name: str, taken: Container[str], otherwise: str) -> str:
    """An id made of ``name`` that is not among ``taken``; of ``otherwise`` if it has no letters."""
    stem = slug(name) or otherwise
    if stem in RESERVED:
        stem = f"{stem}-{otherwise}"
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def time(seconds: int) -> int | str:
    """A length of time as people write it: ``45s``, ``2m``, ``1m30s``; long ones as seconds."""
    minutes, rest = divmod(seconds, 60)
    if minutes > 99:
        return seconds
    if not minutes:
        return f"{seconds}s"
    return f"{minutes}m{rest}s" if rest else f"{minutes}m"


def breaths(number: int) -> str:
    """An amount counted in breaths: ``5 breaths``."""
    return f"{number} breath{'s' if number != 1 else ''}"


def sentences(text: str) -> list[str]:
    """The sentences of a text, which make the same text again when a space joins them."""
    return [part for part in _SENTENCE_END.split(text) if part]
