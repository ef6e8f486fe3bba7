"""Where every card lies on its sheet, front and back: from a sheet to places in mm.

A printer turns the sheet over between its sides. Bound at the long edge of the paper, it turns
about an axis along that edge, bound at the short edge about one along that. Seen upright, as pages
are in a file, the sheet turns about the vertical axis when the paper stands and is bound at its
long edge, or lies and is bound at its short one; then columns change places. Else it turns about
the horizontal axis: rows change places, and backs stand on their heads.

Nothing here knows Typst, nor what stands on a card.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.cards.sheets import Sheet

MARK = 6.0
"""How long a cut mark is, in mm."""
CLEAR = 1.0
"""How far a cut mark stays from the bleed, in mm."""
LEAST_MARK = 2.0
"""A shorter mark is not worth drawing: printers leave the edge of a sheet blank."""

Line = tuple[float, float, float, float]
"""From one point to another: x, y, x, y."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Flip(StrEnum):
    """The edge of the paper about which a two-sided print is turned over."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the left top corner of a card lies, from that of the page; if it is upside down."""

    x: float
    y: float
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Imposition:
    """The places of a sheet, ``backs`` in the order of the ``fronts`` they belong to.

    Without ``backs`` a card has a front only. ``overleaf`` says whether the backs are on a page of
    their own; else they lie beside their fronts. ``trim`` is the box of the cards on a page with
    fronts and on one with backs, which is what is left after cutting around them.
    """

    fronts: tuple[Place, ...]
    backs: tuple[Place, ...]
    overleaf: bool
    marks: tuple[Line, ...]
    folds: tuple[Line, ...]
    trim: tuple[Box, Box]


def impose(
    sheet: Sheet, flip: Flip | None = None, offset: tuple[float, float] = (0.0, 0.0)
) -> Imposition:
    """The places of ``sheet``, in reading order from the left, whatever the language.

    ``flip`` asks for backs on the next page; a sheet to fold has them beside the fronts, and no
    others. ``offset`` moves the backs to the right and down, as one looks at the page.
    """
    width = sheet.card[0] * (2 if sheet.fold else 1)
    lefts = _along(sheet.page[0], width, sheet.gap[0], sheet.columns)
    tops = _along(sheet.page[1], sheet.card[1], sheet.gap[1], sheet.rows)
    fronts = tuple(Place(x, y) for y in tops for x in lefts)
    overleaf = flip is not None and not sheet.fold
    backs: tuple[Place, ...] = ()
    if sheet.fold:
        backs = tuple(replace(one, x=one.x + sheet.card[0]) for one in fronts)
    elif flip is not None:
        backs = tuple(_behind(one, sheet, flip, offset) for one in fronts)
    right, bottom = lefts[-1] + width, tops[-1] + sheet.card[1]
    block = (lefts[0], tops[0], right, bottom)
    dx, dy = offset if overleaf else (0.0, 0.0)
    behind = (block[0] + dx, block[1] + dy, block[2] + dx, block[3] + dy)
    folds = tuple(
        (x + sheet.card[0], y, x + sheet.card[0], y + sheet.card[1])
        for y in tops
        for x in lefts
        if sheet.fold
    )
    marks = tuple(_marks(sheet, lefts, tops, width)) if sheet.marks else ()
    return Imposition(fronts, backs, overleaf, marks, folds, (block, behind))


def _along(page: float, cell: float, gap: float, count: int) -> list[float]:
    """Where cells begin along an axis; together they stand in the middle of the page."""
    start = (page - count * cell - (count - 1) * gap) / 2
    return [start + index * (cell + gap) for index in range(count)]


def turns_about_the_vertical(page: tuple[float, float], flip: Flip) -> bool:
    """Whether a page is turned over like that of a book, seen upright."""
    width, height = page
    return (height >= width) == (flip is Flip.LONG)


def _behind(front: Place, sheet: Sheet, flip: Flip, offset: tuple[float, float]) -> Place:
    """The place of the back behind ``front``, as one looks at the page of the backs."""
    dx, dy = offset
    if turns_about_the_vertical(sheet.page, flip):
        return Place(sheet.page[0] - front.x - sheet.card[0] + dx, front.y + dy)
    return Place(front.x + dx, sheet.page[1] - front.y - sheet.card[1] + dy, turned=True)


def _marks(sheet: Sheet, lefts: list[float], tops: list[float], width: float) -> Iterator[Line]:
    """Short lines to cut along: outside the cards, and crosses where cards touch.

    Where the cards reach the edge of the paper there is no outside; there a mark lies on the line
    between two cards that touch.
    """
    clear = sheet.bleed + CLEAR
    for axis, (starts, size, across) in enumerate(
        ((lefts, width, tops), (tops, sheet.card[1], lefts))
    ):
        page = sheet.page[1 - axis]
        room = across[0]  # the same on both sides: the cards stand in the middle
        shared = sheet.gap[axis] == 0
        for cut in dict.fromkeys(round(at, 4) for start in starts for at in (start, start + size)):
            if room - clear >= LEAST_MARK:
                near, far = room - clear, max(0.0, room - clear - MARK)
            elif shared and starts[0] < cut < starts[-1] + size:
                near, far = 0.0, MARK
            else:
                continue
            yield _line(axis, cut, far, near)
            yield _line(axis, cut, page - near, page - far)
    if sheet.gap == (0.0, 0.0):
        for x in lefts[1:]:
            for y in tops[1:]:
                yield _line(1, y, x - MARK / 2, x + MARK / 2)
                yield _line(0, x, y - MARK / 2, y + MARK / 2)


def _line(axis: int, cut: float, start: float, end: float) -> Line:
    """A line on the cut at ``cut``: upright if it cuts the horizontal axis, 0."""
    return (cut, start, cut, end) if axis == 0 else (start, cut, end, cut)
