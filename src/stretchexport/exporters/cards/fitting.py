"""How each card is fitted to its sheet: the size of its text, and what stands on which part of it.

Typst works it out by measuring (``data/cards/fit.typ``), one card at a time, so that what it
remembers of a card can be forgotten before the next; the cards are drawn from the result.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.cards.typesetting import ask

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_KEPT = 200
"""Cards whose fit is remembered: the same card is often printed again."""

_CONTENT = re.compile(r"(<svg\b[^>]*>).*", re.DOTALL)
_IN_NO_MEASURE = {"about": "", "place": "", "running": ""}


def fitted(document: Mapping[str, Any], card: Mapping[str, Any]) -> dict[str, Any]:
    """``card`` with its ``parts``, and with its head as there is room for it.

    ``document`` is what goes for all cards. A part has the ``size`` of its text in points, the
    height of its ``map`` in mm, the width of its labels (``gutter``) in points, and the ``views``
    below its head.
    """
    blank = {name: _blank(card[name]) for name in ("figure", "body_map")}
    bare = {**card, **blank, **_IN_NO_MEASURE}
    rooms = json.loads(_rooms(json.dumps(document, ensure_ascii=False)))
    data = {**document, "rooms": rooms, "card": bare}
    found = json.loads(_fit(json.dumps(data, ensure_ascii=False)))
    legend = found.pop("legend")
    made = {**card, **found}
    if made["body_map"] is not None:
        made["body_map"] = {**made["body_map"], "legend": legend}
    return made


@lru_cache(MOST_KEPT)
def _rooms(data: str) -> str:
    return ask("rooms.typ", "<rooms>", data)


@lru_cache(MOST_KEPT)
def _fit(data: str) -> str:
    return ask("fitting.typ", "<fit>", data)


def _blank(picture: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """An empty picture of the same size."""
    if picture is None:
        return None
    return {**picture, "svg": _CONTENT.sub(r"\1</svg>", picture["svg"], count=1)}
