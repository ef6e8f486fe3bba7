"""Where a document says that things are."""

from __future__ import annotations

import pytest

from reading.corpus import written
from stretchexport.reading import Document, read_bytes


@pytest.fixture
def document() -> Document:
    document, findings = read_bytes(b"a:\n  b: [1, 2]\n  c: 3\n", "a.yaml")
    assert findings == ()
    assert document is not None
    return document


@pytest.mark.parametrize(
    "path", [("a", "x"), ("a", "x", "y"), ("a", 0), ("a", True)], ids=lambda path: str(path)
)
def test_what_is_missing_is_at_its_nearest_ancestor(
    document: Document, path: tuple[str | int, ...]
) -> None:
    assert document.span(path) == document.span(("a",))
    assert document.key_span(path) == document.key_span(("a",))


@pytest.mark.parametrize("index", [2, -1])
def test_an_index_out_of_range_is_at_the_list(document: Document, index: int) -> None:
    assert document.span(("a", "b", index)) == document.span(("a", "b"))


def test_below_a_scalar_is_the_scalar(document: Document) -> None:
    assert document.span(("a", "c", "d", 0)) == document.span(("a", "c"))


def test_items_and_the_root_have_the_value_as_their_key(document: Document) -> None:
    assert written(document.key_span(("a", "b", 1))) == "2:10-2:11"
    assert document.key_span(()) == document.span(())
