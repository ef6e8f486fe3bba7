"""When Python looks for garbage.

A command keeps most of what it makes until it ends: to look for garbage meanwhile takes a tenth of
its time, and to take everything apart at the end as much again.
"""

from __future__ import annotations

import atexit
import gc

MOST_NEW = 200_000
"""Objects that may be new before garbage is looked for: an export of a routine makes 110 000."""

_USUAL = gc.get_threshold()


def seldom() -> None:
    """Look for garbage only when there is much that is new, and not at the end."""
    gc.set_threshold(MOST_NEW)
    atexit.register(gc.freeze)


def as_usual() -> None:
    """Look for garbage as Python does by itself: for what runs until somebody ends it."""
    gc.set_threshold(*_USUAL)
