"""Say the days of a POSIX ``TZ`` string in recurrence rules of iCalendar (RFC 5545, 3.3.10).

A time outside the day moves the onset to another date: ``M3.4.4/50``, the fourth Thursday of March
at 50:00, is the Saturday from 24 to 30 March at 02:00. iCalendar has no such times, so the dates
are named instead: ``BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from stretchexport.exporters.calendar.posix_tz import DAY, DayOfYear, DayRule, WeekdayOfMonth

_WEEKDAYS: Final = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_MONTH_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_COMMON_YEAR: Final = 2025


@dataclass(frozen=True, slots=True)
class Yearly:
    """A yearly recurrence: the value of an RRULE, and the month it is for, if it is for one."""

    rrule: str
    month: int | None

    def holds(self, local: date) -> bool:
        """Whether an onset of the rule this was made from, on the date ``local``, is one of these.

        Recurrences made from one rule are in different months, so the month decides.
        """
        return self.month is None or self.month == local.month


def recurrences(day: DayRule) -> tuple[Yearly, ...]:
    """The recurrences that together name the dates of ``day``, one date a year between them.

    Two if the dates lie on both sides of the end of a month: ``M10.5.4/24``, midnight after the
    last Thursday of October, is a Friday from 26 to 31 October or 1 November. None if no fixed
    dates exist because the end of February moves them.
    """
    return _weekday(day) if isinstance(day, WeekdayOfMonth) else _day_of_year(day)


def _weekday(day: WeekdayOfMonth) -> tuple[Yearly, ...]:
    """RFC 8536 ``Mm.w.d``: a window of seven dates, moved by the whole days in the time."""
    shift = day.time // DAY
    weekday = _WEEKDAYS[(day.weekday + shift) % 7]
    if day.month == 2 and day.week == 5:
        return () if shift else (_yearly(2, f"BYDAY=-1{weekday}"),)
    length = _MONTH_DAYS[day.month - 1]
    start = (length - 6 if day.week == 5 else 7 * day.week - 6) + shift
    dates = range(start, start + 7)
    month_before = (day.month - 2) % 12 + 1
    length_before = _MONTH_DAYS[month_before - 1]
    parts = (
        (month_before, [number + length_before for number in dates if number < 1]),
        (day.month, [number for number in dates if 1 <= number <= length]),
        (day.month % 12 + 1, [number - length for number in dates if number > length]),
    )
    if (parts[0][1] and month_before == 2) or (parts[2][1] and day.month == 2):
        return ()
    return tuple(_yearly(month, _in_month(month, part, weekday)) for month, part in parts if part)


def _in_month(month: int, dates: list[int], weekday: str) -> str:
    """The parts of an RRULE for the ``weekday`` among these consecutive dates of a month.

    The short form with a count (``BYDAY=2SU``, ``BYDAY=-1SU``) where it means the same, as
    every client knows it.
    """
    if len(dates) == 7 and dates[0] % 7 == 1:
        return f"BYDAY={dates[-1] // 7}{weekday}"
    if len(dates) == 7 and dates[-1] == _MONTH_DAYS[month - 1]:
        return f"BYDAY=-1{weekday}"
    return f"BYMONTHDAY={','.join(map(str, dates))};BYDAY={weekday}"


def _day_of_year(day: DayOfYear) -> tuple[Yearly, ...]:
    """RFC 8536 ``Jn`` and ``n``: a date, or a day counted from the start of the year."""
    number = day.day + day.time // DAY
    # The same date in every year: up to 28 February in both forms, from 1 March on in Jn only.
    in_winter = day.day < 60 and 1 <= number < 60
    in_rest = not day.counts_leap_day and day.day >= 60 and 60 <= number <= 365
    if in_winter or in_rest:
        dated = date(_COMMON_YEAR, 1, 1) + timedelta(days=number - 1)
        return (_yearly(dated.month, f"BYMONTHDAY={dated.day}"),)
    if day.counts_leap_day and 1 <= number <= 365:
        return (Yearly(f"FREQ=YEARLY;BYYEARDAY={number}", None),)
    return ()


def _yearly(month: int, parts: str) -> Yearly:
    return Yearly(f"FREQ=YEARLY;BYMONTH={month};{parts}", month)
