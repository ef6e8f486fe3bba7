"""Characters that nobody sees: some turn the direction of text, others split words.

Right-to-left and left-to-right marks, the joiners of Persian or Hindi and those inside an emoji are
fine where they are needed. The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

import itertools
import re
import tomllib
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from stretchexport.findings import Finding, Related
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.checks.texts_fields import Text
    from stretchexport.checks.texts_places import Places
    from stretchexport.reading import Document

_EMOJI = "[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
_IN_EMOJI = re.compile(
    # A joiner between two parts of an emoji, or the letters of a flag (UTS #51 section 2).
    f"(?:{_EMOJI}|\ufe0f)\u200d(?={_EMOJI})|\U0001f3f4[\U000e0020-\U000e007f]+"
)
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_SHOWN = 5
"""How many further characters of one text are pointed at."""
_MOST_ELSEWHERE = 1_000
"""After so many outside of the texts nobody needs to hear of more."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The characters of ``data/characters.toml``."""

    directions: dict[str, str]
    names: dict[str, str]
    kinds: dict[str, str]
    """For each invisible character, why it may be needed."""
    scripts: dict[str, frozenset[str]]
    turning: re.Pattern[str]
    invisible: re.Pattern[str]


@cache
def _table() -> _Table:
    data = tomllib.loads(read_text("characters.toml"))
    directions = {chr(int(code, 16)): name for code, name in data["directions"].items()}
    names, kinds = {}, {}
    for kind, entries in data["invisible"].items():
        for code, name in entries.items():
            names[chr(int(code, 16))] = name
            kinds[chr(int(code, 16))] = kind
    return _Table(
        directions,
        names,
        kinds,
        {key: frozenset(words.split()) for key, words in data["scripts"].items()},
        re.compile(f"[{''.join(directions)}]"),
        re.compile(f"[{''.join(names)}\U000e0000-\U000e007f]"),
    )


def check(
    document: Document, places: Places, every: Iterable[Text], language: str
) -> Iterator[Finding]:
    """Every text with an invisible character in it, one finding a kind, and those elsewhere.

    ``every`` are the texts that are not ASCII; ``language`` is the file's, without its region.
    """
    table = _table()
    told: list[tuple[int, int]] = []
    for text in every:
        turning = _first(match.start() for match in table.turning.finditer(text.value))
        if turning:
            told.append(places.whole(text.path))
            yield _finding(
                places,
                text,
                turning,
                "SE801",
                "it can show the text in another order than it is stored; right-to-left languages "
                "do without it, or with a mark (U+200F)",
            )
        needless = _first(_needless(text.value, language))
        if needless:
            yield _finding(
                places,
                text,
                needless,
                "SE802",
                "a search takes the word for another one, and some watches show a box",
            )
    yield from _elsewhere(document, places, told)


def _first(found: Iterable[int]) -> list[int]:
    """As many places as one finding points at."""
    return list(itertools.islice(found, 1 + _SHOWN))


def _finding(places: Places, text: Text, found: list[int], code: str, why: str) -> Finding:
    """The first of the characters of one kind in a text, with the next ones as related places."""
    spans = [
        (text.value[place], places.span(text.path, text.value, place, place + 1)) for place in found
    ]
    return Finding(
        code,
        f"there is {_name(spans[0][0])} here, which nobody sees",
        spans[0][1],
        text.path,
        f"delete it, or retype the words around it if you cannot find it: {why}",
        tuple(Related(f"here is {_name(one)}", span) for one, span in spans[1:]),
    )


def _name(character: str) -> str:
    """What to call an invisible character, with its code point."""
    table = _table()
    known = table.directions.get(character) or table.names.get(character, "a tag character")
    return f"{known} (U+{ord(character):04X})"


def _needless(value: str, language: str) -> Iterator[int]:
    """The places of the invisible characters that have no purpose where they stand."""
    table = _table()
    found = [match.start() for match in table.invisible.finditer(value)]
    if not found:
        return
    in_emoji = {one for match in _IN_EMOJI.finditer(value) for one in range(*match.span())}
    leftward = language in table.scripts["right_to_left"] or any(
        unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in value if one not in table.names
    )
    for place in found:
        kind = table.kinds.get(value[place], "tag")
        before, after = value[max(0, place - 1) : place], value[place + 1 : place + 2]
        if not (
            place in in_emoji
            or (kind == "mark" and leftward)
            or (
                kind == "break"
                and not table.scripts["break"].isdisjoint(map(script, before + after))
            )
            or (kind == "join" and not table.scripts["join"].isdisjoint(map(script, before)))
        ):
            yield place


def script(character: str) -> str:
    """The script of a letter or vowel sign: its Unicode name begins with it."""
    return unicodedata.name(character, "").partition(" ")[0]


def _elsewhere(
    document: Document, places: Places, told: list[tuple[int, int]]
) -> Iterator[Finding]:
    """Characters that turn the direction outside of the texts: in a comment or an extension."""
    if document.text.isascii():
        return
    told.sort()
    every = _table().turning.finditer(document.text)
    for match in itertools.islice(every, _MOST_ELSEWHERE + len(told)):
        nearest = bisect_right(told, (match.start(), len(document.text))) - 1
        if nearest < 0 or match.start() >= told[nearest][1]:
            yield Finding(
                "SE801",
                f"there is {_name(match[0])} here, which nobody sees",
                places.at(*match.span()),
                (),
                "delete it: an editor may show this line in another order than it is read",
            )
