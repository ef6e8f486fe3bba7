"""Cards as pictures: each on a page of its own size."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.base import File
from stretchexport.exporters.cards import Form
from stretchexport.exporters.cards.typesetting import pictures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.exporters.cards.layout import Card
    from stretchexport.exporters.cards.sheets import Sheet

_MEDIA_TYPES = {Form.PNG: "image/png", Form.SVG: "image/svg+xml"}


def alone(sheet: Sheet) -> Sheet:
    """The sheet that is a single card of ``sheet``."""
    return replace(
        sheet,
        page=sheet.card,
        columns=1,
        rows=1,
        gap=(0.0, 0.0),
        bleed=0.0,
        marks=False,
        fold=False,
    )


def pictured(
    routine: str, cards: Sequence[Card], data: dict[str, Any], form: Form
) -> Iterator[File]:
    """A picture of every one of the ``cards`` laid out in ``data``, and of every continuation.

    They are called by the id of the ``routine``, the number of the card and its stretch, so that
    a folder lists them in order.
    """
    made = pictures(data, "png" if form is Form.PNG else "svg")
    named = [
        (f"{routine}-card-{number:02}-{_of(card)}{f'-{part}' if part > 1 else ''}", card, part)
        for number, (card, laid) in enumerate(zip(cards, data["cards"], strict=True))
        for part in range(1, len(laid["parts"]) + 1)
    ]
    for (name, card, part), picture in zip(named, made, strict=True):
        continued = f", {data['words']['continued']}" if part > 1 else ""
        about = f"{card.title}{continued}"
        yield File(
            f"{name}.{form}",
            _titled(picture, about) if form is Form.SVG else picture,
            _MEDIA_TYPES[form],
            f"card of {card.about}" if part == 1 else f"continuation of {card.about}",
        )


def _of(card: Card) -> str:
    """``plan`` or the id of the stretch."""
    return card.about.removeprefix("stretch ").removesuffix(" card")


def _titled(svg: bytes, title: str) -> bytes:
    """The SVG with its title for those who do not see it: letters are paths in it."""
    head, _, rest = svg.partition(b">")
    return head + f' role="img"><title>{escape(title)}</title>'.encode() + rest
