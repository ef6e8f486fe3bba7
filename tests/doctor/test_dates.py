"""The dates of rules are those that ``dateutil`` counts out, and cost no more than they may."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from stretchexport.doctor.dates import Budget, can_follow, dates
from stretchexport.doctor.rules import DAYS, rule

HORIZON = dt.timedelta(days=6 * 366)


def numbers(low: int, high: int) -> st.SearchStrategy[str]:
    every = st.lists(st.integers(low, high).filter(bool), min_size=1, max_size=3, unique=True)
    return every.map(lambda some: ",".join(map(str, some)))


PARTS: dict[str, tuple[str, st.SearchStrategy[str]]] = {
    "BYMONTH": ("YMWD", numbers(1, 12)),
    "BYMONTHDAY": ("YMD", numbers(-31, 31)),
    "BYYEARDAY": ("Y", numbers(-366, 366)),
    "BYDAY": ("YMWD", st.lists(st.sampled_from(DAYS), min_size=1, unique=True).map(",".join)),
    "BYHOUR": ("YMWD", numbers(1, 23)),
    "BYMINUTE": ("YMWD", numbers(1, 59)),
    "INTERVAL": ("YMWD", st.integers(1, 5).map(str)),
    "COUNT": ("YMWD", st.integers(1, 30).map(str)),
    "WKST": ("YMWD", st.sampled_from(DAYS)),
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules by the day or longer, as the parts may be combined."""
    frequency = draw(st.sampled_from(("YEARLY", "MONTHLY", "WEEKLY", "DAILY")))
    chosen = draw(st.sets(st.sampled_from(sorted(PARTS)), max_size=4))
    parts = {name: draw(PARTS[name][1]) for name in chosen if frequency[0] in PARTS[name][0]}
    # days with a number and days without in one rule are nothing to dateutil
    if "BYDAY" in parts and frequency in ("YEARLY", "MONTHLY") and draw(st.booleans()):
        parts["BYDAY"] = draw(st.sampled_from(("1MO", "-1FR", "2TU,-2TU", "5SU", "1SU,3WE")))
    # dateutil begins the first week at DTSTART, and so counts the places in it otherwise
    by = frequency != "WEEKLY" and any(name.startswith("BY") for name in parts)
    if by and draw(st.booleans()):
        parts["BYSETPOS"] = draw(numbers(-3, 3))
    return ";".join([f"FREQ={frequency}", *(f"{name}={text}" for name, text in parts.items())])


def test_weekdays_with_and_without_a_number_add_up() -> None:
    # not asked of dateutil, which finds only days that are both
    found = dates(rule("FREQ=MONTHLY;BYDAY=1SU,WE"), dt.datetime(2000, 1, 1), Budget(100))
    days = [f"{one:%m-%d}" for one in itertools.islice(found, 6)]
    assert days == ["01-02", "01-05", "01-12", "01-19", "01-26", "02-02"]


@given(rules(), st.datetimes(dt.datetime(1998, 1, 1), dt.datetime(2040, 1, 1)))
def test_they_are_those_of_dateutil(text: str, start: dt.datetime) -> None:
    start = start.replace(microsecond=0)
    end = start + HORIZON
    read = rule(text)
    assert can_follow(read)
    read.count = None
    ours = list(itertools.takewhile(lambda one: one <= end, dates(read, start, Budget(100_000))))
    # dateutil looks until the year 9999 for a date that is not there
    assume(any(one > end for one in dates(read, start, Budget(100_000))))
    count = rule(text).count
    endless = ";".join(part for part in text.split(";") if not part.startswith("COUNT"))
    theirs = rrulestr(f"{endless};UNTIL={end:%Y%m%dT%H%M%S}", dtstart=start)
    assert ours == list(theirs)
    assert list(itertools.islice(dates(rule(text), start, Budget(100_000)), 30)) == list(
        itertools.islice(dates(read, start, Budget(100_000)), min(30, count or 30))
    )


@given(rules(), st.datetimes(dt.datetime(1998, 1, 1), dt.datetime(2020, 1, 1)))
def test_a_later_beginning_leaves_out_only_what_is_before_it(text: str, start: dt.datetime) -> None:
    start = start.replace(microsecond=0)
    since, end = start + HORIZON / 2, start + HORIZON
    read = rule(text)
    every, late = (
        [one for one in itertools.takewhile(lambda one: one <= end, found) if one >= since]
        for found in (
            dates(read, start, Budget(10**7)),
            dates(read, start, Budget(10**7), since),
        )
    )
    assert late == every


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;INTERVAL=9999999999",
        "FREQ=DAILY;INTERVAL=9999999999",
        "FREQ=MONTHLY;INTERVAL=9999999999",
        "FREQ=YEARLY;INTERVAL=9999999999;COUNT=9999999999",
        "FREQ=DAILY;BYHOUR=1,2,3;COUNT=9999999999",
    ],
)
def test_a_rule_without_end_or_date_stops_at_its_budget(text: str) -> None:
    budget = Budget(10_000)
    found = list(dates(rule(text), dt.datetime(2026, 1, 1, 8), budget))
    assert len(found) <= 10_000
