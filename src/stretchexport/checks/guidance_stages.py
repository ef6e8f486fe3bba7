"""Doses over the weeks, each part with the place in the file that says it.

The values are those of :func:`stretchexport.timeline.in_week`; a test holds the two together.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from stretchexport.model import PnfDose, StaticDose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.findings import Path
    from stretchexport.model import Amount, Item, Routine

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value and who says it: ``week`` is 0 for the item itself, else the change's first week."""

    value: T
    week: int
    path: Path


class Parts(NamedTuple):
    """What changes say about a stretch so far; ``None`` is left to the item."""

    hold: Said[Amount] | None = None
    contract: Said[Amount] | None = None
    sets: Said[int] | None = None

    def then(self, later: Parts) -> Parts:
        """These with what ``later`` says instead."""
        return Parts(
            later.hold or self.hold, later.contract or self.contract, later.sets or self.sets
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A change of the progression that touches holds, contractions or sets."""

    week: int
    session: str | None
    stretch: str | None
    parts: Parts


@dataclass(frozen=True, slots=True)
class Stage:
    """A held stretch as an item does it from some week on; ``contract`` is for PNF only."""

    item: Item
    hold: Said[Amount]
    sets: Said[int]
    contract: Said[Amount] | None

    @property
    def latest(self) -> Said[Amount] | Said[int]:
        """The one of hold and sets that was said later; the hold if both were together."""
        return self.hold if self.hold.week >= self.sets.week else self.sets


def steps(routine: Routine) -> tuple[Step, ...]:
    """The changes of a routine that count for doses, the earlier week first."""
    schedule = routine.schedule
    if schedule is None:
        return ()

    def said(index: int, part: str, value: T | None) -> Said[T] | None:
        path: Path = ("schedule", "progression", index, part)
        return None if value is None else Said(value, schedule.progression[index].from_week, path)

    found = (
        Step(
            change.from_week,
            change.session,
            change.stretch,
            Parts(
                said(index, "hold", change.hold),
                said(index, "contract", change.contract),
                said(index, "sets", change.sets),
            ),
        )
        for index, change in enumerate(schedule.progression)
        if change.from_week <= schedule.weeks
    )
    return tuple(sorted((step for step in found if any(step.parts)), key=lambda step: step.week))


def stages(items: Iterable[Item], changes: Iterable[Step]) -> Iterator[list[Stage]]:
    """The held ones of ``items`` (of one session) at first, and after each week with a change.

    ``changes`` are those for the session.
    """
    held = [item for item in items if isinstance(item.dose, StaticDose | PnfDose)]
    now = dict.fromkeys((item.stretch for item in held), Parts())
    weeks = [(week, list(group)) for week, group in itertools.groupby(changes, lambda c: c.week)]
    if not weeks or weeks[0][0] > 1:
        weeks.insert(0, (1, []))
    for _, group in weeks:
        for change in group:
            for stretch in now:
                if change.stretch in (None, stretch):
                    now[stretch] = now[stretch].then(change.parts)
        yield [_stage(item, now[item.stretch]) for item in held]


def _stage(item: Item, parts: Parts) -> Stage:
    dose, path = item.dose, item.origin.path
    assert isinstance(dose, StaticDose | PnfDose)
    contract = None
    if isinstance(dose, PnfDose):
        contract = parts.contract or Said(dose.contract, 0, (*path, "contract"))
    return Stage(
        item,
        parts.hold or Said(dose.hold, 0, (*path, "hold")),
        parts.sets or Said(item.sets, 0, (*path, "sets")),
        contract,
    )
