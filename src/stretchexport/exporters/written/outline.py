"""A routine in the order people read it, before any format: headings, doses, labelled lines."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.when import run, singles, slots
from stretchexport.weeks import runs
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.model import Routine
    from stretchexport.timeline import Timeline
    from stretchexport.variants import Choice, Selection
    from stretchexport.weeks import Run
    from stretchexport.wording import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A text behind its label, and the address that belongs to it."""

    label: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One item of a session: what it is called, its dose, how it is done and what to mind."""

    name: str
    dose: str
    steps: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Later weeks of a session: which, how long it then takes, and every dose that is another.

    ``doses`` are lines whose labels are the names of the exercises.
    """

    weeks: str
    total: str
    doses: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A session."""

    title: str
    summary: str
    lines: tuple[Line, ...]
    exercises: tuple[Exercise, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole routine; every text in it is on one line."""

    title: str
    summary: str
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    safety: str


def outline(routine: Routine, selection: Selection, say: Words) -> Outline:
    """The routine for somebody who chose ``selection``, in the fixed words ``say``."""
    return Outline(
        one_line(routine.title),
        one_line(routine.summary or ""),
        tuple(_part(routine, runs(routine, one, selection), say) for one in routine.sessions),
        tuple(_about(routine, say)),
        say.text("safety.line"),
    )


def _part(routine: Routine, weeks: Sequence[Run], say: Words) -> Part:
    now = weeks[0].timeline
    session = now.session
    needed = say.rowed(say.equipment(routine, one) for one in now.equipment)
    lines = [
        Line(say.text("label.total"), _total(now, say)),
        Line(say.text("cards.when"), say.rowed(slots(routine.schedule, session, say))),
        Line(say.text("label.equipment"), needed or say.text("label.no_equipment")),
        Line(say.text("label.place"), one_line(session.place or "")),
    ]
    return Part(
        one_line(session.title),
        one_line(session.summary or ""),
        tuple(line for line in lines if line.text),
        tuple(_exercises(routine, now, say)),
        tuple(_changes(weeks, say)),
    )


def _exercises(routine: Routine, now: Timeline, say: Words) -> Iterator[Exercise]:
    """The items in order; how a stretch is done is told where it comes first."""
    told: set[Choice] = set()
    for item, choice in zip(now.items, now.choices, strict=True):
        lines = [Line(say.text("label.note"), one_line(item.note))] if item.note else []
        steps: tuple[str, ...] = ()
        if choice not in told:
            told.add(choice)
            steps = tuple(one_line(step) for step in choice.steps)
            lines += _details(routine, choice, say)
        dose = say.dose(item, choice.stretch)
        yield Exercise(one_line(choice.name), dose, steps, tuple(lines))


def _details(routine: Routine, choice: Choice, say: Words) -> Iterator[Line]:
    """What to know about one way to do a stretch, what keeps a person safe last."""
    stretch = choice.stretch
    rows = {
        "label.also_called": [say.rowed(stretch.aka)],
        "cards.spots": [say.rowed(stretch.spots)],
        "label.equipment": [say.rowed(say.equipment(routine, one) for one in choice.equipment)],
        "calendar.fits": [choice.variant.fits or ""] if choice.variant else [],
        "label.muscles": [say.muscles(stretch.targets)],
        "label.muscles_also": [say.muscles(stretch.also)],
        "label.feel": [choice.feel or ""],
        "label.not_feel": [f"{one.where} → {one.then}" for one in stretch.not_feel],
        "label.avoid_if": say.avoid(choice),
        "label.stop_if": [say.rowed(stretch.stop_if)],
    }
    for label, texts in rows.items():
        yield from (Line(say.text(label), one_line(text)) for text in texts if text)
    if choice.video:
        start = choice.video.start
        text = say.text("label.video_from", time=say.time(start)) if start else ""
        yield Line(say.text("label.video"), text, choice.video.url)


def _changes(weeks: Sequence[Run], say: Words) -> Iterator[Change]:
    """What each later run of weeks does differently from the one before it."""
    for before, after in itertools.pairwise(weeks):
        line = after.timeline
        different = tuple(
            Line(one_line(choice.name), say.dose(new, choice.stretch))
            for old, new, choice in zip(
                before.timeline.items, line.items, line.choices, strict=True
            )
            if old != new
        )
        yield Change(say.weeks(after.phase), _total(line, say), different)


def _total(line: Timeline, say: Words) -> str:
    return say.time(line.seconds, estimated=line.estimated)


def _about(routine: Routine, say: Words) -> Iterator[Line]:
    """When the routine runs, and whose it is."""
    if routine.schedule:
        for text in (run(routine.schedule, say), *singles(routine, routine.schedule, say)):
            yield Line(say.text("cards.when"), one_line(text))
    if routine.author:
        yield Line(say.text("cards.author"), one_line(routine.author))
    for source in routine.sources:
        text = say.rowed(filter(None, (source.title, source.author)))
        yield Line(say.text("label.sources"), one_line(text), source.url)
