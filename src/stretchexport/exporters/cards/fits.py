"""What became of each card on paper: the sizes of its text, and what stands on which part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.exporters.base import Fit, FitPart, Loss

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def fits(cards: Sequence[Mapping[str, Any]], *, backs: bool) -> tuple[Fit, ...]:
    """The fit of each fitted card; with ``backs``, every second part is the back of the first."""
    return tuple(_fit(card, backs=backs) for card in cards)


def unshown_weeks(plan: Mapping[str, Any]) -> list[Loss]:
    """A loss if the plan card has no room for the boxes of all weeks."""
    views = [view for part in plan["parts"] for view in part["views"]]
    shown = sum(view["weeks"] for view in views if view["of"] == "tracker")
    missing = len(plan["tracker"]["weeks"]) - shown
    if not missing:
        return []
    weeks = "the last week" if missing == 1 else f"the last {missing} weeks"
    what = f"it has no room for the boxes of {weeks}: the sheet log has all of them"
    return [Loss(plan["about"], what)]


def _fit(card: Mapping[str, Any], *, backs: bool) -> Fit:
    parts = []
    for index, part in enumerate(card["parts"]):
        side = ("back" if index % 2 else "front") if backs else "front"
        holds = tuple(dict.fromkeys(name for view in part["views"] for name in _names(view)))
        parts.append(FitPart(side, part["size"], holds))
    return Fit(card["about"], len(parts) // (2 if backs else 1), tuple(parts))


def _names(view: Mapping[str, Any]) -> Iterator[str]:
    """What a view shows: a word of ours for what has no label on the card."""
    if view["of"] in ("block", "stacked"):
        yield str(view["block"]["label"]).rstrip(": \u00a0")
    elif view["of"] == "map":
        yield "pictures"
        for one in view["left"]:
            yield from _names(one)
    else:
        yield {"pictures": "pictures", "tracker": "boxes to tick", "notes": "notes"}[view["of"]]
