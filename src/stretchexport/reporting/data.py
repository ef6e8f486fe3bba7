"""Findings as plain data, for ``--format json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stretchexport.findings import Finding, Span


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding; lines and columns count from 1, the end is exclusive."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "family": finding.rule.family,
        "message": finding.message,
        "help": finding.help,
        "path": list(finding.path),
        "span": span_data(finding.span),
        "related": [
            {"message": one.message, "span": span_data(one.span)} for one in finding.related
        ],
    }


def span_data(span: Span) -> dict[str, int]:
    """A span with its four numbers by name."""
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
