"""The cases of the doctor: a good calendar with one mistake in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stretchexport.findings import Finding

CORPUS = Path(__file__).parent.parent / "corpus" / "doctor"
BASE = (CORPUS / "base.ics").read_bytes()
TEXT = BASE.decode("utf-8").replace("\r\n", "\n")
CASES: list[dict[str, Any]] = tomllib.loads((CORPUS / "cases.toml").read_text("utf-8"))["case"]

_BYTES = re.compile(rb"<([0-9A-F]{2}(?: [0-9A-F]{2})*)>")


def written(text: str) -> bytes:
    """``text`` as a file: CRLF, and bytes where <FC> or <C3 BC> stands for them."""
    data = text.replace("\n", "\r\n").encode()
    return _BYTES.sub(lambda match: bytes.fromhex(match[1].decode("ascii")), data)


def changed(old: str, new: str) -> bytes:
    """The good calendar with the first ``old`` in it replaced."""
    assert old in TEXT
    return written(TEXT.replace(old, new, 1))


def broken(case: dict[str, Any]) -> bytes:
    """The calendar of a case."""
    old, new = case["old"], case["new"]
    if "repeat" in case:
        new = "".join(new.replace("{n}", str(n)) for n in range(case["repeat"])) + old
    return changed(old, new)


def marked(text: str, finding: Finding) -> str:
    """The text under a finding's caret."""
    span = finding.span
    if (span.line, span.column, span.end_column) == (1, 1, 1):
        return "whole file"
    assert span.line == span.end_line
    return re.split(r"\r\n?|\n", text)[span.line - 1][span.column - 1 : span.end_column - 1]
