"""What the tests of imports share: a source in, the text and the routine of its import out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from stretchexport import importing
from stretchexport.build import build
from stretchexport.findings import Severity
from stretchexport.importing import Imported, Source
from stretchexport.reading import Document, read_bytes

if TYPE_CHECKING:
    from stretchexport.kinds import Kind
    from stretchexport.model import Routine

ANATOMY = "SE5"
UPDATED = dt.date(2026, 11, 22)


def imported(*data: bytes, kind: Kind | None = None, only: tuple[str, ...] = ()) -> Imported:
    """What an import makes of files with these bytes."""
    sources = [Source(f"file-{number}", one) for number, one in enumerate(data, start=1)]
    return importing.read(sources, UPDATED, kind, only)


def routine(made: Imported) -> Routine:
    """The routine in an import that needs nobody to mend it.

    What the anatomy makes of it is no matter here: the routines of the strategies mean nothing.
    """
    errors = [one for one in made.findings if one.severity is Severity.ERROR]
    assert [one for one in errors if not one.code.startswith(ANATOMY)] == [], made.text
    document = _document(made)
    return build(document, document.data)  # type: ignore[arg-type]


def data_of(made: Imported) -> dict[str, Any]:
    """What the file that an import makes has in it."""
    return _document(made).data  # type: ignore[return-value]


def _document(made: Imported) -> Document:
    document, findings = read_bytes(made.text.encode())
    assert document is not None, findings
    return document
