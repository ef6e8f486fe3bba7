"""When the timer of a watch stood still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.reviewing.messages import Message

TIMER, START = 0, 0
"""The event of the timer, and its type for a start (FIT profile, ``event`` and ``event_type``)."""

STOPS = (1, 4, 8, 9)
"""The types for a stop: ``stop``, ``stop_all``, ``stop_disable``, ``stop_disable_all``."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Pauses as pairs of FIT seconds, in order."""

    spans: tuple[tuple[int, int], ...] = ()

    def within(self, first: int, last: int) -> int:
        """For how many seconds from ``first`` to ``last`` the timer stood still."""
        overlaps = (min(last, end) - max(first, begin) for begin, end in self.spans)
        return sum(one for one in overlaps if one > 0)


def pauses(events: Iterable[Message]) -> Pauses:
    """The pauses between each stop of the timer and the next start."""
    spans: list[tuple[int, int]] = []
    stopped: int | None = None
    for one in events:
        moment, kind = one.number("timestamp"), one.number("event_type")
        if one.number("event") != TIMER or moment is None:
            continue
        if kind in STOPS and stopped is None:
            stopped = moment
        elif kind == START and stopped is not None:
            if moment > stopped:
                spans.append((stopped, moment))
            stopped = None
    return Pauses(tuple(spans))
