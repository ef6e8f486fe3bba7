"""Reading a PDF back: with PDFium if it is installed, else by the marks of its outer structure."""

from __future__ import annotations

import re

from stretchexport.exporters.base import VerificationError


def verify(data: bytes) -> str:
    """What is found in the file; raises ``VerificationError`` if it does not read back."""
    if not data.startswith(b"%PDF-") or not data.rstrip().endswith(b"%%EOF"):
        raise VerificationError("the file does not begin and end as a PDF does")
    try:
        import pypdfium2 as pdfium
    except ImportError:
        return _outside(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise VerificationError(f"PDFium cannot read it: {error}") from error
    letters = [len(page.get_textpage().get_text_range().strip()) for page in document]
    if not letters or not all(letters):
        raise VerificationError("a page has no text")
    return f"{_pages(len(letters))} with {sum(letters)} letters"


def _outside(data: bytes) -> str:
    """The pages that the file says it has, without a reader for what is on them."""
    found = re.search(rb"/Type\s*/Pages\b[^>]*/Count\s+(\d+)", data)
    if found is None or not int(found[1]):
        raise VerificationError("the file names no pages")
    return f"{_pages(int(found[1]))}, not looked into: install stretchexport[verify] for that"


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"
