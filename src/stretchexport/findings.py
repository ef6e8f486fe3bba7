"""What is wrong with a routine, as values.

A finding is collected, sorted and shown; it is never raised. Codes, severities and families live
in ``data/codes.toml``, so that the docs, the checker and every output format agree on them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_FINDINGS = 100
"""How many errors one file gets from one stage, and how many others; with more it is hardly one."""

_THERE_ARE_MORE = "there are more findings: mend these first"

Path = tuple[str | int, ...]
"""Where a value stands in a document: keys and list indexes from the root, ``()`` the root."""


class Severity(StrEnum):
    """How much a finding matters: an error stops every export, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text in a file.

    Lines and columns count from 1, columns in Unicode code points; the end is exclusive, so a
    one-character span in line 3 is ``Span(3, 5, 3, 6)``.
    """

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""The place of a finding about a whole file."""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding, such as the first of two equal keys."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Rule:
    """The fixed part of a code: its severity, its family and one line on what it means."""

    code: str
    severity: Severity
    family: str
    title: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a routine file.

    ``message`` says what is wrong, ``help`` what to do about it; both are plain text for people.
    """

    code: str
    message: str
    span: Span = START
    path: Path = ()
    help: str = ""
    related: tuple[Related, ...] = ()

    @property
    def rule(self) -> Rule:
        """The catalogue's entry for this code; ``KeyError`` if the code is not in it."""
        return catalogue()[self.code]

    @property
    def severity(self) -> Severity:
        """The severity the catalogue gives this code."""
        return self.rule.severity


@cache
def catalogue() -> dict[str, Rule]:
    """Every code there is, by code, in the order of ``data/codes.toml``."""
    table = tomllib.loads(read_text("codes.toml"))
    return {
        code: Rule(code, Severity(entry["severity"]), family, entry["title"])
        for family, codes in table.items()
        for code, entry in codes.items()
    }


def capped(findings: Iterable[Finding]) -> list[Finding]:
    """The first :data:`MAX_FINDINGS` errors of ``findings``, and as many others.

    If there are more of a kind, the last one of it says so. After so many errors no further
    findings are asked for, so that hostile files cost no more than broken ones; warnings, however
    many, never keep an error out.
    """
    errors: list[Finding] = []
    others: list[Finding] = []
    for finding in findings:
        is_error = finding.severity is Severity.ERROR
        kept = errors if is_error else others
        if len(kept) < MAX_FINDINGS:
            kept.append(finding)
            continue
        kept[-1] = saying_more(kept[-1])
        if is_error:
            break
    return errors + others


def saying_more(finding: Finding) -> Finding:
    """``finding`` as the last one of a list that is cut off."""
    if finding.help.endswith(_THERE_ARE_MORE):
        return finding
    return replace(finding, help=f"{finding.help}; {_THERE_ARE_MORE}".removeprefix("; "))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings sorted by place, then code, each one once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda f: (f.span, f.code, f.message)))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is severe enough to stop an export."""
    return any(finding.severity is Severity.ERROR for finding in findings)
