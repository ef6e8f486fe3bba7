"""What an unquoted word of a file means: text, unless it is exactly one of a few other things.

``true`` and ``false``, ``null``, ``~`` and nothing at all, integers and decimals are what they look
like in JSON. Everything else stays the text the person typed, whatever YAML 1.1 thinks of it:
``no``, ``on``, ``07:30``, ``1:30``, ``2026-12-07``, ``010``, ``0x10``, ``1_000``, ``1e3``, ``+1``,
``.5`` and ``True``.
"""

from __future__ import annotations

import re
from enum import Enum, auto

MAX_DIGITS = 15
"""The most digits of a number; every decimal of 15 digits survives a 64-bit float."""

_CONSTANTS: dict[str, bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMBER_STARTS = frozenset("-0123456789")
_NOT_FINITE_STARTS = frozenset("-+.")


class Refused(Enum):
    """Why an unquoted word is neither a value nor text."""

    TOO_MANY_DIGITS = auto()
    NOT_FINITE = auto()


REFUSED_VALUES = {
    Refused.TOO_MANY_DIGITS: (
        "SE113",
        f"has more than {MAX_DIGITS} digits; it would not be kept exactly",
        "write fewer digits, or put it in quotes if it is a name and not a number",
    ),
    Refused.NOT_FINITE: (
        "SE114",
        "is not a number that can be counted with",
        "write a finite number, or put it in quotes if it is meant as text",
    ),
}
"""The code of each, what to say after the word itself, and what to do."""


def plain(word: str) -> str | int | float | bool | Refused | None:
    """The value of an unquoted YAML word."""
    first = word[:1]
    if first in _NUMBER_STARTS and (match := _NUMBER.fullmatch(word)):
        return number(word, is_decimal=match[1] is not None)
    if first in _NOT_FINITE_STARTS and _NOT_FINITE.fullmatch(word):
        return Refused.NOT_FINITE
    return _CONSTANTS.get(word, word)


def number(word: str, *, is_decimal: bool) -> int | float | Refused:
    """The value of a number without an exponent; minus nought is nought."""
    if len(word) - word.startswith("-") - is_decimal > MAX_DIGITS:
        return Refused.TOO_MANY_DIGITS
    return float(word) + 0.0 if is_decimal else int(word)
