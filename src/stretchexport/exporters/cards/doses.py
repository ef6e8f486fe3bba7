"""The doses of every stretch over all sessions and weeks, in the few words a badge has room for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stretchexport.exporters.cards.layout import Badge
from stretchexport.model import DynamicDose, MassageDose, PnfDose
from stretchexport.schedule import phases
from stretchexport.timeline import REPETITION_SECONDS, Timeline, timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.model import Item, Routine, Stretch
    from stretchexport.variants import Choice, Selection
    from stretchexport.wording import Words


@dataclass(slots=True)
class Use:
    """One way to do a stretch, and every dose it is done in: badges and notes in order of use.

    ``sessions`` are the ids of the sessions it is done in.
    """

    choice: Choice
    badges: list[Badge] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)


def expand(routine: Routine, selection: Selection) -> dict[str, tuple[Timeline, ...]]:
    """Every session's timelines, one for each phase of the schedule."""
    firsts = [phase.first for phase in phases(routine.schedule)] if routine.schedule else [1]
    return {
        session: tuple(timeline(routine, session, selection, week) for week in firsts)
        for session in routine.sessions
    }


def uses(sessions: dict[str, tuple[Timeline, ...]], words: Words) -> tuple[Use, ...]:
    """Every way a stretch is done in any session, in order of first use."""
    found: dict[tuple[str, str | None], Use] = {}
    for session, weeks in sessions.items():
        for index, choice in enumerate(weeks[0].choices):
            variant = choice.variant.id if choice.variant else None
            use = found.setdefault((choice.stretch.id, variant), Use(choice))
            use.badges.append(_badge(weeks, index, words))
            if session not in use.sessions:
                use.sessions.append(session)
            note = weeks[0].items[index].note
            if note is not None and note not in use.notes:
                use.notes.append(note)
    for use in found.values():
        use.badges = _merged(use.badges, words, named=len(sessions) > 1)
    return tuple(found.values())


def _badge(weeks: Sequence[Timeline], index: int, words: Words) -> Badge:
    """The dose of an item in its first week, and what each later phase makes of it."""
    stretch = weeks[0].choices[index].stretch
    now = big(weeks[0].items[index], words), details(weeks[0].items[index], stretch, words)
    changes: list[str] = []
    last = now
    for week in weeks[1:]:
        item = week.items[index]
        then = big(item, words), details(item, stretch, words)
        if then != last:
            new = [part for part in then[1] if part not in last[1]]
            dose = words.listed([then[0], *new])
            changes.append(words.text("cards.from_week", week=week.week, dose=dose))
            last = then
    return Badge(
        unbroken(now[0]),
        weeks[0].session.title,
        tuple(unbroken(line) for line in now[1]),
        tuple(unbroken(change) for change in changes),
    )


def _merged(badges: Sequence[Badge], words: Words, *, named: bool) -> list[Badge]:
    """Equal doses as one, with the titles of their sessions where those tell something."""
    groups: dict[Badge, Counter[str]] = {}
    for badge in badges:
        groups.setdefault(replace(badge, title=""), Counter())[badge.title] += 1
    merged = []
    for badge, titles in groups.items():
        parts = [
            words.text("cards.times", session=title, number=times) if times > 1 else title
            for title, times in titles.items()
        ]
        tells = named or len(groups) > 1 or titles.total() > 1
        merged.append(replace(badge, title=words.rowed(parts)) if tells else badge)
    return merged


def unbroken(text: str) -> str:
    """``text`` with its numbers on one line with what they count: ``4 × 30 s``, ``30秒``."""
    text = re.sub(r"(?<=\d) × (?=\d)", "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}", text)
    text = re.sub(r"(?<=\d) (?=\w)", "\N{NO-BREAK SPACE}", text)
    return re.sub(r"(?<=\d)(?=[\u3041-\u9fff])", "\N{WORD JOINER}", text)


def big(item: Item, words: Words) -> str:
    """Sets and the size of one: ``3 × 30 s``, ``2 × 10 reps``, ``3 × 5 breaths``."""
    dose = item.dose
    if isinstance(dose, DynamicDose):
        return words.text("cards.dynamic", sets=item.sets, number=dose.reps)
    if isinstance(dose, PnfDose):
        return words.text("cards.pnf", number=item.sets)
    breaths = dose.hold.breaths
    if breaths is None:
        return words.text("cards.static", sets=item.sets, time=words.time(dose.hold.seconds))
    return words.text("cards.breaths", sets=item.sets, number=breaths)


def details(item: Item, stretch: Stretch, words: Words) -> tuple[str, ...]:
    """How the dose is taken, a line each: the side, the time where it is an estimate, the rest."""
    lines = []
    if stretch.each_side:
        lines.append(words.sides(item))
    lines.extend(_measure(item, words))
    if item.rest and item.sets > 1:
        lines.append(words.text("dose.rest", time=words.time(item.rest)))
    return tuple(lines)


def _measure(item: Item, words: Words) -> list[str]:
    """What the kind of the dose leaves to say about one set."""
    dose = item.dose
    if isinstance(dose, DynamicDose):
        if dose.tempo is not None:
            return [words.text("cards.each_rep", time=words.time(dose.tempo))]
        seconds = dose.reps * REPETITION_SECONDS
        return [words.text("cards.each_set", time=words.time(seconds, estimated=True))]
    if isinstance(dose, PnfDose):
        parts = {name: words.amount(getattr(dose, name)) for name in ("contract", "relax", "hold")}
        return [words.text("dose.pnf", **parts)]
    lines = [words.text("cards.each_spot")] if isinstance(dose, MassageDose) else []
    if dose.hold.estimated:
        time = words.time(dose.hold.seconds, estimated=True)
        lines.append(words.text("cards.each_time", time=time))
    return lines
