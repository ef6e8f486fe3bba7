"""The exercise a watch shows for a step: one of Garmin's own, or a custom one with our name.

A watch takes the name of a step from the ``exercise_title`` message that has the step's category
and exercise number, so a pair of those numbers stands for one name in a workout. For a custom
exercise that is the whole name with the side in it; for one of Garmin's, which brings its picture
along, it is the name of the stretch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stretchexport.exporters.fit.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.mapping import Known

CUSTOM = "unknown"


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
