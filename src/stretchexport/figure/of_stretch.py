"""The drawing of a stretch of a routine, as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.figure.people import person_of
from stretchexport.figure.pose import drawn_side, from_data, mirrored

if TYPE_CHECKING:
    from stretchexport.figure.pose import Pose
    from stretchexport.variants import Choice
    from stretchexport.wording import Words


def pose_of(choice: Choice, routine: str, side: str | None = None) -> Pose | None:
    """The pose of a stretch as it is done, ``side`` stretched; ``None`` if it has no pose.

    The id of its ``routine`` says who is drawn. Without a ``side`` it is the one the pose is
    written for. A stretch of both sides at once has no side.
    """
    if not choice.pose:
        return None
    targets = choice.stretch.targets
    drawn = drawn_side(choice.pose)
    if choice.stretch.each_side:
        targets = tuple(f"{drawn}-{target}" for target in targets)
    pose = from_data(choice.pose, targets, person_of(routine))
    return mirrored(pose) if side not in (None, drawn) else pose


def title(choice: Choice, say: Words) -> str:
    """What a drawing shows, for those who do not see it."""
    targets = choice.stretch.targets
    return say.line(choice.name, say.muscles(targets)) if targets else choice.name
