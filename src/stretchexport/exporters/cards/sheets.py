"""How cards lie on paper: the presets, and what is worked out from the few numbers a sheet gives.

Lengths are in mm. A preset and a user's own sheet are written in the same form, that of
``schemas/cards-sheet.schema.json``; :mod:`~stretchexport.exporters.cards.own_sheet` reads the
latter.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT = "a6"

UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4}
"""Millimetres in a unit."""

FITS = 7
"""Sizes of text that are tried, from the largest to the smallest."""

MAP_SHARES = (0.38, 0.23)
"""How much of the height between the margins the pictures have, with the largest and the smallest
text."""

LEAST_SHARE = 0.15
"""The same where that saves another part of a card."""

LEAST_WIDTH, LEAST_HEIGHT = 4.6, 7.0
"""How wide and high the room between the margins has to be, in mm for each point of the smallest
text: some twelve letters beside a number, and a head, a dose and a line between them."""

TINY = 1e-6
"""What is lost when inches are turned into millimetres."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper and the cards on it.

    ``layout`` is ``cards``, ``poster`` or ``log``. ``card`` is the size of a card once it is cut;
    with ``fold``, of one of its two halves. ``text`` is the largest and the smallest size of the
    body in points.
    """

    name: str
    title: str
    layout: str
    page: tuple[float, float]
    card: tuple[float, float]
    columns: int
    rows: int
    gap: tuple[float, float]
    margin: float
    bleed: float
    marks: bool
    fold: bool
    short: bool
    text: tuple[float, float]

    @property
    def inner(self) -> tuple[float, float]:
        """The width and height between the margins of a card."""
        return self.card[0] - 2 * self.margin, self.card[1] - 2 * self.margin

    @property
    def unit(self) -> float:
        """The measure that all distances on a card are multiples of: 1 mm for 10.5 pt."""
        return self.text[0] / 10.5

    @property
    def fits(self) -> tuple[tuple[float, float], ...]:
        """Size of the body (pt) and height of the pictures (mm), from roomy to tight."""
        high = self.inner[1]
        steps = [step / (FITS - 1) for step in range(FITS)]
        shares = [*(_between(MAP_SHARES, step) for step in steps), LEAST_SHARE]
        sizes = [*(_between(self.text, step) for step in steps), self.text[1]]
        return tuple(
            (round(size, 2), round(share * high, 1))
            for size, share in zip(sizes, shares, strict=True)
        )

    @property
    def figure(self) -> tuple[float, float]:
        """The room a pose is drawn for."""
        width, height = self.inner
        return round(0.65 * width, 1), round(0.3 * height, 1)

    @property
    def least_map(self) -> float:
        """About the least height of a body map: a fifth of the card, and never below 15 mm."""
        return max(15.0, round(0.18 * self.inner[1], 1))


class SheetError(ValueError):
    """A sheet whose numbers do not go together; ``key`` is the one to change."""

    def __init__(self, key: str, message: str, help_: str) -> None:
        super().__init__(f"{message}: {help_}")
        self.key, self.message, self.help = key, message, help_


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(read_text("cards/sheets.toml"))


def names() -> tuple[str, ...]:
    """The presets there are."""
    return tuple(_table()["sheets"])


def papers() -> tuple[str, ...]:
    """The sizes of paper that have a name."""
    return tuple(_table()["pages"])


def preset(name: str) -> Sheet:
    """A preset; raises ``ValueError`` with those there are."""
    if name not in names():
        raise ValueError(f"sheet {name}: there are {', '.join(names())}")
    return sheet({"like": name}, name)


def sheet(data: Mapping[str, Any], name: str) -> Sheet:
    """The sheet that ``data`` describes, which keeps to the schema; ``name`` is for messages.

    Raises :class:`SheetError` if its numbers do not go together.
    """
    like = _table()["sheets"][data.get("like", DEFAULT)]
    given = {**like, **{key: value for key, value in data.items() if key != "like"}}
    page = _page(given)
    card = _pair(given["card"]) if "card" in given else page
    bleed = length(given.get("bleed", 0))
    gap = _pair(given["gap"]) if "gap" in given else (2 * bleed, 2 * bleed)
    fold = bool(given.get("fold", False))
    cell = (card[0] * (2 if fold else 1), card[1])
    largest, smallest = given["text"]
    made = Sheet(
        name=name,
        title=given["title"] if "title" in data or not set(data) - {"like"} else name,
        layout=given.get("layout", "cards"),
        page=page,
        card=card,
        columns=given.get("columns") or _most(page[0], cell[0], gap[0], bleed),
        rows=given.get("rows") or _most(page[1], cell[1], gap[1], bleed),
        gap=gap,
        margin=length(given["margin"]),
        bleed=bleed,
        marks=given.get("marks", True),
        fold=fold,
        short=bool(given.get("short", False)),
        text=(float(largest), float(smallest)),
    )
    _check(made, cell)
    return made


def length(value: float | str) -> float:
    """A length in mm, given as a number of them or with its unit."""
    if isinstance(value, str):
        return round(float(value[:-2]) * UNITS[value[-2:]], 4)
    return float(value)


def _pair(value: Any) -> tuple[float, float]:
    if isinstance(value, list):
        return length(value[0]), length(value[1])
    return length(value), length(value)


def _page(given: Mapping[str, Any]) -> tuple[float, float]:
    page = given["page"]
    width, height = _pair(_table()["pages"][page] if isinstance(page, str) else page)
    turned = given.get("orientation") == "landscape"
    return (height, width) if turned else (width, height)


def _most(page: float, cell: float, gap: float, bleed: float) -> int:
    """How many cells fit on a page along an axis; 1 if none does, which is told later."""
    return max(1, int((page - 2 * bleed + gap + TINY) // (cell + gap)))


def _check(sheet: Sheet, cell: tuple[float, float]) -> None:
    """Raise :class:`SheetError` for the first thing that does not go together."""
    largest, smallest = sheet.text
    if largest < smallest:
        raise SheetError(
            "text",
            f"text cannot go from {largest:g} pt down to {smallest:g} pt",
            "write the larger size first",
        )
    if sheet.bleed and min(sheet.gap) < 2 * sheet.bleed - TINY and sheet.columns * sheet.rows > 1:
        raise SheetError(
            "gap",
            f"colour that goes {sheet.bleed:g} mm beyond a card would reach the next one",
            f"leave the gap out, or make it {2 * sheet.bleed:g} mm or more",
        )
    for axis, (counted, side) in enumerate((("columns", "wide"), ("rows", "high"))):
        count = (sheet.columns, sheet.rows)[axis]
        taken = count * cell[axis] + (count - 1) * sheet.gap[axis] + 2 * sheet.bleed
        if taken > sheet.page[axis] + TINY:
            raise SheetError(
                counted if count > 1 else "card",
                f"the cards are {taken:g} mm {side} together, and the page is "
                f"{sheet.page[axis]:g} mm {side}",
                f"take fewer {counted}" if count > 1 else "take a smaller card or a larger page",
            )
    for axis, (side, least) in enumerate((("wide", LEAST_WIDTH), ("high", LEAST_HEIGHT))):
        if sheet.inner[axis] < least * smallest:
            raise SheetError(
                "margin",
                f"between the margins {max(sheet.inner[axis], 0):g} mm are left for text, and "
                f"{smallest:g} pt needs {least * smallest:g} mm: the card is not {side} enough",
                "take a smaller margin, a larger card or smaller text",
            )


def _between(ends: Sequence[float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share
