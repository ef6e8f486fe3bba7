"""The one right spelling of a word, a duration or a time, where there is exactly one.

Nothing here guesses: ``1:30`` may be minutes or hours and stays as it is, ``0.5m`` is arithmetic
and not spelling, ``resp`` is as near to ``rest`` as to ``reps``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from stretchexport.checks.near import did_you_mean
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Collection

SHORTEST = 4
"""Letters a known word needs before one wrong letter in it is certain to be a slip."""

LONGEST = 32
"""Letters of the longest word worth comparing; no known word is longer."""

_TIME = re.compile(r"[0-9]:[0-5][0-9]")


@cache
def table() -> dict[str, dict[str, list[str]]]:
    """Units and words with their other spellings, as ``data/spellings.toml`` has them."""
    return tomllib.loads(read_text("spellings.toml"))


@cache
def _counted(unit: str) -> re.Pattern[str]:
    """A whole number with a unit after it; no other letter may follow, but a digit may."""
    names = "|".join(table()["units"][unit])
    return re.compile(rf"([0-9]{{1,5}})\s*(?:{names})(?![^\W\d_])\.?\s*", re.IGNORECASE)


def duration(text: str) -> str | None:
    """``1 min 30 sec`` as ``1m30s``; ``None`` if it is no whole minutes or seconds with a unit."""
    rest, written = text.strip(), ""
    for unit in ("minutes", "seconds"):
        if match := _counted(unit).match(rest):
            written += f"{int(match[1])}{unit[0]}"
            rest = rest[match.end() :]
    return written if written and not rest else None


def breaths(text: str) -> str | None:
    """``5Breaths`` as ``5 breaths``; ``None`` if it is no number of breaths."""
    match = _counted("breaths").fullmatch(text.strip())
    if match is None:
        return None
    number = int(match[1])
    return f"{number} breath{'' if number == 1 else 's'}"


def time(text: str) -> str | None:
    """``7:30`` as ``07:30``; ``None`` if it is no time that only lacks its nought."""
    return f"0{text.strip()}" if _TIME.fullmatch(text.strip()) else None


def word(text: str, allowed: Collection[str]) -> str | None:
    """The one of the ``allowed`` words that ``text`` is another spelling of, or ``None``."""
    meant = _plain(text).rstrip(".")
    others = table()["words"]
    same = (one for one in allowed if meant == one or meant in others.get(one, ()))
    return next(same, None) or _slip(meant, allowed)


def key(text: str, known: Collection[str]) -> str | None:
    """The one of the ``known`` keys that ``text`` is another spelling of, or ``None``.

    A key of somebody's own starts with ``x-``; one that starts with ``x`` may be meant as such.
    """
    meant = _plain(text)
    if meant.startswith("x"):
        return None
    if not any("-" in one for one in known):
        # the keys of poses are words with hyphens, all others have underscores
        meant = meant.replace("-", "_")
    return meant if meant in known else _slip(meant, known)


def _plain(text: str) -> str:
    """``text`` without what makes no difference: capitals, and hyphens written otherwise."""
    return re.sub(r"[\s_]+", "-", text.strip().casefold())


def _slip(text: str, known: Collection[str]) -> str | None:
    """The only known word that is one wrong, missing, extra or swapped letter away.

    The finding has to suggest the same word: where two ways of measuring differ, nothing is sure.
    """
    if len(text) > LONGEST:
        return None
    near = [one for one in known if _is_slip(text, one)]
    if len(near) != 1 or len(near[0]) < SHORTEST or did_you_mean(text, known) != near[0]:
        return None
    return near[0]


def _is_slip(text: str, known: str) -> bool:
    """Whether the two differ by one letter, or by two neighbours that are swapped."""
    if abs(len(text) - len(known)) > 1 or text == known:
        return False
    pairs = enumerate(zip(text, known, strict=False))
    start = next((at for at, (ours, theirs) in pairs if ours != theirs), None)
    if start is None:
        return True
    ours, theirs = text[start:], known[start:]
    swapped = ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:]
    return swapped or ours[1:] == theirs[1:] or ours[1:] == theirs or ours == theirs[1:]
