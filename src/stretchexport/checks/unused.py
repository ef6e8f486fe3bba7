"""Definitions that nothing in the routine names.

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.findings import Finding, Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.reading import Document


def stretches(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every stretch that no session uses."""
    used = {item["stretch"] for session in data["sessions"].values() for item in session["items"]}
    for key in data["stretches"]:
        if key not in used:
            yield _finding(
                document,
                "SE308",
                ("stretches", key),
                f"no session uses the stretch {key}",
                "add it to a session, or remove it",
            )


def sessions(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every session that is never done, if there is a schedule."""
    if "schedule" not in data:
        return
    used = {slot["session"] for slot in data["schedule"]["slots"]}
    for key in data["sessions"]:
        if key not in used:
            yield _finding(
                document,
                "SE310",
                ("sessions", key),
                f"the schedule has no time for the session {key}",
                "give it a slot; without one it is in no calendar",
            )


def equipment(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every piece of equipment that the routine names itself and does not use."""
    used = {
        gear
        for stretch in data["stretches"].values()
        for way in (stretch, *stretch.get("variants", ()))
        for gear in way.get("equipment", ())
    }
    for key in data.get("equipment", ()):
        if key not in used:
            yield _finding(
                document,
                "SE309",
                ("equipment", key),
                f"no stretch needs {key}",
                "name it in the equipment of a stretch or variant, or remove it",
            )


def _finding(document: Document, code: str, path: Path, message: str, help_: str) -> Finding:
    """A finding under the key of a definition."""
    return Finding(code, message, document.key_span(path), path, help_)
