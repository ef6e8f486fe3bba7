"""Recurrence rules (RFC 5545 section 3.3.10): what one says, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stretchexport.checks.near import suggestion
from stretchexport.doctor.values import Moment, moment
from stretchexport.model import WEEKDAYS
from stretchexport.reading.report import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = tuple(day[:2].upper() for day in WEEKDAYS)
"""MO to SU."""

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")

MAX_TROUBLES = 10
"""Troubles after which the rest of a rule is not read."""

_RANGES = {  # the largest number, and whether it may be counted from the end
    "BYSECOND": (0, 60, False),
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYMONTH": (1, 12, False),
    "BYSETPOS": (1, 366, True),
}
_NOT_WITH = {
    "BYWEEKNO": frozenset(FREQUENCIES) - {"YEARLY"},
    "BYYEARDAY": frozenset({"DAILY", "WEEKLY", "MONTHLY"}),
    "BYMONTHDAY": frozenset({"WEEKLY"}),
}
_PARTS = ("FREQ", "UNTIL", "COUNT", "INTERVAL", *_RANGES, "BYDAY", "WKST", "RSCALE", "SKIP")
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}")
_COUNT = re.compile(r"[0-9]{1,10}")
_BYDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a part of a rule, between two offsets of its text."""

    message: str
    help: str
    start: int
    end: int


@dataclass(slots=True)
class Rule:
    """A rule. ``by`` has the numbers of its BY parts; ``days`` are (which, weekday from 0)."""

    frequency: str = ""
    interval: int = 1
    count: int | None = None
    until: Moment | None = None
    has_until: bool = False
    by: dict[str, frozenset[int]] = field(default_factory=dict)
    days: frozenset[tuple[int, int]] = frozenset()
    week_start: int = 0
    other_calendar: bool = False
    troubles: list[Trouble] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where each part stands in the text."""

    @property
    def is_endless(self) -> bool:
        """Whether nothing ends it."""
        return self.count is None and not self.has_until


def rule(text: str) -> Rule:
    """The rule that ``text`` is, with its troubles; parts that are wrong are left out."""
    read = Rule()
    at = 0
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        name, value = name.upper(), value.upper()
        start, at = at, at + len(part) + 1
        for message, help in _part(read, name, value if equals else None):
            read.troubles.append(Trouble(message, help, start, start + len(part)))
            break  # one is enough for a part
        read.places.setdefault(name, (start, start + len(part)))
        if len(read.troubles) == MAX_TROUBLES:
            break
    if not read.troubles:
        for name, message, help in _together(read):
            start, end = read.places.get(name, (0, len(text)))
            read.troubles.append(Trouble(message, help, start, end))
    return read


def _part(read: Rule, name: str, value: str | None) -> Iterator[tuple[str, str]]:
    """Take one part into ``read``, or say why not."""
    if name not in _PARTS or value is None:
        yield f"{shown(name)} is no part of a rule", suggestion(name, _PARTS, "there are")
    elif name in read.places:
        yield f"the rule has {name} twice", "delete one of them"
    elif name == "FREQ":
        read.frequency = value
        if value not in FREQUENCIES:
            yield f"FREQ cannot be {shown(value)}", f"it is one of {', '.join(FREQUENCIES)}"
    elif name == "UNTIL":
        read.has_until = True
        read.until = moment(value)
        if read.until is None:
            yield f"UNTIL is no date: {shown(value)}", "write 20261218T063000Z or 20261218"
    elif name in ("COUNT", "INTERVAL"):
        if not _COUNT.fullmatch(value) or int(value) == 0:
            yield f"{name} is {shown(value)}", "write a whole number from 1 on"
        elif name == "COUNT":
            read.count = int(value)
        else:
            read.interval = int(value)
    elif name == "BYDAY":
        yield from _by_day(read, value)
    elif name == "WKST":
        if value in DAYS:
            read.week_start = DAYS.index(value)
        else:
            yield f"WKST cannot be {shown(value)}", f"it is one of {', '.join(DAYS)}"
    elif name == "RSCALE":
        read.other_calendar = value != "GREGORIAN"
    elif name in _RANGES:
        yield from _by_number(read, name, value)


def _by_number(read: Rule, name: str, value: str) -> Iterator[tuple[str, str]]:
    least, most, from_end = _RANGES[name]
    numbers = set()
    for one in value.split(","):
        number = int(one) if _NUMBER.fullmatch(one) else None
        if number is None or not least <= (abs(number) if from_end else number) <= most:
            backwards = f", or -{most} to -{least}" if from_end else ""
            yield f"{name} cannot be {shown(one)}", f"it goes from {least} to {most}{backwards}"
            return
        numbers.add(number)
    read.by[name] = frozenset(numbers)


def _by_day(read: Rule, value: str) -> Iterator[tuple[str, str]]:
    days = set()
    for one in value.split(","):
        match = _BYDAY.fullmatch(one)
        number = int(match[1]) if match and match[1] else 0
        if match is None or (match[1] and not 1 <= abs(number) <= 53):
            hint = "write MO, TU, WE, TH, FR, SA or SU, in a month or year also 1MO or -1FR"
            yield f"BYDAY cannot be {shown(one)}", hint
            return
        days.add((number, DAYS.index(match[2])))
    read.days = frozenset(days)


def _together(read: Rule) -> Iterator[tuple[str, str, str]]:
    """Parts that do not go together: the part, the message, the help."""
    if not read.frequency:
        yield "", "the rule has no FREQ", "add how often, such as FREQ=WEEKLY"
        return
    for name, others in _NOT_WITH.items():
        if name in read.by and read.frequency in others:
            message = f"{name} cannot stand in a rule with FREQ={read.frequency}"
            yield name, message, "delete it, or change FREQ"
    numbered = any(which for which, _ in read.days)
    in_weeks = "BYWEEKNO" in read.by
    if numbered and (read.frequency not in ("MONTHLY", "YEARLY") or in_weeks):
        what = "BYWEEKNO" if in_weeks else f"FREQ={read.frequency}"
        yield "BYDAY", f"BYDAY cannot have numbers with {what}", "write the weekdays alone"
    if "BYSETPOS" in read.by and len(read.by) == 1 and not read.days:
        yield "BYSETPOS", "BYSETPOS has nothing to choose from", "add BYDAY or another BY part"
