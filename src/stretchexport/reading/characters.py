"""The characters that may not stand in a routine, written directly or as an escape.

Refused are those that iCalendar or XML cannot hold (control characters, U+FFFE, U+FFFF), those
that some programs take for a line break and others do not (U+0085, U+2028, U+2029), and the byte
order mark, which is invisible. Tab and line feed are fine; so is everything else, right-to-left
marks included. A carriage return is fine as part of a line break, but not as an escape.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchexport.findings import Path
    from stretchexport.reading.report import Report

_COMMON = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_IN_TEXT = re.compile(f"[{_COMMON}]")
ESCAPED = re.compile(f"[{_COMMON}\\r\ud800-\udfff]")
"""Any one character that may not come out of an escape."""

_NAMES = {
    "\x00": "a NUL character",
    "\x08": "a backspace",
    "\x0c": "a form feed",
    "\r": "a carriage return",
    "\x1b": "an escape character",
    "\x7f": "a delete character",
    "\x85": "a next-line character",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\ufeff": "a byte order mark",
    "\ufffe": "a non-character",
    "\uffff": "a non-character",
}
_HELP = {
    "\r": r"write the line break as \n alone",
    "\x85": "use an ordinary line break instead",
    "\u2028": "use an ordinary line break instead; this one often comes from a copied web page",
    "\u2029": "use an ordinary line break instead; this one often comes from a copied web page",
    "\ufeff": "delete it; a file may begin with one such mark and hold no other; it is invisible, "
    "so retype the line if you cannot find it",
}
_HELP_OTHERS = "delete it; it is invisible, so retype the word it stands in if you cannot find it"
_HELP_HALF = "write the character itself; in JSON an emoji needs both halves of its \\u pair"


def check_text(text: str, report: Report) -> None:
    """Report every character of ``text`` that may not be there."""
    for match in _IN_TEXT.finditer(text):
        character = match[0]
        report.add(
            "SE103",
            f"there is {_name(character)} here, which no text may hold",
            match.start(),
            match.end(),
            help=_HELP.get(character, _HELP_OTHERS),
        )


def check_escape(character: str, start: int, end: int, path: Path, report: Report) -> None:
    """Report the escape at ``start`` to ``end`` if what it stands for may not be there."""
    if not ESCAPED.fullmatch(character):
        return
    half = "\ud800" <= character <= "\udfff"
    report.add(
        "SE103",
        f"this escape stands for {_name(character)}, which no text may hold",
        start,
        end,
        help=_HELP_HALF if half else _HELP.get(character, "delete the escape"),
        path=path,
    )


def _name(character: str) -> str:
    """What to call a refused character, with its code point."""
    if "\ud800" <= character <= "\udfff":
        known = "half of a character, a lone surrogate"
    else:
        known = _NAMES.get(character, "a control character")
    return f"{known} (U+{ord(character):04X})"
