"""Text of any kind as a YAML scalar that means exactly that text."""

from __future__ import annotations

import json
import re

_UNQUOTED = re.compile(r"[A-Za-z](?:[\w'(),./-]| (?=\S))*")
_NOT_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML readers, this one or an older one, take for something else."""


def quoted(text: str) -> str:
    """``text`` as it can stand after ``key: `` in a block: bare if that is harmless, else quoted.

    A double-quoted JSON string is one in YAML too. What no file may hold (half of a character,
    from a broken argument) is written as an escape, which the reader refuses and explains.
    """
    if _UNQUOTED.fullmatch(text) and text.lower() not in _NOT_TEXT and text.isascii():
        return text
    written = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]", _escaped, written)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
