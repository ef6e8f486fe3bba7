"""The file as bytes: encoding, line ends, lengths and folds (RFC 5545 section 3.1)."""

from __future__ import annotations

import codecs
import re
from itertools import chain
from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.doctor.lines import content_lines
from stretchexport.doctor.tree import finding
from stretchexport.exporters.calendar.lines import MAX_OCTETS
from stretchexport.findings import Finding, Span
from stretchexport.reading.decoding import is_utf16
from stretchexport.searching import declares_routine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stretchexport.doctor.lines import ContentLine

MAX_BYTES = 2 * 1024 * 1024
"""The largest file that is looked into: twice what Google imports. Read one byte more."""

MAX_LINES = 75_000
"""As many lines as that many bytes make in a calendar that is one."""

_BREAK = re.compile(rb"\r\n?|\n")
"""What ends a line here; a file should use CRLF alone, but every reader takes the others too."""

_WRONG_BREAK = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_SAVE = "save or export the file again as UTF-8"
_WRITER = "the program that wrote the file should"


def refusal(raw: bytes) -> Finding | None:
    """Why the file is not looked into, if it is not."""
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes"
        return Finding("SE901", message, help="export fewer calendars or years into one file")
    if is_utf16(raw):
        return Finding("SE902", "the file is UTF-16, which no calendar is", help=_SAVE)
    if raw.count(b"\n") + raw.count(b"\r") > 2 * MAX_LINES:
        message = f"the file has more than {MAX_LINES:,} lines"
        return Finding("SE901", message, help="export fewer calendars or years into one file")
    return None


def no_calendar(raw: bytes) -> Finding:
    """What to say of a file in which no calendar begins."""
    hint = "is this the right file? A calendar begins with BEGIN:VCALENDAR"
    if declares_routine(raw):
        hint = "this is a routine: check it with stretchexport validate"
    return Finding("SE911", "there is no calendar in the file", help=hint)


def read(raw: bytes) -> tuple[list[ContentLine], Iterator[Finding]]:
    """The content lines of ``raw``, and what is wrong with the bytes they are written in."""
    data = raw.removeprefix(codecs.BOM_UTF8)
    physical = _BREAK.split(data)
    lines = list(content_lines(physical))
    found = chain(
        _byte_order_mark(raw),
        _breaks(data, physical),
        _lengths(physical),
        _empty(physical),
        (one for line in lines for one in _line(line)),
    )
    return lines, found


def _byte_order_mark(raw: bytes) -> Iterator[Finding]:
    if raw.startswith(codecs.BOM_UTF8):
        message = "the file begins with a byte order mark, which some readers take for a letter"
        yield Finding("SE903", message, help="save the file as UTF-8 without a byte order mark")


def _breaks(data: bytes, physical: Sequence[bytes]) -> Iterator[Finding]:
    """Line ends other than CRLF: one finding, however many there are."""
    hint = f"{_WRITER} end every line, the last too, with a carriage return and a line feed"
    wrong = _WRONG_BREAK.search(data)
    if wrong:
        count = sum(1 for _ in _WRONG_BREAK.finditer(data))
        kind = "a line feed" if wrong[0] == b"\n" else "a carriage return"
        many = f"; {counted(count - 1, 'more does', 'more do')}" if count > 1 else ""
        number = len(_BREAK.findall(data, 0, wrong.start())) + 1
        message = f"the line ends with {kind} alone{many}"
        yield Finding("SE904", message, _at_end(physical[number - 1], number), help=hint)
    elif physical[-1]:
        message = "the last line has no line end"
        yield Finding("SE904", message, _at_end(physical[-1], len(physical)), help=hint)


def _at_end(line: bytes, number: int) -> Span:
    column = len(line.decode("utf-8", "replace")) + 1
    return Span(number, column, number, column + 1)


def _lengths(physical: Sequence[bytes]) -> Iterator[Finding]:
    long = [number for number, line in enumerate(physical, start=1) if len(line) > MAX_OCTETS]
    if not long:
        return
    line = physical[long[0] - 1]
    first = len(line[:MAX_OCTETS].decode("utf-8", "ignore")) + 1
    span = Span(long[0], first, long[0], len(line.decode("utf-8", "replace")) + 1)
    many = f"; {counted(len(long) - 1, 'more is', 'more are')} too long" if len(long) > 1 else ""
    message = f"the line has {len(line)} octets, {MAX_OCTETS} is the most{many}"
    hint = f"{_WRITER} fold it: a line break and a space after at most {MAX_OCTETS} octets"
    yield Finding("SE905", message, span, help=hint)


def _empty(physical: Sequence[bytes]) -> Iterator[Finding]:
    """Empty lines with something after them."""
    last = max((number for number, line in enumerate(physical) if line), default=0)
    empty = [number for number, line in enumerate(physical[:last], start=1) if not line]
    if empty:
        many = f"; {counted(len(empty) - 1, 'more is', 'more are')}" if len(empty) > 1 else ""
        hint = "delete it: readers differ on whether the calendar goes on after it"
        yield Finding(
            "SE907", f"the line is empty{many}", Span(empty[0], 1, empty[0], 1), help=hint
        )


def _line(line: ContentLine) -> Iterator[Finding]:
    """What is wrong with the characters of one line."""
    if not line.text.isascii():
        yield from _encoding(line)
    if not line.text.isprintable():
        match = _CONTROL.search(line.text)
        if match:
            code = f"U+{ord(match[0]):04X}"
            message = f"there is an invisible character here that breaks lines or readers ({code})"
            span = line.span(match.start(), match.end())
            yield finding(
                "SE906", line, message, "delete it; a line break is written \\n", span=span
            )
    if not line.name:
        message = "this is no line of a calendar: it has no name with a colon after it"
        hint = "write NAME:value; a line that continues the one before begins with a space"
        yield finding("SE908", line, message, hint, span=line.span())


def _encoding(line: ContentLine) -> Iterator[Finding]:
    parts = line.parts
    cut = [index for index, part in enumerate(parts) if not _is_utf8(part)]
    if not cut:
        return
    number = line.number + cut[0]
    if _is_utf8(b"".join(parts)):
        column = len(parts[cut[0]].decode("utf-8", "ignore")) + 1 + bool(cut[0])
        message = "the fold cuts a character in two"
        hint = f"{_WRITER} fold between characters: readers that decode line by line lose this one"
        yield finding("SE910", line, message, hint, span=Span(number, column, number, column + 1))
        return
    part = parts[cut[0]]
    before, bad = _first_bad(part)
    column = before + 1 + bool(cut[0])
    message = f"the file is not UTF-8: the byte 0x{bad:02X} cannot stand here"
    yield finding("SE902", line, message, _SAVE, span=Span(number, column, number, column + 1))


def _first_bad(part: bytes) -> tuple[int, int]:
    """How many characters stand before the first byte that is no UTF-8, and that byte."""
    try:
        part.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(part[: error.start].decode("utf-8")), part[error.start]
    return 0, 0


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def outside(lines: Iterable[ContentLine]) -> Iterator[Finding]:
    """Lines that stand in no component."""
    for line in lines:
        if line.name:
            message = "this stands outside of every VCALENDAR"
            hint = "move it between BEGIN:VCALENDAR and END:VCALENDAR"
            yield finding("SE911", line, message, hint, span=line.span())
