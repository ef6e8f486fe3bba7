"""Reading the POSIX TZ string of a time zone file (RFC 8536 section 3.3.1)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stretchexport.exporters.calendar.posix_tz import LocalTime, parse


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("UTC0", LocalTime(0, "UTC", is_dst=False)),
        ("IST-5:30", LocalTime(19800, "IST", is_dst=False)),
        ("<-0330>+3:30", LocalTime(-12600, "-0330", is_dst=False)),
        ("LMT-0:16:08", LocalTime(968, "LMT", is_dst=False)),
        ("<-00>0", LocalTime(0, "-00", is_dst=False)),
    ],
)
def test_a_zone_without_dst_has_standard_time_only(text: str, standard: LocalTime) -> None:
    tz = parse(text)
    assert (tz.standard, tz.changes) == (standard, ())


@pytest.mark.parametrize(
    ("text", "year", "onsets"),
    [
        ("CET-1CEST,M3.5.0,M10.5.0/3", 2026, ["2026-03-29T01:00", "2026-10-25T01:00"]),
        ("EST5EDT,M3.2.0,M11.1.0", 2026, ["2026-03-08T07:00", "2026-11-01T06:00"]),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", 2026, ["2026-03-29T01:00", "2026-10-25T01:00"]),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, ["2026-03-29T01:00", "2026-10-25T01:00"]),
        ("EET-2EEST,M4.5.5/0,M10.5.4/24", 2030, ["2030-04-25T22:00", "2030-10-31T21:00"]),
        ("AAA0BBB-2,J60/0,J300/0", 2028, ["2028-03-01T00:00", "2028-10-26T22:00"]),
        ("AAA0BBB-2,59/0,299/0", 2028, ["2028-02-29T00:00", "2028-10-25T22:00"]),
        ("AAA0BBB,M2.5.2/-1:30,M6.1.1/0", 2028, ["2028-02-28T22:30", "2028-06-04T23:00"]),
    ],
)
def test_the_onsets_of_a_year_are_in_order(text: str, year: int, onsets: list[str]) -> None:
    found = [datetime.fromtimestamp(onset.at, UTC) for onset in parse(text).onsets(year, year)]
    assert [instant.isoformat()[:16] for instant in found] == onsets


def test_summer_time_is_an_hour_ahead_unless_it_says_otherwise() -> None:
    start, end = parse("CET-1CEST,M3.5.0,M10.5.0/3").changes
    assert (start.before, start.after) == (
        LocalTime(3600, "CET", is_dst=False),
        LocalTime(7200, "CEST", is_dst=True),
    )
    assert (end.before, end.after) == (start.after, start.before)
    start, _ = parse("<+00>0<+02>-2,M3.5.0/1,M10.5.0/3").changes
    assert start.after == LocalTime(7200, "+02", is_dst=True)


def test_dst_all_year_is_standard_time_of_its_own() -> None:
    tz = parse("EST5EDT,0/0,J365/25")
    assert (tz.standard, tz.changes) == (LocalTime(-14400, "EDT", is_dst=True), ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CET",
        "1",
        "CE-1",
        "CET-25",
        "CET-1:60",
        "CET-1CEST",
        "CET-1CEST,M3.5.0",
        "CET-1,M3.5.0,M10.5.0",
        "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.0.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,M3.5.0/168,M10.5.0",
        "CET-1CEST,J0,J300",
        "CET-1CEST,J366,J300",
        "CET-1CEST,366,J300",
        "CET-1CEST,M3.5.0,M10.5.0\n",
        "CET-१",
    ],
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="POSIX TZ string"):
        parse(text)
