"""What tells one file from another: serial numbers, and moments in FIT seconds."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from stretchexport.exporters.fit.facts import facts

if TYPE_CHECKING:
    from stretchexport.model import Routine
    from stretchexport.weeks import Run

EPOCH = dt.datetime(1989, 12, 31)
"""The moment at which the profile's types ``date_time`` (UTC) and ``local_date_time`` begin."""


def serial(routine: Routine, run: Run | None = None) -> int:
    """A number from 1 to 2^32 - 1 that is the same for the same file on every machine.

    The file is the workout of ``run``, or without one the schedule. 0 is the invalid value of the
    profile's type ``uint32z``.
    """
    key = routine.id
    if run is not None:
        key = f"{key}/{run.timeline.session.id}/{run.phase.first}"
    digest = hashlib.sha256(key.encode()).digest()
    return int.from_bytes(digest[:4], "big") or 1


def seconds(moment: dt.datetime) -> int:
    """``moment``, as it stands on the clock, in FIT seconds."""
    return int((moment.replace(tzinfo=None) - EPOCH).total_seconds())


def has(moment: int) -> bool:
    """Whether a FIT file can say ``moment``."""
    return facts().limits.oldest <= moment <= facts().limits.latest


def created(routine: Routine) -> int:
    """When ``routine`` was updated in FIT seconds, or the nearest that a FIT file can say."""
    limits = facts().limits
    return min(max(seconds(routine.updated), limits.oldest), limits.latest)
