"""The escapes of a JSON string."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stretchexport.reading.characters import check_escape
from stretchexport.reading.report import shown

if TYPE_CHECKING:
    from stretchexport.findings import Path
    from stretchexport.reading.report import Report

_ESCAPE = re.compile(
    r"""\\(?:
        u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})
    |   u(?P<code>[0-9a-fA-F]{4})
    |   (?P<short>["\\/bfnrt])
    |   u?.
    )""",
    re.VERBOSE,
)
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def unescape(text: str, start: int, end: int, path: Path, report: Report) -> str:
    """What ``text`` from ``start`` to ``end``, the inside of a string, stands for.

    Escapes that do not exist, and those for characters that no text may hold, are reported.
    """
    pieces: list[str] = []
    done = start
    for match in _ESCAPE.finditer(text, start, end):
        pieces.append(text[done : match.start()])
        pieces.append(_character(match, path, report))
        done = match.end()
    pieces.append(text[done:end])
    return "".join(pieces)


def _character(match: re.Match[str], path: Path, report: Report) -> str:
    if match["high"]:
        high, low = int(match["high"], 16), int(match["low"], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if match["code"]:
        character = chr(int(match["code"], 16))
    elif match["short"]:
        character = _SHORT[match["short"]]
    else:
        report.add(
            "SE104",
            f"the escape {shown(match[0])} does not exist in JSON",
            *match.span(),
            help=r"write \\ for a backslash; four hexadecimal digits follow \u",
            path=path,
        )
        return ""
    check_escape(character, *match.span(), path, report)
    return character
