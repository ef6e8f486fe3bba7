"""Identity: what a calendar takes for the same entry (RFC 5545 section 3.8.4.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.doctor.entries import grouped
from stretchexport.doctor.tree import finding
from stretchexport.findings import Related
from stretchexport.reading.report import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.doctor.entries import Entry
    from stretchexport.doctor.lines import ContentLine
    from stretchexport.findings import Finding

_OF_A_VERSION = frozenset({"UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE"})
"""Properties that differ when the same entry is written twice."""


def check(entries: list[Entry]) -> Iterator[Finding]:
    """Entries with one UID, and entries with different ones that are the same."""
    for series in grouped(entries).values():
        for one in series.masters[1:]:
            line = one.component.first("UID")
            first = series.masters[0].component.first("UID")
            assert line is not None
            assert first is not None
            message = f"another entry has the UID {shown(one.uid)} as well"
            hint = "give each entry a UID of its own: calendars keep one of them"
            related = (Related("the first one", first.span()),)
            yield finding("SE961", line, message, hint, related=related)
    yield from _twins(entries)


def _twins(entries: list[Entry]) -> Iterator[Finding]:
    seen: dict[tuple[tuple[str, ...], ...], ContentLine] = {}
    uids: dict[tuple[tuple[str, ...], ...], str] = {}
    for one in entries:
        line = one.component.first("UID")
        if line is None or one.start is None:
            continue
        key = _content(one)
        first = seen.setdefault(key, line)
        if first is not line and uids[key] != one.uid:
            message = "the entry equals another one in all but its UID"
            hint = (
                "delete one, unless both are meant; a UID stays the same when a file is made anew"
            )
            related = (Related("the other one", first.span()),)
            yield finding("SE963", line, message, hint, related=related)
        uids.setdefault(key, one.uid)


def _content(one: Entry) -> tuple[tuple[str, ...], ...]:
    """What an entry says, without what tells its versions apart."""
    below = (part for part in one.component.walk() if part is not one.component)
    own = sorted(line.text for line in one.component.lines if line.name not in _OF_A_VERSION)
    alarms = sorted(line.text for part in below for line in part.lines if line.name != "UID")
    return (one.component.name,), tuple(own), tuple(alarms)
