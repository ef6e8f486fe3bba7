"""Findings as a SARIF 2.1.0 log, which code hosts and editors take from any checker.

SARIF is an OASIS standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Nothing in the log
depends on the clock or the machine.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from stretchexport.explanations import explanations
from stretchexport.findings import catalogue
from stretchexport.inputs import STDIN
from stretchexport.reporting.places import address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stretchexport.findings import Finding, Rule, Span
    from stretchexport.findings import Path as DataPath
    from stretchexport.reporting.data import Checked

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_BASE = "%SRCROOT%"
"""The folder that relative addresses are seen from; the name is the one code hosts know."""


def sarif_log(results: Sequence[Checked], base: Path) -> dict[str, Any]:
    """The log of one run that was started in the folder ``base``."""
    codes = sorted({finding.code for one in results for finding in one.findings})
    places = {one.file: _artifact(one.file, base) for one in results}
    run = {
        "tool": {"driver": _driver(codes)},
        "invocations": [_invocation(results, places)],
        "originalUriBaseIds": {
            _BASE: {"description": {"text": "The folder that the command was run in."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, codes, places[one.file]) for one in results for finding in one.findings
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(codes: list[str]) -> dict[str, Any]:
    return {
        "name": "stretchexport",
        "semanticVersion": version("stretchexport"),
        "rules": [_rule(catalogue()[code]) for code in codes],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    told = explanations()[rule.code]
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": told.why},
        "help": {"text": f"{told.why}\nSource: {told.source}"},
        "defaultConfiguration": {"level": str(rule.severity)},  # SARIF has the same three words
        "properties": {"family": rule.family},
    }


def _invocation(results: Sequence[Checked], places: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Whether every file could be read, and what stopped those that could not."""
    unreadable = [one for one in results if one.problem]
    return {
        "executionSuccessful": not unreadable,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": one.problem},
                "locations": [{"physicalLocation": {"artifactLocation": places[one.file]}}],
            }
            for one in unreadable
        ],
    }


def _artifact(file: str, base: Path) -> dict[str, Any]:
    if file == STDIN:
        return {"uri": "stdin", "description": {"text": "standard input"}}
    uri = address(file, base)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _BASE}


def _result(finding: Finding, codes: list[str], artifact: dict[str, Any]) -> dict[str, Any]:
    text = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": str(finding.severity),
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": _physical(finding.span, artifact),
                "logicalLocations": [{"fullyQualifiedName": _pointer(finding.path)}],
            }
        ],
        "partialFingerprints": {"codeAndPath/v1": _fingerprint(finding, artifact["uri"])},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": related.message},
                "physicalLocation": _physical(related.span, artifact),
            }
            for number, related in enumerate(finding.related, 1)
        ]
    return result


def _physical(span: Span, artifact: dict[str, Any]) -> dict[str, Any]:
    """A place; the end of a region is exclusive in SARIF too."""
    return {
        "artifactLocation": artifact,
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


def _pointer(path: DataPath) -> str:
    """A path as a JSON Pointer (RFC 6901): ``/sessions/desk/items/0``."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def _fingerprint(finding: Finding, uri: str) -> str:
    """What stays the same when lines move: the file, the code and the path in the file."""
    same = "\n".join((uri, finding.code, _pointer(finding.path)))
    return hashlib.sha256(same.encode("utf-8", "replace")).hexdigest()[:32]
