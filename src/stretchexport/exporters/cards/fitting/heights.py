"""How high blocks become, from the heights of their paragraphs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.cards.fitting.paragraphs import (
    filled,
    goes_on,
    height,
    lines_height,
    words_of,
)
from stretchexport.exporters.cards.stand_ins import blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stretchexport.exporters.cards.fitting.lengths import Lengths, Style

    Block = dict[str, Any]

MOST_GUTTER = 0.27
"""How much of the width labels may take, in one line."""

INLINE_BYTES = 90
"""What an item may have for others to follow it on the line, in bytes; see ``blocks.typ``."""


def label_width(lengths: Lengths, label: str, icon: str) -> float:
    """The width of a label with its sign, on one line, in multiples of the size of its letters."""
    return (lengths.of["sign"] if icon else 0.0) + lengths.string(label, "bold")


def gutter(lengths: Lengths, s: Style, blocks: Iterable[Block]) -> float:
    """The width of the column of labels.

    That is the widest label on one line, unless that takes too much; the longest word in any case.
    """
    rows = [one for one in blocks if one["kind"] in ("row", "inline") and one["code"] is None]
    line = max((label_width(lengths, one["label"], one["icon"]) for one in rows), default=0.0)
    word = max(
        (
            label_width(lengths, word, one["icon"])
            for one in rows
            for word in one["label"].split(" ")
        ),
        default=0.0,
    )
    return max(min(line * s.small + 0.5, MOST_GUTTER * lengths.width), word * s.small + 0.5)


def block_height(lengths: Lengths, s: Style, labels: float, block: Block, width: float) -> float:
    """The height of a block in a region of this width, with so wide a column of ``labels``."""
    of, items = lengths.of, block["items"]
    if block["kind"] == "steps":
        indented = width - of["step-indent"] * s.size
        return _pile(lengths, items, indented, s.size, of["between-steps"])
    if block["kind"] == "fine":
        if not goes_on(block):
            items = [{**items[0], "lead": block["label"]}, *items[1:]]
        return _pile(lengths, items, width, s.small, of["between-small"])
    coded = block["code"] is not None and not goes_on(block)
    one_line = label_width(lengths, block["label"], block["icon"]) * s.small <= labels
    if block["kind"] == "plain" or coded or not one_line:
        guess = _items_height(lengths, s, block, width / 2)
        return lengths.known(guess, "block", s.size, labels, width, _measured(block))
    beside = width - labels - of["label-gap"] * lengths.unit
    around = 2 * of["tint-inset"] * lengths.unit if block["tint"] else 0.0
    return _items_height(lengths, s, block, beside) + around


def stacked_height(lengths: Lengths, s: Style, block: Block, width: float) -> float:
    """The height of a row whose label stands above its items."""
    of = lengths.of
    label = of["cap-height"] * s.small + of["under-label"] * s.size
    return label + _items_height(lengths, s, block, width)


def _items_height(lengths: Lengths, s: Style, block: Block, width: float) -> float:
    of, items = lengths.of, block["items"]
    several = len(items) > 1
    if block["kind"] == "inline" and several:
        words = words_of(items)
        short = all(len((one["lead"] + one["text"]).encode()) <= INLINE_BYTES for one in items)
        if short or not words.plain:
            count = filled(lengths, words, s.size, width)
            high = lines_height(lengths, s.size, count.lines)
            if count.sure:
                return high
            return lengths.known(high, "items", s.size, width, _measured(block))
    listed = several and block["code"] is None
    indent = of["bullet-indent"] * s.size if listed else 0.0
    return _pile(lengths, items, width - indent, s.size, of["between-items"])


def _pile(
    lengths: Lengths, items: Sequence[Any], width: float, size: float, between: float
) -> float:
    """Items below each other, ``between`` multiples of ``size`` apart."""
    heights = (height(lengths, size, width, one) for one in items)
    return sum(heights) + between * size * (len(items) - 1)


def _measured(block: Block) -> str:
    """A block as JSON; its code has no modules, which have no influence on its size."""
    if block["code"] is not None:
        block = {**block, "code": {**block["code"], "svg": blank(block["code"]["svg"])}}
    return json.dumps(block, ensure_ascii=False)
