"""The exercise a watch shows for a step: one of Garmin's own, or a custom one with our name.

A watch takes the name of a step from the ``exercise_title`` message that has the step's category
and exercise number, so a pair of those numbers stands for one name in a workout. For a custom
exercise that is the whole name with the side in it; for one of Garmin's, which brings its picture
along, it is the name of the stretch.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from stretchexport.exporters.fit.facts import facts
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.variants import Choice

CUSTOM = "unknown"


@dataclass(frozen=True, slots=True)
class Known:
    """An exercise of the FIT profile: its category's name, its number there and its name."""

    category: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """The exercise of a step, by its numbers in the FIT profile, and the title to show for it."""

    category: int
    number: int
    title: str


@dataclass
class Titles:
    """The exercises of one workout: no two names share a pair of numbers."""

    _titles: dict[tuple[int, int], str] = field(default_factory=dict)

    def known(self, exercise: Known, title: str) -> Exercise | None:
        """Garmin's exercise under ``title``; ``None`` if it stands for another title here."""
        category = facts().categories[exercise.category]
        if self._titles.setdefault((category, exercise.number), title) != title:
            return None
        return Exercise(category, exercise.number, title)

    def custom(self, title: str) -> Exercise:
        """A custom exercise of its own for ``title``; numbers count from 0, as watches expect."""
        category = facts().categories[CUSTOM]
        own = [pair for pair in self._titles if pair[0] == category]
        for pair in own:
            if self._titles[pair] == title:
                return Exercise(*pair, title)
        self._titles[category, len(own)] = title
        return Exercise(category, len(own), title)

    def __iter__(self) -> Iterator[Exercise]:
        """Every exercise, in the order of its first use."""
        return (Exercise(*pair, title) for pair, title in self._titles.items())


def find(choice: Choice, categories: Iterable[str]) -> Known | None:
    """Garmin's exercise for a stretch: the first category that has it under any of its names.

    A variant with a name of its own may look nothing like the stretch it belongs to, so it is
    looked up by that name alone.
    """
    stretch = choice.stretch
    own = choice.variant is not None and choice.variant.name
    names = [normalised(n) for n in ((own,) if own else (stretch.name, *stretch.aka, stretch.id))]
    table = known()
    for category in categories:
        for name in names:
            if (category, name) in table:
                return table[category, name]
    return None


@cache
def known() -> dict[tuple[str, str], Known]:
    """Garmin's exercises, by category and normalised name."""
    lists = tomllib.loads(read_text("fit_exercises.toml"))
    return {
        (category, normalised(name)): Known(category, entry["number"], exercise)
        for category, exercises in lists.items()
        if category in facts().categories
        for exercise, entry in exercises.items()
        for name in entry["names"]
    }


@cache
def _ignored() -> frozenset[str]:
    return frozenset(tomllib.loads(read_text("fit_exercises.toml"))["ignored_words"])


def normalised(name: str) -> str:
    """``name`` without what does not tell stretches apart; see ``data/fit_exercises.toml``."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’ʼ")
    words = "".join(c if c.isalnum() else " " for c in letters).split()
    return " ".join(word for word in words if word not in _ignored())
