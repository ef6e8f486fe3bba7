"""The tables of the mannequin, from ``data/figure``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from stretchexport.resources import read_text

SIDES = {"left": 1, "right": -1}
"""The sides of the body, and the sign of y on each."""


@dataclass(frozen=True, slots=True)
class Angle:
    """One angle of a joint: the words for its two directions and its usual range in degrees."""

    name: str
    opposite: str
    low: float
    high: float

    @property
    def flips(self) -> bool:
        """Whether it turns the other way in a mirror."""
        return self.name.endswith("-left")


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``data/figure/<name>.toml``."""
    return tomllib.loads(read_text(f"figure/{name}.toml"))


@cache
def joints() -> dict[str, dict[str, Angle]]:
    """The angles of every joint by the word for their positive direction."""
    return {
        joint: {
            name: Angle(name, entry["opposite"], *entry["range"]) for name, entry in angles.items()
        }
        for joint, angles in table("joints").items()
    }


def split(name: str) -> tuple[str, str | None]:
    """A bone, joint or limb without its side, and the side: ``left-hand`` is a hand, left."""
    for side in SIDES:
        if name.startswith(f"{side}-"):
            return name.removeprefix(f"{side}-"), side
    return name, None
