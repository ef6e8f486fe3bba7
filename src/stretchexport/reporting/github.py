"""Findings as workflow commands, which GitHub Actions shows at their lines.

The form is GitHub's "Workflow commands": ``::error file=...,line=...::message``. In a message ``%``
and line breaks are percent-encoded, in a property ``:`` and ``,`` too. Columns count only where
``line`` and ``endLine`` are the same ("Annotations" of GitHub's Checks API, which refuses others).
Whether ``endColumn`` is the last column or the one after it GitHub leaves unsaid (github/docs issue
40038); it is the one after, as in our spans and as Ruff sends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.findings import Severity
from stretchexport.inputs import STDIN
from stretchexport.reporting.places import relative
from stretchexport.reporting.terminal import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stretchexport.findings import Finding
    from stretchexport.reporting.data import Checked

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github_lines(checked: Checked, base: Path) -> Iterator[str]:
    """A command for every finding of a file; ``base`` is the folder the run started in."""
    place: dict[str, object] = {} if checked.file == STDIN else {"file": _path(checked, base)}
    if checked.problem:
        yield _command("error", place, checked.problem)
    for finding in checked.findings:
        properties = {**place, **_properties(finding)}
        message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
        yield _command(_COMMANDS[finding.severity], properties, message)


def _path(checked: Checked, base: Path) -> str:
    inside = relative(checked.file, base)
    return checked.name if inside is None else inside.encode("utf-8", "replace").decode()


def _properties(finding: Finding) -> dict[str, object]:
    span = finding.span
    properties: dict[str, object] = {"line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": span.end_column}
    return {**properties, "title": finding.code}


def _command(name: str, properties: dict[str, object], message: str) -> str:
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name}{' ' if written else ''}{written}::{_data(message)}"


def _data(text: str) -> str:
    return harmless(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
