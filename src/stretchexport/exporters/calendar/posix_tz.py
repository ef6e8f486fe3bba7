"""The yearly daylight-saving rule of a time zone, as the tz database writes it.

A compiled time zone file ends in a POSIX ``TZ`` string with the extensions of RFC 8536 section
3.3.1: names in angle brackets, and times of day from -167 to 167 hours. That of Berlin,
``CET-1CEST,M3.5.0,M10.5.0/3``, says what clocks do there after the last onset in the file. POSIX
counts offsets as positive west of Greenwich; everything here counts seconds *east* of it, as
iCalendar and Python do.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

DAY: Final = 86_400
"""Seconds in a day of the proleptic Gregorian calendar, which knows no leap seconds."""

_EPOCH: Final = datetime(1970, 1, 1)
_EPOCH_ORDINAL: Final = date(1970, 1, 1).toordinal()

_NAME = r"[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>"
_TIME = r"[+-]?\d{1,3}(?::\d{2}){0,2}"
_RULE = rf"(?:M\d{{1,2}}\.\d\.\d|J?\d{{1,3}})(?:/{_TIME})?"
_TZ: Final = re.compile(
    rf"(?P<std>{_NAME})(?P<west>{_TIME})"
    rf"(?:(?P<dst>{_NAME})(?P<dst_west>{_TIME})?,(?P<start>{_RULE}),(?P<end>{_RULE}))?",
    re.ASCII,
)


def year_of(instant: int) -> int:
    """The UTC year of ``instant`` (POSIX seconds)."""
    return (_EPOCH + timedelta(seconds=instant)).year


@dataclass(frozen=True, slots=True)
class LocalTime:
    """One way a zone sets its clocks: offset in seconds east of UTC, abbreviation, DST or not."""

    offset: int
    name: str
    is_dst: bool


@dataclass(frozen=True, slots=True)
class Onset:
    """The instant ``at`` (POSIX seconds) at which clocks go from ``before`` to ``after``."""

    at: int
    before: LocalTime
    after: LocalTime

    @property
    def local(self) -> datetime:
        """What clocks showed at the onset, still set to ``before``.

        RFC 5545 section 3.6.5 asks for the onset of an observance in this form.
        """
        return _EPOCH + timedelta(seconds=self.at + self.before.offset)


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """``Mm.w.d/time``: weekday ``d`` (0 is Sunday) of week ``w`` (5 is the last) of month ``m``.

    ``time`` is in seconds after that day's midnight and may lie outside the day.
    """

    month: int
    week: int
    weekday: int
    time: int

    def local_seconds(self, year: int) -> int:
        """Seconds from 1970-01-01 00:00 to the onset in ``year``, both on the local clock."""
        first = date(year, self.month, 1).toordinal()
        # Day 7 of the Gregorian ordinal was a Sunday, so ordinals modulo 7 count as POSIX does.
        day = (self.weekday - first) % 7 + 7 * (self.week - 1)
        if day >= monthrange(year, self.month)[1]:
            day -= 7
        return (first + day - _EPOCH_ORDINAL) * DAY + self.time


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """``Jn/time`` or ``n/time``: the same day every year, counted here from 1 in both forms.

    ``counts_leap_day`` is false for ``Jn``, in which day 60 is 1 March even in leap years. ``time``
    is in seconds after that day's midnight and may lie outside the day.
    """

    day: int
    counts_leap_day: bool
    time: int

    def local_seconds(self, year: int) -> int:
        """Seconds from 1970-01-01 00:00 to the onset in ``year``, both on the local clock."""
        skipped = not self.counts_leap_day and self.day >= 60 and isleap(year)
        ordinal = date(year, 1, 1).toordinal() + self.day - 1 + skipped
        return (ordinal - _EPOCH_ORDINAL) * DAY + self.time


DayRule = WeekdayOfMonth | DayOfYear


@dataclass(frozen=True, slots=True)
class Change:
    """A change of clocks that comes every year, on ``day`` as told by clocks set to ``before``."""

    day: DayRule
    before: LocalTime
    after: LocalTime

    def onset(self, year: int) -> Onset:
        """The onset that belongs to ``year``."""
        return Onset(self.day.local_seconds(year) - self.before.offset, self.before, self.after)


@dataclass(frozen=True, slots=True)
class PosixTz:
    """A parsed ``TZ`` string: ``standard`` time, and the two changes of a year if there are any."""

    standard: LocalTime
    changes: tuple[Change, ...] = ()

    def onsets(self, first_year: int, last_year: int) -> list[Onset]:
        """The onsets of the years from ``first_year`` to ``last_year``, both included, in order."""
        years = range(max(first_year, 1), min(last_year, 9999) + 1)
        found = [change.onset(year) for year in years for change in self.changes]
        return sorted(found, key=lambda onset: onset.at)


def parse(text: str) -> PosixTz:
    """Parse a ``TZ`` string of RFC 8536 section 3.3.1; :class:`ValueError` if it is not one."""
    match = _TZ.fullmatch(text)
    if match is None:
        raise ValueError(f"not a POSIX TZ string: {text!r}")
    standard = LocalTime(-_seconds(match["west"], 24), match["std"].strip("<>"), is_dst=False)
    if match["dst"] is None:
        return PosixTz(standard)
    # Without an offset of its own, summer time is an hour ahead of standard time.
    offset = -_seconds(match["dst_west"], 24) if match["dst_west"] else standard.offset + 3600
    summer = LocalTime(offset, match["dst"].strip("<>"), is_dst=True)
    start = Change(_day_rule(match["start"]), standard, summer)
    end = Change(_day_rule(match["end"]), summer, standard)
    if _never_ends(start, end):
        return PosixTz(summer)
    return PosixTz(standard, (start, end))


def _never_ends(start: Change, end: Change) -> bool:
    """Whether each year's DST ends as the next begins: "DST all year" of RFC 8536 3.3.1."""
    after_leap_and_common_year = (2024, 2025)
    return all(end.onset(y).at == start.onset(y + 1).at for y in after_leap_and_common_year)


def _day_rule(text: str) -> DayRule:
    """One half of the rule, such as ``M3.5.0/1``; 02:00 is the time if none is given."""
    day, _, time_text = text.partition("/")
    time = _seconds(time_text, 167) if time_text else 7200
    if day.startswith("M"):
        month, week, weekday = (int(part) for part in day[1:].split("."))
        if not (1 <= month <= 12 and 1 <= week <= 5 and weekday <= 6):
            raise ValueError(f"no such day in a POSIX TZ string: {text!r}")
        return WeekdayOfMonth(month, week, weekday, time)
    from_one = day.startswith("J")
    number = int(day[1:]) if from_one else int(day) + 1
    if not 1 <= number <= (365 if from_one else 366):
        raise ValueError(f"no such day in a POSIX TZ string: {text!r}")
    return DayOfYear(number, counts_leap_day=not from_one, time=time)


def _seconds(text: str, most_hours: int) -> int:
    """``[+-]h[hh][:mm[:ss]]`` in seconds."""
    hours, minutes, seconds = ([int(part) for part in text.lstrip("+-").split(":")] + [0, 0])[:3]
    if hours > most_hours or minutes > 59 or seconds > 59:
        raise ValueError(f"time out of range in a POSIX TZ string: {text!r}")
    total = hours * 3600 + minutes * 60 + seconds
    return -total if text.startswith("-") else total
