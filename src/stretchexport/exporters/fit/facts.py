"""Numbers of the FIT format and profile, from ``data/fit_profile.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from stretchexport.resources import read_text


@dataclass(frozen=True, slots=True)
class Sport:
    """What a watch files a workout under, and the exercise lists to look through, best first."""

    sport: int
    sub_sport: int
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What fits: UTF-8 bytes of a text, steps a watch runs, messages, FIT seconds of a time."""

    text_bytes: int
    watch_steps: int
    messages: int
    oldest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Header:
    """The versions a file declares."""

    protocol: int
    profile: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything in the data file; ``categories`` are the numbers of ``exercise_category``."""

    header: Header
    limits: Limits
    sports: dict[str, Sport]
    categories: dict[str, int]


@cache
def facts() -> Facts:
    """The facts, read once."""
    table: dict[str, Any] = tomllib.loads(read_text("fit_profile.toml"))
    return Facts(
        Header(**table["header"]),
        Limits(**table["limits"]),
        {
            name: Sport(one["sport"], one["sub_sport"], tuple(one["categories"]))
            for name, one in table["sports"].items()
        },
        table["categories"],
    )
