"""What lights on the body map: from targets to regions, levels, sides and views."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final, TypeAlias

from stretchexport.anatomy.muscles import resolve
from stretchexport.anatomy.regions import VIEWS, Region, regions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Part: TypeAlias = tuple[Region, str]
"""A region on one side."""

SIDES: Final = ("left", "right")
"""The sides of the person, not of the picture."""

LEVELS: Final = ("secondary", "primary")
"""Lower levels first: what is drawn later is on top."""


def in_order(targets: Collection[str]) -> tuple[str, ...]:
    """Targets each once: in the order given, or sorted where a set gives none."""
    return tuple(sorted(targets) if isinstance(targets, AbstractSet) else dict.fromkeys(targets))


def sided(target: str) -> tuple[str, tuple[str, ...]]:
    """A target without its side, and the sides it means: ``left-calves`` are calves, left."""
    side, _, rest = target.partition("-")
    return (rest, (side,)) if side in SIDES else (target, SIDES)


def on_side(targets: Collection[str], side: str | None) -> tuple[str, ...]:
    """Targets on one side; those that name a side keep it, and without ``side`` all do."""
    return tuple(
        target if side is None or sided(target)[1] != SIDES else f"{side}-{target}"
        for target in in_order(targets)
    )


def muscle_levels(
    primary: Collection[str], secondary: Collection[str]
) -> Mapping[tuple[str, str], str]:
    """The level of each muscle on each side that the targets stand for, by its id and the side.

    What is both is ``primary``. ``KeyError`` for an unknown target.
    """
    found: dict[tuple[str, str], str] = {}
    for targets, level in ((primary, "primary"), (secondary, "secondary")):
        for target in in_order(targets):
            name, sides = sided(target)
            for muscle in resolve(name):
                for side in sides:
                    found.setdefault((muscle.id, side), level)
    return found


def lit(primary: Collection[str], secondary: Collection[str]) -> dict[Part, str]:
    """The regions that light for these targets, on each side, ``primary`` or ``secondary``.

    A region of several muscles takes the higher level; ``KeyError`` for an unknown target.
    """
    levels = muscle_levels(primary, secondary)
    found: dict[Part, str] = {}
    for region in regions():
        for side in SIDES:
            here = {levels.get((muscle, side)) for muscle in region.muscles}
            for level in LEVELS:
                if level in here:
                    found[region, side] = level
    return found


def views_of(muscle: str) -> Iterator[str]:
    """The views that show a muscle (an id), front before back."""
    for view in VIEWS:
        if any(muscle in region.muscles for region in regions() if region.view == view):
            yield view


def chosen_views(
    view: str, primary: Collection[str], secondary: Collection[str]
) -> tuple[str, ...]:
    """The views to draw: ``front``, ``back``, ``both``, or ``auto``.

    ``auto`` is the one view that shows every lit muscle, and if both do, the one that shows more
    of them; both views if neither does or nothing is lit. ``KeyError`` for another word.
    """
    choices = {"both": VIEWS, **{one: (one,) for one in VIEWS}}
    if view != "auto":
        return choices[view]
    muscles = {muscle for muscle, _ in muscle_levels(primary, secondary)}
    enough = [one for one in VIEWS if all(one in views_of(muscle) for muscle in muscles)]
    if not muscles or not enough:
        return VIEWS
    shown = [region for region, _ in lit(primary, secondary)]
    return (max(enough, key=lambda one: sum(r.area for r in shown if r.view == one)),)
