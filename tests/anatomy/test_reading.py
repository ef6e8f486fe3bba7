"""Each muscle can be told on a map of 15 mm, printed without colour at 300 dots an inch."""

from __future__ import annotations

import pytest

from anatomy.pixels import differing, greys
from stretchexport.anatomy.muscles import muscles
from stretchexport.anatomy.regions import palettes

SEEN = 10
"""Dots that make a difference: together a square of a quarter of a millimetre."""

each_palette = pytest.mark.parametrize("palette", palettes())


@each_palette
@pytest.mark.parametrize("muscle", muscles())
def test_a_muscle_stands_out_at_both_levels_and_they_differ(muscle: str, palette: str) -> None:
    plain = greys((), (), palette)
    primary, secondary = greys((muscle,), (), palette), greys((), (muscle,), palette)
    assert differing(plain, primary) >= SEEN
    assert differing(plain, secondary) >= SEEN
    assert differing(primary, secondary) >= SEEN


@each_palette
@pytest.mark.parametrize("muscle", muscles())
def test_a_side_stands_out_by_itself(muscle: str, palette: str) -> None:
    left, both = greys((f"left-{muscle}",), (), palette), greys((muscle,), (), palette)
    assert differing(greys((), (), palette), left) >= SEEN / 2
    assert differing(left, both) >= SEEN / 2
