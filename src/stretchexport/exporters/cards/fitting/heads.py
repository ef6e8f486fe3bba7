"""How the head of a card is fitted: its name, other names and doses, and the muscles of its map.

What finds no room there stands in the body.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.cards.fitting.flow import largest, pieces, softened
from stretchexport.exporters.cards.fitting.head_heights import head_height
from stretchexport.exporters.cards.fitting.paragraphs import lines, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.exporters.cards.fitting.lengths import Lengths, Style

    Block = dict[str, Any]
    Card = dict[str, Any]

TITLE_SIZES = (2.2, 1.9, 1.6, 1.4)
"""The sizes of a name, in sizes of the body."""

MOST_LINES = 2
"""Lines of a name, and of other names."""

MOST_TITLE = 200
"""Pieces of a name that are tried."""

LEAST_ROOM = 0.3
"""The share of a card's height that the doses leave for what to do."""


def row_of(label: str, text: str) -> Block:
    """A row with one text, for what finds no room in the head."""
    item = {"text": text, "lead": "", "number": None, "link": None}
    return {
        "kind": "row",
        "label": label,
        "icon": "",
        "tint": False,
        "code": None,
        "front": False,
        "items": [item],
    }


def room(lengths: Lengths, s: Style, card: Card) -> float:
    """How high the body of the first part of a card may be."""
    return lengths.height - head_height(lengths, s, card) - s.foot - 2 * s.gap


def titled(lengths: Lengths, s: Style, card: Card) -> Card:
    """The name in at most two lines; a longer one is cut here and stands in full in the body."""
    title = card["title"]
    sizes = [factor * s.size for factor in TITLE_SIZES]
    if lengths.string(title, "bold") * sizes[0] <= lengths.width:
        return {**card, "title-size": sizes[0]}

    def fits(size: float, text: str) -> bool:
        return lines(lengths, size, lengths.width, plain(text, bold=True)) <= MOST_LINES

    for size in sizes:
        whole = softened(lengths, title, lengths.width, size, "bold")
        if fits(size, whole):
            return {**card, "title": whole, "title-size": size}
    words = pieces(whole)

    def cut(k: int) -> str:
        return "".join(words[:k]).strip() + "…"

    k = largest(0, min(len(words) - 1, MOST_TITLE), lambda k: fits(size, cut(k)))
    name = row_of(lengths.words["name"], title)
    return {**card, "title": cut(k), "title-size": size, "blocks": [name, *card["blocks"]]}


def subtitled(lengths: Lengths, s: Style, card: Card) -> Card:
    """What stands under the name, in at most two lines; more of it stands in the body."""
    names = card["subtitle"]
    if lengths.string(names) * s.size <= lengths.width:
        return card
    soft = softened(lengths, names, lengths.width, s.size)
    if lines(lengths, s.size, lengths.width, plain(soft)) <= MOST_LINES:
        return {**card, "subtitle": soft}
    row = row_of(card["subtitle_label"], names)
    if not row["label"]:
        blocks = [{**row, "kind": "plain"}, *card["blocks"]]
    else:
        blocks = [*card["blocks"], row]
    return {**card, "subtitle": "", "blocks": blocks}


def badged(lengths: Lengths, s: Style, card: Card) -> Card:
    """The doses, as far as they leave room for what to do.

    The others, and then the changes of the first, stand in the body.
    """
    wide = 0.9 * lengths.width
    badges = [
        {**one, "title": softened(lengths, one["title"], wide, s.small, "bold")}
        for one in card["badges"]
    ]
    card = {**card, "badges": badges}
    rows: list[Block] = []

    def crowded() -> bool:
        return bool(badges) and room(lengths, s, card) < LEAST_ROOM * lengths.height

    while len(badges) > 1 and crowded():
        badge = badges.pop()
        said = ", ".join((badge["big"], *badge["details"], *badge["changes"]))
        if badge["title"]:
            said = f"{badge['title']}: {said}"
        rows.insert(0, row_of(card["badge_label"], said))
    if crowded():
        later = [row_of(lengths.words["later"], one) for one in badges[0]["changes"]]
        rows = [*later, *rows]
        badges[0] = {**badges[0], "changes": []}
    return {**card, "blocks": [*card["blocks"], *rows]}


def pictures_of(card: Card) -> str:
    """What the pictures of a card are measured by."""
    return json.dumps({name: card[name] for name in ("figure", "body_map")}, ensure_ascii=False)


def without_legend(card: Card) -> Card:
    """The muscles in the body."""
    body_map = card["body_map"]
    rows = [row_of(entry["label"], entry["muscles"]) for entry in body_map["legend"]]
    return {
        **card,
        "body_map": {**body_map, "legend": []},
        "blocks": [*card["blocks"], *rows],
    }


def legended(lengths: Lengths, s: Style, card: Card) -> Card:
    """The muscles under the map, or in the body if the map would look lost."""
    if card["body_map"] is None:
        return card
    under, _ = row_of_pictures(lengths, s, card)
    return card if under else without_legend(card)


def row_of_pictures(lengths: Lengths, s: Style, card: Card) -> tuple[bool, float]:
    """Whether the muscles have room under the map, and how high the pictures are at least."""
    guess = (True, 0.85 * s.map_height)
    return lengths.known(guess, "pictures-row", s.size, s.map_height, pictures_of(card))


def softened_blocks(
    lengths: Lengths, s: Style, labels: float, card: Card, blocks: Sequence[Block]
) -> list[Block]:
    """Blocks without words that are too wide for where the blocks may stand.

    Leads are bold, and a little larger where they are headings.
    """

    def soft(item: dict[str, Any], wide: float) -> dict[str, Any]:
        return {
            **item,
            "text": softened(lengths, item["text"], wide, s.size),
            "lead": softened(lengths, item["lead"], wide, 1.1 * s.size, "bold"),
        }

    widths = [_text_width(lengths, s, labels, card, block) for block in blocks]
    return [
        {**block, "items": [soft(item, wide) for item in block["items"]]}
        for block, wide in zip(blocks, widths, strict=True)
    ]


def is_short(block: Block) -> bool:
    """Whether a block may stand in the room left under the steps, its label above it."""
    return block["kind"] == "row" and not block["tint"] and block["code"] is None


def _text_width(lengths: Lengths, s: Style, labels: float, card: Card, block: Block) -> float:
    """The least width that a block's text has: beside the body map, or beside labels and codes."""
    of, unit = lengths.of, lengths.unit
    beside_map = block["kind"] == "steps" or is_short(block)
    if beside_map and card["body_map"] is not None and card["figure"] is None:
        return 0.5 * lengths.width - 8 * unit
    code = 0.0
    if block["code"] is not None:
        code = lengths.known(20 * unit, "beside-code", block["code"]["modules"])
    return lengths.width - max(
        labels + of["label-gap"] * unit + of["bullet-indent"] * s.size,
        of["step-indent"] * s.size,
        code,
    )
