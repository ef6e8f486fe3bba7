"""Values as RFC 5545 section 3.3 writes them; stricter than readers are, which differ here.

Every function takes the text of one value and gives ``None`` for what is none.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOMENT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?")
_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,9})W|(?:([0-9]{1,9})D)?"
    r"(T(?=[0-9])(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?)"
)
_OFFSET = re.compile(r"([+-])([0-9]{2})([0-5][0-9])([0-5][0-9])?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,10}")
_FLOAT = r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,20})?"
_GEO = re.compile(rf"({_FLOAT});({_FLOAT})")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]*")
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_WHOLE_DAYS = dt.timedelta(days=1)


class Form(StrEnum):
    """How a moment is written (RFC 5545 sections 3.3.4 and 3.3.5)."""

    DATE = "a date"
    UTC = "in UTC"
    ZONED = "in a time zone"
    FLOATING = "floating"


@dataclass(frozen=True, slots=True)
class Moment:
    """A DATE or DATE-TIME; ``wall`` is what the clock shows, midnight for a date."""

    form: Form
    wall: dt.datetime
    tzid: str = ""


def moment(text: str, tzid: str | None = None) -> Moment | None:
    """A DATE or DATE-TIME; ``tzid`` is the TZID parameter of its line."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(match[part] or 0) for part in range(1, 7))
    try:
        # a leap second is 60, which no clock of ours has (RFC 5545 section 3.3.12)
        wall = dt.datetime(year, month, day, hour, minute, min(second, 59) if second < 61 else -1)
    except ValueError:
        return None
    if match[4] is None:
        return Moment(Form.DATE, wall)
    if match[7]:
        return Moment(Form.UTC, wall)
    return Moment(Form.ZONED, wall, tzid) if tzid else Moment(Form.FLOATING, wall)


def duration(text: str) -> dt.timedelta | None:
    """A DURATION (section 3.3.6)."""
    match = _DURATION.fullmatch(text)
    if match is None or text[-1] in "PT":
        return None
    weeks, days, _, hours, minutes, seconds = (match[part] for part in range(2, 8))
    try:
        length = dt.timedelta(
            weeks=int(weeks or 0),
            days=int(days or 0),
            hours=int(hours or 0),
            minutes=int(minutes or 0),
            seconds=int(seconds or 0),
        )
    except OverflowError:
        return None
    return -length if match[1] == "-" else length


def is_whole_days(length: dt.timedelta) -> bool:
    """Whether a duration can be that of an event without times."""
    return not length % _WHOLE_DAYS


def offset(text: str) -> dt.timedelta | None:
    """A UTC-OFFSET (section 3.3.14); minus nought is none."""
    match = _OFFSET.fullmatch(text)
    if match is None or int(match[2]) > 23:
        return None
    length = dt.timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    if match[1] == "+":
        return length
    return -length if length else None


def _period(text: str) -> object:
    start, slash, end = text.partition("/")
    if not slash or moment(start) is None:
        return None
    length = duration(end)
    return moment(end) if length is None else length


def _geo(text: str) -> object:
    match = _GEO.fullmatch(text)
    return match if match and abs(float(match[1])) <= 90 and abs(float(match[2])) <= 180 else None


def _date(text: str) -> object:
    found = moment(text)
    return found if found and found.form is Form.DATE else None


def _date_time(text: str) -> object:
    found = moment(text)
    return found if found and found.form is not Form.DATE else None


def _binary(text: str) -> object:
    return _BASE64.fullmatch(text) if len(text) % 4 == 0 else None


READERS: dict[str, Callable[[str], object]] = {
    "DATE": _date,
    "DATE-TIME": _date_time,
    "DURATION": duration,
    "PERIOD": _period,
    "UTC-OFFSET": offset,
    "INTEGER": _INTEGER.fullmatch,
    "GEO": _geo,
    "URI": _URI.fullmatch,
    "CAL-ADDRESS": _URI.fullmatch,
    "BINARY": _binary,
}
"""What reads a value of a type; types that are missing here take any text, or are read apart."""

LOOKS: dict[str, str] = {
    "DATE": "a date is written 20261207",
    "DATE-TIME": "a date with a time is written 20261207T073000, with Z at the end for UTC",
    "DURATION": "a duration is written PT10M, PT1H30M, P1D or P2W, with - in front to go back",
    "PERIOD": "a period is written 20261207T073000Z/PT30M, or with two times around the /",
    "UTC-OFFSET": "an offset is written +0100 or -0330",
    "INTEGER": "write a whole number, such as 0 or 12",
    "GEO": "a place is written as latitude;longitude, such as 52.52;13.405",
    "URI": "an address begins with its scheme, such as https:, and has no spaces",
    "CAL-ADDRESS": "an address of a person is written mailto:name@example.org",
    "BINARY": "binary data is written in base64, with ENCODING=BASE64;VALUE=BINARY",
}
"""How each is written, for people."""
