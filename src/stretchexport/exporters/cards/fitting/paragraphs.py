"""How high paragraphs become.

A line of text that is not justified takes as many words as it has room for, so the widths of words
say how many lines there are in any size and width. That goes for plain words with spaces between
them: where a line may break within a word or beside a sign, Typst has to say.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from stretchexport.exporters.cards.fitting.flow import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stretchexport.exporters.cards.fitting.lengths import Lengths

    Item = Mapping[str, Any]

_LETTER = "[A-Za-z\u00c0-\u024f]"
_SIGN = "[0-9A-Za-z\u00c0-\u024f]"
_JOINT = rf"(?:[.,:'\u2019\u00a0]{_SIGN}|-{_LETTER})"
_PLAIN = re.compile(
    rf"(?!.*www\.)\(?{_SIGN}+(?:{_JOINT}{_SIGN}*)*%?(?:\u00a0?[.,:;!?)\u2026])*|[\u2013\u2192]"
)
"""A word in which no line breaks but behind a hyphen; beside a space it may (UAX #14). Typst breaks
addresses in more places."""

_BREAKS = re.compile(r"[^ -]+-?[ ]?")
"""A word, or a part of one, as far as the next place where a line may break."""

_KERNED = 0.05
"""How much closer letters may stand to a hyphen than they are wide, in sizes of letters."""

_DOT = ("\u00a0\u00b7", "regular")
"""What stands behind an item that others follow on the line."""

_LONG = 2000
"""Letters of a text that is certainly split."""

_HAIR = 0.001
"""What a line must be longer or shorter than its room for that to be sure, in sizes of letters."""


def goes_on(part: Mapping[str, Any]) -> bool:
    """Whether a block or an item is the rest of one that was split."""
    return bool(part.get("goes-on", False))


class Word(NamedTuple):
    """A word, in parts that each have a weight; ``spaced`` if there is a space before it."""

    parts: tuple[tuple[str, str], ...]
    spaced: bool = True


class Words(NamedTuple):
    """Words that follow each other on lines; ``plain`` if lines surely break just between them."""

    words: tuple[Word, ...]
    plain: bool


def words_of(items: Iterable[Item]) -> Words:
    """The words of items that follow each other on a line."""
    found: list[Word] = []
    plain = True
    for item in items:
        lead = "" if goes_on(item) else item["lead"]
        words, all_plain = _words(lead, item["text"], bool(item["link"]))
        if found:
            found[-1] = found[-1]._replace(parts=(*found[-1].parts, _DOT))
        found.extend(words)
        plain = plain and all_plain
    return Words(tuple(found), plain)


@lru_cache(maxsize=512)
def _words(lead: str, text: str, linked: bool) -> Words:
    both = [(part, weight) for part, weight in ((lead, "bold"), (text, "regular")) if part]
    plain = (
        bool(both)
        and not linked
        and all(_PLAIN.fullmatch(word) for part, _ in both for word in part.split(" "))
    )
    found = []
    for part, weight in both:
        spaced = True
        for piece in _BREAKS.findall(part) if plain else pieces(part):
            word = piece.strip()
            found.append(Word(((word, weight),), spaced))
            spaced = piece != word
    return Words(tuple(found), plain)


def strings_in(card: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What of a card is measured on one line in any case, each with its weight."""
    blocks, badges = card["blocks"], card["badges"]
    yield from ((card["title"], "bold"), (card["subtitle"], "regular"))
    yield from ((badge["big"], "bold") for badge in badges)
    for block in blocks:
        yield from ((one, "bold") for one in (block["label"], *block["label"].split(" ")))
    lines = [line for badge in badges for line in (*badge["details"], *badge["changes"])]
    texts = [plain(card["subtitle"]), plain(card["title"], bold=True), *map(plain, lines)]
    for item in (*texts, *(item for block in blocks for item in block["items"])):
        if len(item["text"]) <= _LONG:
            for word in words_of((item,)).words:
                yield from word.parts


class Count(NamedTuple):
    """How many lines there are, and whether that is sure."""

    lines: int
    sure: bool


def filled(lengths: Lengths, words: Words, size: float, width: float) -> Count:
    """How many lines words take."""
    room = width / size
    count, end = 0, math.inf
    sure = words.plain and not lengths.leftward
    hair = _HAIR + _KERNED * sum(not word.spaced for word in words.words)
    for space, wide in lengths.once(words, lambda: _widths(lengths, words)):
        longer = end + space + wide
        sure = sure and abs(longer - room) > hair and wide < room - hair
        if longer < room:
            end = longer
        else:
            count, end = count + 1, wide
    return Count(count, sure)


def _widths(lengths: Lengths, words: Words) -> list[tuple[float, float]]:
    """The width of each word, behind that of a space before it."""
    return [
        (
            lengths.spaces[parts[0][1]] if spaced else 0.0,
            sum(lengths.string(part, weight) for part, weight in parts),
        )
        for parts, spaced in words.words
    ]


def lines(lengths: Lengths, size: float, width: float, item: Item) -> int:
    """How many lines an item takes."""
    lead, text = "" if goes_on(item) else item["lead"], item["text"]
    wanted = (item.get("as", "lines"), size, width, lead, text, item["link"] or "")

    def count() -> int:
        found = filled(lengths, words_of((item,)), size, width)
        if found.sure or (found.lines == 1 and _is_line(lengths, lead, text, width / size)):
            return found.lines
        return lengths.known(found.lines, *wanted)

    return lengths.once(wanted, count)


def _is_line(lengths: Lengths, lead: str, text: str, room: float) -> bool:
    """Whether a text with its lead surely has room on one line, wherever it might break."""
    wide = lengths.string(lead, "bold") + lengths.spaces["regular"] + lengths.string(text)
    return "\n" not in lead + text and wide < room - _HAIR


def lines_height(lengths: Lengths, size: float, count: int, leading: float | None = None) -> float:
    """How high lines are in letters of this size; ``leading`` is between them, if not as usual."""
    between = lengths.of["leading"] if leading is None else leading
    return count * lengths.of["cap-height"] * size + max(count - 1, 0) * between * size


def plain(text: str, *, bold: bool = False) -> Item:
    """A text of the head as an item."""
    lead, rest = (text, "") if bold else ("", text)
    return {"as": "head-lines", "lead": lead, "text": rest, "link": None}


def height(lengths: Lengths, size: float, width: float, item: Item) -> float:
    """How high an item becomes."""
    return lines_height(lengths, size, lines(lengths, size, width, item))
