"""What stands on a card, as values that the Typst template lays out.

The template decides where things go and how large they are; nothing here knows about sizes.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass


def one_line(text: str) -> str:
    """A name or title without line breaks: there is one line for it."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph: a numbered step if it has a number, a link if it has an address.

    ``lead`` is set in bold before the text; it is never split, so it has to be short.
    """

    text: str
    lead: str = ""
    number: int | None = None
    link: str | None = None


MOST_LEAD = 60
"""Letters a lead may have; a longer one is part of the text."""


def led(lead: str, text: str, number: int | None = None) -> Item:
    """An item that starts with ``lead``, on one line."""
    lead = one_line(lead)
    if len(lead) > MOST_LEAD:
        return Item(f"{lead} {text}".strip(), number=number)
    return Item(text, lead, number)


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as an SVG, ``modules`` wide with its quiet zone, and what it says in words."""

    svg: str
    modules: int
    alt: str


@dataclass(frozen=True, slots=True)
class Block:
    """Items that belong together.

    ``kind`` is ``steps`` (numbered), ``row`` (a label beside its items), ``inline`` (a row whose
    items follow each other on a line), ``plain`` (paragraphs) or ``fine`` (small print). ``icon``
    is a name of ``data/cards/icons.typ`` or empty. ``tint`` gives the row a ground: it must not be
    missed. ``front`` keeps it on the front of a card that has a back.
    """

    label: str
    items: tuple[Item, ...]
    kind: str = "row"
    icon: str = ""
    tint: bool = False
    code: Code | None = None
    front: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """A dose or a length of time: ``big`` is what people look for.

    ``title`` says which session it is for, ``details`` how to take it, ``changes`` what it becomes
    in later weeks.
    """

    big: str
    title: str = ""
    details: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Legend:
    """A line under the body map: a level of its palette, and the muscles at that level.

    ``label`` and ``muscles`` say the same as ``text`` as a row of the body.
    """

    level: str
    text: str
    label: str
    muscles: str


@dataclass(frozen=True, slots=True)
class BodyMap:
    """The body map as an SVG, and what it shows in words."""

    svg: str
    alt: str
    legend: tuple[Legend, ...]


_BETWEEN = 0.06
"""From one picture to the next, as a share of their height."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture or the drawing of a pose as an SVG, its size, and what it shows in words."""

    svg: str
    width: float
    height: float
    alt: str


def side_by_side(left: Figure, right: Figure) -> Figure:
    """Two pictures as one, equally high."""
    height = max(left.height, right.height)
    gap = height * _BETWEEN
    placed, x = [], 0.0
    for one in (left, right):
        width = one.width * height / one.height
        data = b64encode(one.svg.encode()).decode()
        placed.append(
            f'<image x="{x:.2f}" width="{width:.2f}" height="{height:.2f}" '
            f'href="data:image/svg+xml;base64,{data}"/>'
        )
        x += width + gap
    size = f'width="{x - gap:.2f}" height="{height:.2f}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(placed)}</svg>'
    return Figure(svg, x - gap, height, f"{left.alt} {right.alt}")


@dataclass(frozen=True, slots=True)
class Tracker:
    """Boxes to tick: a row of ``weeks`` says for each of its days whether a session is due."""

    days: tuple[str, ...]
    weeks: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A card before it is laid out; ``about`` names it in losses, ``place`` on the card itself.

    ``subtitle_label`` and ``badge_label`` are what the subtitle and badges are called in the body,
    if they find no room at the top; a subtitle without a label comes first there.
    """

    about: str
    place: str
    running: str
    title: str
    subtitle: str = ""
    subtitle_label: str = ""
    badges: tuple[Badge, ...] = ()
    badge_label: str = ""
    blocks: tuple[Block, ...] = ()
    body_map: BodyMap | None = None
    figure: Figure | None = None
    tracker: Tracker | None = None
    days: tuple[tuple[str, bool], ...] = ()
    """A box to tick for each day of a week: its initial, and whether it is due on it."""
