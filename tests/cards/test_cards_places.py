"""What stands where on sheets with two sides, on posters and logs: words, sizes and millimetres."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from cards.pdf import MM, plain, text_of
from cards.routines import pdf
from stretchexport.exporters.cards.imposition import Flip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stretchexport.model import Routine


def placed(data: bytes) -> Iterator[str]:
    """A line for each page, and for each line of text on it: from left, from above, points."""
    for number, page in enumerate(pdfium.PdfDocument(data), start=1):
        yield f"== page {number}"
        for (down, size), line in groupby(pieces(page), lambda piece: piece[:2]):
            found = list(line)
            yield f"{found[0][2]:.0f} {down:.0f}  {size}  {' '.join(one[3] for one in found)}"


def pieces(page: pdfium.PdfPage) -> Iterator[tuple[int, str, float, str]]:
    """Each piece of text: how far down (mm), its size, how far to the right (mm), its words."""
    textpage = page.get_textpage()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=textpage):
        assert isinstance(item, pdfium.PdfTextObj)
        if text := plain(text_of(item, textpage)):
            *_, upright, across, down = item.get_matrix().get()
            size = f"{item.get_font_size() * abs(upright):.1f} pt"
            size += " on its head" if upright < 0 else ""
            yield round((page.get_height() - down) / MM), size, across / MM, text


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("two-sided-long", {"two_sided": Flip.LONG, "sheet": "a5"}),
        ("two-sided-short", {"two_sided": Flip.SHORT}),
        ("poster", {"sheet": "poster"}),
        ("log", {"sheet": "log"}),
    ],
)
def test_what_stands_where(
    example: Routine, golden: Callable[[str, bytes], None], name: str, options: dict[str, Any]
) -> None:
    lines = placed(pdf(example, **options))
    golden(f"cards/{name}.txt", "".join(f"{line}\n" for line in lines).encode())
