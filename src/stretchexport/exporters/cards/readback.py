"""Reading cards back with programs that had no part in making them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.exporters.base import VerificationError

if TYPE_CHECKING:
    from stretchexport.exporters.base import File


def verify(file: File) -> str:
    """What is found in the file; raises ``VerificationError`` if it does not read back."""
    read = {
        "application/pdf": _pdf,
        "image/png": _png,
        "image/svg+xml": _svg,
        "text/html": _html,
    }[file.media_type]
    return read(file.data)


def _pdf(data: bytes) -> str:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise VerificationError(f"PDFium cannot read it: {error}") from error
    letters = [len(page.get_textpage().get_text_range().strip()) for page in document]
    if not letters or not all(letters):
        raise VerificationError("a page has no text")
    return f"{counted(len(letters), 'page')} with {counted(sum(letters), 'letter')}"


def _png(data: bytes) -> str:
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(data), formats=("PNG",))
        image.load()
    except (OSError, SyntaxError) as error:
        raise VerificationError(f"Pillow cannot read it: {error}") from error
    if image.convert("L").getextrema() == (255, 255):
        raise VerificationError("the picture is blank")
    return f"{image.width} x {image.height} pixels"


def _svg(data: bytes) -> str:
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise VerificationError(f"it is no XML: {error}") from error
    shapes = sum(one.tag.endswith("}path") for one in root.iter())
    if not shapes:
        raise VerificationError("nothing is drawn in it")
    return f"a drawing with {counted(shapes, 'shape')}"


def _html(data: bytes) -> str:
    from html.parser import HTMLParser

    class Counter(HTMLParser):
        cards, letters = 0, 0

        def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
            self.cards += tag == "article"

        def handle_data(self, data: str) -> None:
            self.letters += len(data.strip())

    counter = Counter()
    try:
        counter.feed(data.decode())
    except UnicodeDecodeError as error:
        raise VerificationError(f"it is not UTF-8: {error}") from error
    if not counter.cards:
        raise VerificationError("there is no card in it")
    return f"{counted(counter.cards, 'card')} with {counted(counter.letters, 'letter')}"
