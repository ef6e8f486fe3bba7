"""Numbers and keys of Garmin Connect's workouts, from ``data/garmin_connect.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from stretchexport.resources import read_text


@dataclass(frozen=True, slots=True)
class Sport:
    """What a workout is filed under, and the exercise lists to look through, best first."""

    id: int
    key: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything in the data file; ``name`` and ``notes`` are limits in UTF-16 code units."""

    name: int
    notes: int
    sports: dict[str, Sport]
    step_types: dict[str, int]
    conditions: dict[str, int]
    targets: dict[str, int]


@cache
def facts() -> Facts:
    """The facts, read once."""
    table: dict[str, Any] = tomllib.loads(read_text("garmin_connect.toml"))
    sports = {
        name: Sport(one["id"], one["key"], tuple(one["categories"]))
        for name, one in table["sports"].items()
    }
    return Facts(
        table["limits"]["name"],
        table["limits"]["notes"],
        sports,
        table["step_types"],
        table["conditions"],
        table["targets"],
    )
