"""Text for a terminal: harmless, aligned, in colour only where colour is seen."""

from __future__ import annotations

import os
import sys
import textwrap
import unicodedata

COLOURS = {
    "error": "31;1",
    "warning": "33;1",
    "note": "36;1",
    "good": "32",
    "dim": "2",
    "bold": "1",
}

COLUMNS = 96
"""The width that longer text is wrapped to."""

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def colours_wanted(stream: object = None) -> bool:
    """Whether to colour ``stream`` (standard output by default).

    Only a terminal, and not if NO_COLOR is set (https://no-color.org) or TERM is ``dumb``.
    """
    stream = stream or sys.stdout
    tty = bool(getattr(stream, "isatty", lambda: False)())
    return tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, style: str, *, colour: bool) -> str:
    """``text`` in one of the :data:`COLOURS`, or as it is."""
    return f"\x1b[{COLOURS[style]}m{text}\x1b[0m" if colour else text


def harmless(text: str) -> str:
    """``text`` without characters that steer a terminal or turn its direction; same length."""
    return "".join(
        "\ufffd" if (unicodedata.category(ch) == "Cc" and ch != "\n") or ch in _BIDI else ch
        for ch in text
    )


def width(text: str) -> int:
    """How many columns ``text`` takes on a terminal: an emoji with its selector takes two."""
    if text.isascii():
        return len(text)
    import wcwidth

    return wcwidth.width(text)


def clusters(text: str) -> list[str]:
    """What a reader takes for single characters: letters with their accents, whole emoji."""
    if text.isascii():
        return list(text)
    import wcwidth

    return list(wcwidth.iter_graphemes(text))


def fit(text: str, columns: int) -> str:
    """``text`` on one line, padded or cut with an ellipsis to exactly ``columns`` columns."""
    text = harmless(" ".join(text.split()))
    if width(text) <= columns:
        return text + " " * (columns - width(text))
    cut = ""
    for one in clusters(text):
        if width(cut) + width(one) > columns - 1:
            break
        cut += one
    return cut + "…" + " " * (columns - 1 - width(cut))


def wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    """``text`` in lines of at most :data:`COLUMNS`, indented by ``first`` and then by ``rest``.

    Words are never cut, so that a command or a path can be copied.
    """
    return textwrap.wrap(
        harmless(text),
        COLUMNS,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
