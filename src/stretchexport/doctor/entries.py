"""Events, to-dos and journals as the checks see them: their times read, their series known."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stretchexport.doctor.dates import can_follow, dates
from stretchexport.doctor.rules import Rule, rule
from stretchexport.doctor.values import Form, Moment, duration, moment

if TYPE_CHECKING:
    from stretchexport.doctor.dates import Budget
    from stretchexport.doctor.lines import ContentLine
    from stretchexport.doctor.tree import Component
    from stretchexport.doctor.zones import Zones

KINDS = frozenset({"VEVENT", "VTODO", "VJOURNAL"})

FOLLOWED = dt.timedelta(days=3 * 366)
"""How far a series without end is followed from its start."""

MAX_DATES = 5_000
"""Dates that one series is followed for."""


@dataclass(slots=True)
class Dated:
    """One moment of a property that may have several, and where it stands."""

    line: ContentLine
    moment: Moment
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Entry:
    """A component of :data:`KINDS`; what cannot be read is ``None``, and told elsewhere."""

    component: Component
    uid: str
    start: Dated | None
    end: Dated | None
    length: dt.timedelta | None
    rule: Rule | None
    rule_line: ContentLine | None
    excluded: list[Dated]
    added: list[Dated]
    recurrence: Dated | None
    dates: list[dt.datetime] = field(default_factory=list)
    """The dates of its rule that were followed, on the clock of its start."""
    is_complete: bool = True
    """Whether those are all."""

    @property
    def wall(self) -> dt.datetime | None:
        """What the clock shows at its start."""
        return self.start.moment.wall if self.start else None


def entry(component: Component) -> Entry:
    """The entry that ``component`` is."""
    rule_line = component.first("RRULE")
    length = component.first("DURATION")
    return Entry(
        component,
        component.text("UID"),
        _one(component, "DTSTART"),
        _one(component, "DUE" if component.name == "VTODO" else "DTEND"),
        duration(length.value) if length else None,
        rule(rule_line.value) if rule_line else None,
        rule_line,
        _several(component, "EXDATE"),
        _several(component, "RDATE"),
        _one(component, "RECURRENCE-ID"),
    )


def _one(component: Component, name: str) -> Dated | None:
    line = component.first(name)
    read = moment(line.value, line.parameter("TZID")) if line else None
    return Dated(line, read, line.value_start, len(line.text)) if line and read else None


def _several(component: Component, name: str) -> list[Dated]:
    found = []
    for line in component.all(name):
        at, tzid = line.value_start, line.parameter("TZID")
        for text in line.value.split(","):
            read = moment(text.partition("/")[0], tzid)
            if read:
                found.append(Dated(line, read, at, at + len(text)))
            at += len(text) + 1
    return found


@dataclass(slots=True)
class Series:
    """Everything with one UID: the entries that stand for all dates, and those for single ones."""

    masters: list[Entry] = field(default_factory=list)
    overrides: list[Entry] = field(default_factory=list)


def grouped(entries: list[Entry]) -> dict[tuple[str, ...], Series]:
    """The series by calendar, kind and UID; entries without a UID are in none."""
    series: dict[tuple[str, ...], Series] = defaultdict(Series)
    for one in entries:
        if one.uid:
            calendar = "/".join(map(str, one.component.path[:2]))
            group = series[calendar, one.component.name, one.uid]
            is_override = one.component.first("RECURRENCE-ID") is not None
            (group.overrides if is_override else group.masters).append(one)
    return series


def follow(one: Entry, until: dt.datetime | None, zones: Zones, budget: Budget) -> None:
    """Find the dates of a series, at least to the latest that its exceptions name."""
    if one.rule is None or one.start is None or not can_follow(one.rule):
        one.is_complete = one.rule is None
        return
    start = one.start.moment
    last = last_wall(one.rule, start, zones)
    if last is not None and last < start.wall:
        one.is_complete = False  # what it would be is not known
        return
    named = [dated.moment.wall for dated in one.excluded]
    far = max([_later(start.wall), *named, *([until] if until else [])])
    for wall in dates(one.rule, start.wall, budget):
        if last is not None and wall > last:
            return
        if wall > far and last is None and one.rule.count is None:
            break
        if len(one.dates) >= MAX_DATES:
            break
        one.dates.append(wall)
    else:
        one.is_complete = budget.left >= 0
        return
    one.is_complete = False


def _later(wall: dt.datetime) -> dt.datetime:
    try:
        return wall + FOLLOWED
    except OverflowError:
        return dt.datetime.max


def last_wall(rule_: Rule, start: Moment, zones: Zones) -> dt.datetime | None:
    """The UNTIL of a rule on the clock of its start; ``None`` if there is none."""
    until = rule_.until
    if until is None:
        return None
    if until.form is Form.DATE:
        return until.wall.replace(hour=23, minute=59, second=59)
    if until.form is Form.UTC and start.form is Form.ZONED:
        return zones.wall(until.wall, start.tzid)
    return until.wall
