"""What the body map of a stretch shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.anatomy.lighting import on_side

if TYPE_CHECKING:
    from stretchexport.model import Routine, Stretch


def side_of(routine: Routine, stretch: Stretch) -> str | None:
    """The side a stretch is done on if every item with it names the same one, else ``None``.

    A stretch that is done once a side reaches both, one after the other.
    """
    items = [item for session in routine.sessions.values() for item in session.items]
    sides = {item.side for item in items if item.stretch == stretch.id}
    side = sides.pop() if len(sides) == 1 else None
    return None if side is None else str(side)


def marked(stretch: Stretch, side: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The targets of a stretch on one side (or both), and what it reaches besides."""
    also = [target for target in stretch.also if target not in stretch.targets]
    return on_side(stretch.targets, side), on_side(also, side)
