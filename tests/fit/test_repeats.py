"""Repeat blocks: what they expand to is the list, in as few messages as can be."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.exporters.fit.repeats import LONGEST_RUN, Block, rolled_up, unrolled

SHORT = st.lists(st.sampled_from("LRt"), max_size=40)


def expanded(blocks: tuple[Block[str], ...]) -> list[str]:
    return [step for block in blocks for _ in range(block.times) for step in block.steps]


def messages(blocks: tuple[Block[str], ...]) -> int:
    return sum(block.messages for block in blocks)


@cache
def fewest(steps: str) -> int:
    """The fewest messages for ``steps``, found by trying every first block."""
    if not steps:
        return 0
    best = 1 + fewest(steps[1:])
    for length in range(1, len(steps) // 2 + 1):
        times = 2
        while steps.startswith(steps[:length] * times):
            best = min(best, length + 1 + fewest(steps[length * times :]))
            times += 1
    return best


@given(SHORT)
def test_blocks_expand_to_the_steps_they_were_made_of(steps: list[str]) -> None:
    assert expanded(rolled_up(steps)) == steps
    assert expanded(unrolled(steps)) == steps


@given(st.text("LRt", max_size=12))
def test_no_other_blocks_would_take_fewer_messages(steps: str) -> None:
    assert messages(rolled_up(steps)) == fewest(steps)


@given(SHORT)
def test_a_repeat_always_saves_messages(steps: list[str]) -> None:
    for block in rolled_up(steps):
        assert block.times == 1 or block.messages < len(block.steps) * block.times


@pytest.mark.parametrize(
    ("steps", "blocks"),
    [
        ("LtRrLtRrLtR", [("LtRr", 2), ("LtR", 1)]),
        ("LrLrLtRrRrR", [("Lr", 2), ("Lt", 1), ("Rr", 2), ("R", 1)]),
        ("tLrLrL", [("t", 1), ("Lr", 2), ("L", 1)]),
        ("HHHH", [("H", 4)]),
        ("HH", [("HH", 1)]),
        ("LtR", [("LtR", 1)]),
        ("L", [("L", 1)]),
        ("", []),
    ],
)
def test_sets_and_sides_become_the_blocks_a_person_would_write(
    steps: str, blocks: list[tuple[str, int]]
) -> None:
    found = rolled_up(steps)
    assert [("".join(block.steps), block.times) for block in found] == blocks


def test_a_run_too_long_to_be_looked_for_is_written_out() -> None:
    steps = [str(n) for n in range(LONGEST_RUN + 1)] * 2
    assert rolled_up(steps) == (Block(tuple(steps)),)


def test_a_run_just_short_enough_is_found() -> None:
    steps = [str(n) for n in range(LONGEST_RUN)] * 3
    assert rolled_up(steps) == (Block(tuple(steps[:LONGEST_RUN]), 3),)
