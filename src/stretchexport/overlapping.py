"""Which of many stretches of time overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

Thing = TypeVar("Thing")
Span = tuple["dt.datetime", "dt.datetime", Thing]
"""A start, an end, and what takes place between them."""


def overlapping(spans: Iterable[Span[Thing]]) -> Iterator[tuple[Thing, Thing]]:
    """Every two things that share some time, the later one first.

    ``spans`` come in the order of their starts, and are read one by one as the pairs are found.
    """
    running: list[tuple[dt.datetime, Thing]] = []
    for start, end, thing in spans:
        running = [one for one in running if one[0] > start]
        yield from ((thing, other) for _, other in running)
        running.append((end, thing))
