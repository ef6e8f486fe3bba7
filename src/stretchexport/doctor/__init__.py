"""The doctor: what is wrong with a calendar file from any program, and what clients make of it.

Nothing in a file raises: everything comes back as findings. Work and memory are bounded whatever
the file says.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from stretchexport.doctor import (
    clocks,
    contents,
    ends,
    identity,
    properties,
    recurrence,
    sizes,
    wire,
)
from stretchexport.doctor.dates import Budget
from stretchexport.doctor.entries import KINDS, entry, follow, grouped
from stretchexport.doctor.summary import Summary, summary
from stretchexport.doctor.tree import tree
from stretchexport.doctor.view import used
from stretchexport.doctor.zones import Zones
from stretchexport.findings import Finding, in_order
from stretchexport.inputs import read_at_most

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.doctor.entries import Entry
    from stretchexport.doctor.tree import Component

MAX_OF_A_CODE = 10
"""Findings of one code that are told of a file; what a program does wrong, it does everywhere."""

WORK = 300_000
"""Days and dates that the series of one file are followed for in all, and its zones."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What there is to tell about a file; ``summary`` is ``None`` if it was not looked into."""

    text: str
    """What was read, for showing the place of a finding; undecodable bytes are replaced."""
    findings: tuple[Finding, ...]
    summary: Summary | None = None
    features: frozenset[str] = frozenset()
    """What of iCalendar it uses, by the names of :mod:`stretchexport.exporters.calendar`."""


def examine(raw: bytes) -> Examined:
    """Look at the calendar file in ``raw``."""
    text = raw.decode("utf-8-sig", "replace")
    refused = wire.refusal(raw)
    if refused:
        return Examined(text, (refused,))
    lines, physical = wire.read(raw)
    root, unbalanced = tree(lines)
    if not root.children:  # every line of it would be wrong
        return Examined(text, (wire.no_calendar(raw),))
    budget, for_zones = Budget(WORK), Budget(WORK)
    zones = Zones({one.text("TZID"): one for one in _definitions(root)})
    entries = _entries(root, zones, budget)
    checks = (
        physical,
        unbalanced,
        wire.outside(root.lines),
        properties.calendars(root),
        properties.check(root),
        contents.check(root),
        ends.check(entries, zones),
        recurrence.check(entries, zones),
        clocks.check(root, entries, zones, for_zones),
        identity.check(entries),
        sizes.check(raw, root, budget),
    )
    findings = _few(chain.from_iterable(checks))
    return Examined(text, findings, summary(entries, zones), used(root, len(raw)))


def examine_file(path: str) -> Examined:
    """Look at the file at ``path``; ``-`` is standard input. Raises ``OSError`` as reading does."""
    return examine(read_at_most(path, wire.MAX_BYTES + 1))


def _definitions(root: Component) -> list[Component]:
    """The time zones of the file, the last one first: of two with one name the first counts."""
    return [one for one in reversed(list(root.walk())) if one.name == "VTIMEZONE"]


def _entries(root: Component, zones: Zones, budget: Budget) -> list[Entry]:
    """The entries of the file, with the dates of their series."""
    entries = [entry(one) for one in root.walk() if one.name in KINDS]
    for series in grouped(entries).values():
        named = [one.recurrence.moment.wall for one in series.overrides if one.recurrence]
        for one in series.masters:
            follow(one, max(named, default=None), zones, budget)
    return entries


def _few(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The first of each code, in the order of the file; the last one says how many more there are.

    The others are counted and not kept, so that a file of mistakes costs no more than another.
    """
    counted = Counter[str]()
    kept: dict[str, list[Finding]] = {}
    for one in findings:
        counted[one.code] += 1
        if counted[one.code] <= MAX_OF_A_CODE:
            kept.setdefault(one.code, []).append(one)
    for code, some in kept.items():
        if counted[code] > MAX_OF_A_CODE:
            more = f"there are {counted[code] - MAX_OF_A_CODE} more of these"
            some[-1] = replace(some[-1], help=f"{some[-1].help}; {more}".removeprefix("; "))
    return in_order(chain.from_iterable(kept.values()))
