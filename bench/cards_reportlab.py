"""Cards as one would write them with ReportLab: the yardstick of ``bench/cards.py``."""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
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
PLAIN = ParagraphStyle("plain", fontName="Sans", fontSize=8.5, leading=11)
SMALL = ParagraphStyle("small", parent=PLAIN, fontSize=8, leading=10)
TITLE = ParagraphStyle("title", parent=PLAIN, fontName="Sans-Bold", fontSize=17, leading=20)
LIGHT = ParagraphStyle("light", parent=PLAIN, textColor=white)
DOSE = ParagraphStyle("dose", parent=TITLE, textColor=white)


def main(file: Path, count: int) -> None:
    """Make so many cards, and print what it took."""
    for name, weight in (("Sans", "Regular"), ("Sans-Bold", "Bold")):
        font = data_file(f"fonts/NotoSans-{weight}.ttf")
        pdfmetrics.registerFont(TTFont(name, str(font)))
    pdfmetrics.registerFontFamily(
        "Sans", normal="Sans", bold="Sans-Bold", italic="Sans", boldItalic="Sans-Bold"
    )
    data = json.loads(file.read_text(encoding="utf-8"))
    start = time.perf_counter()
    pdf = document(islice(cycle(data["cards"]), count), data["words"]["safety"])
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cards": count, "peak": peak, "bytes": len(pdf)}))


def document(cards: Iterator[dict[str, Any]], safety: str) -> bytes:
    """Four cards on a page."""
    out = io.BytesIO()
    frames = [
        Frame(6 * mm + x * 105 * mm, 6 * mm + y * 148 * mm, 93 * mm, 136 * mm, 0, 0, 0, 0)
        for y in (1, 0)
        for x in (0, 1)
    ]
    made = BaseDocTemplate(out, pagesize=(210 * mm, 297 * mm), invariant=1)
    made.addPageTemplates(PageTemplate(frames=frames))
    story: list[Any] = []
    for card in cards:
        story += [*head(card), *body(card), Paragraph(escape(safety), SMALL), FrameBreak()]
    made.build(story)
    return out.getvalue()


def head(card: dict[str, Any]) -> Iterator[Any]:
    """The title and the dose."""
    line = [Paragraph(escape(card[name]), SMALL) for name in ("running", "place")]
    yield Table([line], colWidths=[75 * mm, 18 * mm], style=[("LEFTPADDING", (0, 0), (0, 0), 0)])
    yield Paragraph(escape(card["title"]), TITLE)
    if card["subtitle"]:
        yield Paragraph(escape(card["subtitle"]), SMALL)
    for badge in card["badges"]:
        details = [Paragraph(escape(one), LIGHT) for one in badge["details"]]
        changes = Paragraph(escape(" · ".join(badge["changes"])), LIGHT)
        yield Table(
            [[Paragraph(escape(badge["big"]), DOSE), details], [changes, ""]],
            colWidths=[40 * mm, 53 * mm],
            style=[
                ("BACKGROUND", (0, 0), (-1, -1), ACCENT),
                ("SPAN", (0, 1), (1, 1)),
                ("ROUNDEDCORNERS", [4, 4, 4, 4]),
            ],
        )


def body(card: dict[str, Any]) -> Iterator[Any]:
    """The steps, and the rows with a label below them."""
    rows: list[Any] = []
    style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    for block in card["blocks"]:
        texts = [paragraph(item) for item in block["items"]]
        if block["kind"] == "steps":
            yield ListFlowable([ListItem(one) for one in texts], bulletFontName="Sans-Bold")
            continue
        if block["tint"]:
            style.append(("BACKGROUND", (0, len(rows)), (-1, len(rows)), TINT))
        rows.append([Paragraph(f"<b>{escape(block['label'])}</b>", SMALL), texts])
    if rows:
        yield Table(rows, colWidths=[20 * mm, 73 * mm], style=style)


def paragraph(item: dict[str, Any]) -> Paragraph:
    """A text behind its lead."""
    lead = f"<b>{escape(item['lead'])}</b> " if item["lead"] else ""
    return Paragraph(lead + escape(item["text"]), PLAIN)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
