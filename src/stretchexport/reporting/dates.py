"""A routine's sessions on the clock and in UTC, and the clock changes among them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from stretchexport.clockchanges import ClockChange, clock_changes
from stretchexport.reporting.terminal import fit, harmless, paint
from stretchexport.schedule import Occurrence, occurrences
from stretchexport.timeline import timeline
from stretchexport.wording import FALLBACK, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from stretchexport.model import Routine
    from stretchexport.variants import Selection

_LOCAL = "%a %Y-%m-%d %H:%M"


def dates_text(
    routine: Routine, selection: Selection, after: dt.date | None, most: int | None, *, colour: bool
) -> str:
    """The sessions from ``after`` on, at most ``most``, as a table with the clock changes."""
    return "\n".join(_lines(routine, selection, after, most, colour=colour))


def _lines(
    routine: Routine, selection: Selection, after: dt.date | None, most: int | None, *, colour: bool
) -> Iterator[str]:
    chosen, left = _chosen(routine, after, most)
    zone = routine.schedule.timezone if routine.schedule else None
    about = zone or "no time zone: at this hour wherever the device is"
    yield paint(f"{harmless(routine.title)} ({about})", "bold", colour=colour)
    if not chosen:
        yield "  no session"
        return
    utc = fit("UTC", 16) if zone else ""
    heading = f"  {fit('on the clock', 20)}  {utc}  week  {fit('session', 24)}  takes"
    yield paint(heading, "dim", colour=colour)
    changes = _changes(chosen)
    for one in chosen:
        while changes and one.utc and changes[0].instant <= one.utc:
            yield paint(f"  {_told(changes.pop(0), one)}", "warning", colour=colour)
        yield _row(routine, selection, one)
    if left:
        yield f"  and {left} more"


def _row(routine: Routine, selection: Selection, one: Occurrence) -> str:
    line = timeline(routine, one.slot.session, selection, one.week)
    utc = f"{one.utc:%Y-%m-%d %H:%M}" if one.utc else ""
    takes = words(FALLBACK).time(line.seconds, estimated=line.estimated)
    moved = f"  moved from {one.moved_from:{_LOCAL}}" if one.moved_from else ""
    title = fit(line.session.title, 24)
    return f"  {one.start:{_LOCAL}}  {utc}  {one.week:>4}  {title}  {takes}{moved}"


def _told(change: ClockChange, following: Occurrence) -> str:
    """What a clock change does to the session that follows it."""
    way = "forward" if change.after > change.before else "back"
    wall = following.start.replace(tzinfo=None)
    before, after = wall - change.before, following.utc
    return (
        f"clocks go {way} on {change.wall:%A %Y-%m-%d} at {change.wall:%H:%M}: {wall:%H:%M} stays "
        f"{wall:%H:%M}, UTC {before:%H:%M} becomes {after:%H:%M}"
    )


def _chosen(
    routine: Routine, after: dt.date | None, most: int | None
) -> tuple[Sequence[Occurrence], int]:
    """The sessions that are listed, and how many more there are."""
    every = occurrences(routine.schedule) if routine.schedule else ()
    later = [one for one in every if after is None or one.start.date() >= after]
    return later[:most], len(later) - len(later[:most])


def _changes(chosen: Sequence[Occurrence]) -> list[ClockChange]:
    """The clock changes between the first and the last of the sessions."""
    first, last = chosen[0].start, chosen[-1].start
    if first.tzinfo is None:
        return []
    every = clock_changes(first.tzinfo, first.date(), last.date())
    starts = [one.utc for one in chosen if one.utc]
    return [
        change
        for change in every
        if any(early < change.instant <= late for early, late in itertools.pairwise(starts))
    ]


def dates_data(
    routine: Routine, selection: Selection, after: dt.date | None, most: int | None
) -> dict[str, Any]:
    """The same as plain data; offsets are seconds."""
    chosen, left = _chosen(routine, after, most)
    return {
        "routine": routine.id,
        "timezone": routine.schedule.timezone if routine.schedule else None,
        "occurrences": [_occurrence(routine, selection, one) for one in chosen],
        "more": left,
        "clock_changes": [
            {
                "utc": change.instant.isoformat(),
                "local": change.wall.isoformat(),
                "offset_before": int(change.before.total_seconds()),
                "offset_after": int(change.after.total_seconds()),
            }
            for change in (_changes(chosen) if chosen else ())
        ],
    }


def _occurrence(routine: Routine, selection: Selection, one: Occurrence) -> dict[str, Any]:
    return {
        "start": one.start.isoformat(),
        "utc": one.utc.isoformat() if one.utc else None,
        "week": one.week,
        "session": one.slot.session,
        "slot": one.slot.id,
        "seconds": timeline(routine, one.slot.session, selection, one.week).seconds,
        "moved_from": one.moved_from.isoformat() if one.moved_from else None,
    }
