"""The names of the time zones there are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tzdata


@cache
def names() -> frozenset[str]:
    """Every zone of the tz database, read from the ``tzdata`` package.

    ``zoneinfo.available_timezones()`` says the same, but walks through every file to find out.
    """
    return frozenset(Path(tzdata.__file__).with_name("zones").read_text(encoding="utf-8").split())
