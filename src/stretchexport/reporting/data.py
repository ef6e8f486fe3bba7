"""What a check found as plain data: the values every report is made from, and ``--format json``."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stretchexport.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stretchexport.checks.silences import Silenced
    from stretchexport.findings import Finding, Span
    from stretchexport.fixing import Edit


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one file; it holds no text of the file, so that many of them stay small."""

    file: str
    """The path as it was given, or ``-``."""
    failed: bool
    findings: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    left_out: tuple[Finding, ...] = ()
    """What ``--select`` and ``--ignore`` leave out."""
    mended: tuple[Edit, ...] = ()
    """What ``--fix`` has mended, each with the finding that is gone."""
    about: dict[str, Any] = field(default_factory=dict)
    """What else ``--format json`` tells of the file."""
    problem: str = ""
    """Why the file could not be read, if it could not."""

    @property
    def name(self) -> str:
        """What to call the file."""
        return readable(self.file)


def readable(path: str) -> str:
    """A path for people: one line, with marks for bytes that are no text."""
    return " ".join(os.fsencode(path).decode("utf-8", "replace").splitlines())


def validation_data(results: Sequence[Checked]) -> dict[str, Any]:
    """Everything about a run of ``validate``.

    A file has ``problem`` in place of ``findings`` if it could not be read, ``silenced`` only if it
    silences something, and ``mended`` only if something in it was mended; a place there is that
    before the mending.
    """
    return {"files": [_file_data(one) for one in results], "summary": counts(results)}


def _file_data(checked: Checked) -> dict[str, Any]:
    data: dict[str, Any] = {"file": checked.name, "valid": not checked.failed}
    if checked.problem:
        return {**data, "problem": checked.problem}
    data["findings"] = [finding_data(finding) for finding in checked.findings]
    if checked.silenced:
        data["silenced"] = [
            {**finding_data(one.finding), "reason": one.reason} for one in checked.silenced
        ]
    if checked.mended:
        data["mended"] = [
            {**finding_data(edit.finding), "old": edit.old, "new": edit.new}
            for edit in checked.mended
        ]
    return {**data, **checked.about}


def counts(results: Iterable[Checked]) -> dict[str, int]:
    """How many files there were and failed, and how many findings of each kind they have."""
    total = Counter[str]()
    for one in results:
        total.update(files=1, failed=int(one.failed), unreadable=int(bool(one.problem)))
        total.update(f"{finding.severity}s" for finding in one.findings)
        total.update(silenced=len(one.silenced), left_out=len(one.left_out))
        total.update(mended=len(one.mended))
    kinds = ("files", "failed", "unreadable", *(f"{one}s" for one in Severity))
    return {kind: total[kind] for kind in (*kinds, "silenced", "left_out", "mended")}


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
