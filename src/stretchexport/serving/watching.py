"""Changes are picked up by a thread that looks at the folder about once a second."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.serving.library import Library
    from stretchexport.serving.shelf import Shelf

INTERVAL = 1.0
"""Seconds between two looks, at least."""

SHARE = 20
"""A look at a large folder is followed by a pause this many times as long: 5 % of one core."""


def watch(library: Library, tell: Callable[[Shelf, Shelf], None]) -> None:
    """Refresh ``library`` from now on; ``tell`` gets what was served before, and what is now.

    Requests never wait for it: they are answered from the shelf there is.
    """
    threading.Thread(target=_watch, args=(library, tell), name="watch", daemon=True).start()


def _watch(library: Library, tell: Callable[[Shelf, Shelf], None]) -> None:
    pause = INTERVAL
    while True:
        time.sleep(pause)
        start = time.monotonic()
        before = library.shelf
        now = library.refresh()
        with suppress(OSError):  # who listened may be gone, and the calendars go on
            tell(before, now)
        pause = max(INTERVAL, SHARE * (time.monotonic() - start))
