"""Letters of another alphabet in a word, which look like those they stand for (UTS #39).

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from stretchexport.findings import Finding
from stretchexport.reading.report import shown
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.checks.texts_fields import Text
    from stretchexport.checks.texts_places import Places

_WORD = re.compile(r"[^\W\d_]{2,}")
_RANGES = {
    "LATIN": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "GREEK": "\u0370-\u03ff\u1f00-\u1fff",
    "CYRILLIC": "\u0400-\u052f",
}
_LETTERS = {script: re.compile(f"[{letters}]") for script, letters in _RANGES.items()}
_NOT_LATIN = re.compile(f"[{_RANGES['GREEK']}{_RANGES['CYRILLIC']}]")


@cache
def _twins() -> dict[tuple[str, str], str]:
    """For each letter with a double, and the script of the double, the double."""
    twins = {}
    for script, lists in tomllib.loads(read_text("lookalikes.toml")).items():
        for one, latin in zip(lists["these"], lists["latin"], strict=True):
            twins[one, "LATIN"] = latin
            twins.setdefault((latin, script), one)
    return twins


def check(places: Places, every: Iterable[Text], home: str) -> Iterator[Finding]:
    """Each text's first word that mixes alphabets by letters that look alike.

    ``every`` are the texts that are not ASCII; ``home`` is the script of the file's language.
    """
    for text in every:
        if not _NOT_LATIN.search(text.value):
            continue
        for word in _WORD.finditer(text.value):
            found = _stranger(word[0], home, text.value)
            if found is not None:
                yield _finding(places, text, word[0], word.start() + found[0], found[1])
                break


def _stranger(word: str, home: str, text: str) -> tuple[int, str] | None:
    """The place of the first letter that should be of another alphabet, and of which one."""
    places = {
        script: here
        for script, letters in _LETTERS.items()
        if (here := [match.start() for match in letters.finditer(word)])
    }
    if len(places) == 2:
        stranger, host = sorted(places, key=lambda one: (len(places[one]), one == home))
    elif len(places) == 1 and home == "LATIN" and _LETTERS["LATIN"].search(text):
        # A whole word of doubles among Latin ones, such as "соре".
        (stranger,), host = places, "LATIN"
    else:
        return None
    twins = _twins()
    if stranger != host and all((word[place], host) in twins for place in places[stranger]):
        return places[stranger][0], host
    return None


def _finding(places: Places, text: Text, word: str, place: int, host: str) -> Finding:
    letter = text.value[place]
    twin = _twins()[letter, host]
    script = next(one for one, letters in _LETTERS.items() if letters.match(letter))
    return Finding(
        "SE803",
        f"this letter is {_called(letter, script)}, which looks like {_called(twin, host)}",
        places.span(text.path, text.value, place, place + 1),
        text.path,
        f"type {shown(word)} again: to a search or a screen reader it is another word",
    )


def _called(letter: str, script: str) -> str:
    return f"{script.capitalize()} {letter} (U+{ord(letter):04X})"
