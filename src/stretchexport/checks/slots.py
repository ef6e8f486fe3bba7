"""Slots: each has days of one kind, and an id that no other has.

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.build import every
from stretchexport.findings import Finding, Path, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.reading import Document

_KINDS = "on: [mon, wed, fri], every: 2 days, every: 2 weeks with on, or dates: [2026-12-07]"


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Slots without days or with several kinds of them, moves in doubt, and ids given twice."""
    slots = data.get("schedule", {}).get("slots", ())
    for index, slot in enumerate(slots):
        path = ("schedule", "slots", index)
        yield from _days(document, slot, path)
        yield from _moves(document, slot, path)
    yield from _ids(document, slots)


def _days(document: Document, slot: dict[str, Any], path: Path) -> Iterator[Finding]:
    """The slot if it says no days, or the key that does not go with another."""
    if not {"on", "every", "dates"} & slot.keys():
        message = "nothing says on which days this slot is"
        yield Finding("SE613", message, document.span(path), path, f"add {_KINDS}")
        return
    has_weeks = every(slot)[1] == "week"
    if "dates" in slot:
        spare = [key for key in ("on", "every") if key in slot]
        because = "the dates say all"
    elif has_weeks:
        spare = [] if "on" in slot else ["every"]
        because = "it takes weekdays beside it"
    else:
        spare = ["on"] if "on" in slot else []
        because = f"every: {slot['every']} has its own days"
    for key in spare:
        place = (*path, key)
        yield Finding(
            "SE613",
            f"{key} cannot stand here like this: {because}",
            document.key_span(place),
            place,
            f"write one of {_KINDS}",
        )


def _moves(document: Document, slot: dict[str, Any], path: Path) -> Iterator[Finding]:
    """Dates moved twice, and a new time where it is not clear which one it replaces."""
    several = isinstance(slot["at"], list) and len(slot["at"]) > 1
    seen: dict[str, int] = {}
    for index, move in enumerate(slot.get("moved", ())):
        place = (*path, "moved", index)
        first = seen.setdefault(move["date"], index)
        if first != index:
            yield Finding(
                "SE616",
                f"{move['date']} is moved twice",
                document.span((*place, "date")),
                (*place, "date"),
                "keep one of the two",
                (Related("the first one", document.span((*path, "moved", first))),),
            )
        if several and "at" in move:
            yield Finding(
                "SE617",
                "the slot has several times a day, and it is not said which one moves",
                document.span((*place, "at")),
                (*place, "at"),
                "make each time a slot of its own, or give only to: all times then move there",
            )


def _ids(document: Document, slots: list[dict[str, Any]]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, slot in enumerate(slots):
        first = seen.setdefault(slot.get("id", ""), index)
        if "id" in slot and first != index:
            path = ("schedule", "slots", index, "id")
            yield Finding(
                "SE607",
                f"a second slot is called {slot['id']}",
                document.span(path),
                path,
                "give each slot an id of its own: its calendar entries are known by it",
                (Related("the first one", document.span(("schedule", "slots", first, "id"))),),
            )
