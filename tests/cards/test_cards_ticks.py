"""Boxes to tick stand around their letters, and are whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from cards.routines import pdf
from stretchexport.loading import load

EXAMPLE = Path(__file__).parents[2] / "examples" / "desk-day.yaml"
SCALE = 8
DAYS = "M T W T F S S"
HEAD = f"{DAYS} Card"


def test_the_days_of_a_card_have_boxes_around_their_letters() -> None:
    one = load(EXAMPLE).routine
    assert one is not None
    pages = list(pdfium.PdfDocument(pdf(one, sheet="large")))
    (page, *_) = (page for page in pages if HEAD in page.get_textpage().get_text_range())
    text = page.get_textpage()
    white = (page.render(scale=SCALE).to_numpy() == 255).all(axis=2)
    first = text.get_text_range().index(HEAD)
    for index in range(0, len(DAYS), 2):
        left, bottom, right, top = text.get_charbox(first + index)
        middle = round((page.get_height() - (bottom + top) / 2) * SCALE)
        high = round(1.3 * (top - bottom) * SCALE)
        across = round((left + right) / 2 * SCALE)
        rows = np.flatnonzero(~white[middle - high : middle + high, across]) - high
        assert rows.min() < -0.7 * high
        assert rows.max() == pytest.approx(-rows.min(), abs=0.1 * high)
