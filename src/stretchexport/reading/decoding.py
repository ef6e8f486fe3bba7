"""Bytes to text: the size, the encoding, and the characters that may not be there."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from stretchexport.findings import Finding
from stretchexport.reading.characters import check_text
from stretchexport.reading.positions import Lines
from stretchexport.reading.report import Report, Stopped

if TYPE_CHECKING:
    from stretchexport.findings import Span

MAX_BYTES = 1024 * 1024
"""The largest file that is read, in bytes. Read up to one byte more and let ``read_bytes`` say."""

HOW_TO_START = "'stretchexport new' writes a routine to start from"

_CALENDAR = "BEGIN:VCALENDAR"
_FIT_MARK = b".FIT"
_MARKS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a Word, Excel or ZIP file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""How files begin that people give by mistake: our own cards, or a text of an office program."""
_BOM = "\ufeff"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF8 = "save the file again as UTF-8; most editors offer it under 'Save as' or 'Encoding'"


def decode(raw: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of ``raw`` without its byte order mark; it is only of use if nothing was found."""
    if len(raw) > MAX_BYTES:
        return "", (_too_large(),)
    if raw[8:12] == _FIT_MARK:
        hint = (
            "'stretchexport import' makes a routine of a workout, "
            "'stretchexport review' reads what a watch recorded"
        )
        return "", (Finding("SE104", "this is a FIT file and no routine", help=hint),)
    for mark, what in _MARKS.items():
        if raw.startswith(mark):
            hint = f"a routine is plain text, YAML or JSON; {HOW_TO_START}"
            return "", (Finding("SE104", f"this is {what} and no routine", help=hint),)
    if is_utf16(raw):
        return "", (_utf16(),)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", (_not_utf8(raw, error.start),)
    text = text.removeprefix(_BOM)
    if not text.strip(" \t\r\n"):
        return text, (Finding("SE115", "the file is empty", help=HOW_TO_START),)
    if text.lstrip()[: len(_CALENDAR)].upper() == _CALENDAR:
        hint = "'stretchexport doctor' checks calendars"
        return text, (Finding("SE104", "this is a calendar and no routine", help=hint),)
    report = Report(text)
    with suppress(Stopped):  # the report may get full, and says so
        check_text(text, report)
    return text, report.sorted()


def _too_large() -> Finding:
    return Finding(
        "SE101",
        f"the file is larger than {MAX_BYTES:,} bytes (1 MiB)",
        help="a routine is a few thousand bytes of text; is this the right file?",
    )


def is_utf16(raw: bytes) -> bool:
    """Whether this is UTF-16 or UTF-32: by its mark, or by a NUL in every other byte."""
    if raw.startswith(_UTF16_MARKS):
        return True
    first, second = raw[:100:2], raw[1:100:2]
    return len(raw) >= 4 and len(raw) % 2 == 0 and any(first) != any(second)


def _utf16() -> Finding:
    return Finding(
        "SE102",
        "the file is not UTF-8; it looks like UTF-16, which Windows programs call 'Unicode'",
        help=_SAVE_AS_UTF8,
    )


def _not_utf8(raw: bytes, offset: int) -> Finding:
    byte = raw[offset : offset + 1]
    guess = byte.decode("cp1252", errors="ignore")
    meant = f"; in an older Windows encoding it would be '{guess}'" if guess.isprintable() else ""
    return Finding(
        "SE102",
        f"the file is not UTF-8: the byte 0x{byte.hex().upper()} cannot stand here{meant}",
        span=_span_of_byte(raw, offset),
        help=_SAVE_AS_UTF8,
    )


def _span_of_byte(raw: bytes, offset: int) -> Span:
    # What precedes the first bad byte is good UTF-8; the bad byte counts as one character.
    before = raw[:offset].decode("utf-8").removeprefix(_BOM)
    return Lines(before).span(len(before), len(before) + 1)
