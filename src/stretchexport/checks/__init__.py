"""What is checked once a file has been read: the schema, then rules the schema cannot hold.

Each module of this package is one family of rules with a ``check`` function that yields findings.
A stage runs only if the one before it found no error, so that a mistake is reported once.
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
from stretchexport.findings import Finding, capped, has_errors

if TYPE_CHECKING:
    from stretchexport.model import Routine
    from stretchexport.reading import Document


def check(document: Document) -> tuple[Routine | None, list[Finding]]:
    """The routine in ``document``, or ``None`` if it has errors, and everything found in it."""
    found = capped(schema.check(document))
    if has_errors(found):
        return None, found
    data = cast("Data", document.data)
    for family in (references, ways, doses, dates, sizes, safety, texts):
        found.extend(capped(family.check(document, data)))
    if has_errors(found):
        return None, found
    routine = build(document, data)
    for judging in (planning, anatomical, guidance, balance):
        found.extend(capped(judging.check(document, routine)))
    return None if has_errors(found) else routine, found
