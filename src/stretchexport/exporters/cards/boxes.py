"""The boxes of a PDF's pages: what is left after cutting, and how far colour goes beyond it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from stretchexport.exporters.cards.objects import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.exporters.cards.imposition import Box, Imposition
    from stretchexport.exporters.cards.sheets import Sheet

_PAGES = re.compile(rb"<</Type/Pages/Count \d+/Kids\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_TINY = 1e-6


def page_boxes(sheet: Sheet, imposition: Imposition) -> tuple[bytes, ...]:
    """TrimBox and BleedBox of the pages in turn, as a PDF has them (ISO 32000-1, 14.11.2).

    The first is for pages with fronts, the second, if backs have pages of their own, for those.
    """
    sides = imposition.trim if imposition.overleaf else imposition.trim[:1]
    return tuple(
        b"/TrimBox" + _array(sheet, box, 0) + b"/BleedBox" + _array(sheet, box, sheet.bleed)
        for box in sides
    )


def boxed(document: Document, boxes: Sequence[bytes]) -> Document:
    """``document`` with ``boxes`` among the entries of its pages, over and over in turn."""
    objects = dict(document.objects)
    (kids,) = (found[1] for body in objects.values() if (found := _PAGES.match(body)))
    for index, number in enumerate(_REFERENCE.findall(kids)):
        body = objects[int(number)]
        objects[int(number)] = b"<<" + boxes[index % len(boxes)] + body[2:]
    return Document(document.head, objects, document.trailer)


def _array(sheet: Sheet, box: Box, more: float) -> bytes:
    """A box that is larger by ``more`` on every side but on the page, in points from below."""
    (width, height), (left, top, right, bottom) = sheet.page, box
    corners = (
        max(0.0, left - more),
        max(0.0, height - bottom - more),
        min(width, right + more),
        min(height, height - top + more),
    )
    points = [corner * 72 / 25.4 for corner in corners]
    # Rounded inwards: no box may reach beyond the page.
    inward = (*map(_up, points[:2]), *map(_down, points[2:]))
    return b"[%s]" % b" ".join(b"%.3f" % point for point in inward)


def _up(point: float) -> float:
    return math.ceil(point * 1000 - _TINY) / 1000


def _down(point: float) -> float:
    return math.floor(point * 1000 + _TINY) / 1000
