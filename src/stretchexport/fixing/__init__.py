"""``--fix``: mends what has one safe mending, in the text as it stands.

A mending is an edit of a few characters: a key, a word or a duration in its right spelling. What
is around it stays as it was: comments, layout, line ends, quotes. Every edit is tried before it
counts: the text is read again, and has to hold the same data but for the one value and the same
findings but for the one that is mended. What a mended file would only then bring to light is
reason enough to leave the edit to a person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.checks import schema
from stretchexport.findings import MAX_FINDINGS
from stretchexport.fixing.candidates import candidates
from stretchexport.fixing.edits import Edit, apply, changed
from stretchexport.reading import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.findings import Finding, Path
    from stretchexport.reading import Document

__all__ = ["Edit", "Fixed", "fix"]

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text with its mendings; ``edits`` says what was replaced where, in the order of the file.

    Without a mending, ``text`` is the text as it was.
    """

    text: str
    edits: tuple[Edit, ...]

    @property
    def mended(self) -> tuple[Finding, ...]:
        """The findings that are gone."""
        return tuple(edit.finding for edit in self.edits)

    def encoded(self, raw: bytes) -> bytes:
        """The bytes to write in place of ``raw``, with its byte order mark if it has one."""
        return (_BOM if raw.startswith(_BOM) else b"") + self.text.encode("utf-8")


def fix(document: Document, findings: Sequence[Finding]) -> Fixed:
    """Mend those of the ``findings`` about ``document`` that have one safe mending."""
    trial = _Trial(document)
    edits = trial.sound((), tuple(candidates(document, findings)))
    return Fixed(apply(document.text, edits), edits)


class _Trial:
    """Tries edits on one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._before = _breaches(document)

    def sound(self, good: tuple[Edit, ...], more: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """``good`` and those of ``more`` that hold beside them and beside each other.

        They are tried together, and in halves only if that fails: most files need one try.
        """
        if not more or self._holds((*good, *more)):
            return (*good, *more)
        if len(more) == 1:
            return good
        half = len(more) // 2
        return self.sound(self.sound(good, more[:half]), more[half:])

    def _holds(self, edits: tuple[Edit, ...]) -> bool:
        text = apply(self._document.text, edits)
        after, _ = read_bytes(text.encode("utf-8"), self._document.name)
        if after is None or not _same(after.data, changed(self._document.data, edits)):
            return False
        breaches = _breaches(after)
        mended = {(edit.finding.code, edit.finding.path) for edit in edits}
        return not breaches & mended and not self._fresh(breaches, edits)

    def _fresh(self, breaches: set[tuple[str, Path]], edits: tuple[Edit, ...]) -> bool:
        """Whether there are breaches that were not there before."""
        fresh = breaches - self._before
        if len(self._before) < MAX_FINDINGS:
            return bool(fresh)
        # The list was full: others move up in it, but never to where something was mended.
        owners = {edit.path[:-1] for edit in edits}
        return any(path[: len(owner)] == owner for _, path in fresh for owner in owners)


def _breaches(document: Document) -> set[tuple[str, Path]]:
    return {(finding.code, finding.path) for finding in schema.check(document)}


def _same(ours: object, theirs: object) -> bool:
    """Whether two pieces of plain data are equal in kind, value and order: 30 is not 30.0."""
    return json.dumps(ours) == json.dumps(theirs)
