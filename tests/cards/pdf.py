"""Cards as PDFium sees them: which card every piece of text lies on, where, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from stretchexport.exporters.cards.imposition import impose
from stretchexport.exporters.cards.sheets import preset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.exporters.cards.imposition import Place
    from stretchexport.exporters.cards.sheets import Sheet

MM = 72 / 25.4
UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060"))


@dataclass(frozen=True)
class Run:
    """A piece of text on one line: its size in points, its ink in points from the card's corner.

    ``top`` and ``bottom`` are measured downwards.
    """

    text: str
    size: float
    font: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass
class Card:
    """What lies on one card; ``width`` and ``height`` are its size in points."""

    page: int
    width: float
    height: float
    text: str
    runs: list[Run] = field(default_factory=list)

    def size(self, text: str) -> float:
        """How large ``text`` is set where it is largest, in points."""
        return max(run.size for run in self.runs if text in plain(run.text))


def plain(text: str) -> str:
    """``text`` with single plain spaces and without what breaks a line or keeps it whole."""
    return " ".join(text.translate(UNSEEN).replace("\u00a0", " ").split())


def squeezed(text: str) -> str:
    """``text`` without any space, and without what breaks a line or keeps it whole."""
    return "".join(text.translate(UNSEEN).split())


Box = tuple[float, float, float, float]
"""Left, top, width and height in points, from the left top corner of the page."""


def boxes(sheet: Sheet, places: Sequence[Place]) -> list[Box]:
    """Where cards lie on a page."""
    width, height = (side * MM for side in sheet.card)
    return [(place.x * MM, place.y * MM, width, height) for place in places]


def cards(data: bytes, sheet: str | Sheet = "a6") -> list[Card]:
    """The cards of a one-sided PDF in reading order, without places that stay empty."""
    found = preset(sheet) if isinstance(sheet, str) else sheet
    document = pdfium.PdfDocument(data)
    on = boxes(found, impose(found).fronts)
    return [
        card
        for number in range(len(document))
        for card in on_page(document[number], number, found, on)
        if card.runs
    ]


def on_page(page: pdfium.PdfPage, number: int, sheet: Sheet, on: list[Box]) -> list[Card]:
    """What lies in each of these boxes of a page; every text has to lie in one."""
    size = (page.get_width(), page.get_height())
    assert tuple(map(round, size)) == tuple(round(side * MM) for side in sheet.page)
    textpage = page.get_textpage()
    found = [Card(number, w, h, plain(inside(textpage, size[1], x, y, w, h))) for x, y, w, h in on]
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=textpage):
        assert isinstance(item, pdfium.PdfTextObj)
        place(item, textpage, size[1], on, found)
    return found


def inside(
    textpage: pdfium.PdfTextPage, high: float, x: float, y: float, w: float, h: float
) -> str:
    """The text within a box on a page that is so high."""
    text: str = textpage.get_text_bounded(left=x, top=high - y, right=x + w, bottom=high - (y + h))
    return text


def text_of(item: pdfium.PdfTextObj, textpage: pdfium.PdfTextPage) -> str:
    """The text of an object; PDFium may give half of a character beyond the first plane."""
    units = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = (raw.FPDF_WCHAR * units)()
    raw.FPDFTextObj_GetText(item, textpage, buffer, units)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def place(
    item: pdfium.PdfTextObj,
    textpage: pdfium.PdfTextPage,
    high: float,
    on: list[Box],
    found: list[Card],
) -> None:
    """Put a text object on the card its origin lies on."""
    left, bottom, right, top = item.get_bounds()
    matrix = item.get_matrix().get()
    x, y = matrix[4], high - matrix[5]
    (index,) = [i for i, (cx, cy, w, h) in enumerate(on) if cx <= x < cx + w and cy <= y < cy + h]
    cx, cy = on[index][:2]
    found[index].runs.append(
        Run(
            text_of(item, textpage),
            item.get_font_size() * abs(matrix[3]),
            item.get_font().get_base_name(),
            left - cx,
            high - top - cy,
            right - cx,
            high - bottom - cy,
        )
    )


def by_title(found: list[Card]) -> dict[str, list[Card]]:
    """The parts of every card, by the number that stands in its corner; the plan is ``plan``."""
    parts: dict[str, list[Card]] = {}
    for card in found:
        words = card.text.split()
        number = words[words.index("Card") + 1] if "Card" in words else "plan"
        parts.setdefault(number, []).append(card)
    return parts


def seen(data: bytes, smallest: float) -> str:
    """Letters of the first page that are at least so large, as they stand from left to right."""
    textpage = pdfium.PdfDocument(data)[0].get_textpage()
    letters = [
        (textpage.get_charbox(index)[0], textpage.get_text_range(index, 1))
        for index in range(textpage.count_chars())
        if raw.FPDFText_GetFontSize(textpage, index) >= smallest
    ]
    return squeezed("".join(letter for _, letter in sorted(letters)))
