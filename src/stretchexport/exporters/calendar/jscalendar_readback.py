"""JSCalendar read back, and its dates counted out with ``dateutil``."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from dateutil.rrule import rrule, rruleset, weekday

from stretchexport.exporters.base import VerificationError
from stretchexport.model import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable

REQUIRED = {
    "Group": ("uid", "updated", "entries"),
    "Event": ("uid", "updated", "title", "start", "duration"),
    "Task": ("uid", "updated", "title", "start", "due"),
}
"""RFC 8984 sections 2.1 to 2.3; of an entry also what every one of ours has."""

_FREQUENCIES = ("yearly", "monthly", "weekly", "daily")
"""In the order of dateutil's numbers for them."""


def verify(data: bytes, counted: Callable[[list[int | None], str], str]) -> str:
    """What is in the group, in the words of ``counted``: dates of each series, ``None`` if single.

    Raises :class:`VerificationError` if it is no JSON, something required is missing, a UID is
    there twice, or dates do not go together.
    """
    try:
        group = json.loads(data)
        entries = group["entries"]
        for one in (group, *entries):
            if missing := [name for name in REQUIRED[one["@type"]] if name not in one]:
                raise VerificationError(f"{one['@type']} without {', '.join(missing)}")
        if len({one["uid"] for one in entries}) < len(entries):
            raise VerificationError("two entries have the same uid")
        dates = [len(_dates(one)) if "recurrenceRules" in one else None for one in entries]
    except (ValueError, KeyError, TypeError) as error:
        raise VerificationError(f"the calendar does not read back: {error!r}") from error
    return counted(dates, "to-do" if entries[0]["@type"] == "Task" else "event")


def _dates(entry: dict[str, Any]) -> list[dt.datetime]:
    """The dates of a series as planned, without those that are excluded."""
    dates = rruleset()
    start = dt.datetime.fromisoformat(entry["start"])
    for rule in entry["recurrenceRules"]:
        dates.rrule(
            rrule(
                _FREQUENCIES.index(rule["frequency"]),  # type: ignore[arg-type]
                dtstart=start,
                interval=rule.get("interval", 1),
                wkst=weekday(_day(rule.get("firstDayOfWeek", "mo"))),
                byweekday=[weekday(_day(day["day"])) for day in rule.get("byDay", [])] or None,
                until=dt.datetime.fromisoformat(rule["until"]),
            )
        )
    every = list(dates)
    for planned, patch in entry.get("recurrenceOverrides", {}).items():
        date = dt.datetime.fromisoformat(planned)
        if date not in every:
            raise ValueError(f"{planned} is no date of {entry['uid']}")
        if patch.get("excluded"):
            every.remove(date)
    return every


def _day(word: str) -> int:
    """The number of a weekday from its first two letters."""
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(word))
