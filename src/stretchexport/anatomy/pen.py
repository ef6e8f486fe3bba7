"""How thick lines and stripes are, for the size a body map is drawn at.

A map is one drawing for all sizes, but paper is not: stripes that are thin at 60 mm are grey at 15.
So nothing is thinner than a printer with 300 dots an inch can show and an eye can tell at reading
distance: 0.5 mm from stripe to stripe, 0.08 mm for a line that carries meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stretchexport.anatomy.splines import SCALE

HEIGHT = 410 * SCALE
"""The height of a map in path units."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Widths in path units.

    ``ink`` is the outline (half of it shows), ``gap`` the light line around muscles, ``edge`` the
    outline of what is striped or dashed, ``halo`` the light rim under dashes, ``dash`` a dash and
    the gap after it, ``step`` from stripe to stripe.
    """

    ink: int
    gap: int
    edge: int
    halo: int
    dash: tuple[int, int]
    step: int


@cache
def pen(height: float) -> Pen:
    """The pen for a map that is ``height`` mm high."""

    def wide(usual: int, least: float) -> int:
        """A width of ``usual`` path units, but at least ``least`` mm."""
        return max(usual, round(least * HEIGHT / height))

    return Pen(
        ink=wide(28, 0.16),
        gap=wide(12, 0.05),
        edge=wide(10, 0.05),
        halo=wide(20, 0.12),
        dash=(wide(24, 0.22), wide(14, 0.14)),
        step=wide(64, 0.5),
    )
