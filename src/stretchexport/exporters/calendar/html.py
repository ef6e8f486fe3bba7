"""The description of an event in HTML."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from stretchexport.exporters.calendar.text import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def fragment(blocks: Sequence[Sequence[str]]) -> str:
    """``blocks`` of lines as paragraphs, in plain ASCII whatever the letters.

    The first line of a block of several is set in bold. Everything is escaped; what looks like an
    address becomes a link.
    """
    return "".join(_paragraph(block) for block in blocks)


def document(blocks: Sequence[Sequence[str]]) -> str:
    """The same as a whole document, which is how Outlook writes it itself."""
    return f"<html><body>{fragment(blocks)}</body></html>"


def data_url(text: str) -> str:
    """HTML as a data URL (RFC 2397).

    There is no charset in it: Thunderbird knows the address by its first letters, and ASCII is
    the same in all of them.
    """
    return f"data:text/html,{quote(text, safe='')}"


def _paragraph(block: Sequence[str]) -> str:
    said = [_line(text) for text in block]
    if len(said) > 1:
        said[0] = f"<b>{said[0]}</b>"
    return f"<p>{'<br>'.join(said)}</p>"


def _line(text: str) -> str:
    """A line, or several for a text with line breaks, with its addresses as links."""
    parts = []
    start = 0
    text = lines(text)
    for found in _ADDRESS.finditer(text):
        address = _escaped(found[0])
        parts += [_escaped(text[start : found.start()]), f'<a href="{address}">{address}</a>']
        start = found.end()
    parts.append(_escaped(text[start:]))
    return "".join(parts).replace("\n", "<br>")


def _escaped(text: str) -> str:
    """``text`` with references for what HTML or ASCII does not have."""
    return html.escape(text).encode("ascii", "xmlcharrefreplace").decode()
