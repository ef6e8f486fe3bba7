"""The plan card: what is done in which session, when, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters.cards.doses import unbroken
from stretchexport.exporters.cards.layout import Badge, Block, Card, led, one_line
from stretchexport.exporters.cards.stretch import block, in_badges, shortened, sources
from stretchexport.exporters.cards.ticks import tracker
from stretchexport.exporters.when import run, singles, slots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stretchexport.model import Routine
    from stretchexport.timeline import Timeline
    from stretchexport.wording import Words


MOST_SLOTS = 3
"""Times of a session in its badge; if there are more, they stand in a row of the body."""


def plan_card(routine: Routine, sessions: Mapping[str, tuple[Timeline, ...]], words: Words) -> Card:
    """The card that comes first: the routine, its sessions with their lengths, its schedule."""
    all_badges = [_badge(routine, weeks, words) for weeks in sessions.values()]
    label = words.text("label.total")
    badges, rows = in_badges(all_badges, label, words)
    blocks = [*rows]
    for weeks in sessions.values():
        blocks.extend(_session(weeks, words, named=len(sessions) > 1))
    blocks.extend(_dates(routine, words))
    blocks.extend(block(words.text("cards.author"), [routine.author]))
    blocks.extend(sources(routine.sources, words))
    return Card(
        about="plan card",
        place="",
        running=words.text("cards.plan"),
        title=one_line(routine.title),
        subtitle=one_line(routine.summary or ""),
        badges=badges,
        badge_label=label,
        blocks=tuple(blocks),
        tracker=tracker(routine.schedule, words, routine.sessions),
    )


def _badge(routine: Routine, weeks: Sequence[Timeline], words: Words) -> Badge:
    """A session's length, when it is done, and how its length changes."""
    times = [words.time(week.seconds, estimated=week.estimated) for week in weeks]
    changes = [
        words.text("cards.from_week", week=week.week, dose=time)
        for week, time, before in zip(weeks[1:], times[1:], times, strict=False)
        if time != before
    ]
    session = weeks[0].session
    details = slots(routine.schedule, session, words)
    details = details if len(details) <= MOST_SLOTS else ()
    return Badge(
        unbroken(times[0]), session.title, details, tuple(unbroken(change) for change in changes)
    )


def _session(weeks: Sequence[Timeline], words: Words, *, named: bool) -> list[Block]:
    """What is done in a session, in order."""
    first = weeks[0]
    title, summary = first.session.title, first.session.summary or ""
    named = named or title != shortened(title)
    about = (led(title if named else "", summary),) if named or summary else ()
    steps = tuple(
        led(choice.name, f"\n{unbroken(words.dose(item, choice.stretch))}", number)
        for number, (item, choice) in enumerate(
            zip(first.items, first.choices, strict=True), start=1
        )
    )
    heading = [Block(words.text("label.session"), about, kind="plain")] if about else []
    return [*heading, Block(words.text("label.steps"), steps, kind="steps")]


def _dates(routine: Routine, words: Words) -> tuple[Block, ...]:
    """From when on, how long, which days are left out, and the times no badge has room for."""
    schedule = routine.schedule
    if schedule is None:
        return ()
    crowded = [
        words.line(session.title, words.rowed(times))
        for session in routine.sessions.values()
        if len(times := slots(schedule, session, words)) > MOST_SLOTS
    ]
    # A time zone stands on one line, if that is wide enough.
    weeks = run(schedule, words).replace("/", "/\N{WORD JOINER}")
    lines = [weeks, *singles(routine, schedule, words), *crowded]
    return block(words.text("cards.when"), lines)
