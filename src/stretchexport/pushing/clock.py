"""The time, and waiting for it to pass: one object, so that tests need not wait."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Clock:
    """``now`` counts seconds from anywhere, ``date`` from 1970 on; ``sleep`` lets some pass."""

    now: Callable[[], float] = time.monotonic
    date: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class Pace:
    """Lets one request through every ``seconds``, a bucket with room for one token."""

    seconds: float
    clock: Clock
    _next: float | None = None

    def wait(self) -> None:
        """Return when the next request may be sent."""
        if self._next is not None and (left := self._next - self.clock.now()) > 0:
            self.clock.sleep(left)
        self._next = self.clock.now() + self.seconds
