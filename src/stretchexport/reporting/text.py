"""Findings as text, with the line they are about and a caret under the place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stretchexport.findings import Finding, Severity, Span
from stretchexport.reporting.terminal import harmless, paint, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WINDOW = 100
"""Columns of a source line that are shown; a longer line is cut around the place."""


def report(name: str, text: str, findings: Sequence[Finding], *, colour: bool) -> str:
    """All ``findings`` of the file ``name``, whose content is ``text``, ready to print."""
    lines = text.splitlines()
    blocks = [_block(name, lines, finding, colour=colour) for finding in findings]
    return "\n\n".join("\n".join(block) for block in blocks)


def _block(name: str, lines: list[str], finding: Finding, *, colour: bool) -> Iterator[str]:
    severity = str(finding.severity)
    head = paint(f"{severity}[{finding.code}]", severity, colour=colour)
    message = paint(harmless(finding.message), "bold", colour=colour)
    yield f"{harmless(name)}:{finding.span.line}:{finding.span.column}: {head} {message}"
    yield from _excerpt(lines, finding.span, severity, colour=colour)
    for related in finding.related:
        yield f"  {harmless(related.message)}, line {related.span.line}:"
        yield from _excerpt(lines, related.span, "dim", colour=colour)
    if finding.help:
        yield f"  help: {harmless(finding.help)}"


def _excerpt(lines: list[str], span: Span, style: str, *, colour: bool) -> Iterator[str]:
    if not 1 <= span.line <= len(lines):
        return
    line = harmless(lines[span.line - 1])
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    offset = max(0, start - WINDOW // 2) if len(line) > WINDOW else 0
    shown = line[offset : offset + WINDOW]
    before = width(line[offset:start])
    marked = max(1, min(width(line[start:end]), WINDOW - before))
    gutter = f"{span.line:>5} | "
    yield paint(gutter, "dim", colour=colour) + shown.rstrip()
    yield " " * (len(gutter) + before) + paint("^" * marked, style, colour=colour)


def summary(findings: Iterable[Finding]) -> str:
    """``1 error, 2 warnings``; empty if there is nothing to count."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        f"{counts[severity]} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in Severity
        if counts[severity]
    )
