"""How high the head of the first part of a card becomes, from the heights of its lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.cards.fitting.paragraphs import (
    Word,
    Words,
    filled,
    lines,
    lines_height,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stretchexport.exporters.cards.fitting.lengths import Lengths, Style

    Badge = Mapping[str, Any]

_HEAD = ("title", "title-size", "subtitle", "badges")


def head_height(lengths: Lengths, s: Style, card: Mapping[str, Any]) -> float:
    """The height of a card's head, in which all has found its place."""
    of, unit, badges = lengths.of, lengths.unit, card["badges"]
    wide = lengths.width - 2 * of["badge-inset-x"] * unit
    unsure = any(_lines_of(lengths, s, badge["changes"], wide) is None for badge in badges)
    if lengths.leftward or unsure:
        head = json.dumps({name: card[name] for name in _HEAD}, ensure_ascii=False)
        return lengths.known(0.25 * lengths.height, "head", s.size, head)
    size = card["title-size"]
    high = of["cap-height"] * s.small + of["below-running"] * unit
    high += _height(lengths, size, lengths.width, card["title"], bold=True)
    if card["subtitle"]:
        count = lines(lengths, s.size, lengths.width, plain(card["subtitle"]))
        high += of["in-head"] * unit + lines_height(lengths, s.size, count)
    if badges:
        high += of["in-head"] * unit + _doses_height(lengths, s, badges, wide)
    return high


def _lines_of(lengths: Lengths, s: Style, changes: Sequence[str], width: float) -> int | None:
    """Lines that a dose's changes take, ``None`` if that is not sure: each is kept whole."""
    if any(lengths.string(change) * s.size >= width for change in changes):
        return None
    words = (Word(((word, "regular"),)) for one in changes for word in ("·", one))
    count = filled(lengths, Words(tuple(words)[1:], plain=True), s.size, width)
    return min(count.lines, len(changes)) if count.sure else None


def _height(lengths: Lengths, size: float, width: float, text: str, *, bold: bool = False) -> float:
    """The height of a text in the head, where lines stand closer."""
    count = lines(lengths, size, width, plain(text, bold=bold))
    return lines_height(lengths, size, count, lengths.of["head-leading"])


def _doses_height(lengths: Lengths, s: Style, badges: Sequence[Badge], width: float) -> float:
    of, unit = lengths.of, lengths.unit
    only, several = lengths.big_sizes
    sizes = several if len(badges) > 1 else only
    most = of["big-share"] * lengths.width
    size = next(
        (
            factor * s.size
            for factor in sizes
            if all(lengths.string(one["big"], "bold") * factor * s.size <= most for one in badges)
        ),
        sizes[-1] * s.size,
    )
    heights = sum(_dose_height(lengths, s, one, size, width) for one in badges)
    # There is a line between them.
    between = 2 * of["between-doses"] * unit * (len(badges) - 1)
    return 2 * of["badge-inset-y"] * unit + heights + between


def _dose_height(lengths: Lengths, s: Style, badge: Badge, size: float, width: float) -> float:
    of, unit = lengths.of, lengths.unit
    details, changes = badge["details"], badge["changes"]
    if len(details) + len(changes) <= 2:
        details, changes = [*details, *changes], []
    big = lengths.string(badge["big"], "bold") * size
    beside = big <= of["big-share"] * lengths.width
    room = width - big - of["beside-in-dose"] * unit if beside else width
    number = _height(lengths, size, width, badge["big"], bold=True)
    said = [_height(lengths, s.size, room, one) for one in details]
    told = sum(said) + of["head-leading"] * s.size * (len(said) - 1)
    if not said:
        parts = [number]
    elif beside:
        parts = [max(number, told)]
    else:
        parts = [number, told]
    if badge["title"]:
        parts.insert(0, _height(lengths, s.small, width, badge["title"], bold=True))
    if changes:
        count = _lines_of(lengths, s, changes, width) or len(changes)
        parts += [0.0, lines_height(lengths, s.size, count, of["head-leading"])]  # below a line
    return sum(parts) + of["below-in-dose"] * unit * (len(parts) - 1)
