"""Pictures: whether they are there, can be shown, and are nobody else's files.

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.findings import Path
    from stretchexport.reading import Document


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every picture of stretches and variants that cannot be shown, at the name of its file."""
    named = list(_named(data))
    if not named:
        return
    if document.folder is None:
        path, file = named[0]
        yield Finding(
            "SE346",
            f"nobody knows whether {file} is there: the routine comes from no folder",
            document.span(path),
            path,
            "give the routine as a file, so that its pictures can be looked for beside it",
        )
        return
    from stretchexport.pictures.looking import Look

    look = Look(document.folder)
    for path, file in named:
        flaw = look.flaw(file)
        if flaw is not None:
            yield Finding(flaw.code, flaw.message, document.span(path), path, flaw.help)


def _named(data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for key, stretch in data["stretches"].items():
        path: Path = ("stretches", key)
        if "picture" in stretch:
            yield (*path, "picture", "file"), stretch["picture"]["file"]
        for index, variant in enumerate(stretch.get("variants", ())):
            if "picture" in variant:
                place = (*path, "variants", index, "picture", "file")
                yield place, variant["picture"]["file"]
