"""What was done beside what was planned, both in their order.

The two are laid beside each other as two versions of a text are: what stands alone in the plan was
left out, what stands alone in the recording came on top, and the pairs are those that cost least
together (S. B. Needleman and C. D. Wunsch, 1970).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.reviewing.layouts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.reviewing.layouts import Label
    from stretchexport.reviewing.recording import Effort
    from stretchexport.timeline import Step

WORK, PAUSE = 10_000, 3_000
"""What it costs to leave out, or to add, a step of either kind: whole numbers, so that what costs
the same is the same."""

KNOWN, GUESSED = 2_000, 9_000
"""What the largest difference in length costs where the step is known, and where it is not."""

NEVER = 10**12
_LEFT_OUT, _EXTRA, _PAIR = 0, 1, 2

Pairs = list[tuple[int | None, int | None]]
"""Places in the plan and in the recording, side by side, in order."""


def align(
    steps: Sequence[Step], efforts: Sequence[Effort], labels: Sequence[Label]
) -> tuple[Pairs, int]:
    """The cheapest way to lay ``efforts`` beside ``steps``, and what it costs."""
    keys = [key(one) for one in steps]
    wide = len(efforts)
    alone = [PAUSE if one.active is False else WORK for one in efforts]
    above = [0]
    for cost in alone:
        above.append(above[-1] + cost)
    ways = [bytearray([_EXTRA]) * (wide + 1)]
    for step, its in zip(steps, keys, strict=True):
        left_out = WORK if step.kind.is_work else PAUSE
        row, way = [above[0] + left_out], bytearray(wide + 1)
        for column, effort in enumerate(efforts):
            label = labels[column]
            pair = above[column] + (
                NEVER if label is not None and its not in label else _cost(step, effort, label)
            )
            omitted, added = above[column + 1] + left_out, row[column] + alone[column]
            best = min(pair, omitted, added)
            row.append(best)
            # among equals the last is the one left out or on top, not the first
            way[column + 1] = _LEFT_OUT if best == omitted else _EXTRA if best == added else _PAIR
        above = row
        ways.append(way)
    return _walk(ways, len(steps), wide), above[-1]


def _cost(step: Step, effort: Effort, label: Label) -> int:
    """What it costs to take ``effort`` for ``step``."""
    if effort.active is not None and effort.active is not step.kind.is_work:
        return NEVER
    return round((GUESSED if label is None else KNOWN) * difference(step, effort))


def difference(step: Step, effort: Effort) -> float:
    """How far a length, or a number of repetitions, is from what was planned, from 0 to 1."""
    planned, done = float(step.seconds), effort.seconds
    if step.reps is not None:
        if not effort.reps:
            return 1 / 3  # nobody knows how long repetitions take
        planned, done = float(step.reps), float(effort.reps)
    return abs(planned - done) / max(planned, done, 1.0)


def _walk(ways: list[bytearray], row: int, column: int) -> Pairs:
    """The way from the end back to the beginning, turned round."""
    pairs: Pairs = []
    while row or column:
        way = ways[row][column]
        if way == _PAIR:
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif way == _LEFT_OUT:
            row -= 1
            pairs.append((row, None))
        else:
            column -= 1
            pairs.append((None, column))
    return pairs[::-1]
