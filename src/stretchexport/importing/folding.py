"""Steps one after the other, folded back into the sets, sides and rests they came from.

It is :mod:`stretchexport.timeline` the other way round: a run of sets becomes an item only if the
item makes exactly these steps.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from stretchexport.model import Order, Side

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

MOST_SETS = 50


class Between(Enum):
    """What a pause is, as far as the source says."""

    REST = "rest"
    TRANSITION = "transition"
    NEW = "new"
    """A transition to another item."""
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Pause:
    """Seconds of nothing; 0 if there is no pause at all."""

    seconds: int
    between: Between = Between.EITHER


NOTHING = Pause(0)


@dataclass(frozen=True, slots=True)
class Unit:
    """One set on one side; ``what`` says which stretch is done with which dose."""

    what: Hashable
    side: Side | None


@dataclass(frozen=True, slots=True)
class Folded:
    """An item: ``units`` sets in the source, which its sets and sides make."""

    what: Hashable
    units: int
    sets: int
    rest: int
    order: Order | None
    side: Side | None


def fold(units: Sequence[Unit], pauses: Sequence[Pause]) -> list[Folded]:
    """The items of which ``units`` are the sets; ``pauses`` lie before each, the first unused."""
    found: list[Folded] = []
    index = 0
    while index < len(units):
        end = index + 1
        while end < len(units) and end - index < 2 * MOST_SETS and _goes_on(units, pauses, end):
            end += 1
        made = next(
            one
            for length in range(end - index, 0, -1)
            if (one := _item(units[index : index + length], pauses[index + 1 : index + length]))
        )
        found.append(made)
        index += made.units
    return found


def transition(folded: Sequence[Folded], pauses: Sequence[Pause]) -> int | None:
    """The seconds between items and sides, the usual ones if they differ; ``None`` if not shown."""
    found: Counter[int] = Counter()
    index = 0
    for item in folded:
        if index:
            found[pauses[index].seconds] += 1
        if item.order is Order.ALTERNATE:
            turns = range(1, item.units, 2)
        else:
            turns = range(item.sets, item.units, item.sets)
        found.update(pauses[index + turn].seconds for turn in turns)
        index += item.units
    return found.most_common(1)[0][0] if found else None


def _goes_on(units: Sequence[Unit], pauses: Sequence[Pause], index: int) -> bool:
    return units[index].what == units[index - 1].what and pauses[index].between is not Between.NEW


def _item(units: Sequence[Unit], pauses: Sequence[Pause]) -> Folded | None:
    """The item that makes these sets with these pauses between them; ``None`` if none does."""
    sides = [unit.side for unit in units]
    count = len(units)
    half = count // 2
    if len(set(sides)) == 1:
        rest = _all(pauses, Between.REST)
        if rest is None or count > MOST_SETS:
            return None
        return Folded(units[0].what, count, count, rest, None, sides[0])
    if count % 2:
        return None
    if sides == [Side.LEFT] * half + [Side.RIGHT] * half:
        rest = _all([*pauses[: half - 1], *pauses[half:]], Between.REST)
        turn = _all(pauses[half - 1 : half], Between.TRANSITION)
        if rest is None or turn is None:
            return None
        order = Order.LEFT_THEN_RIGHT if half > 1 else None
        return Folded(units[0].what, count, half, rest, order, None)
    if sides == [Side.LEFT, Side.RIGHT] * half:
        turn, between = _all(pauses[::2], Between.TRANSITION), pauses[1::2]
        rest = _all(between, Between.REST)
        if turn is None:
            return None
        if rest is None and _all(between, Between.TRANSITION) == turn:
            rest = 0
        if rest is not None:
            return Folded(units[0].what, count, half, rest, Order.ALTERNATE, None)
    return None


def _all(pauses: Sequence[Pause], kind: Between) -> int | None:
    """The seconds that all pauses have, if all may be of this kind; 0 if there are none."""
    seconds = {pause.seconds for pause in pauses}
    kinds = {pause.between for pause in pauses if pause.seconds}
    if len(seconds) > 1 or not kinds <= {kind, Between.EITHER}:
        return None
    return seconds.pop() if seconds else 0
