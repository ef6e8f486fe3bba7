"""A sheet of one's own, from a small YAML file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from stretchexport.checks import schema
from stretchexport.exporters.cards import sheets
from stretchexport.findings import START, Finding
from stretchexport.inputs import read_at_most
from stretchexport.packaged_schemas import SHEET
from stretchexport.reading import MAX_BYTES, read_bytes
from stretchexport.reading.decoding import HOW_TO_START

if TYPE_CHECKING:
    from pathlib import Path

HOW_TO_WRITE = "docs/cards.md has a sheet to start from; like: a6 alone is one already"


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet that was read; ``sheet`` is ``None`` if something is wrong with it."""

    name: str
    text: str
    sheet: sheets.Sheet | None
    findings: tuple[Finding, ...]


def load(path: str | Path) -> OwnSheet:
    """Read and check the sheet at ``path``; raises ``OSError`` if the file cannot be read."""
    return load_bytes(read_at_most(path, MAX_BYTES + 1), str(path))


def load_bytes(raw: bytes, name: str) -> OwnSheet:
    """Read and check the sheet in ``raw``; ``name`` is what messages call the file."""
    document, findings = read_bytes(raw, name)
    if document is None:
        helped = tuple(
            replace(one, help=HOW_TO_WRITE) if one.help == HOW_TO_START else one for one in findings
        )
        return OwnSheet(name, raw.decode("utf-8-sig", "replace"), None, helped)
    data = document.data
    if not isinstance(data, dict):
        wrong = Finding("SE203", "a sheet is a set of keys and values", help=HOW_TO_WRITE)
        return OwnSheet(name, document.text, None, (wrong,))
    found = tuple(schema.check(document, SHEET))
    if found:
        return OwnSheet(name, document.text, None, found)
    try:
        made = sheets.sheet(data, PurePath(name).stem)
    except sheets.SheetError as error:
        path = (error.key,) if error.key in data else ()
        span = document.span(path) if path else START
        wrong = Finding("SE207", error.message, span, path, error.help)
        return OwnSheet(name, document.text, None, (wrong,))
    return OwnSheet(name, document.text, made, findings)
