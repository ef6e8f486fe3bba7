"""A session as the steps a person does, one after the other.

This is the one place where variants, sides, orders, sets, rests, transitions and the weeks of a
progression are expanded. Every output takes its steps and its times from here, so no two of them
can disagree about how long a session takes.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchexport.model import (
    Amount,
    Change,
    Dose,
    DynamicDose,
    Item,
    MassageDose,
    Order,
    PnfDose,
    Routine,
    Session,
    Side,
    Stretch,
)
from stretchexport.variants import NOTHING_SAID, Choice, Selection, choose

if TYPE_CHECKING:
    from collections.abc import Iterator

REPETITION_SECONDS = 4
"""Seconds taken for one repetition when the file gives no tempo: an estimate, and marked as one."""


class Kind(StrEnum):
    """What a person does in a step."""

    HOLD = "hold"
    REPS = "reps"
    CONTRACT = "contract"
    RELAX = "relax"
    REST = "rest"
    TRANSITION = "transition"

    @property
    def is_work(self) -> bool:
        """Whether the step is part of the stretch, and not a pause around it."""
        return self not in (Kind.REST, Kind.TRANSITION)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do for ``seconds`` seconds.

    A rest or transition names the stretch, side and set that come *next*. ``estimated`` marks
    seconds worked out from breaths or from repetitions without a tempo. ``set`` counts from 1.
    """

    kind: Kind
    seconds: int
    item: int
    stretch: str
    set: int
    sets: int
    side: Side | None = None
    estimated: bool = False
    breaths: int | None = None
    reps: int | None = None
    spot: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of one session in one week, and the variants they are done in."""

    session: Session
    week: int
    items: tuple[Item, ...]
    """The session's items with the doses of this week."""
    choices: tuple[Choice, ...]
    """How each item's stretch is done; one a item, in the same order."""
    steps: tuple[Step, ...]

    @property
    def seconds(self) -> int:
        """How long the session takes, in seconds."""
        return sum(step.seconds for step in self.steps)

    @property
    def estimated(self) -> bool:
        """Whether any part of the length is an estimate."""
        return any(step.estimated for step in self.steps)

    @property
    def equipment(self) -> tuple[str, ...]:
        """The ids of what the session needs, each once."""
        every = (one for choice in self.choices for one in choice.equipment)
        return tuple(dict.fromkeys(every))

    def starts(self) -> tuple[int, ...]:
        """The second at which each step begins."""
        return tuple(itertools.accumulate((s.seconds for s in self.steps), initial=0))[:-1]


def timeline(
    routine: Routine, session: str, selection: Selection = NOTHING_SAID, week: int = 1
) -> Timeline:
    """Expand ``session`` as it is done in ``week`` (from 1) by somebody who chose ``selection``.

    Raises ``KeyError`` if the routine has no such session.
    """
    plan = routine.sessions[session]
    changes = routine.schedule.progression if routine.schedule else ()
    items = tuple(in_week(item, session, changes, week) for item in plan.items)
    choices = tuple(choose(routine.stretches[i.stretch], selection, i.variant) for i in items)
    steps: list[Step] = []
    for index, item in enumerate(items):
        done = list(_item_steps(item, routine.stretches[item.stretch], index, plan.transition))
        if index and plan.transition:
            steps.append(_pause(Kind.TRANSITION, plan.transition, done[0]))
        steps.extend(done)
    return Timeline(plan, week, items, choices, tuple(steps))


def in_week(item: Item, session: str, changes: tuple[Change, ...], week: int) -> Item:
    """The item with the doses a progression has set by ``week``; later changes win."""
    for change in sorted(changes, key=lambda c: c.from_week):
        if (
            change.from_week <= week
            and change.session in (None, session)
            and change.stretch in (None, item.stretch)
        ):
            item = replace(
                item,
                dose=_changed(item.dose, change),
                sets=item.sets if change.sets is None else change.sets,
                rest=item.rest if change.rest is None else change.rest,
            )
    return item


def _changed(dose: Dose, change: Change) -> Dose:
    """The dose with those of the change's values that it has."""
    values = {
        name: value for name in dose.__slots__ if (value := getattr(change, name)) is not None
    }
    return replace(dose, **values)


def _item_steps(item: Item, stretch: Stretch, index: int, transition: int) -> Iterator[Step]:
    """The steps of one item: each set of each side, with what lies between."""
    before: Step | None = None
    for number, side in _rounds(item, stretch):
        done = _set_steps(item, stretch, index, number, side)
        if before is not None:
            yield from _between(before, done[0], item.rest, transition)
        yield from done
        before = done[-1]


def _rounds(item: Item, stretch: Stretch) -> list[tuple[int, Side | None]]:
    """Set number and side in the order they are done: LLL RRR, or LR LR LR."""
    sets = range(1, item.sets + 1)
    if not stretch.each_side:
        return [(number, None) for number in sets]
    sides = (item.side,) if item.side else (Side.LEFT, Side.RIGHT)
    if item.order is Order.ALTERNATE:
        return [(number, side) for number in sets for side in sides]
    return [(number, side) for side in sides for number in sets]


def _between(before: Step, after: Step, rest: int, transition: int) -> Iterator[Step]:
    """The pause between two sets of an item.

    A new set on the same side, or a new round of both, is a rest; a change of side within a round,
    or one that no rest covers, is a transition.
    """
    new_side = before.side is not after.side
    new_round = after.set > before.set
    if new_round and rest:
        yield _pause(Kind.REST, rest, after)
    elif new_side and transition:
        yield _pause(Kind.TRANSITION, transition, after)


def _pause(kind: Kind, seconds: int, after: Step) -> Step:
    """A rest or transition that leads to ``after``."""
    return Step(kind, seconds, after.item, after.stretch, after.set, after.sets, after.side)


def _set_steps(
    item: Item, stretch: Stretch, index: int, number: int, side: Side | None
) -> list[Step]:
    """One set on one side, by the kind of its dose."""

    def step(kind: Kind, amount: Amount, spot: str | None = None) -> Step:
        return Step(
            kind,
            amount.seconds,
            index,
            stretch.id,
            number,
            item.sets,
            side,
            estimated=amount.estimated,
            breaths=amount.breaths,
            spot=spot,
        )

    dose = item.dose
    if isinstance(dose, DynamicDose):
        tempo = dose.tempo or REPETITION_SECONDS
        moved = step(Kind.REPS, Amount(dose.reps * tempo))
        return [replace(moved, reps=dose.reps, estimated=dose.tempo is None)]
    if isinstance(dose, PnfDose):
        return [
            step(Kind.CONTRACT, dose.contract),
            step(Kind.RELAX, dose.relax),
            step(Kind.HOLD, dose.hold),
        ]
    if isinstance(dose, MassageDose) and stretch.spots:
        return [step(Kind.HOLD, dose.hold, spot) for spot in stretch.spots]
    return [step(Kind.HOLD, dose.hold)]
