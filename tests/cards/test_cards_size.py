"""How large the file is: what is the same is stored once, and all else is packed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2 as pdfium
import pytest

from cards.routines import pdf, routine, stretch
from stretchexport.exporters.cards.objects import opened
from stretchexport.exporters.cards.packing import packed
from stretchexport.loading import load

if TYPE_CHECKING:
    from stretchexport.model import Routine

MOST = 25_000
"""Bytes a card with figure and map may take, of twelve in a file."""

POSE = {"shoulder": {"flexion": 90}}


@pytest.fixture(scope="module")
def twelve(pytestconfig: pytest.Config) -> Routine:
    """Twelve stretches of the examples, each with a pose of its own."""
    files = sorted((pytestconfig.rootpath / "examples").glob("*.yaml"))
    read = [load(file).routine for file in files]
    found = {one.id: one for each in read if each for one in each.stretches.values()}
    return routine(*list(found.values())[:12])


def test_twelve_cards_with_figure_and_map_are_small(twelve: Routine) -> None:
    assert len(pdf(twelve)) < 12 * MOST


def pictures(data: bytes) -> int:
    """How many pictures, or parts of them, a file holds."""
    document = pikepdf.open(io.BytesIO(data))
    return sum(
        isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"
        for one in document.objects
    )


def test_a_picture_on_many_cards_is_stored_once() -> None:
    one = pdf(routine(stretch(pose=POSE)))
    many = pdf(routine(*(stretch(number, pose=POSE) for number in range(1, 13))))
    assert pictures(many) == pictures(one) > 0
    assert len(many) - len(one) < 11 * 3_000


def test_maps_of_different_muscles_share_the_body() -> None:
    one = pdf(routine(stretch(1), stretch(2)))
    two = pdf(routine(stretch(1), stretch(2, targets=("rhomboids",))))
    assert len(two) - len(one) < 1_500


@pytest.fixture(scope="module")
def loose() -> bytes:
    """A file whose objects each stand on their own."""
    document = pikepdf.new()
    for _ in range(600):
        page = document.add_blank_page(page_size=(100, 200))
        page.Contents = document.make_stream(b"0 0 10 10 re f")
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, linearize=False)
    return out.getvalue()


def test_packing_changes_no_object(loose: bytes) -> None:
    before, after = (pikepdf.open(io.BytesIO(data)) for data in (loose, packed(opened(loose))))
    assert not after.check_pdf_syntax()
    assert after.Root.unparse() == before.Root.unparse()
    assert len(after.pages) == len(before.pages) == 600
    for one, other in zip(before.pages, after.pages, strict=True):
        assert one.obj.unparse() == other.obj.unparse()
        assert one.Contents.read_bytes() == other.Contents.read_bytes()


def test_other_readers_read_what_is_packed(loose: bytes) -> None:
    assert len(packed(opened(loose))) < len(loose)
    assert len(pdfium.PdfDocument(packed(opened(loose)))) == 600
