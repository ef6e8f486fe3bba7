"""Which observances a VTIMEZONE needs to be exact from one instant to another.

Where the zone's yearly rule holds to the end of the period and after it, observances recur without
end, so that clients stay right for events that outlast the period. All other changes of clocks
become observances of one onset each. RDATE is not used: some clients read only its first value.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Final

from stretchexport.exporters.calendar.posix_tz import Onset, year_of
from stretchexport.exporters.calendar.vtimezone_rrule import Yearly, recurrences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.exporters.calendar.posix_tz import Change, LocalTime, PosixTz
    from stretchexport.exporters.calendar.vtimezone_tzif import ZoneData

_EPOCH: Final = datetime(1970, 1, 1)

# A date comes back to the same weekday within 6 years, or 12 where 1900, 2100... is no leap year.
_WEEKDAY_CYCLE: Final = 12


@dataclass(frozen=True, slots=True)
class Observance:
    """One STANDARD or DAYLIGHT sub-component (RFC 5545 section 3.6.5).

    ``start`` is the first onset on the clock that still runs at ``offset_from``; offsets are in
    seconds east of UTC. ``rrule`` is the value of an RRULE, or ``None`` for a single onset.
    """

    start: datetime
    offset_from: int
    offset_to: int
    name: str
    daylight: bool
    rrule: str | None = None

    @property
    def at(self) -> int:
        """The first onset in POSIX seconds."""
        return (self.start - _EPOCH) // timedelta(seconds=1) - self.offset_from


def observances(zone: ZoneData, first: int, last: int) -> tuple[Observance, ...]:
    """The observances of ``zone`` in order of their first onset.

    They are exact from ``first`` to ``last`` (POSIX seconds, both included), and the first onset of
    at least one is at or before ``first``.
    """
    listed, ruled = _split(zone, first, last)
    recurring = _recurring(zone.rule, ruled, first) if zone.rule else []
    if not recurring:
        listed, ruled = [*listed, *ruled], []
    single = [] if ruled and ruled[0].at <= first else _single(listed, zone.before, first, last)
    found = sorted([*single, *recurring], key=lambda observance: observance.at)
    if all(observance.daylight for observance in found):
        # Some clients look for a STANDARD and fail without one.
        found[0] = replace(found[0], daylight=False)
    return tuple(found)


def _split(zone: ZoneData, first: int, last: int) -> tuple[list[Onset], list[Onset]]:
    """The onsets up to ``last``: those before the yearly rule holds for good, those from then on.

    The latter begin at most in the year before ``first``: in that year both changes happen, so both
    are in force by ``first``.
    """
    if zone.rule is None or not zone.rule.changes:
        return list(zone.onsets), []
    start_year = year_of(first) - 1
    first_listed, expected = _agreement(zone, zone.rule, start_year)
    from_year = start_year if zone.listed_until is None else year_of(zone.listed_until)
    # A year more, as an early onset of the next may be in the old year by UTC.
    coming = zone.rule.onsets(max(start_year, from_year), year_of(last) + 1)
    if zone.listed_until is not None:
        coming = [onset for onset in coming if onset.at > zone.listed_until]
    ruled = [onset for onset in [*expected, *coming] if onset.at <= last]
    return list(zone.onsets[:first_listed]), ruled


def _agreement(zone: ZoneData, rule: PosixTz, start_year: int) -> tuple[int, list[Onset]]:
    """Where in ``zone.onsets`` the stretch begins that is just what the rule says, and the stretch.

    Files may list onsets the rule gives as well, up to 2037 in those for old readers. The stretch
    runs to the end of the list and is looked for from ``start_year`` on.
    """
    if zone.listed_until is None:
        return 0, []
    expected = rule.onsets(start_year, year_of(zone.listed_until) + 1)
    expected = [onset for onset in expected if onset.at <= zone.listed_until]
    count = 0
    for listed, ruled in zip(reversed(zone.onsets), reversed(expected), strict=False):
        if listed != ruled:
            break
        count += 1
    split = len(zone.onsets) - count
    return split, list(zone.onsets[split:])


def _recurring(rule: PosixTz, ruled: list[Onset], first: int) -> list[Observance]:
    """The observances of the yearly rule, or none if it has no say or its dates have no RRULE."""
    if not ruled:
        return []
    found = []
    for change in rule.changes:
        yearly = recurrences(change.day)
        if not yearly:
            return []
        for one in yearly:
            onset = _first_onset(one, _onsets_of(change, ruled), first)
            if onset is not None:
                found.append(_observance(onset, one.rrule))
    return found


def _onsets_of(change: Change, ruled: list[Onset]) -> Iterable[Onset]:
    """The onsets in ``ruled`` of one of the two changes, then those of the years after."""
    latest = ruled[-1].at
    year = year_of(latest)
    years = range(year, min(year + _WEEKDAY_CYCLE + 1, 9999))
    coming = (change.onset(later) for later in years)
    return chain(
        (onset for onset in ruled if onset.after == change.after),
        (onset for onset in coming if onset.at > latest),
    )


def _first_onset(yearly: Yearly, onsets: Iterable[Onset], first: int) -> Onset | None:
    """The latest onset of a recurrence up to ``first``, or else the earliest after it."""
    found = None
    for onset in onsets:
        if not yearly.holds(onset.local):
            continue
        if onset.at > first:
            return found or onset
        found = onset
    return found


def _single(listed: list[Onset], before: LocalTime, first: int, last: int) -> list[Observance]:
    """An observance for the local time at ``first`` and for each listed onset up to ``last``."""
    count = bisect_right(listed, first, key=lambda onset: onset.at)
    head = listed[count - 1] if count else None
    later = [_observance(onset) for onset in listed[count:] if onset.at <= last]
    return [_head(head, head.after if head else before, first), *later]


def _head(onset: Onset | None, local: LocalTime, first: int) -> Observance:
    """The observance in force at ``first``, begun by ``onset`` (none: since ever).

    An onset before 1970 is replaced by one in 1970 that changes nothing: no later event needs it,
    and clients are spared early years and the odd seconds of local mean time.
    """
    wall = _EPOCH + timedelta(seconds=first + local.offset)
    start = min(_EPOCH, datetime.combine(wall, time.min))
    flat = Observance(start, local.offset, local.offset, local.name, daylight=False)
    return flat if onset is None or onset.at < flat.at else _observance(onset)


def _observance(onset: Onset, rrule: str | None = None) -> Observance:
    return Observance(
        onset.local,
        onset.before.offset,
        onset.after.offset,
        onset.after.name,
        _is_daylight(onset.before, onset.after),
        rrule,
    )


def _is_daylight(before: LocalTime, after: LocalTime) -> bool:
    """Whether an onset begins what clients take for daylight time: the clock that runs ahead.

    In the tz database, the DST of Ireland (in winter) and Morocco (in Ramadan) is an hour *behind*
    their standard time. Clients expect DAYLIGHT to be ahead, so a change into or out of DST is
    DAYLIGHT if clocks go forward, whichever side the database calls DST.
    """
    if before.is_dst != after.is_dst and before.offset != after.offset:
        return after.offset > before.offset
    return after.is_dst
