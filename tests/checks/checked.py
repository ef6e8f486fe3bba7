"""The base of the corpus with something changed, and what some codes say about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchexport.loading import load_bytes

if TYPE_CHECKING:
    from stretchexport.findings import Finding

BASE = (Path(__file__).parent.parent / "corpus" / "checks" / "base.yaml").read_text("utf-8")


def changed(*pairs: tuple[str, str]) -> str:
    """The base with the first place of each text replaced."""
    text = BASE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def base_data() -> dict[str, Any]:
    """The base as plain data."""
    document = load_bytes(BASE.encode(), "base.yaml").document
    assert document is not None
    return json.loads(json.dumps(document.data))  # type: ignore[no-any-return]


def findings(text: str, *codes: str, name: str = "case.yaml") -> list[Finding]:
    """The findings in a file whose codes begin with one of ``codes``."""
    return [one for one in load_bytes(text.encode(), name).findings if one.code.startswith(codes)]


def marked(text: str, finding: Finding) -> str:
    """The text under a finding's caret, without what lies between its lines."""
    span = finding.span
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return " ".join(line.strip(" ") for line in lines)
