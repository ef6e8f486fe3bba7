"""Reading a PDF back with PDFium, which had no part in making it."""

from __future__ import annotations

from stretchexport.exporters.base import VerificationError


def verify(data: bytes) -> str:
    """What is found in the file; raises ``VerificationError`` if it does not read back."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise VerificationError(f"PDFium cannot read it: {error}") from error
    letters = [len(page.get_textpage().get_text_range().strip()) for page in document]
    if not letters or not all(letters):
        raise VerificationError("a page has no text")
    pages = "1 page" if len(letters) == 1 else f"{len(letters)} pages"
    return f"{pages} with {sum(letters)} letters"
