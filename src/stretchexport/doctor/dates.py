"""The dates of a recurrence rule, found with bounded work whatever the rule says.

``dateutil`` counts these out as well, but looks for the next date until the year 9999: a rule
without one (the 30th of February, daily) holds it for minutes, and a file can have thousands. Here
every day that is looked at is paid for from a :class:`Budget`. The tests compare the two.
"""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.doctor.rules import Rule

MAX_TIMES = 1440
"""Times of one day that a rule may ask for and still be followed."""

_DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Budget:
    """How many more days may be looked at and dates be kept; shared by all rules of a file."""

    left: int

    def spend(self, amount: int) -> bool:
        """Take ``amount``; whether it was there."""
        self.left -= amount
        return self.left >= 0


def can_follow(rule: Rule) -> bool:
    """Whether :func:`dates` knows what the rule means.

    Not followed are rules within a day, weeks by number, and calendars other than the Gregorian.
    """
    times = (len(rule.by.get(name, "1")) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    count = 1
    for number in times:
        count *= number
    return (
        not rule.troubles
        and rule.frequency in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
        and "BYWEEKNO" not in rule.by
        and not rule.other_calendar
        and count <= MAX_TIMES
    )


def dates(
    rule: Rule, start: dt.datetime, budget: Budget, since: dt.datetime | None = None
) -> Iterator[dt.datetime]:
    """The dates of ``rule`` from ``start`` on, in order, on the clock of ``start``.

    The rule's UNTIL is left to the caller, who knows its zone. Without COUNT, dates before
    ``since`` may be left out. Ends early when the budget is spent.
    """
    rule_days = _Days(rule, start.date())
    times = _times(rule, start.time())
    positions = rule.by.get("BYSETPOS")
    number = 0
    for days in _periods(rule, start.date(), since.date() if since and not rule.count else None):
        if not budget.spend(len(days) + 1):
            return
        kept = [day for day in days if rule_days.has(day)]
        if not budget.spend(len(kept) * len(times)):
            return
        moments = [dt.datetime.combine(day, time) for day in kept for time in times]
        if positions:
            moments = _at_positions(moments, positions)
        for moment in moments:
            if moment >= start:
                yield moment
                number += 1
                if number == rule.count:
                    return


def _at_positions(moments: list[dt.datetime], positions: frozenset[int]) -> list[dt.datetime]:
    size = len(moments)
    indexes = {one - 1 if one > 0 else size + one for one in positions}
    return [moments[index] for index in sorted(indexes) if 0 <= index < size]


def _times(rule: Rule, start: dt.time) -> list[dt.time]:
    """The times of a day, in order."""
    parts = (("BYHOUR", start.hour), ("BYMINUTE", start.minute), ("BYSECOND", start.second))
    sets = (rule.by.get(name, frozenset({default})) for name, default in parts)
    # the 60th second is there for leap seconds, which no clock of ours has
    return sorted({dt.time(h, m, min(s, 59)) for h, m, s in itertools.product(*sets)})


def _periods(rule: Rule, first: dt.date, since: dt.date | None) -> Iterator[list[dt.date]]:
    """The days of each year, month, week or day that the interval lets through."""
    step = rule.interval
    begin = max(first, since) if since else first
    try:
        if rule.frequency == "DAILY":
            day = first + dt.timedelta((begin - first).days // step * step)
            while True:
                yield [day]
                day += dt.timedelta(step)
        elif rule.frequency == "WEEKLY":
            monday = first - dt.timedelta((first.weekday() - rule.week_start) % 7)
            monday += dt.timedelta((begin - first).days // (7 * step) * (7 * step))
            in_week = [dt.timedelta(day) for day in _days_of_week(rule, first)]
            while True:
                yield [monday + day for day in in_week]
                monday += dt.timedelta(7 * step)
        elif rule.frequency == "MONTHLY":
            month = first.year * 12 + first.month - 1
            skipped = (begin.year * 12 + begin.month - 1 - month) // step
            for number in itertools.count(month + skipped * step, step):
                yield _month(number // 12, number % 12 + 1)
        else:
            skipped = (begin.year - first.year) // step
            for year in itertools.count(first.year + skipped * step, step):
                months = sorted(rule.by.get("BYMONTH", ())) or _months(rule, first)
                yield [day for month in months for day in _month(year, month)]
    except (OverflowError, ValueError):
        return  # after the year 9999


def _days_of_week(rule: Rule, first: dt.date) -> list[int]:
    """The days of a weekly rule, counted from the first day of its week."""
    weekdays = {weekday for _, weekday in rule.days} or {first.weekday()}
    return sorted((weekday - rule.week_start) % 7 for weekday in weekdays)


def _months(rule: Rule, first: dt.date) -> list[int]:
    """The months of a yearly rule that names none: that of its start, if no part names days."""
    named = rule.days or rule.by.keys() & {"BYYEARDAY", "BYMONTHDAY"}
    return list(range(1, 13)) if named else [first.month]


def _month(year: int, month: int) -> list[dt.date]:
    return [dt.date(year, month, day + 1) for day in range(_length(year, month))]


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


class _Days:
    """Which days a rule takes out of its periods (the BY parts, or what DTSTART stands for)."""

    def __init__(self, rule: Rule, first: dt.date) -> None:
        self._months = rule.by.get("BYMONTH")
        self._year_days = rule.by.get("BYYEARDAY")
        self._month_days = rule.by.get("BYMONTHDAY")
        self._any_week = frozenset(day for which, day in rule.days if not which)
        self._numbered = frozenset(one for one in rule.days if one[0])
        self._in_month = rule.frequency == "MONTHLY" or self._months is not None
        if not (self._year_days or self._month_days or rule.days):
            if rule.frequency == "WEEKLY":
                self._any_week = frozenset({first.weekday()})
            elif rule.frequency in ("MONTHLY", "YEARLY"):
                self._month_days = frozenset({first.day})

    def has(self, day: dt.date) -> bool:
        """Whether the rule has this day of one of its periods."""
        if self._months and day.month not in self._months:
            return False
        if self._month_days and not self._is_month_day(day):
            return False
        if self._year_days and not self._is_year_day(day):
            return False
        if not self._any_week and not self._numbered:
            return True
        return day.weekday() in self._any_week or (bool(self._numbered) and self._is_numbered(day))

    def _is_month_day(self, day: dt.date) -> bool:
        assert self._month_days is not None
        from_end = day.day - _length(day.year, day.month) - 1
        return day.day in self._month_days or from_end in self._month_days

    def _is_year_day(self, day: dt.date) -> bool:
        assert self._year_days is not None
        number, length = _in_year(day)
        return number in self._year_days or number - length - 1 in self._year_days

    def _is_numbered(self, day: dt.date) -> bool:
        if self._in_month:
            number, length = day.day, _length(day.year, day.month)
        else:
            number, length = _in_year(day)
        from_start, from_end = (number - 1) // 7 + 1, (length - number) // 7 + 1
        weekday = day.weekday()
        return (from_start, weekday) in self._numbered or (-from_end, weekday) in self._numbered


def _in_year(day: dt.date) -> tuple[int, int]:
    """The number of a day in its year, and of days in the year."""
    return day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
