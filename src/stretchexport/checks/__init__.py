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
    poses,
    references,
    safety,
    schema,
    sizes,
    texts,
    ways,
)
from stretchexport.checks.silences import Silences
from stretchexport.checks.soundness import sound_part
from stretchexport.findings import MAX_FINDINGS, Finding, Severity, capped, has_errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.checks.silences import Silenced
    from stretchexport.findings import Path
    from stretchexport.model import Routine
    from stretchexport.reading import Document


WRONG_ID = "SE210"

_ENTRIES = (references, ways, poses, doses, dates, sizes, safety, texts)
"""Families of rules that read plain data."""


def check(
    document: Document, read: Iterable[Finding] = ()
) -> tuple[Routine | None, list[Finding], tuple[Silenced, ...]]:
    """The routine in ``document``, or ``None`` if it has errors; everything found; what is silent.

    ``read`` was found while the document was read, and may be silenced like all else. Silences
    work before a list is cut off, so that what they hide takes no other finding's place.
    """
    found = capped(schema.check(document))
    if has_errors(found):
        return None, [*read, *found, *_of_sound_part(document, found)], ()
    silences = Silences(document)
    found = list(silences.told(read))
    routine = _judge(document, silences, found)
    found.extend(capped(silences.check(complete=routine is not None)))
    return routine, found, tuple(silences.silenced)


def _judge(document: Document, silences: Silences, found: list[Finding]) -> Routine | None:
    """Hold every rule against a document that has passed the schema, and add to ``found``."""
    data = cast("Data", document.data)
    for entries in _ENTRIES:
        found.extend(capped(silences.told(entries.check(document, data))))
    if has_errors(found):
        found.extend(_of_motions(document, found))
        return None
    routine = build(document, data)
    for whole in (planning, anatomical, guidance, balance):
        found.extend(capped(silences.told(whole.check(document, routine))))
    return None if has_errors(found) else routine


def _of_sound_part(document: Document, found: list[Finding]) -> list[Finding]:
    """Errors in the entries that the schema has nothing against, beside those in ``found``."""
    # With a wrong id nobody knows what refers to it; with too many errors, not where they all are.
    if len(found) >= MAX_FINDINGS or any(one.code == WRONG_ID for one in found):
        return []
    part = sound_part(document.data, _places(found))
    if part is None:
        return []
    entries = (one for family in _ENTRIES for one in capped(family.check(document, part)))
    more = [one for one in entries if one.severity is Severity.ERROR]
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
