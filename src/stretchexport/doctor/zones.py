"""Time zones as the file defines them, and as the tz database has them (RFC 5545, 3.6.5)."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from stretchexport import zones
from stretchexport.doctor.dates import can_follow, dates
from stretchexport.doctor.rules import rule
from stretchexport.doctor.values import Form, moment, offset

if TYPE_CHECKING:
    from stretchexport.doctor.dates import Budget
    from stretchexport.doctor.tree import Component
    from stretchexport.doctor.values import Moment

MAX_ONSETS = 5_000
"""Changes of the clocks that one definition is followed for."""


@dataclass(slots=True)
class Defined:
    """A VTIMEZONE: the walls at which its clocks have changed, and the offsets from then on.

    ``walls[i]`` is the first moment, on the clock, that is surely after change ``i``: a time that
    the change skips, or that is there twice, is read with the offset from before it, as RFC 5545
    section 3.3.5 says and as Python reads it.
    """

    component: Component
    walls: list[dt.datetime]
    offsets: list[dt.timedelta]

    def offset(self, wall: dt.datetime) -> dt.timedelta | None:
        """The offset at a time of the clock, ``None`` if nothing can be read."""
        if not self.offsets:
            return None
        return self.offsets[bisect_right(self.walls, wall)]


@dataclass(slots=True)
class Zones:
    """The zones of a file, by TZID."""

    components: dict[str, Component] = field(default_factory=dict)

    def utc(self, one: Moment) -> dt.datetime | None:
        """The instant of a moment as UTC without a zone; ``None`` if its zone is not known."""
        if one.form is Form.UTC:
            return one.wall
        known = database(one.tzid) if one.form is Form.ZONED else None
        if known is None:
            return None
        try:
            return one.wall.replace(tzinfo=known).astimezone(dt.UTC).replace(tzinfo=None)
        except OverflowError:
            return None

    def wall(self, utc: dt.datetime, tzid: str) -> dt.datetime:
        """What the clock shows in a zone; with a zone nobody knows, a day later to be safe."""
        known = database(tzid)
        try:
            if known is None:
                return utc + dt.timedelta(days=1)
            return utc.replace(tzinfo=dt.UTC).astimezone(known).replace(tzinfo=None)
        except OverflowError:
            return utc


@cache
def database(tzid: str) -> zoneinfo.ZoneInfo | None:
    """The zone of the tz database, also under its name in Windows; ``None`` if there is none."""
    name = tzid if tzid in zones.names() else from_windows(tzid)
    return zoneinfo.ZoneInfo(name) if name else None


@cache
def from_windows(tzid: str) -> str:
    """The name in the tz database of a zone of Windows, or nothing (Unicode CLDR has the table)."""
    if not tzid.isascii() or len(tzid) > 64:
        return ""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return str(WINDOWS_TO_OLSON.get(tzid, ""))


def define(component: Component, until: dt.datetime, budget: Budget) -> Defined:
    """What a VTIMEZONE says, followed ``until`` a time of its clock."""
    changes: list[tuple[dt.datetime, dt.timedelta, dt.timedelta]] = []
    for observance in component.children:
        before, after = (offset(observance.text(name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
        if before is None or after is None:
            continue
        walls = _walls(observance, before, until, budget)
        changes += ((wall, before, after) for wall in walls)
    changes.sort(key=lambda one: one[0])
    return Defined(
        component,
        [wall + max(after - before, dt.timedelta()) for wall, before, after in changes],
        [changes[0][1], *(after for _, _, after in changes)] if changes else [],
    )


def _walls(
    observance: Component, before: dt.timedelta, until: dt.datetime, budget: Budget
) -> list[dt.datetime]:
    """When the clocks change to an observance, on the clock from before."""
    start = moment(observance.text("DTSTART"))
    if start is None:
        return []
    walls = {start.wall}
    for line in observance.all("RDATE"):
        read = (moment(text) for text in line.value.split(","))
        walls.update(one.wall for one in read if one)
    repeated = observance.text("RRULE")
    yearly = rule(repeated) if repeated else None
    if yearly and can_follow(yearly):
        last = until
        if yearly.until:
            in_utc = yearly.until.form is Form.UTC
            last = min(until, yearly.until.wall + (before if in_utc else dt.timedelta()))
        for wall in dates(yearly, start.wall, budget):
            if wall > last or len(walls) > MAX_ONSETS:
                break
            walls.add(wall)
    return [wall for wall in walls if dt.datetime(2, 1, 1) < wall < dt.datetime(9998, 1, 1)]
