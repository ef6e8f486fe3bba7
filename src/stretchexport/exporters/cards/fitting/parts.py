"""How the parts of a card are filled: what stands on which of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.cards.fitting.flow import first, take
from stretchexport.exporters.cards.fitting.heads import (
    is_short,
    pictures_of,
    row_of_pictures,
    softened_blocks,
)
from stretchexport.exporters.cards.fitting.heights import block_height, gutter, stacked_height

if TYPE_CHECKING:
    from stretchexport.exporters.cards.fitting.lengths import Lengths, Style

    Block = dict[str, Any]
    Card = dict[str, Any]

FIGURE_MOST = 0.75
"""How high figure and map are at most, in heights of the room below the dose."""

MOST_WEEKS = 12
"""Weeks to tick that count when fits are compared."""


@dataclass(slots=True)
class Part:
    """A part of a card in a style, and what it leaves.

    ``labels`` is the width of the column of labels. ``views`` are what stands below the head, for
    ``data/cards/views.typ``, ``queue`` the blocks left, ``height`` the height left, if pictures
    that take what the text leaves are as low as may be. ``tinted`` says whether the block that must
    not be missed is on it, ``mapped`` whether the pictures are placed.
    """

    s: Style
    labels: float
    queue: list[Block]
    height: float
    views: list[dict[str, Any]] = field(default_factory=list)
    tinted: bool = False
    mapped: bool = True


def fresh(lengths: Lengths, s: Style) -> float:
    """How high the body of any part but the first is."""
    return lengths.height - s.head - s.foot - 2 * s.gap


def _most_text(lengths: Lengths, s: Style) -> int:
    """More bytes of text than a card holds.

    Lines of letters half as wide as high, up to four bytes each.
    """
    return int((lengths.height / s.size) * (lengths.width / s.size) * 8)


def fill(lengths: Lengths, part: Part, *, forced: bool) -> None:
    """Put what fits of a part's queue below its views.

    If ``forced``, a part without views takes at least one word.
    """
    s = part.s

    def high(block: Block) -> float:
        return block_height(lengths, s, part.labels, block, lengths.width)

    while part.queue:
        block, *others = part.queue
        must = forced and not part.views
        # A heading goes where there is room for something under it.
        heads = block["kind"] == "plain" and others and not must
        if heads and high(block) + s.gap + high(first(others[0], 1)) > part.height:
            break
        whole, text = fresh(lengths, s), _most_text(lengths, s)
        put, rest = take(lengths, block, part.height, high, whole, text, forced=must)
        if put is not None:
            part.views.append({"of": "block", "block": put})
            part.height -= high(put) + s.gap
            part.tinted = part.tinted or (put["tint"] and rest is None)
        part.queue = others if rest is None else [rest, *others]
        if rest is not None:
            break


def _beside_map(lengths: Lengths, card: Card, part: Part) -> bool:
    """Put the body map with its legend beside the first blocks; whether there is room for it."""
    s, unit, height = part.s, lengths.unit, part.height
    guess = (0.6 * lengths.width, 1.3 * s.map_height)
    pictures = pictures_of(card)
    narrow, high = lengths.known(guess, "beside", s.size, s.map_height, pictures)
    if high > height:
        return False
    left, taken = [], 0.0

    def tall(block: Block) -> float:
        return block_height(lengths, s, part.labels, block, narrow)

    queue = part.queue
    if queue and queue[0]["kind"] == "steps":
        room = min(high + 10 * unit, height)
        whole, text = fresh(lengths, s), _most_text(lengths, s)
        put, rest = take(lengths, queue[0], room, tall, whole, text, forced=True)
        assert put is not None  # it is forced
        left.append({"of": "block", "block": put})
        taken = tall(put)
        queue = queue[1:] if rest is None else [rest, *queue[1:]]
    # Room left under the steps is for what comes next, such as where to feel it.
    while queue and is_short(queue[0]):
        longer = stacked_height(lengths, s, queue[0], narrow)
        longer += taken + s.gap if left else 0.0
        if longer > min(high + 6 * unit, height):
            break
        left.append({"of": "stacked", "block": queue[0]})
        taken, queue = longer, queue[1:]
    part.views.append({"of": "map", "left": left})
    part.queue = queue
    part.height -= max(high, taken) + s.gap
    return True


def drawn(lengths: Lengths, card: Card, part: Part, *, forced: bool) -> Part:
    """A part with the figure, which takes the room that the blocks below it leave.

    It is as it was, and not ``mapped``, if there is no room.
    """
    s, room = part.s, part.height
    _, least = row_of_pictures(lengths, s, card)
    if least > room:
        return replace(part, mapped=False)
    filled = replace(part, height=room - least - s.gap, views=[], mapped=True)
    fill(lengths, filled, forced=forced)
    most = min(least + filled.height, max(least, FIGURE_MOST * room))
    filled.views.insert(0, {"of": "pictures", "height": most / lengths.mm})
    return filled


def part_of(lengths: Lengths, card: Card, part: Part, *, forced: bool) -> Part:
    """A part with what fits of its queue; the pictures come first unless it has been ``mapped``."""
    if not part.mapped and card["figure"] is not None:
        return drawn(lengths, card, part, forced=forced)
    if not part.mapped and not _beside_map(lengths, card, part):
        return part
    fill(lengths, part, forced=forced)
    part.mapped = True
    return part


def rest_of(
    lengths: Lengths, s: Style, card: Card, queue: list[Block], *, mapped: bool
) -> list[Part]:
    """The parts after the first, in one style."""
    labels = gutter(lengths, s, queue)
    queue = softened_blocks(lengths, s, labels, card, queue)
    parts: list[Part] = []
    while queue or not mapped:
        part = Part(s, labels, queue, fresh(lengths, s), mapped=mapped)
        part = part_of(lengths, card, part, forced=True)
        parts.append(part)
        queue, mapped = part.queue, True
    return parts


def blank(lengths: Lengths, s: Style) -> Part:
    """A part with nothing on it yet."""
    return Part(s, 0.0, [], fresh(lengths, s))


def ticked(lengths: Lengths, card: Card, parts: list[Part]) -> tuple[list[Part], int]:
    """The boxes to tick in what is left of the last part, and how many weeks of them."""
    if card["tracker"] is None:
        return parts, 0
    *others, last = parts
    rows = math.floor(_left(lengths, card, last) / lengths.of["pitch"]) - 1
    weeks = min(len(card["tracker"]["weeks"]), int(lengths.of["week-columns"]) * rows)
    if weeks > 0:
        views = [*last.views, {"of": "tracker", "weeks": weeks}]
        last = replace(last, views=views)
    return [*others, last], min(max(0, weeks), MOST_WEEKS)


def _left(lengths: Lengths, card: Card, part: Part) -> float:
    """The height that is left of a part, below pictures as high as they are."""
    if not part.views or part.views[0]["of"] != "pictures":
        return part.height
    s, most = part.s, part.views[0]["height"] * lengths.mm
    _, least = row_of_pictures(lengths, s, card)
    high: float = lengths.known(most, "pictures", s.size, s.map_height, most, pictures_of(card))
    return part.height - (high - least)
