"""Which characters the bundled fonts can show, and what stands in for the others.

A character that no font has would come out as an empty box. It is written as its code instead,
``[U+D55C]``, which can be looked up. ``data/fonts/coverage.toml`` says what the fonts have.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from typing import Any

from stretchexport.resources import read_text

JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Invisible characters that act on the character before them."""

MOST_MARKS = 4
"""Marks that one letter carries at most: a taller pile would run into the lines above."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(read_text("fonts/coverage.toml"))


def families() -> tuple[str, ...]:
    """The families of the bundled fonts, in the order in which they are tried."""
    return tuple(font["family"] for font in _table()["fonts"])


def _characters(ranges: str) -> frozenset[str]:
    """The characters of a list such as ``20-7E A0``."""
    ends = ((part.split("-")[0], part.split("-")[-1]) for part in ranges.split())
    return frozenset(
        chr(point) for low, high in ends for point in range(int(low, 16), int(high, 16) + 1)
    )


@cache
def covered() -> tuple[frozenset[str], ...]:
    """For each family, the characters it has in all its weights."""
    return tuple(_characters(font["characters"]) for font in _table()["fonts"])


@cache
def invisible() -> frozenset[str]:
    """Characters that show nothing and need no glyph."""
    return _characters(_table()["invisible"])


def code(char: str) -> str:
    """What is printed for a character that cannot be shown."""
    return f"[U+{ord(char):04X}]"


_PLAIN = re.compile(r"[\t\n -~]*")
"""Texts in which there is nothing to look for. Control characters have no glyph."""

_EVERYDAY = (
    "\t\n -~\u00a0-\u0377\u0400-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac"
    "\u2190-\u2193\u2212\u2264\u2265"
)
"""Characters the fonts are known to have, so that most texts need no table."""

_RARE = re.compile(f"[^{_EVERYDAY}]")


def unprintable(text: str) -> list[int]:
    """The places in ``text`` of characters that no font has."""
    return [
        match.start()
        for match in _RARE.finditer(text)
        if match[0] not in invisible() and not any(match[0] in font for font in covered())
    ]


def described(char: str) -> str:
    """A character for people: its Unicode name, if it has one, and its code."""
    name = unicodedata.name(char, "")
    return f"{name} (U+{ord(char):04X})" if name else f"U+{ord(char):04X}"


def printable(text: str, missing: dict[str, None]) -> str:
    """``text`` with a code in place of every character that the fonts cannot show.

    The codes used are added to ``missing``. A text that would show nothing at all is written in
    codes.
    """
    if _PLAIN.fullmatch(text):
        return text.replace("\t", " ")
    # PDF/UA-1 forbids U+FEFF (ISO 14289-1, 7.21.7); U+2060 is its other name (Unicode, 23.2).
    text = text.replace("\t", " ").replace("\ufeff", "\u2060")
    shown = "".join(_shown(cluster, missing) for cluster in _clusters(text))
    if all(char.isspace() or char in invisible() for char in shown):
        return "".join(char if char.isspace() else _coded(char, missing) for char in text)
    return shown


def _clusters(text: str) -> list[str]:
    """``text`` in characters, each with the marks drawn on it."""
    clusters: list[str] = []
    leading = False
    for char in text:
        if clusters and (leading or _extends(char)) and _carries(clusters[-1][0]):
            clusters[-1] += char
        else:
            clusters.append(char)
        leading = _leads(char)
    return clusters


@cache
def _extends(char: str) -> bool:
    """Whether ``char`` is drawn on the character before it: a mark, a style, a tone of skin."""
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or char in ("\u200c", "\u200d")
    )


def _carries(char: str) -> bool:
    """Whether something can be drawn on ``char``."""
    return not char.isspace() and char not in invisible()


@cache
def _leads(char: str) -> bool:
    """Whether ``char`` is drawn with the character after it: an Arabic number sign."""
    return unicodedata.category(char) == "Cf" and char not in invisible()


def _shown(cluster: str, missing: dict[str, None]) -> str:
    """A cluster as it can be shown: in codes from the first character that does not go with it.

    One font has to have a character and all its marks: Typst takes a cluster from one font, and
    drops what that does not have. A mark needs something to stand on.
    """
    base = cluster[0]
    if len(cluster) == 1:
        good = base in invisible() or (not _extends(base) and any(base in f for f in covered()))
        return cluster if good else _coded(base, missing)
    homes = [font for font in covered() if base in font]
    home = max(homes, key=lambda font: sum(char in font for char in cluster), default=frozenset())
    parts = []
    good, marks = not _extends(base), 0
    for char in cluster:
        marks += _extends(char) and char not in invisible()
        good = good and marks <= MOST_MARKS and (char in home or char in JOINERS)
        parts.append(char if good else _coded(char, missing))
    return "".join(parts)


def _coded(char: str, missing: dict[str, None]) -> str:
    written = code(char)
    missing[written] = None
    return written
