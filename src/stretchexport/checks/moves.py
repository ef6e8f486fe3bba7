"""Single dates that a slot moves: whether there is something to move, and where it goes.

The rules of this module read the model.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from stretchexport.findings import Finding, Related

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from stretchexport.findings import Path
    from stretchexport.model import Move, Schedule, Slot
    from stretchexport.reading import Document
    from stretchexport.schedule import Series


def check(document: Document, schedule: Schedule, every: tuple[Series, ...]) -> Iterator[Finding]:
    """Moves of dates that a slot does not have, onto skipped ones, and to where they are."""
    planned: defaultdict[str, set[dt.date]] = defaultdict(set)
    for one in every:
        if one.slot.moved:
            planned[one.slot.id] |= {each.planned.date() for each in (*one.kept, *one.skipped)}
    entries = {slot.origin.path: slot for slot in reversed(schedule.slots)}
    for slot in entries.values():
        for move in slot.moved:
            yield from _move(document, schedule, slot, move, planned[slot.id])


def _move(
    document: Document, schedule: Schedule, slot: Slot, move: Move, planned: Collection[dt.date]
) -> Iterator[Finding]:
    if move.date not in planned:
        yield _finding(
            document,
            "SE615",
            (*move.origin.path, "date"),
            f"this slot has no session on {move.date}, a {move.date:%A}",
            "write one of its dates, and where it moves as to",
        )
    elif (move.to, move.at) == (move.date, slot.at):
        yield _finding(
            document,
            "SE618",
            move.origin.path,
            f"the session of {move.date} is at {slot.at:%H:%M} on that date already",
            "give another date (to: ...) or time (at: ...), or remove the move",
        )
    elif move.to in schedule.skip:
        skipped = ("schedule", "skip", schedule.skip.index(move.to))
        yield _finding(
            document,
            "SE619",
            (*move.origin.path, "to" if move.to != move.date else "date"),
            f"{move.to} is a date without sessions",
            "move it to another date, or take that date out of skip",
            Related("it is skipped here", document.span(skipped)),
        )


def _finding(
    document: Document, code: str, path: Path, message: str, help_: str, *related: Related
) -> Finding:
    return Finding(code, message, document.span(path), path, help_, related)
