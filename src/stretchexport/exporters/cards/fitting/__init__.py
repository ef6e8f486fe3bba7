"""How cards are fitted to a sheet: the size of their text, and what stands on which part of them.

Text fits by measuring, some cards at a time: they share what it takes to ask Typst for lengths. The
cards are drawn from the result.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.cards.fitting.lengths import GuessedError, Lengths
from stretchexport.exporters.cards.fitting.paragraphs import strings_in
from stretchexport.exporters.cards.fitting.search import one_sided, pictured
from stretchexport.exporters.cards.fitting.sides import paired, two_sided
from stretchexport.exporters.cards.stand_ins import blank
from stretchexport.workers import processes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TOGETHER = 32
"""Cards that are fitted at once."""

MOST_KEPT = 30
"""Times so many cards whose fit is remembered: the same cards are often printed again."""

_IN_NO_MEASURE = {"about": "", "place": "", "running": "", "days": ()}
"""What changes no height: the line at the top is as high with boxes for days as with letters."""


def fitted(document: Mapping[str, Any], cards: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """``cards``, each with its ``parts``, and with its head as there is room for it.

    ``document`` is what goes for all cards. A part has the ``size`` of its text in points, the
    height of its ``map`` in mm, the width of its labels (``gutter``) in points, and the ``views``
    below its head.
    """
    bare = [json.dumps(_bare(card), ensure_ascii=False) for card in cards]
    different = list(dict.fromkeys(bare))
    fits = dict(zip(different, _found(document, different), strict=True))
    return [_made(card, fits[own]) for card, own in zip(cards, bare, strict=True)]


def _found(document: Mapping[str, Any], cards: Sequence[str]) -> Iterator[dict[str, Any]]:
    shared = json.dumps(document, ensure_ascii=False)
    left = iter(cards)
    runs = [
        f'{shared[:-1]}, "cards": [{", ".join(run)}]}}'
        for run in iter(lambda: list(islice(left, TOGETHER)), [])
    ]
    found: Iterable[bytes] = map(_fit, runs)
    if (count := processes(len(cards))) > 1:
        from stretchexport.fresh_workers import apart

        found = apart(_fit, runs, count)
    return (fit for run in found for fit in json.loads(run))


@lru_cache(MOST_KEPT)
def _fit(data: str) -> bytes:
    document = json.loads(data)
    cards = document.pop("cards")
    lengths = Lengths(document, (string for card in cards for string in strings_in(card)))
    fits: dict[int, dict[str, Any]] = {}
    while len(fits) < len(cards):
        lengths.ask()
        for index, card in enumerate(cards):
            if index not in fits:
                lengths.guessed = False
                with suppress(GuessedError):
                    fit = _fit_of(lengths, card)
                    lengths.be_sure()
                    fits[index] = fit
    return json.dumps([fits[index] for index in range(len(cards))], ensure_ascii=False).encode()


def _fit_of(lengths: Lengths, card: dict[str, Any]) -> dict[str, Any]:
    """What is found out about a card: what its head came to be, and its parts."""
    two_faced = pictured(card) and (lengths.short or lengths.backs)
    card, parts = (two_sided if two_faced else one_sided)(lengths, card)
    if lengths.backs:
        parts = paired(lengths, parts)
    return {
        **{name: card[name] for name in ("title", "title-size", "subtitle", "badges")},
        "legend": [] if card["body_map"] is None else card["body_map"]["legend"],
        "parts": [
            {
                "size": part.s.size,
                "map": part.s.map_height / lengths.mm,
                "gutter": part.labels,
                "foot": part.s.foot > 0,
                "safety": part.s.safety,
                "views": part.views,
            }
            for part in parts
        ],
    }


def _made(card: Mapping[str, Any], fit: Mapping[str, Any]) -> dict[str, Any]:
    """A card with what was found out about it."""
    made = {**card, **fit}
    legend = made.pop("legend")
    if made["body_map"] is not None:
        made["body_map"] = {**made["body_map"], "legend": legend}
    return made


def _bare(card: Mapping[str, Any]) -> dict[str, Any]:
    """What a card is measured by."""
    blank = {name: _blank(card[name]) for name in ("figure", "body_map")}
    return {**card, **blank, **_IN_NO_MEASURE}


def _blank(picture: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """An empty picture of the same size."""
    return None if picture is None else {**picture, "svg": blank(picture["svg"])}
