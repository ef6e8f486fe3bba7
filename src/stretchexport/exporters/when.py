"""When a routine is done, in words: the times of a session, the weeks, single dates and moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.model import Dates
from stretchexport.schedule import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.model import Days, Routine, Schedule, Session
    from stretchexport.wording import Words


def slots(schedule: Schedule | None, session: Session, words: Words) -> tuple[str, ...]:
    """The days and times of a session: ``Mon, Wed 07:30``."""
    if schedule is None:
        return ()
    times: dict[Days, list[str]] = {}
    for slot in schedule.slots:
        if slot.session == session.id:
            times.setdefault(slot.days, []).append(words.clock(slot.at))
    return tuple(
        words.text("cards.slot", days=words.days(days), time=words.listed(at))
        for days, at in times.items()
    )


def run(schedule: Schedule, words: Words) -> str:
    """How long the routine runs, from when on, and in which time zone."""
    text = words.text("cards.run", number=schedule.weeks, date=words.date(schedule.starts))
    if schedule.timezone:
        text = words.text("cards.zone", run=text, zone=schedule.timezone)
    return text


def singles(routine: Routine, schedule: Schedule, words: Words) -> Iterator[str]:
    """The dates of slots that list them, sessions that are moved, and days left out."""
    for slot in {slot.origin.path: slot for slot in schedule.slots}.values():
        if isinstance(slot.days, Dates):
            dates = words.listed(words.short_date(date) for date in slot.days.dates)
            yield words.line(routine.sessions[slot.session].title, dates)
    for one in occurrences(schedule):
        if one.moved_from:
            title = routine.sessions[one.slot.session].title
            before, after = words.moment(one.moved_from), words.moment(one.start)
            yield words.text("cards.moved", session=title, before=before, after=after)
    if schedule.skip:
        skipped = words.listed(words.short_date(day) for day in sorted(schedule.skip))
        yield words.text("cards.skip", dates=skipped)
