"""What watches and training logs call our stretches, muscles and equipment.

It is all in ``data/workouts.toml``.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.anatomy.muscles import resolve
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.variants import Choice


@dataclass(frozen=True, slots=True)
class Known:
    """An exercise of the FIT profile: its category's name, its number there and its name.

    ``connect`` are the sports whose list in Garmin Connect has it, under the same names in
    capitals.
    """

    category: str
    number: int
    name: str
    connect: tuple[str, ...]


@cache
def table() -> dict[str, Any]:
    """The whole table, read once."""
    return tomllib.loads(read_text("workouts.toml"))


def find(choice: Choice, categories: Iterable[str], connect: str | None = None) -> Known | None:
    """The exercise for a stretch: the first category that has it under any of its names.

    With ``connect``, only exercises in that list of Garmin Connect count. A variant with a name of
    its own may look nothing like the stretch it belongs to, so it is looked up by that name alone.
    """
    stretch = choice.stretch
    own = choice.variant is not None and choice.variant.name
    names = [normalised(n) for n in ((own,) if own else (stretch.name, *stretch.aka, stretch.id))]
    found = (known().get((category, name)) for category in categories for name in names)
    return next((one for one in found if one and connect in (None, *one.connect)), None)


@cache
def known() -> dict[tuple[str, str], Known]:
    """The exercises, by category and normalised name."""
    return {
        (category, normalised(name)): Known(
            category, entry["number"], exercise, tuple(entry["connect"])
        )
        for category, exercises in table()["exercises"].items()
        for exercise, entry in exercises.items()
        for name in entry["names"]
    }


def normalised(name: str) -> str:
    """``name`` without what does not tell stretches apart; see ``data/workouts.toml``."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’ʼ")
    words = "".join(c if c.isalnum() else " " for c in letters).split()
    ignored = table()["ignored_words"]
    return " ".join(word for word in words if word not in ignored)


def muscles(targets: Iterable[str], column: str) -> list[str]:
    """What ``column`` calls the muscles of ``targets``, each once, as far as it has words."""
    rows = table()["muscles"]
    found = (rows[muscle.id].get(column) for target in targets for muscle in resolve(target))
    return list(dict.fromkeys(word for word in found if word))


def equipment(id: str, column: str) -> str | None:
    """What ``column`` calls equipment; ``None`` if it has no word for it, or we do not know it."""
    word: str | None = table()["equipment"].get(id, {}).get(column)
    return word
