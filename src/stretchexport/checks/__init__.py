"""What is checked once a file has been read: the schema, then rules the schema cannot hold.

Each module of this package is one family of rules with a ``check`` function that yields findings.
They also run on what an error leaves sound, so that one run tells of everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.build import build
from stretchexport.checks import (
    anatomical,
    balance,
    dates,
    doses,
    guidance,
    pictures,
    planning,
    poses,
    references,
    safety,
    schema,
    sizes,
    slots,
    texts,
    ways,
)
from stretchexport.checks.silences import Silences
from stretchexport.checks.soundness import Part
from stretchexport.findings import MAX_FINDINGS, capped, has_errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.checks.silences import Silenced
    from stretchexport.findings import Finding
    from stretchexport.model import Routine
    from stretchexport.reading import Document


_ENTRIES = (references, ways, pictures, poses, doses, dates, slots, sizes, safety, texts)
"""Families of rules that read plain data."""

_WHOLE = (planning, anatomical, guidance, balance)
"""Families of rules that read the model."""


def check(
    document: Document, read: Iterable[Finding] = ()
) -> tuple[Routine | None, list[Finding], tuple[Silenced, ...]]:
    """The routine in ``document``, or ``None`` if it has errors; everything found; what is silent.

    ``read`` was found while the document was read, and may be silenced like all else. Silences
    work before a list is cut off, so that what they hide takes no other finding's place.
    """
    other = schema.other_kind(document)
    if other:  # what else is to be said of it would be noise
        return None, [*read, other], ()
    found = capped(schema.check(document))
    part = Part(document)
    # With too many errors nobody knows where they all are.
    if len(found) >= MAX_FINDINGS or not part.without(found):
        return None, [*read, *found], ()
    silences = Silences(part.document)
    found.extend(silences.told(read))
    for entries in _ENTRIES:
        some = part.certain(entries.check(part.document, part.data))
        found.extend(capped(silences.told(some)))
    routine = None
    if part.without(found):
        routine = build(part.document, part.data)
        for whole in _WHOLE:
            some = part.certain(whole.check(part.document, routine))
            found.extend(capped(silences.told(some)))
    is_sound = not has_errors(found)
    found.extend(capped(silences.check(complete=is_sound)))
    return routine if is_sound else None, found, tuple(silences.silenced)
