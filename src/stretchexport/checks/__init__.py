"""What is checked once a file has been read: the schema, then rules the schema cannot hold.

Each module of this package is one family of rules with a ``check`` function that yields findings.
Rules about single entries also run on what an error elsewhere leaves sound, so that one run tells
of all mistakes; rules about the whole routine need the whole routine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stretchexport.build import Data, build
from stretchexport.checks import (
    anatomical,
    balance,
    dates,
    doses,
    guidance,
    planning,
    references,
    safety,
    schema,
    sizes,
    texts,
    ways,
)
from stretchexport.checks.soundness import sound_part
from stretchexport.findings import MAX_FINDINGS, Finding, Severity, capped, has_errors

if TYPE_CHECKING:
    from stretchexport.findings import Path
    from stretchexport.model import Routine
    from stretchexport.reading import Document


WRONG_ID = "SE210"


def check(document: Document) -> tuple[Routine | None, list[Finding]]:
    """The routine in ``document``, or ``None`` if it has errors, and everything found in it."""
    found = capped(schema.check(document))
    if has_errors(found):
        found.extend(_of_sound_part(document, found))
        return None, found
    data = cast("Data", document.data)
    found.extend(_of_entries(document, data))
    if has_errors(found):
        found.extend(_of_motions(document, found))
        return None, found
    routine = build(document, data)
    for family in (planning, anatomical, guidance, balance):
        found.extend(capped(family.check(document, routine)))
    return None if has_errors(found) else routine, found


def _of_entries(document: Document, data: Data) -> list[Finding]:
    """What the rules on plain data find."""
    families = (references, ways, doses, dates, sizes, safety, texts)
    return [one for family in families for one in capped(family.check(document, data))]


def _of_sound_part(document: Document, found: list[Finding]) -> list[Finding]:
    """Errors in the entries that the schema has nothing against, beside those in ``found``."""
    # With a wrong id nobody knows what refers to it; with too many errors, not where they all are.
    if len(found) >= MAX_FINDINGS or any(one.code == WRONG_ID for one in found):
        return []
    part = sound_part(document.data, _places(found))
    if part is None:
        return []
    more = [one for one in _of_entries(document, part) if one.severity is Severity.ERROR]
    return more + _of_motions(document, found + more)


def _of_motions(document: Document, found: list[Finding]) -> list[Finding]:
    """What is to say of the motions of the stretches that are sound beside what was ``found``."""
    part = sound_part(document.data, _places(found))
    if part is None:
        return []
    judged = anatomical.check(document, build(document, part))
    return [one for one in capped(judged) if one.severity is Severity.ERROR]


def _places(found: list[Finding]) -> frozenset[Path]:
    return frozenset(one.path for one in found if one.severity is Severity.ERROR)
