"""stretchexport: a stretch routine, written once, into everything people use to do it.

The command line is ``stretchexport``; from Python::

    from stretchexport import check, load

    for finding in check("routine.yaml"):
        print(finding.span.line, finding.code, finding.message, finding.help)
    loaded = load("routine.yaml")     # .routine, or .findings that say why there is none
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stretchexport.api import check
    from stretchexport.exporting import export_routine
    from stretchexport.findings import Finding, Severity, Span
    from stretchexport.loading import Loaded, load, load_bytes

__all__ = [
    "Finding",
    "Loaded",
    "Severity",
    "Span",
    "check",
    "export_routine",
    "load",
    "load_bytes",
]

_HOMES = {
    "Finding": "findings",
    "Severity": "findings",
    "Span": "findings",
    "check": "api",
    "Loaded": "loading",
    "load": "loading",
    "load_bytes": "loading",
    "export_routine": "exporting",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: the command line must start fast."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
