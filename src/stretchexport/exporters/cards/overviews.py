"""The sheets that are no cards: a session on a page, a log of the weeks, a page to calibrate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Loss
from stretchexport.exporters.cards.doses import unbroken
from stretchexport.exporters.cards.layout import BodyMap, Figure, one_line
from stretchexport.exporters.cards.stretch import body_map_of, figure_of, shortened
from stretchexport.exporters.cards.ticks import UNSCHEDULED_WEEKS, tracker
from stretchexport.schedule import DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchexport.exporters.cards.stretch import Look
    from stretchexport.model import Routine
    from stretchexport.timeline import Timeline
    from stretchexport.wording import Words


@dataclass(frozen=True, slots=True)
class Tile:
    """A stretch on a poster: the drawing of its pose, or the muscles it reaches."""

    number: int
    name: str
    dose: str
    picture: Figure | BodyMap


@dataclass(frozen=True, slots=True)
class Poster:
    """A session in order; ``about`` names it in losses."""

    about: str
    running: str
    title: str
    detail: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class LogRow:
    """A session, and on which days of a week it is due."""

    title: str
    due: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class LogWeek:
    """A week with the dates of its days."""

    title: str
    days: tuple[str, ...]
    rows: tuple[LogRow, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """All weeks of a schedule, or some without dates."""

    about: str
    title: str
    detail: str
    weeks: tuple[LogWeek, ...]


def posters(
    routine: Routine, sessions: Mapping[str, tuple[Timeline, ...]], look: Look, words: Words
) -> tuple[tuple[Poster, ...], list[Loss]]:
    """A poster for each session, as it is in its first week, and what they cannot hold."""
    losses: dict[Loss, None] = {}
    made = []
    for session, weeks in sessions.items():
        first = weeks[0]
        tiles = []
        for number, (item, choice) in enumerate(
            zip(first.items, first.choices, strict=True), start=1
        ):
            figure, _, lost = figure_of(routine.id, choice, look, words)
            losses.update(dict.fromkeys([*lost, *_cut(f"stretch {item.stretch}", choice.name)]))
            picture = figure or body_map_of(routine, choice.stretch, look, words)
            dose = unbroken(words.dose(item, choice.stretch))
            tiles.append(Tile(number, shortened(choice.name), dose, picture))
        losses.update(dict.fromkeys(_cut(f"session {session}", first.session.title)))
        time = words.time(first.seconds, estimated=first.estimated)
        made.append(
            Poster(
                f"session {session}",
                shortened(routine.title),
                shortened(first.session.title),
                words.line(words.text("label.total"), time),
                tuple(tiles),
            )
        )
    return tuple(made), list(losses)


def _cut(where: str, name: str) -> list[Loss]:
    """A loss if ``name`` is too long for a poster, where all has to go on one page."""
    return [Loss(where, "its name is cut")] if shortened(name) != one_line(name) else []


def log(routine: Routine, words: Words) -> Log:
    """A box for each session on each of its dates."""
    schedule = routine.schedule
    boxes = {
        session.title: tracker(schedule, words, {one}) for one, session in routine.sessions.items()
    }
    count = schedule.weeks if schedule else UNSCHEDULED_WEEKS
    weeks = []
    for week in range(count):
        if schedule:
            start = schedule.starts + dt.timedelta(weeks=week)
            dates = [start + dt.timedelta(days=day) for day in range(DAYS)]
            days = tuple(f"{words.initial(one.weekday())} {one.day}" for one in dates)
            title = f"{words.text('label.week', week=week + 1)}\n{words.short_date(start)}"
        else:
            days = tuple(words.initial(day) for day in range(DAYS))
            title = words.text("label.week", week=week + 1)
        rows = tuple(LogRow(shortened(name), found.weeks[week]) for name, found in boxes.items())
        weeks.append(LogWeek(title, days, rows))
    return Log("log", one_line(routine.title), one_line(routine.summary or ""), tuple(weeks))
