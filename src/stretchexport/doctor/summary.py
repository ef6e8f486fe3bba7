"""What a calendar file holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from stretchexport.doctor.entries import Entry
    from stretchexport.doctor.zones import Zones


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a file; times are those of the clock, each in its own zone.

    ``dates`` are those of all entries together; with ``more`` there are others, that were not
    followed or have no end.
    """

    entries: dict[str, int]
    series: int
    dates: int
    more: bool
    zones: tuple[str, ...]
    first: dt.datetime | None
    last: dt.datetime | None

    def data(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "entries": self.entries,
            "series": self.series,
            "dates": self.dates,
            "more": self.more,
            "zones": list(self.zones),
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }


def summary(entries: list[Entry], zones: Zones) -> Summary:
    """What there is in a file with these entries and zones."""
    kinds: dict[str, int] = {}
    dates, more = 0, False
    walls = []
    for one in entries:
        kinds[one.component.name] = kinds.get(one.component.name, 0) + 1
        excluded = {dated.moment.wall for dated in one.excluded}
        own = {one.wall, *one.dates, *(dated.moment.wall for dated in one.added)} - excluded
        kept = [wall for wall in own if wall is not None]
        dates += len(kept) if one.recurrence is None else 0
        more = more or not one.is_complete
        walls += [bound for bound in (min(kept, default=None), max(kept, default=None)) if bound]
    return Summary(
        kinds,
        sum(one.rule is not None or bool(one.added) for one in entries),
        dates,
        more,
        tuple(sorted(zones.components)),
        min(walls, default=None),
        max(walls, default=None),
    )
