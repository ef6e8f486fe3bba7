"""The schedule once it is expanded: what a person may not have meant.

The rules of this module read the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.checks import clashes, moves
from stretchexport.findings import Finding
from stretchexport.model import Daily, Weekly
from stretchexport.schedule import DAYS, Series, series
from stretchexport.timeline import in_week

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.model import Change, Routine, Schedule, Slot
    from stretchexport.reading import Document

_MOST_COMPARED = 100_000
"""More items times changes times changes than this are a riddle for a program, not a routine."""


def check(document: Document, routine: Routine) -> Iterator[Finding]:
    """Floating times, skips and changes without effect, slots and weeks without dates, clashes."""
    schedule = routine.schedule
    if schedule is None:
        return
    if schedule.timezone is None:
        path = ("schedule",)
        yield Finding(
            "SE603",
            "the times have no time zone",
            document.key_span(path),
            path,
            "they float: each device shows them in its own zone, and Google Calendar takes the "
            "calendar's; add timezone: Europe/Berlin (the name of your own zone)",
        )
    every = series(schedule)
    yield from _skips(document, schedule, every)
    with_dates = {one.slot.origin.path for one in every if one.kept}
    for slot in {slot.origin.path: slot for slot in schedule.slots}.values():
        yield from _slot(document, schedule, slot, has_dates=slot.origin.path in with_dates)
    yield from moves.check(document, schedule, every)
    yield from _empty_weeks(document, schedule, every)
    yield from clashes.clock_changes(document, schedule, every)
    can_compare = _can_compare(routine, schedule)
    if can_compare:
        yield from clashes.overlaps(document, routine, schedule, every)
    for index, change in enumerate(schedule.progression):
        yield from _change(document, routine, schedule, index, change, can_compare=can_compare)


def _skips(document: Document, schedule: Schedule, every: tuple[Series, ...]) -> Iterator[Finding]:
    hit = {skipped.start.date() for one in every for skipped in one.skipped}
    for index, date in enumerate(schedule.skip):
        if date not in hit:
            path = ("schedule", "skip", index)
            yield Finding(
                "SE604",
                f"there is no session on {date:%Y-%m-%d}, a {date:%A}",
                document.span(path),
                path,
                "remove the date, or check the year and the weekdays",
            )


def _slot(
    document: Document, schedule: Schedule, slot: Slot, *, has_dates: bool
) -> Iterator[Finding]:
    """A slot without a single date, and one whose rhythm is longer than the schedule."""
    path = slot.origin.path
    if not has_dates:
        yield Finding(
            "SE608",
            "every date of this slot is skipped",
            document.span(path),
            path,
            "remove the slot, or some of the skipped dates",
        )
    period, unit = 1, 1
    if isinstance(slot.days, Daily):
        period, unit = slot.days.every, DAYS
    elif isinstance(slot.days, Weekly):
        period = slot.days.every
    if 1 < period >= schedule.weeks * unit:
        place = (*path, "every")
        yield Finding(
            "SE620",
            f"the schedule of {schedule.weeks * DAYS} days is over before it comes round",
            document.span(place),
            place,
            "choose a shorter rhythm or more weeks, or name the date: dates: [2026-12-07]",
        )


def _empty_weeks(
    document: Document, schedule: Schedule, every: tuple[Series, ...]
) -> Iterator[Finding]:
    """Skipped weeks at the end. A break in the middle is a holiday, and nothing to speak of."""
    last = max((one.kept[-1].week for one in every if one.kept), default=schedule.weeks)
    if any(one.skipped and one.skipped[-1].week > last for one in every):
        path = ("schedule", "weeks")
        yield Finding(
            "SE612",
            f"after week {last} there is no session left: every date is skipped",
            document.span(path),
            path,
            f"write weeks: {last}, or skip fewer dates",
        )


def _change(
    document: Document,
    routine: Routine,
    schedule: Schedule,
    index: int,
    change: Change,
    *,
    can_compare: bool,
) -> Iterator[Finding]:
    path = ("schedule", "progression", index)
    if change.from_week > schedule.weeks:
        place = (*path, "from_week")
        yield Finding(
            "SE605",
            f"week {change.from_week} is after the last one, week {schedule.weeks}",
            document.span(place),
            place,
            "it never comes: raise weeks, or remove the change",
        )
    elif can_compare and not _has_effect(routine, schedule, change):
        yield Finding(
            "SE606",
            "this change changes nothing",
            document.span(path),
            path,
            "no dose has these parts, or all of them have these values already",
        )


def _can_compare(routine: Routine, schedule: Schedule) -> bool:
    """Whether there are few enough items and changes to work out every dose of every week."""
    items = sum(len(session.items) for session in routine.sessions.values())
    return items * len(schedule.progression) ** 2 <= _MOST_COMPARED


def _has_effect(routine: Routine, schedule: Schedule, change: Change) -> bool:
    """Whether any item has another dose in the change's first week with it than without it."""
    others = tuple(one for one in schedule.progression if one is not change)
    week = change.from_week
    return any(
        in_week(item, session.id, schedule.progression, week)
        != in_week(item, session.id, others, week)
        for session in routine.sessions.values()
        for item in session.items
    )
