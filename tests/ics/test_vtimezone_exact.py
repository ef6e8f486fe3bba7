"""A VTIMEZONE says what zoneinfo says, for every zone, read by an evaluator of its own."""

from __future__ import annotations

import struct
import zoneinfo
from bisect import bisect_right
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchexport.exporters.calendar.vtimezone import build
from stretchexport.exporters.calendar.vtimezone_tzif import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypothesis.strategies import SearchStrategy

State = tuple[int, str]
"""Offset in seconds east of UTC, and abbreviation."""

Listed = tuple[datetime, int, bool, str]
"""An onset in a file: the instant, then offset in seconds, whether DST, and abbreviation."""

HOUR = 3600
SHARDS = 8
EPOCH = datetime(1970, 1, 1)


class Reader:
    """RFC 5545 section 3.6.5: the latest onset at or before an instant decides."""

    def __init__(self, text: bytes, until: datetime) -> None:
        onsets: list[tuple[int, int, str]] = []
        for _, part in _parts(text):
            assert part.keys() <= {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE"}
            start = datetime.strptime(part["DTSTART"], "%Y%m%dT%H%M%S")
            starts = [start]
            if "RRULE" in part:
                rule = rrulestr(part["RRULE"], dtstart=start)
                starts = rule.between(start, until.replace(tzinfo=None), inc=True)
                assert start in starts or start > until.replace(tzinfo=None), "DTSTART off its rule"
            before, after = _seconds(part["TZOFFSETFROM"]), _seconds(part["TZOFFSETTO"])
            onsets += [
                ((local - EPOCH) // timedelta(seconds=1) - before, after, part["TZNAME"])
                for local in starts
            ]
        onsets.sort()
        self.times = [at for at, _, _ in onsets]
        self.states = [(offset, name) for _, offset, name in onsets]

    def state(self, instant: int) -> State:
        index = bisect_right(self.times, instant) - 1
        assert index >= 0, "no observance has begun"
        return self.states[index]


def _parts(text: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each STANDARD and DAYLIGHT with its properties."""
    for part in text.decode().replace("\r\n ", "").split("\r\nBEGIN:")[1:]:
        kind, *lines = part.split("\r\n")
        assert kind in ("STANDARD", "DAYLIGHT")
        yield kind, dict(line.split(":", 1) for line in lines[: lines.index(f"END:{kind}")])


def _seconds(offset: str) -> int:
    """A UTC-OFFSET (RFC 5545 section 3.3.14) in seconds."""
    hours, minutes, seconds = offset[1:3], offset[3:5], offset[5:7] or "0"
    total = int(hours) * HOUR + int(minutes) * 60 + int(seconds)
    return {"+": total, "-": -total}[offset[0]]


def differences(tzid: str, first: datetime, last: datetime, exact_until: datetime) -> list[str]:
    """Where the VTIMEZONE for ``first`` to ``last`` and zoneinfo differ up to ``exact_until``.

    Looked at: every six hours of the first year, then every day, and each onset and the second
    before. A change that the VTIMEZONE lacks or has elsewhere shows on the grid or at its onset.
    """
    reader = Reader(build(tzid, first, last).to_ical(), exact_until + timedelta(days=2))
    zone = ZoneInfo(tzid)
    start, end = int(first.timestamp()), int(exact_until.timestamp())
    year = start + 366 * 24 * HOUR
    instants = {start, end, *range(start, min(year, end), 6 * HOUR), *range(year, end, 24 * HOUR)}
    instants |= {at for time in reader.times for at in (time - 1, time) if start <= at <= end}
    wrong = []
    for instant in sorted(instants):
        local = datetime.fromtimestamp(instant, zone)
        offset = cast("timedelta", local.utcoffset())
        said = reader.state(instant)
        if (offset.days * 86400 + offset.seconds, local.tzname()) != said:
            wrong.append(f"{tzid} at {datetime.fromtimestamp(instant, UTC)}: {said}, not {local}")
    return wrong


@contextmanager
def tz_path(*folders: str) -> Iterator[None]:
    """Have zoneinfo look into these folders, then into the tzdata package."""
    usual = zoneinfo.TZPATH
    try:
        zoneinfo.reset_tzpath(folders)
        load.cache_clear()
        ZoneInfo.clear_cache()
        yield
    finally:
        zoneinfo.reset_tzpath(usual)
        load.cache_clear()
        ZoneInfo.clear_cache()


@pytest.fixture(params=["search path", "tzdata package"])
def _tz_data(request: pytest.FixtureRequest) -> Iterator[None]:
    """The tz data that zoneinfo would use here, and then those of the package alone."""
    with tz_path(*(zoneinfo.TZPATH if request.param == "search path" else ())):
        yield


@pytest.mark.usefixtures("_tz_data")
@pytest.mark.parametrize(("first_year", "last_year"), [(2015, 2016), (2026, 2027), (2030, 2036)])
@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_zone_is_exact_throughout_the_period(
    shard: int, first_year: int, last_year: int
) -> None:
    first = datetime(first_year, 1, 1, tzinfo=UTC)
    last = datetime(last_year, 12, 31, 23, 59, 59, tzinfo=UTC)
    zones = sorted(zoneinfo.available_timezones())[shard::SHARDS]
    assert len(zones) > 50
    assert [line for tzid in zones for line in differences(tzid, first, last, last)] == []


@pytest.mark.usefixtures("_tz_data")
@pytest.mark.parametrize("month", range(1, 13))
def test_a_short_period_is_exact_whenever_it_starts(month: int) -> None:
    first = datetime(2027, month, 11, 7, 30, tzinfo=UTC)
    last = first + timedelta(days=30)
    zones = sorted(zoneinfo.available_timezones())[month::12]
    assert [line for tzid in zones for line in differences(tzid, first, last, last)] == []


@pytest.mark.usefixtures("_tz_data")
@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_zone_with_a_yearly_rule_stays_exact_after_the_period(shard: int) -> None:
    first = datetime(2026, 11, 3, tzinfo=UTC)
    last = first + timedelta(days=90)
    for tzid in sorted(zoneinfo.available_timezones())[shard::SHARDS]:
        if b"RRULE" in build(tzid, first, last).to_ical():
            assert differences(tzid, first, last, datetime(2050, 1, 1, tzinfo=UTC)) == []


@pytest.mark.usefixtures("_tz_data")
@pytest.mark.parametrize(
    ("tzid", "first_year", "last_year"),
    [
        pytest.param("Africa/Abidjan", 1905, 1915, id="from local mean time, with odd seconds"),
        pytest.param("Europe/London", 1938, 1950, id="double summer time"),
        pytest.param("Africa/Casablanca", 2005, 2090, id="no yearly rule"),
        pytest.param("Africa/Cairo", 2005, 2040, id="from no rule to a rule"),
        pytest.param("America/Sao_Paulo", 2010, 2030, id="from a rule to none"),
        pytest.param("Pacific/Apia", 2010, 2013, id="over the date line"),
        pytest.param("Europe/Berlin", 1960, 2040, id="from no rule to a rule over 80 years"),
    ],
)
def test_a_zone_is_exact_over_a_change_of_law(tzid: str, first_year: int, last_year: int) -> None:
    first, last = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year, 1, 1, tzinfo=UTC)
    assert differences(tzid, first, last, last) == []


def tzif(tz: str, listed: Sequence[Listed] = (), version: bytes = b"2") -> bytes:
    """A time zone file (RFC 8536): local mean time, the listed onsets, then the rule ``tz``."""
    types = [(-968, False, "LMT"), *(onset[1:] for onset in listed)]
    names = b"".join(name.encode() + b"\0" for _, _, name in types)
    starts = [sum(len(name) + 1 for _, _, name in types[:index]) for index in range(len(types))]
    block = b"".join(
        struct.pack(">lBB", offset, is_dst, start)
        for (offset, is_dst, _), start in zip(types, starts, strict=True)
    )
    indexes = bytes(range(1, len(types)))
    times = [int(at.timestamp()) for at, *_ in listed]
    counts = struct.pack(">4sc15x6l", b"TZif", version, 0, 0, 0, len(times), len(types), len(names))
    old = counts + struct.pack(f">{len(times)}l", *times) + indexes + block + names
    if version == b"\0":
        return old
    new = counts + struct.pack(f">{len(times)}q", *times) + indexes + block + names
    return old + new + f"\n{tz}\n".encode()


@contextmanager
def zone_file(tzid: str, data: bytes) -> Iterator[None]:
    """Have zoneinfo find ``data`` for ``tzid``."""
    with TemporaryDirectory() as folder, tz_path(folder):
        path = Path(folder, tzid)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        yield


def test_a_file_of_the_first_version_has_no_rule() -> None:
    listed = [(datetime(1999, 6, 1, tzinfo=UTC), 7200, False, "EET")]
    first, last = datetime(1995, 1, 1, tzinfo=UTC), datetime(2005, 1, 1, tzinfo=UTC)
    with zone_file("X/Old", tzif("", listed, version=b"\0")):
        assert differences("X/Old", first, last, last) == []


def rules(months: tuple[int, ...]) -> SearchStrategy[str]:
    """Half a rule in one of these months, with any time of day RFC 8536 allows."""
    days = {2: 31, 3: 59, 4: 90, 9: 243, 10: 273}
    weekday = st.builds(
        "M{}.{}.{}".format, st.sampled_from(months), st.integers(1, 5), st.integers(0, 6)
    )
    dated = st.builds(
        lambda month, day: f"J{days[month] + day}", st.sampled_from(months), st.integers(1, 28)
    ).filter(lambda day: day != "J59")  # zoneinfo takes it for 29 February in leap years
    time = st.builds("{}:{:02}".format, st.integers(-167, 167), st.sampled_from((0, 30, 59)))
    return st.builds("{}/{}".format, weekday | dated, time)


@settings(max_examples=150, deadline=None)
@given(
    start=rules((2, 3, 4)),
    end=rules((9, 10)),
    swapped=st.booleans(),
    saving=st.sampled_from((-3600, 1800, 3600, 7200)),
    year=st.integers(1990, 2090),
)
def test_any_yearly_rule_is_exact(
    start: str, end: str, swapped: bool, saving: int, year: int
) -> None:
    first_half, second_half = (end, start) if swapped else (start, end)
    seconds = abs(saving)
    west = f"{'-' if saving > 0 else ''}{seconds // 3600}:{seconds % 3600 // 60:02}"
    with zone_file("X/Any", tzif(f"AAA0BBB{west},{first_half},{second_half}")):
        first = datetime(year, 5, 17, tzinfo=UTC)
        last = datetime(year + 9, 5, 17, tzinfo=UTC)
        assert differences("X/Any", first, last, last) == []
