"""Cards as PDFium sees them: which card every piece of text lies on, where, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 72 / 25.4
PAGE = (210 * MM, 297 * MM)
CARDS = {
    "a6": [(x, y, 105.0, 148.0) for y in (0.5, 148.5) for x in (0.0, 105.0)],
    "large": [(0.0, 0.0, 210.0, 297.0)],
}
"""Left, top, width and height of the cards on a sheet, in mm, in reading order."""


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
    """``text`` with single plain spaces and without places to break a line."""
    return " ".join(text.replace("\u200b", "").replace("\u00a0", " ").split())


def squeezed(text: str) -> str:
    """``text`` without any space or place to break a line."""
    return "".join(text.replace("\u200b", "").split())


def cards(data: bytes, sheet: str = "a6") -> list[Card]:
    """The cards of a PDF in reading order, without places that stay empty."""
    document = pdfium.PdfDocument(data)
    found: list[Card] = []
    for number in range(len(document)):
        page = document[number]
        assert (round(page.get_width()), round(page.get_height())) == tuple(map(round, PAGE))
        textpage = page.get_textpage()
        on_page = [
            Card(number, w * MM, h * MM, plain(inside(textpage, x, y, w, h)))
            for x, y, w, h in CARDS[sheet]
        ]
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=textpage):
            assert isinstance(item, pdfium.PdfTextObj)
            place(item, textpage, sheet, on_page)
        found += [card for card in on_page if card.runs]
    return found


def inside(textpage: pdfium.PdfTextPage, x: float, y: float, w: float, h: float) -> str:
    """The text within a box given in mm from the top left corner of the sheet."""
    text: str = textpage.get_text_bounded(
        left=x * MM, top=PAGE[1] - y * MM, right=(x + w) * MM, bottom=PAGE[1] - (y + h) * MM
    )
    return text


def text_of(item: pdfium.PdfTextObj, textpage: pdfium.PdfTextPage) -> str:
    """The text of an object; PDFium may give half of a character beyond the first plane."""
    units = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = (raw.FPDF_WCHAR * units)()
    raw.FPDFTextObj_GetText(item, textpage, buffer, units)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def place(
    item: pdfium.PdfTextObj, textpage: pdfium.PdfTextPage, sheet: str, on_page: list[Card]
) -> None:
    """Put a text object on the card its origin lies on."""
    left, bottom, right, top = item.get_bounds()
    matrix = item.get_matrix().get()
    x, y = matrix[4], PAGE[1] - matrix[5]
    (index,) = [
        i
        for i, (cx, cy, w, h) in enumerate(CARDS[sheet])
        if cx * MM <= x < (cx + w) * MM and cy * MM <= y < (cy + h) * MM
    ]
    cx, cy = CARDS[sheet][index][0] * MM, CARDS[sheet][index][1] * MM
    on_page[index].runs.append(
        Run(
            text_of(item, textpage),
            item.get_font_size() * abs(matrix[3]),
            item.get_font().get_base_name(),
            left - cx,
            PAGE[1] - top - cy,
            right - cx,
            PAGE[1] - bottom - cy,
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
