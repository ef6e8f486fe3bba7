"""A card with a front to look at and a back to read."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from stretchexport.exporters.cards.fitting.heads import (
    badged,
    legended,
    room,
    row_of,
    softened_blocks,
    subtitled,
    titled,
    without_legend,
)
from stretchexport.exporters.cards.fitting.heights import gutter
from stretchexport.exporters.cards.fitting.parts import (
    Part,
    blank,
    drawn,
    fill,
    rest_of,
    ticked,
)
from stretchexport.exporters.cards.fitting.search import earliest, least_good

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.exporters.cards.fitting.lengths import Lengths, Style

    Block = dict[str, Any]
    Card = dict[str, Any]

FRONT_ROW = 1.35
"""How much higher the pictures are at least than on a card that has all on one side."""

MOST_PARTS = 5
"""Parts of a card whose back is tried in all sizes."""

FEW_WEEKS = 2
"""Weeks to tick that smaller letters on the back are worth."""


class Front(NamedTuple):
    """A front, and what it leaves to the back.

    ``good`` is what a roomier front has to come up to: what it leaves of what belongs on it,
    whether what must not be missed is on it, and whether the pictures are.
    """

    card: Card
    part: Part
    rest: list[Block]
    good: tuple[int, bool, bool]


def two_sided(lengths: Lengths, card: Card) -> tuple[Card, list[Part]]:
    """A card and its parts.

    The front is in the roomiest style that holds as much as the tightest, the others in the
    roomiest that needs no more of them.
    """
    styles = lengths.styles
    if lengths.short:
        # There is no room for the safety line on every card, so it is on the plan alone.
        styles = tuple(s._replace(foot=s.bare_foot, safety=False) for s in styles)
    tinted = any(block["tint"] for block in card["blocks"])
    attempt = _fronts(lengths, card)
    roomier, least = least_good(styles, attempt, lambda tried: tried.good == (0, tinted, True))
    if tinted and not least.good[1]:
        attempt = _fronts(lengths, _stop_first(card))
        least = attempt(styles[-1])

    def as_good(tried: Front) -> bool:
        return tried.good == least.good

    found = earliest(roomier, attempt, as_good, least)

    def backs(s: Style) -> tuple[list[Part], int]:
        parts = rest_of(lengths, s, found.card, found.rest, mapped=found.part.mapped)
        return ticked(lengths, found.card, [found.part, *(parts or [blank(lengths, s)])])

    parts, weeks = backs(styles[-1])
    if len(parts) > MOST_PARTS:
        return found.card, parts

    def as_few(tried: tuple[list[Part], int]) -> bool:
        return len(tried[0]) <= len(parts) and tried[1] >= min(weeks, FEW_WEEKS)

    return found.card, earliest(styles, backs, as_few, (parts, weeks))[0]


def paired(lengths: Lengths, parts: list[Part]) -> list[Part]:
    """Every front with a back: what stays blank has lines to write on."""
    if len(parts) % 2:
        parts = [*parts, blank(lengths, parts[-1].s)]
    return [
        replace(part, views=[{"of": "notes", "height": part.height / lengths.mm}])
        if index % 2 and not part.views
        else part
        for index, part in enumerate(parts)
    ]


def _fronts(lengths: Lengths, card: Card) -> Callable[[Style], Front]:
    return cache(lambda s: _front(lengths, s, card))


def _front(lengths: Lengths, s: Style, card: Card) -> Front:
    high = s._replace(map_height=(1 if lengths.short else FRONT_ROW) * s.map_height)
    front = _with_pictures(lengths, high, card, legend=True)
    if not front.part.mapped and card["body_map"] is not None:
        front = _with_pictures(lengths, high, front.card, legend=False)
    return front


def _with_pictures(lengths: Lengths, s: Style, card: Card, *, legend: bool) -> Front:
    """The front in one style."""
    card = titled(lengths, s, card)
    card = _plain_front(lengths, card) if lengths.short else subtitled(lengths, s, card)
    if not legend:
        card = without_legend(card)
    card = legended(lengths, s, badged(lengths, s, card))
    labels = gutter(lengths, s, card["blocks"])
    queue = softened_blocks(lengths, s, labels, card, card["blocks"])
    in_front = "tint" if lengths.short else "front"
    ahead = [block for block in queue if block[in_front]]
    behind = [block for block in queue if not block[in_front]]
    space = room(lengths, s, card)
    part = drawn(lengths, card, Part(s, labels, ahead, space), forced=False)
    if not part.mapped:
        # The pictures go on the back, what keeps a person safe stays.
        fill(lengths, part, forced=False)
    good = (len(part.queue), part.tinted, part.mapped)
    return Front(card, part, [*part.queue, *behind], good)


def _plain_front(lengths: Lengths, card: Card) -> Card:
    """A front with little on it: other names and later weeks are left to the back."""
    names = card["subtitle"]
    later = [change for badge in card["badges"] for change in badge["changes"]]
    rows = [row_of(lengths.words["later"], change) for change in later]
    if names:
        rows.append(row_of(card["subtitle_label"], names))
    badges = [{**badge, "changes": []} for badge in card["badges"]]
    return {**card, "subtitle": "", "badges": badges, "blocks": [*card["blocks"], *rows]}


def _stop_first(card: Card) -> Card:
    """A card with what keeps a person safe before all else: the front has no room for all."""

    def rank(block: Block) -> int:
        return 0 if block["tint"] else 1 if block["icon"] == "ask" else 2

    return {**card, "blocks": sorted(card["blocks"], key=rank)}
