"""How the size of a card's text is found: the roomiest that is as good as the tightest."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from stretchexport.exporters.cards.fitting.heads import (
    badged,
    legended,
    room,
    softened_blocks,
    subtitled,
    titled,
)
from stretchexport.exporters.cards.fitting.heights import gutter
from stretchexport.exporters.cards.fitting.parts import MOST_WEEKS, Part, part_of, rest_of, ticked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stretchexport.exporters.cards.fitting.lengths import Lengths, Style

    Card = dict[str, Any]

Thing = TypeVar("Thing")
Result = TypeVar("Result")

MOST_PARTS = 4
"""Parts of a card that is tried in all sizes; with more it is a book, which is set tight."""


def pictured(card: Card) -> bool:
    """Whether there is a picture on a card."""
    return card["body_map"] is not None or card["figure"] is not None


def earliest(
    tries: Sequence[Thing],
    attempt: Callable[[Thing], Result],
    holds: Callable[[Result], bool],
    otherwise: Result,
) -> Result:
    """The first of ``tries`` whose attempt ``holds``, as attempted, or ``otherwise``.

    They go from what is wanted most to what is most likely to hold, so it is found by halving.
    """
    found = otherwise
    low, high = 0, len(tries)
    while low < high:
        middle = (low + high) // 2
        tried = attempt(tries[middle])
        if holds(tried):
            found, high = tried, middle
        else:
            low = middle + 1
    return found


def least_good(
    styles: Sequence[Style],
    attempt: Callable[[Style], Result],
    is_best: Callable[[Result], bool],
) -> tuple[Sequence[Style], Result]:
    """An attempt that a roomier one has to come up to, and the styles that are roomier.

    That is the one in the tightest style, unless one in the middle is as good as can be.
    """
    middle = len(styles) // 2
    tried = attempt(styles[middle])
    if is_best(tried):
        return styles[:middle], tried
    return styles[:-1], attempt(styles[-1])


class Laid(NamedTuple):
    """All parts of a card, with its head as there is room for it.

    ``good`` is what a roomier fit has to come up to: the number of parts, whether what must not be
    missed is on the first, and how many weeks there are to tick.
    """

    card: Card
    parts: list[Part]
    good: tuple[int, bool, int]


def laid(lengths: Lengths, s: Style, card: Card) -> Laid:
    """All parts of a card in one style."""
    card = badged(lengths, s, subtitled(lengths, s, titled(lengths, s, card)))
    card = legended(lengths, s, card)
    labels = gutter(lengths, s, card["blocks"])
    queue = softened_blocks(lengths, s, labels, card, card["blocks"])
    space = room(lengths, s, card)
    part = Part(s, labels, queue, space, mapped=not pictured(card))
    first = part_of(lengths, card, part, forced=False)
    others = rest_of(lengths, s, card, first.queue, mapped=first.mapped)
    parts, weeks = ticked(lengths, card, [first, *others])
    return Laid(card, parts, (len(parts), first.tinted, weeks))


def _attempts(lengths: Lengths, card: Card) -> Callable[[Style], Laid]:
    return cache(lambda s: laid(lengths, s, card))


def _safe_first(card: Card) -> Card:
    """A card with what keeps a person safe before the steps: there is no room for both."""
    blocks = card["blocks"]
    return {**card, "blocks": sorted(blocks, key=lambda block: not block["front"])}


def one_sided(lengths: Lengths, card: Card) -> tuple[Card, list[Part]]:
    """A card and its parts.

    The first is in the roomiest style that is as good as the tightest, the others in the roomiest
    that needs no more of them. The lowest pictures are for a card that has one part less by them.
    """
    tinted = any(block["tint"] for block in card["blocks"])
    tracker = card["tracker"]
    best = (1, tinted, 0 if tracker is None else min(len(tracker["weeks"]), MOST_WEEKS))
    attempt = _attempts(lengths, card)
    roomier, least = least_good(lengths.styles, attempt, lambda tried: tried.good == best)
    if 1 < len(least.parts) <= MOST_PARTS and pictured(card):
        saving = attempt(lengths.lowest)
        if len(saving.parts) < len(least.parts) and saving.good[1] == tinted:
            roomier, least = (), saving
    if tinted and not least.good[1]:
        attempt = _attempts(lengths, _safe_first(card))
        least = attempt(lengths.styles[-1])
    if len(least.parts) > MOST_PARTS:
        return least.card, least.parts

    def as_good(tried: Laid) -> bool:
        return tried.good == least.good

    found = earliest(roomier, attempt, as_good, least)
    if card["figure"] is None and card["body_map"] is not None:
        found = earliest(_larger_maps(lengths, found.parts[0]), attempt, as_good, found)
    if len(found.parts) == 1:
        return found.card, found.parts
    first, weeks = found.parts[0], found.good[-1]

    def again(s: Style) -> tuple[list[Part], int]:
        others = rest_of(lengths, s, found.card, first.queue, mapped=first.mapped)
        return ticked(lengths, found.card, [first, *others])

    def as_few(tried: tuple[list[Part], int]) -> bool:
        return len(tried[0]) <= len(found.parts) and tried[1] >= weeks

    return found.card, earliest(lengths.styles, again, as_few, (found.parts, 0))[0]


def _larger_maps(lengths: Lengths, first: Part) -> list[Style]:
    """The same letters beside a larger body map, if there may be room for one."""
    least = first.s.map_height
    most = least + first.height + 10 * lengths.unit
    heights = (one.map_height for one in lengths.styles)
    return [first.s._replace(map_height=high) for high in heights if least < high <= most]
