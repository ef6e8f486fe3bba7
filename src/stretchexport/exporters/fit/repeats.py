"""A list of steps written shorter, with repeat blocks.

A watch repeats a run of steps by a message that follows it, so a run of ``p`` steps done ``k``
times takes ``p + 1`` messages where it took ``p * k``. Blocks are found in the flat list of steps
itself, not in the sets and sides it came from: what they expand to is the list, by construction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

T = TypeVar("T", bound="Hashable")

LONGEST_RUN = 64
"""Steps in the longest run that is looked for, which bounds the time to look."""


@dataclass(frozen=True, slots=True)
class Block(Generic[T]):
    """``steps``, done ``times`` times; blocks are not nested, as watches differ on that."""

    steps: tuple[T, ...]
    times: int = 1

    @property
    def messages(self) -> int:
        """How many messages the block takes in a file."""
        return len(self.steps) + (self.times > 1)


def unrolled(steps: Sequence[T]) -> tuple[Block[T], ...]:
    """The steps as they are, without any repeats."""
    return (Block(tuple(steps)),)


def rolled_up(steps: Sequence[T]) -> tuple[Block[T], ...]:
    """The steps in as few messages as blocks side by side allow.

    ``L t R r L t R r L t R`` is ``2 x (L t R r)`` and ``L t R``. Where two ways are equally short,
    a repeat begins as early as it can, so that a rest ends a block rather than begins one.
    """
    blocks: list[Block[T]] = []
    single: list[T] = []
    index = 0
    runs = _best_runs(steps)
    while index < len(steps):
        length, times = runs[index]
        if times == 1:
            single.append(steps[index])
        else:
            if single:
                blocks.append(Block(tuple(single)))
                single = []
            blocks.append(Block(tuple(steps[index : index + length]), times))
        index += length * times
    return (*blocks, Block(tuple(single))) if single else tuple(blocks)


def _best_runs(steps: Sequence[T]) -> list[tuple[int, int]]:
    """For every index the run (its length, and how often it is done) to begin there.

    Worked out from the end: the cost of an index is that of the run plus that of what follows it.
    ``same[p]`` is how many steps from an index on equal the one ``p`` places further.
    """
    kinds: dict[T, int] = {}
    keys = [kinds.setdefault(step, len(kinds)) for step in steps]
    count = len(keys)
    cost = [0] * (count + 1)
    runs = [(1, 1)] * count
    same = [0] * (LONGEST_RUN + 1)
    for index in range(count - 1, -1, -1):
        best = cost[index + 1] + 1
        for length in range(1, min(LONGEST_RUN, count - 1 - index) + 1):
            same[length] = same[length] + 1 if keys[index] == keys[index + length] else 0
            times = same[length] // length + 1
            if length * (times - 1) <= 1:
                continue
            total = length + 1 + cost[index + length * times]
            if total < best or (total == best and runs[index] == (1, 1)):
                best, runs[index] = total, (length, times)
        cost[index] = best
    return runs
