"""What holds for every routine that there can be, on every service."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from pushing.pushed import NoWaiting, problems, pushed
from pushing.services import ALL
from pushing.standin import StandIn
from strategies import routines

if TYPE_CHECKING:
    from pushing.standin import Service
    from stretchexport.model import Routine


@pytest.mark.parametrize("kind", ALL, ids=lambda one: str(one.name))
@settings(max_examples=8)
@given(routines(), routines())
def test_a_push_over_another_is_complete_and_the_next_makes_nothing(
    kind: type[Service], before: Routine, after: Routine
) -> None:
    first, second = (
        replace(one, id="same", title="Same", language="en", author="Anna")
        for one in (before, after)
    )
    with StandIn(kind()) as there:
        assert problems(pushed(there, first, NoWaiting())) == {}
        assert problems(pushed(there, second, NoWaiting())) == {}
        there.again()
        assert problems(pushed(there, second, NoWaiting())) == {}
        assert there.counts["POST"] == there.counts["DELETE"] == 0
