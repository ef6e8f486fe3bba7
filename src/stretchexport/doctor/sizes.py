"""Sizes: what calendars and servers refuse, and what was too much to follow here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.features import LARGE
from stretchexport.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.doctor.dates import Budget
    from stretchexport.doctor.tree import Component

NEAR = LARGE * 9 // 10

MANY = 5_000
"""Components from which on calendars get slow; a year of five entries a day has 1,825."""


def check(raw: bytes, root: Component, budget: Budget) -> Iterator[Finding]:
    """Files that are too large for some, and series that are too many for us."""
    hint = "split it, or leave out what is past"
    if len(raw) > LARGE:
        message = f"the file has {len(raw):,} bytes; Google Calendar imports {LARGE:,} at most"
        yield Finding("SE971", message, help=hint)
    elif len(raw) > NEAR:
        message = f"the file has {len(raw):,} bytes, near the {LARGE:,} that some calendars take"
        yield Finding("SE971", message, help=hint)
    count = sum(1 for _ in root.walk()) - 1
    if count > MANY:
        message = f"the file has {count:,} components"
        yield Finding("SE972", message, help="some calendars take long with so many, or give up")
    if budget.left < 0:
        message = "the series of the file are too many or too long to follow them all"
        yield Finding("SE973", message, help="end series that have no end, or split the file")
