"""The schedule once it is expanded: what a person may not have meant.

The rules of this module read the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.checks import clashes
from stretchexport.findings import Finding
from stretchexport.schedule import Series, series
from stretchexport.timeline import in_week

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.model import Change, Routine, Schedule
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
    yield from _empty_slots(document, schedule, every)
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


def _empty_slots(
    document: Document, schedule: Schedule, every: tuple[Series, ...]
) -> Iterator[Finding]:
    with_dates = {one.slot.id for one in every if one.kept}
    for index, slot in enumerate(schedule.slots):
        if slot.id not in with_dates:
            path = ("schedule", "slots", index)
            yield Finding(
                "SE608",
                "every date of this slot is skipped",
                document.span(path),
                path,
                "remove the slot, or some of the skipped dates",
            )


def _empty_weeks(
    document: Document, schedule: Schedule, every: tuple[Series, ...]
) -> Iterator[Finding]:
    """Weeks after the last session. A break in the middle is a holiday, and nothing to speak of."""
    last = max((one.kept[-1].week for one in every if one.kept), default=schedule.weeks)
    if last < schedule.weeks:
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
