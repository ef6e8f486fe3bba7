"""The files of ``tests/corpus/reading`` and what is known about them, and how to write a span."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.findings import Finding, Span

CORPUS = Path(__file__).parent.parent / "corpus" / "reading"
MANIFEST: dict[str, dict[str, Any]] = tomllib.loads(
    (CORPUS / "manifest.toml").read_text(encoding="utf-8")
)


def files(folder: str) -> list[Path]:
    """The files of one folder of the corpus, in the order of their names."""
    return sorted(path for path in (CORPUS / folder).iterdir() if path.is_file())


def written(span: Span) -> str:
    """A span as the manifest writes it."""
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


def summary(findings: tuple[Finding, ...]) -> list[str]:
    """The codes and places of findings as the manifest writes them."""
    return [f"{finding.code} {written(finding.span)}" for finding in findings]


def cut(text: str, span: Span) -> str:
    """What stands in ``text`` at ``span``, counted here on its own: in lines, then in columns."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    start = starts[span.line - 1] + span.column - 1
    return text[start : starts[span.end_line - 1] + span.end_column - 1]


def paths(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of everything in ``data``, the root first."""
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from paths(value, (*path, index))


def at(data: Any, path: tuple[str | int, ...]) -> object:
    """What stands in ``data`` at ``path``."""
    for step in path:
        data = data[step]
    return data
