"""Findings while they are collected: placed by offset, counted, and cut off when enough."""

from __future__ import annotations

from dataclasses import dataclass

from stretchexport.findings import (
    MAX_FINDINGS,
    Finding,
    Path,
    Related,
    Severity,
    in_order,
    saying_more,
)
from stretchexport.reading.positions import Lines

_SHOWN_LENGTH = 40


class Stopped(Exception):  # noqa: N818 - control flow, not an error; never leaves this package
    """Reading cannot go on, or has found enough. The reason is already in the report."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Broken syntax in plain words, between two offsets; ``related`` are a message and two more."""

    message: str
    help: str
    start: int
    end: int
    code: str = "SE104"
    related: tuple[tuple[str, int, int], ...] = ()


class Report:
    """Collects the findings of one text."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self._errors: list[Finding] = []
        self._others: list[Finding] = []

    def add(
        self,
        code: str,
        message: str,
        start: int,
        end: int,
        *,
        help: str,
        path: Path = (),
        related: tuple[Related, ...] = (),
    ) -> None:
        """Add a finding about the offsets ``start`` to ``end``.

        Raises ``Stopped`` if there are enough errors already. Warnings never stop the reading, so
        that it is complete whenever there is no error; those in excess are only mentioned.
        """
        finding = Finding(code, message, self.lines.span(start, end), path, help, related)
        is_error = finding.severity is Severity.ERROR
        kept = self._errors if is_error else self._others
        if len(kept) < MAX_FINDINGS:
            kept.append(finding)
            return
        kept[-1] = saying_more(kept[-1])
        if is_error:
            raise Stopped

    def add_trouble(self, what: Trouble) -> None:
        """Add broken syntax."""
        related = tuple(Related(text, self.lines.span(*place)) for text, *place in what.related)
        self.add(what.code, what.message, what.start, what.end, help=what.help, related=related)

    def has_error_in_line_of(self, offset: int) -> bool:
        """Whether an error already stands in the line of ``offset``."""
        line = self.lines.span(offset, offset).line
        return any(error.span.line == line for error in self._errors)

    def sorted(self) -> tuple[Finding, ...]:
        """The findings in the order of the file."""
        return in_order(self._errors + self._others)


def shown(text: str) -> str:
    """Some text of the file in quotes, short and printable, for use inside a message."""
    cut = text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)
    return f"'{safe}'"
