"""Bytes to plain data, with the line and column of every key and value.

``read_bytes`` never raises for what is in a file: everything wrong with it comes back as findings.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from stretchexport.findings import has_errors
from stretchexport.reading.decoding import MAX_BYTES, decode
from stretchexport.reading.document import Document
from stretchexport.reading.report import Report

if TYPE_CHECKING:
    from stretchexport.findings import Finding
    from stretchexport.reading.tree import TreeBuilder

__all__ = ["MAX_BYTES", "Document", "read_bytes"]

_YAML_SUFFIXES = frozenset({".yaml", ".yml"})


def read_bytes(
    raw: bytes, name: str = "-", folder: Path | None = None
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Read a routine file of which ``raw`` are the bytes and ``name`` is the path, for messages.

    ``folder`` is the folder of the file, if it has one.

    A name that ends in ``.json`` is read as JSON, one in ``.yaml`` or ``.yml`` as YAML. Under any
    other name the first character decides: after ``{`` or ``[`` it is JSON, except that a word
    without quotes in it shows that it is YAML after all.

    The findings are in the order of the file. The document is ``None`` exactly if one of them is an
    error.
    """
    text, findings = decode(raw)
    if findings:
        return None, findings
    report, builder = _read(text, PurePath(name).suffix.lower())
    findings = report.sorted()
    if has_errors(findings) or builder.root is None:
        return None, findings
    return Document(name, text, builder.data, builder.root, report.lines, folder), findings


def _read(text: str, suffix: str) -> tuple[Report, TreeBuilder]:
    report = Report(text)
    is_json = suffix == ".json"
    if is_json or (suffix not in _YAML_SUFFIXES and text.lstrip()[:1] in ("{", "[")):
        from stretchexport.reading.json_reader import read_json

        builder, broke_at_bare_word = read_json(text, report)
        if is_json or not broke_at_bare_word:
            return report, builder
        report = Report(text)
    from stretchexport.reading.yaml_reader import read_yaml

    return report, read_yaml(text, report)
