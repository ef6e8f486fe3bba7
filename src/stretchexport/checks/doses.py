"""Doses: each type of stretch has its own parts, and every part has to be there.

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.findings import Finding, Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.reading import Document

PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "static": (("hold",), ()),
    "dynamic": (("reps",), ("tempo",)),
    "pnf": (("contract", "relax", "hold"), ()),
    "self-massage": (("hold",), ()),
}
"""For each type of stretch the parts its dose needs, and those it may have."""

_EVERY = ("hold", "reps", "tempo", "contract", "relax")


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every dose that does not fit its stretch, every side where there is none."""
    for key, stretch in data["stretches"].items():
        if "spots" in stretch and stretch["type"] != "self-massage":
            place = ("stretches", key, "spots")
            yield Finding(
                "SE404",
                f"a {stretch['type']} stretch has no spots",
                document.key_span(place),
                place,
                "spots belong to type: self-massage",
            )
    for key, session in data["sessions"].items():
        for index, item in enumerate(session["items"]):
            stretch = data["stretches"].get(item["stretch"])
            if stretch is not None:
                path = ("sessions", key, "items", index)
                yield from _parts(document, stretch, item, path)
                yield from _sides(document, stretch, item, path)


def _parts(
    document: Document, stretch: dict[str, Any], item: dict[str, Any], path: Path
) -> Iterator[Finding]:
    kind = stretch["type"]
    needed, allowed = PARTS[kind]
    for part in needed:
        if part not in item:
            yield Finding(
                "SE401",
                f"{item['stretch']} is {kind}: its dose needs {part}",
                document.span(path),
                path,
                f"add {part}, or change the type of the stretch",
            )
    for part in _EVERY:
        if part in item and part not in needed + allowed:
            place = (*path, part)
            yield Finding(
                "SE402",
                f"{item['stretch']} is {kind}: its dose has no {part}",
                document.key_span(place),
                place,
                f"a {kind} dose has {', '.join(needed + allowed)}",
            )


def _sides(
    document: Document, stretch: dict[str, Any], item: dict[str, Any], path: Path
) -> Iterator[Finding]:
    if stretch["sides"] == "each":
        return
    for part in ("order", "side"):
        if part in item:
            place = (*path, part)
            yield Finding(
                "SE403",
                f"{item['stretch']} is done on both sides at once: {part} changes nothing",
                document.key_span(place),
                place,
                f"remove {part}, or write sides: each in the stretch",
            )
