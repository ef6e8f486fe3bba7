"""The drawing of a stretch against its motions, as far as it can be known.

A drawing shows a place, motions a direction, and the drawing does not say which of its sides is
the stretched one. So only a joint far on the other side of a motion, left and right, is certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stretchexport.anatomy.motions import motions as all_motions
from stretchexport.checks.anatomical_joints import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A joint that is drawn ``degrees`` into ``drawn``, the opposite of the declared motion."""

    motion: str
    drawn: str
    joint: str
    degrees: float


def contradictions(pose: Mapping[str, object], motions: Collection[str]) -> Iterator[Contradiction]:
    """Every motion that the drawing shows the opposite of."""
    for motion in motions:
        joint, opposite = all_motions()[motion].joint, all_motions()[motion].opposite
        angles = pose.get(joint)
        if isinstance(angles, dict):
            degrees = min(_angle(angles, opposite, side) for side in _SIDES)
            if degrees >= table()["drawing"]["certain"]:
                yield Contradiction(motion, opposite, joint, degrees)


def _angle(angles: Mapping[str, Any], motion: str, side: str) -> float:
    """How far a joint is drawn into ``motion``; a negative angle is one into its opposite."""
    every = {**angles, **angles.get(side, {})}
    back = all_motions()[motion].opposite
    return float(every.get(_word(motion), 0)) - float(every.get(_word(back), 0))


def _word(motion: str) -> str:
    return motion.partition(".")[2]
