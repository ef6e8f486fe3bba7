"""A routine file from its bytes to the model, with everything found on the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stretchexport.checks import check
from stretchexport.findings import Finding, in_order
from stretchexport.inputs import STDIN, read_at_most
from stretchexport.reading import MAX_BYTES, Document, read_bytes

if TYPE_CHECKING:
    from stretchexport.checks.silences import Silenced
    from stretchexport.model import Routine


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that was read: ``routine`` is ``None`` exactly if a finding is an error."""

    name: str
    text: str
    """What was read, for showing the place of a finding; undecodable bytes are replaced."""
    document: Document | None
    routine: Routine | None
    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()
    """Findings that the routine silences; they are not among ``findings``."""


def load_bytes(raw: bytes, name: str = STDIN, folder: Path | None = None) -> Loaded:
    """Read and check the routine in ``raw``; ``name`` is what messages call the file.

    Its pictures are looked for in ``folder``; without one they are not.
    """
    document, findings = read_bytes(raw, name, folder)
    if document is None:
        return Loaded(name, raw.decode("utf-8-sig", "replace"), None, None, findings)
    routine, found, silenced = check(document, findings)
    return Loaded(name, document.text, document, routine, in_order(found), silenced)


def load(path: str | Path) -> Loaded:
    """Read and check the routine file at ``path``; ``-`` is standard input.

    No more is read than a routine may have. Raises ``OSError`` if the file cannot be read.
    """
    folder = None if str(path) == STDIN else Path(path).parent
    return load_bytes(read_at_most(path, MAX_BYTES + 1), str(path), folder)
