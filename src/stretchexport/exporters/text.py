"""Texts that fit: counted in bytes of an encoding, cut where no character breaks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS = "…"
UTF8 = "utf-8"
UTF16 = "utf-16-le"
UTF32 = "utf-32-le"
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a longer text; of two, the one with the lower ``rank`` is kept for longer."""

    text: str
    rank: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that fits, and whether anything had to be left out of it."""

    text: str
    cut: bool


def size(text: str, encoding: str = UTF8) -> int:
    """How many bytes ``text`` takes in ``encoding``."""
    return len(text.encode(encoding))


def clip(text: str, limit: int, encoding: str = UTF8) -> Fitted:
    """``text`` if it takes at most ``limit`` bytes, else its beginning with an ellipsis.

    It ends after a word if one ends in the last quarter of what fits. In any case nothing is cut
    inside what people see as one character: a letter and its marks, a flag, a family of emoji. Only
    such a character that is longer than ``limit`` on its own is broken. Below the size of an
    ellipsis the result is empty.
    """
    if size(text, encoding) <= limit:
        return Fitted(text, cut=False)
    room = limit - size(ELLIPSIS, encoding)
    if room < 0:
        return Fitted("", cut=True)
    longest = len(text.encode(encoding)[:room].decode(encoding, errors="ignore"))
    whole = next((n for n in range(longest, 0, -1) if _may_cut(text, n)), longest)
    space = text.rfind(" ", whole - whole // 4, whole + 1)
    return Fitted(text[: whole if space < 0 else space].rstrip() + ELLIPSIS, cut=True)


def clip_characters(text: str, limit: int) -> Fitted:
    """``text`` cut as :func:`clip` does, where a limit of at least 1 counts code points."""
    return clip(text, limit * size("x", UTF32), UTF32)


def compose(parts: Sequence[Part], limit: int, encoding: str = UTF8) -> Fitted:
    """The parts as lines, in their order; what does not fit goes from the highest rank first."""
    kept: dict[int, str] = {}
    left = limit
    cut = False
    for index, part in sorted(enumerate(parts), key=lambda pair: pair[1].rank):
        if not part.text:
            continue
        newline = size("\n", encoding) if kept else 0
        line = clip(part.text, max(left - newline, 0), encoding)
        cut = cut or line.cut
        if line.text:
            kept[index] = line.text
            left -= size(line.text, encoding) + newline
    return Fitted("\n".join(kept[index] for index in sorted(kept)), cut)


def _may_cut(text: str, index: int) -> bool:
    """Whether ``text`` may end before ``index``.

    A close approximation of the grapheme clusters of Unicode Standard Annex 29: marks, joiners,
    emoji modifiers and tags, Hangul vowels and finals, and pairs of regional indicators.
    """
    after, before = text[index], text[index - 1]
    if before == _JOINER or _extends(after):
        return False
    return not (_is_flag_half(after) and _flag_halves_before(text, index) % 2)


def _extends(char: str) -> bool:
    """Whether ``char`` belongs to the character before it."""
    return (
        unicodedata.category(char) in ("Mn", "Mc", "Me")
        or char == _JOINER
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
        or "\u1160" <= char <= "\u11ff"
    )


def _is_flag_half(char: str) -> bool:
    """Whether ``char`` is a regional indicator, two of which make a flag."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_halves_before(text: str, index: int) -> int:
    count = 0
    while count < index and _is_flag_half(text[index - 1 - count]):
        count += 1
    return count
