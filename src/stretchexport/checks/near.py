"""Suggestions: the known word nearest to a mistyped one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 20
"""How many known words a message lists before it says how many more there are."""

_LONGEST = 64  # difflib takes quadratic time, and no known word is longer


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` is most likely meant to be, or ``None``."""
    if len(word) > _LONGEST:
        return None
    plain = {one.lower().replace("_", "-"): one for one in known}
    near = difflib.get_close_matches(word.lower().replace("_", "-"), plain, n=1, cutoff=0.6)
    return plain[near[0]] if near else None


def listing(words: Iterable[str]) -> str:
    """The words in a line, the first few if there are many."""
    every = list(words)
    rest = len(every) - SHOWN
    return ", ".join(every[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def suggestion(word: str, known: Iterable[str], what: str) -> str:
    """Help for an unknown ``word``: the near one, else what there is. ``what`` names them."""
    every = list(known)
    near = did_you_mean(word, every)
    if near:
        return f"did you mean {near}?"
    return f"{what}: {listing(every)}" if every else ""
