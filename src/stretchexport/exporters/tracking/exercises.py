"""The exercises of a routine: one for each way in which a stretch is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.timeline import Timeline
    from stretchexport.variants import Choice

Way = tuple[str, str | None]


class Exercises:
    """Every way that the sessions use, with the id of its request and a name of its own.

    A log knows exercises by their name, so a second stretch of the same name has its id added.
    """

    def __init__(self, lines: Iterable[Timeline]) -> None:
        """Collect the ways of ``lines``, in the order they come."""
        self._ways: dict[Way, tuple[str, str, Choice]] = {}
        names: set[str] = set()
        for choice in (choice for line in lines for choice in line.choices):
            if _way(choice) in self._ways:
                continue
            words = [word for word in _way(choice) if word]
            name = one_line(choice.name)
            while name.casefold() in names:
                name += f" ({' '.join(words)})"
            names.add(name.casefold())
            self._ways[_way(choice)] = "/".join(["exercise", *words]), name, choice

    def id(self, choice: Choice) -> str:
        """The id of the request for a way."""
        return self._ways[_way(choice)][0]

    def __iter__(self) -> Iterator[tuple[str, str, Choice]]:
        """The id of the request, the name and the way."""
        return iter(self._ways.values())


def _way(choice: Choice) -> Way:
    return choice.stretch.id, choice.variant.id if choice.variant else None
