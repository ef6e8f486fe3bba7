"""A timeline as training logs see it: rounds of turns, and a pause after every set.

Both Hevy and wger let a person do the entries of a group in turn, set by set, and begin the entry's
rest after each of its sets, the last one too. So a group here is what is done in turn: both sides
if they alternate, push, let go and hold of a PNF cycle, the spots of a massage.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from stretchexport.model import Order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.timeline import Step, Timeline


@dataclass(frozen=True, slots=True)
class Turn:
    """One entry of a group.

    ``step`` is what is done, as in the first set; ``amount`` its repetitions, or its seconds if it
    has none; ``pause`` the seconds that follow each of its sets.
    """

    step: Step
    amount: int
    pause: int

    @property
    def seconds(self) -> int:
        """How long one set and its pause take; repetitions take no time that a log knows."""
        return self.pause + (self.amount if self.step.reps is None else 0)


@dataclass(frozen=True, slots=True)
class Group:
    """Turns done one after the other, ``sets`` times over; all are of the item ``item``.

    ``after`` are the seconds of the pause that follows the last set, which no log knows.
    """

    item: int
    sets: int
    turns: tuple[Turn, ...]
    after: int

    @property
    def seconds(self) -> int:
        """How long a person takes who is led through it, without the repetitions."""
        return self.sets * sum(turn.seconds for turn in self.turns)


def groups(timeline: Timeline) -> tuple[Group, ...]:
    """The whole timeline, in its order.

    The pause of a group's last turn is the one between its sets; if there is one set, it is the
    one that follows.
    """

    def key(pair: tuple[Step, int]) -> tuple[int, object]:
        step = pair[0]
        in_turn = timeline.items[step.item].order is Order.ALTERNATE
        return step.item, None if in_turn else step.side

    return tuple(_group(list(pairs)) for _, pairs in groupby(_with_pauses(timeline), key))


def seconds(done: Iterable[Group]) -> int:
    """How long all groups take, without the repetitions."""
    return sum(group.seconds for group in done)


def counted(timeline: Timeline) -> int:
    """The seconds that the timeline gives to repetitions."""
    return sum(step.seconds for step in timeline.steps if step.reps is not None)


def capped(group: Group, sets: int, amount: int, pause: int) -> Group:
    """``group`` with no number above these limits of a service."""
    turns = tuple(
        replace(turn, amount=min(turn.amount, amount), pause=min(turn.pause, pause))
        for turn in group.turns
    )
    return Group(group.item, min(group.sets, sets), turns, group.after)


def changes(values: Iterable[int]) -> list[tuple[int, int]]:
    """The first of ``values`` and each that differs from the one before, with its place from 1."""
    found: list[tuple[int, int]] = []
    for place, value in enumerate(values, 1):
        if not found or found[-1][1] != value:
            found.append((place, value))
    return found


def _with_pauses(timeline: Timeline) -> list[tuple[Step, int]]:
    """Every work step with the seconds of the pause that follows it, 0 if none does."""
    found: list[tuple[Step, int]] = []
    for step in timeline.steps:
        if step.kind.is_work:
            found.append((step, 0))
        else:
            before, pause = found[-1]
            found[-1] = (before, pause + step.seconds)
    return found


def _group(pairs: list[tuple[Step, int]]) -> Group:
    sets = pairs[0][0].sets
    turns = tuple(
        Turn(step, step.seconds if step.reps is None else step.reps, pause)
        for step, pause in pairs[: len(pairs) // sets]
    )
    return Group(pairs[0][0].item, sets, turns, pairs[-1][1])
