"""The steps of a workout file as sets: names and notes taken apart, cycles and spots put together.

Nothing is taken for one of our own names unless all that goes with it is there: a side only if the
notes say it too, a cycle only if push, let go and hold follow each other, spots only if several do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stretchexport.exporters.text import ELLIPSIS
from stretchexport.importing.folding import NOTHING, Between, Pause, Unit
from stretchexport.model import Side, StretchType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.importing.fit_file import FileStep
    from stretchexport.importing.fit_words import Notes, Phrases

_SIDE_FIRST = r"(?P<side>{words})[\s:·–,-]+(?P<name>\S.*)"
_SIDE_LAST = r"(?P<name>.*?\S)[\s:·–,(-]+(?P<side>{words})(?: side)?\)?"


@dataclass(frozen=True, slots=True)
class What:
    """A stretch with its dose, as far as a workout says; equal for all sets of an item.

    The texts of its notes do not count: they may be cut in another place on the other side.
    """

    name: str
    type: StretchType
    dose: tuple[tuple[str, int | str], ...]
    feel: str | None = field(compare=False)
    stop_if: tuple[str, ...] = field(compare=False)
    lines: tuple[str, ...] = field(compare=False)
    """What its notes say without a label: a note, and the steps."""
    avoid_if: str | None = field(compare=False)
    equipment: str | None = field(compare=False)
    link: str = field(compare=False)
    spots: tuple[str, ...] = ()
    ends: str | None = None
    """What ends it if nothing that a routine knows."""

    @property
    def steps(self) -> str:
        """The last line without a label; a note comes before it."""
        return self.lines[-1] if self.lines else ""

    def is_stretch_of(self, other: What) -> bool:
        """Whether both are the same stretch, as far as their texts are not cut short."""
        if (self.name, self.type, self.spots) != (other.name, other.type, other.spots):
            return False
        mine, its = ((one.feel or "", *one.stop_if, one.steps) for one in (self, other))
        if not any(text.endswith(ELLIPSIS) for text in (*mine, *its)):
            return mine == its
        return _alike(self.feel or "", other.feel or "") and _alike(self.steps, other.steps)


@dataclass(frozen=True, slots=True)
class Sets:
    """The sets of a workout, the pause before each, and what it says: how to get there."""

    units: tuple[Unit, ...]
    pauses: tuple[Pause, ...]
    preparations: tuple[Notes | None, ...]
    trailing: int
    """Seconds of rest after the last set, which a routine does not have."""


@dataclass(frozen=True, slots=True)
class _Work:
    step: FileStep
    name: str
    side: Side | None
    notes: Notes


def _alike(one: str, other: str) -> bool:
    """Whether two texts are the same, one of them perhaps cut short or away."""
    shorter, longer = sorted((one.removesuffix(ELLIPSIS), other.removesuffix(ELLIPSIS)), key=len)
    return longer.startswith(shorter)


def sets(steps: Sequence[FileStep], phrases: Phrases, *, ours: bool) -> Sets:
    """The sets that ``steps`` are; ``ours`` if they speak our own words."""
    units: list[Unit] = []
    pauses: list[Pause] = []
    preparations: list[Notes | None] = []
    named = _numbered(steps, phrases) if ours else steps
    pending, preparation = NOTHING, None
    index = 0
    while index < len(named):
        step = named[index]
        if not step.work:
            pending, preparation = _pause(step, phrases, pending)
            index += 1
            continue
        run = _run(named, index)
        works = [_work(one, phrases, ours=ours) for one in run]
        unit, length = _unit(works, phrases, ours=ours)
        units.append(unit)
        pauses.append(pending)
        preparations.append(preparation)
        pending, preparation = NOTHING, None
        index += length
    return Sets(tuple(units), tuple(pauses), tuple(preparations), pending.seconds)


def _numbered(steps: Sequence[FileStep], phrases: Phrases) -> list[FileStep]:
    """The steps without the number of their set, if every number is there."""
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    parsed = [phrases.set_of(step.name) if step.work else None for step in steps]
    for one in parsed:
        if one:
            seen[one[0], one[2]].add(one[1])
    return [
        replace(step, name=one[0])
        if one and one[2] > 1 and seen[one[0], one[2]] == set(range(1, one[2] + 1))
        else step
        for step, one in zip(steps, parsed, strict=True)
    ]


def _pause(step: FileStep, phrases: Phrases, before: Pause) -> tuple[Pause, Notes | None]:
    """A pause, added to one right before it, and what it says about the next stretch."""
    notes = phrases.notes(step.notes)
    between = Between.EITHER
    if phrases.is_rest(step.name):
        between = Between.REST
    elif phrases.is_transition(step.name):
        between = Between.NEW if step.notes else Between.TRANSITION
    seconds = before.seconds + (step.seconds or 0)
    return Pause(seconds, between), notes if step.notes else None


def _run(steps: Sequence[FileStep], index: int) -> Sequence[FileStep]:
    """The work from ``index`` on that no pause parts."""
    end = index
    while end < len(steps) and steps[end].work:
        end += 1
    return steps[index:end]


def _work(step: FileStep, phrases: Phrases, *, ours: bool) -> _Work:
    notes = phrases.notes(step.notes)
    if ours:
        name = phrases.sided(step.name, notes.side) if notes.side else None
        side = notes.side if name is not None else None
        return _Work(step, step.name if name is None else name, side, notes)
    side, name = _side_of(step.name, phrases)
    return _Work(step, name, side, notes)


def _side_of(name: str, phrases: Phrases) -> tuple[Side | None, str]:
    """The side in a name that anybody may have given."""
    for side in Side:
        told = {str(side), phrases.words.side(side), phrases.words.text(f"fit.{side}")}
        words = "|".join(map(re.escape, sorted(told, key=len, reverse=True)))
        for pattern in (_SIDE_FIRST, _SIDE_LAST):
            found = re.fullmatch(pattern.format(words=words), name, re.IGNORECASE)
            if found:
                return side, found["name"]
    return None, name


def _unit(works: Sequence[_Work], phrases: Phrases, *, ours: bool) -> tuple[Unit, int]:
    """The set that begins a run of work, and how many steps it has."""
    if ours:
        cycle = _cycle(works, phrases)
        if cycle:
            return cycle, 3
        spots = _spots(works, phrases)
        if spots:
            return spots
    first = works[0]
    step, lines = first.step, first.notes.lines
    dose: tuple[tuple[str, int | str], ...] = ()
    kind = StretchType.STATIC
    if step.reps is not None:
        kind = StretchType.DYNAMIC
        tempo, lines = phrases.tempo(step.reps, lines)
        dose = (("reps", step.reps), *((("tempo", f"{tempo}s"),) if tempo else ()))
    elif step.seconds is not None:
        hold, lines = phrases.amount(step.seconds, lines)
        dose = (("hold", hold),)
    return Unit(_what(first, kind, dose, lines), first.side), 1


def _what(
    work: _Work,
    kind: StretchType,
    dose: tuple[tuple[str, int | str], ...],
    lines: tuple[str, ...],
    name: str | None = None,
    spots: tuple[str, ...] = (),
) -> What:
    notes = work.notes
    return What(
        work.name if name is None else name,
        kind,
        dose,
        notes.feel,
        notes.stop_if,
        lines,
        notes.avoid_if,
        notes.equipment,
        work.step.link,
        spots,
        work.step.ends,
    )


def _cycle(works: Sequence[_Work], phrases: Phrases) -> Unit | None:
    """Push, let go, hold: one cycle of the same stretch on the same side."""
    if len(works) < 3:
        return None
    push, release, hold = works[:3]
    names = (
        phrases.name_in(push.name, "fit.contract"),
        phrases.name_in(release.name, "fit.relax"),
        hold.name,
    )
    whole = {name for name in names if not name or not name.endswith("…")}
    if None in whole or len(whole) > 1 or len({push.side, release.side, hold.side}) > 1:
        return None
    dose: list[tuple[str, int | str]] = []
    lines: tuple[str, ...] = ()
    for key, work in (("contract", push), ("relax", release), ("hold", hold)):
        if work.step.seconds is None:
            return None
        amount, left = phrases.amount(work.step.seconds, work.notes.lines)
        lines = lines or left
        dose.append((key, amount))
    what = _what(push, StretchType.PNF, tuple(dose), lines, hold.name)
    return Unit(what, hold.side)


def _spots(works: Sequence[_Work], phrases: Phrases) -> tuple[Unit, int] | None:
    """One hold on each of several spots, which are called ``name: spot``."""
    _, colon = phrases.around("fit.spot", spot="")
    first = works[0]
    if len(works) < 2 or first.step.seconds is None or not colon:
        return None
    name = _shared(first.name, works[1].name, colon)
    if name is None:
        return None
    seen: dict[str, None] = {}
    for work in works:
        same = work.side is first.side and work.step.seconds == first.step.seconds
        if not same or not work.name.startswith(name + colon) or work.name in seen:
            break
        seen[work.name] = None
    spots = tuple(one[len(name + colon) :] for one in seen)
    hold, lines = phrases.amount(first.step.seconds, first.notes.lines)
    if len(spots) < 2 or not all(spot.strip() for spot in spots):
        return None
    what = _what(first, StretchType.SELF_MASSAGE, (("hold", hold),), lines, name, spots)
    return Unit(what, first.side), len(spots)


def _shared(one: str, other: str, colon: str) -> str | None:
    """The longest name that both texts begin with, before a colon."""
    ends = [found.start() for found in re.finditer(re.escape(colon), one)]
    names = [one[:end] for end in ends if other.startswith(one[: end + len(colon)])]
    return names[-1] if names and names[-1].strip() else None
