"""The names of the time zones there are."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def names() -> frozenset[str]:
    """Every zone of the tz database, read from the ``tzdata`` package.

    ``zoneinfo.available_timezones()`` says the same, but walks through every file to find out.
    """
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())
