"""Cards as one would write them with ReportLab: the yardstick of ``bench/cards.py``."""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from bisect import bisect_left
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Table,
)

from stretchexport.resources import resource as data_file

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCENT, TINT = HexColor("#0f4c5c"), HexColor("#e8eff1")
WIDTH, HEIGHT = 93 * mm, 136 * mm


class Styles:
    """The styles of a card whose text has this size, in points."""

    def __init__(self, size: float) -> None:
        self.plain = ParagraphStyle("plain", fontName="Sans", fontSize=size, leading=1.3 * size)
        small = max(8, 0.86 * size)
        self.small = ParagraphStyle("small", self.plain, fontSize=small, leading=1.25 * small)
        self.title = ParagraphStyle(
            "title", self.plain, fontName="Sans-Bold", fontSize=2 * size, leading=2.4 * size
        )
        self.light = ParagraphStyle("light", self.plain, textColor=white)
        self.dose = ParagraphStyle("dose", self.title, textColor=white)


def main(file: Path, count: int, way: str) -> None:
    """Make so many cards in one size, or ``fitted``, and print what it took."""
    for name, weight in (("Sans", "Regular"), ("Sans-Bold", "Bold")):
        font = data_file(f"fonts/NotoSans-{weight}.ttf")
        pdfmetrics.registerFont(TTFont(name, str(font)))
    pdfmetrics.registerFontFamily(
        "Sans", normal="Sans", bold="Sans-Bold", italic="Sans", boldItalic="Sans-Bold"
    )
    data = json.loads(file.read_text(encoding="utf-8"))
    start = time.perf_counter()
    sizes = [size for size, _ in data["sheet"]["fits"]] if way == "fitted" else [8.5]
    pdf = document(islice(cycle(data["cards"]), count), data["words"]["safety"], sizes)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cards": count, "peak": peak, "bytes": len(pdf)}))


def document(cards: Iterator[dict[str, Any]], safety: str, sizes: list[float]) -> bytes:
    """Four cards on a page, each in the largest of ``sizes`` in which it has room."""
    out = io.BytesIO()
    frames = [
        Frame(6 * mm + x * 105 * mm, 6 * mm + y * 148 * mm, WIDTH, HEIGHT, 0, 0, 0, 0)
        for y in (1, 0)
        for x in (0, 1)
    ]
    made = BaseDocTemplate(out, pagesize=(210 * mm, 297 * mm), invariant=1)
    made.addPageTemplates(PageTemplate(frames=frames))
    story: list[Any] = []
    found: dict[str, float] = {}
    for card in cards:
        if (size := found.get(card["title"])) is None:
            size = found[card["title"]] = fitting(card, safety, sizes)
        story += [*flowables(card, safety, size), FrameBreak()]
    made.build(story)
    return out.getvalue()


def fitting(card: dict[str, Any], safety: str, sizes: list[float]) -> float:
    """The largest of the sizes in which a card has room, found by halving; the last, if in none."""

    paper = Canvas(io.BytesIO())

    def has_room(size: float) -> bool:
        things = flowables(card, safety, size)
        high: float = sum(one.wrapOn(paper, WIDTH, HEIGHT)[1] for one in things)
        return high <= float(HEIGHT)

    first = bisect_left(sizes[:-1], True, key=has_room)
    return sizes[first]


def flowables(card: dict[str, Any], safety: str, size: float) -> list[Any]:
    """A card in one size."""
    styles = Styles(size)
    return [*head(card, styles), *body(card, styles), Paragraph(escape(safety), styles.small)]


def head(card: dict[str, Any], styles: Styles) -> Iterator[Any]:
    """The title and the dose."""
    line = [Paragraph(escape(card[name]), styles.small) for name in ("running", "place")]
    yield Table([line], colWidths=[75 * mm, 18 * mm], style=[("LEFTPADDING", (0, 0), (0, 0), 0)])
    yield Paragraph(escape(card["title"]), styles.title)
    if card["subtitle"]:
        yield Paragraph(escape(card["subtitle"]), styles.small)
    for badge in card["badges"]:
        details = [Paragraph(escape(one), styles.light) for one in badge["details"]]
        changes = Paragraph(escape(" · ".join(badge["changes"])), styles.light)
        yield Table(
            [[Paragraph(escape(badge["big"]), styles.dose), details], [changes, ""]],
            colWidths=[40 * mm, 53 * mm],
            style=[
                ("BACKGROUND", (0, 0), (-1, -1), ACCENT),
                ("SPAN", (0, 1), (1, 1)),
                ("ROUNDEDCORNERS", [4, 4, 4, 4]),
            ],
        )


def body(card: dict[str, Any], styles: Styles) -> Iterator[Any]:
    """The steps, and the rows with a label below them."""
    rows: list[Any] = []
    style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    for block in card["blocks"]:
        texts = [paragraph(item, styles) for item in block["items"]]
        if block["kind"] == "steps":
            yield ListFlowable([ListItem(one) for one in texts], bulletFontName="Sans-Bold")
            continue
        if block["tint"]:
            style.append(("BACKGROUND", (0, len(rows)), (-1, len(rows)), TINT))
        rows.append([Paragraph(f"<b>{escape(block['label'])}</b>", styles.small), texts])
    if rows:
        yield Table(rows, colWidths=[20 * mm, 73 * mm], style=style)


def paragraph(item: dict[str, Any], styles: Styles) -> Paragraph:
    """A text behind its lead."""
    lead = f"<b>{escape(item['lead'])}</b> " if item["lead"] else ""
    return Paragraph(lead + escape(item["text"]), styles.plain)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
