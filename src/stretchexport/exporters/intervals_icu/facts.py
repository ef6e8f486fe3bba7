"""What Intervals.icu reads out of a text and how it files it, from ``data/intervals_icu.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from stretchexport.resources import read_text


@dataclass(frozen=True, slots=True)
class Facts:
    """``name`` is a limit in characters, ``types`` are by our words for sports.

    ``amounts``, ``zones``, ``words`` and ``zeros`` find what a text must not be taken for; their
    first group ends where one more character breaks it.
    """

    name: int
    types: dict[str, str]
    amounts: re.Pattern[str]
    zones: re.Pattern[str]
    words: re.Pattern[str]
    zeros: re.Pattern[str]


@cache
def facts() -> Facts:
    """The facts, read once."""
    table: dict[str, Any] = tomllib.loads(read_text("intervals_icu.toml"))
    units, words = "|".join(table["read"]["units"]), "|".join(table["read"]["words"])
    signs = "|".join(map(re.escape, table["read"]["signs"]))
    any_case = re.IGNORECASE
    return Facts(
        table["limits"]["name"],
        table["types"],
        # "1m30" goes on with a digit, "12 steps" with a letter
        re.compile(rf"([0-9])(?= *(?:(?:{units})(?![a-z])|{signs}))", any_case),
        re.compile(r"\b(c?z)(?=[0-9])", any_case),
        re.compile(rf"\b(?=(?:{words})\b)(\w)", any_case),
        re.compile(r"(?<!\S)()(?=0(?!\S))"),
    )
