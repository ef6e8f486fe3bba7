"""The text of a VTIMEZONE.

The zones are written out here, so that new tz data do not change what is expected.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchexport.exporters.calendar import vtimezone
from stretchexport.exporters.calendar.posix_tz import LocalTime, Onset, parse
from stretchexport.exporters.calendar.vtimezone_tzif import ZoneData

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icalendar import Timezone

Listed = tuple[datetime, LocalTime]
"""An onset listed in a time zone file, and the local time from then on."""

FIRST = datetime(2026, 1, 5, tzinfo=UTC)
LAST = datetime(2027, 12, 31, tzinfo=UTC)

LMT = LocalTime(-968, "LMT", is_dst=False)
CET = LocalTime(3600, "CET", is_dst=False)
CEST = LocalTime(7200, "CEST", is_dst=True)
EET = LocalTime(7200, "EET", is_dst=False)
EEST = LocalTime(10800, "EEST", is_dst=True)
BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def built(
    tz: str,
    listed: Sequence[Listed] = (),
    first: datetime = FIRST,
    last: datetime = LAST,
    tzid: str = "Some/Zone",
) -> Timezone:
    """The VTIMEZONE of a zone whose file lists ``listed`` onsets and ends in ``tz``."""
    rule = parse(tz)
    earliest = LMT if listed else rule.standard
    local_times = [earliest, *(after for _, after in listed)]
    onsets = tuple(
        Onset(int(at.timestamp()), before, after)
        for (at, _), (before, after) in zip(listed, pairwise(local_times), strict=True)
    )
    zone = ZoneData(onsets, earliest, onsets[-1].at if onsets else None, rule)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vtimezone, "load", lambda _: zone)
        return vtimezone.build(tzid, first, last)


def lines(component: Timezone) -> list[str]:
    """One line for each observance."""
    keys = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE")
    found = []
    for part in component.to_ical().decode().split("\r\nBEGIN:")[1:]:
        kind, *properties = part.replace("\r\n ", "").split("\r\n")
        values = dict(line.split(":", 1) for line in properties[: properties.index(f"END:{kind}")])
        found.append(" ".join([kind, *(values[key] for key in keys if key in values)]))
    return found


def test_the_whole_component_for_berlin() -> None:
    text = built(BERLIN, tzid="Europe/Berlin").to_ical().decode()
    assert text.split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


@pytest.mark.parametrize(
    ("tzid", "tz", "expected"),
    [
        (
            "America/New_York",
            "EST5EDT,M3.2.0,M11.1.0",
            [
                "DAYLIGHT 20250309T020000 -0500 -0400 EDT FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
                "STANDARD 20251102T020000 -0400 -0500 EST FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
            ],
        ),
        (  # half an hour of DST, in the southern summer
            "Australia/Lord_Howe",
            "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
            [
                "STANDARD 20250406T020000 +1100 +1030 +1030 FREQ=YEARLY;BYDAY=1SU;BYMONTH=4",
                "DAYLIGHT 20251005T020000 +1030 +1100 +11 FREQ=YEARLY;BYDAY=1SU;BYMONTH=10",
            ],
        ),
        (  # the end, at 24:00, may fall on 1 November; it next does so in 2030
            "Africa/Cairo",
            "EET-2EEST,M4.5.5/0,M10.5.4/24",
            [
                "DAYLIGHT 20250425T000000 +0200 +0300 EEST FREQ=YEARLY;BYDAY=-1FR;BYMONTH=4",
                "STANDARD 20251031T000000 +0300 +0200 EET"
                " FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31;BYMONTH=10",
                "STANDARD 20301101T000000 +0300 +0200 EET"
                " FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=1;BYMONTH=11",
            ],
        ),
        (  # no DST
            "Asia/Kolkata",
            "IST-5:30",
            ["STANDARD 19700101T000000 +0530 +0530 IST"],
        ),
        (  # winter is the DST of the tz database; clients take summer for it
            "Europe/Dublin",
            "IST-1GMT0,M10.5.0,M3.5.0/1",
            [
                "DAYLIGHT 20250330T010000 +0000 +0100 IST FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
                "STANDARD 20251026T020000 +0100 +0000 GMT FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            ],
        ),
        (  # at 23:00 on the Saturday before the last Sunday of March
            "America/Nuuk",
            "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
            [
                "DAYLIGHT 20250329T230000 -0200 -0100 -01"
                " FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;BYMONTH=3",
                "STANDARD 20251026T000000 -0100 -0200 -02 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            ],
        ),
        (  # at 02:00 on the second day after the fourth Thursday
            "Asia/Gaza",
            "EET-2EEST,M3.4.4/50,M10.4.4/50",
            [
                "DAYLIGHT 20250329T020000 +0200 +0300 EEST"
                " FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;BYMONTH=3",
                "STANDARD 20251025T020000 +0300 +0200 EET"
                " FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;BYMONTH=10",
            ],
        ),
        (
            "Asia/Jerusalem",
            "IST-2IDT,M3.4.4/26,M10.5.0",
            [
                "DAYLIGHT 20250328T020000 +0200 +0300 IDT"
                " FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29;BYMONTH=3",
                "STANDARD 20251026T020000 +0300 +0200 IST FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            ],
        ),
        (
            "Pacific/Chatham",
            "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45",
            [
                "STANDARD 20250406T034500 +1345 +1245 +1245 FREQ=YEARLY;BYDAY=1SU;BYMONTH=4",
                "DAYLIGHT 20250928T024500 +1245 +1345 +1345 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=9",
            ],
        ),
    ],
)
def test_a_yearly_rule_becomes_observances_that_recur(
    tzid: str, tz: str, expected: list[str]
) -> None:
    assert lines(built(tz, tzid=tzid)) == expected


def test_listed_onsets_become_one_observance_each() -> None:
    standard, ramadan = LocalTime(3600, "+01", is_dst=False), LocalTime(0, "+00", is_dst=True)
    listed = [
        (utc(2025, 2, 23, 2), ramadan),
        (utc(2025, 4, 6, 2), standard),
        (utc(2026, 2, 15, 2), ramadan),
        (utc(2026, 3, 22, 2), standard),
        (utc(2027, 2, 7, 2), ramadan),
        (utc(2027, 3, 14, 2), standard),
        (utc(2028, 1, 23, 2), ramadan),
    ]
    assert lines(built("<+01>-1", listed, tzid="Africa/Casablanca")) == [
        "DAYLIGHT 20250406T020000 +0000 +0100 +01",
        "STANDARD 20260215T030000 +0100 +0000 +00",
        "DAYLIGHT 20260322T020000 +0000 +0100 +01",
        "STANDARD 20270207T030000 +0100 +0000 +00",
        "DAYLIGHT 20270314T020000 +0000 +0100 +01",
    ]


def test_a_rule_that_begins_in_the_period_follows_listed_onsets() -> None:
    listed = [
        (utc(2025, 10, 25, 23), EET),
        (utc(2026, 4, 10, 22), EEST),
        (utc(2026, 10, 25, 0), EET),
    ]
    assert lines(built("EET-2EEST,M3.5.0/0,M10.5.0/3", listed)) == [
        "STANDARD 20251025T224352 -001608 +0200 EET",
        "DAYLIGHT 20260411T000000 +0200 +0300 EEST",
        "STANDARD 20261025T030000 +0300 +0200 EET FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "DAYLIGHT 20270328T000000 +0200 +0300 EEST FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    ]


def test_a_rule_is_not_yet_in_force_while_clocks_change_from_another_time() -> None:
    listed = [
        (utc(2025, 10, 25, 23), LocalTime(0, "WET", is_dst=False)),
        (utc(2026, 3, 29, 1), CEST),
        (utc(2026, 10, 25, 1), CET),
    ]
    assert lines(built(BERLIN, listed)) == [
        "STANDARD 20251025T224352 -001608 +0000 WET",
        "DAYLIGHT 20260329T010000 +0000 +0200 CEST",
        "STANDARD 20261025T030000 +0200 +0100 CET FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "DAYLIGHT 20270328T020000 +0100 +0200 CEST FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    ]


def test_a_rule_that_ends_after_the_period_does_not_recur() -> None:
    listed = [(utc(2025, 10, 26, 1), CET), (utc(2026, 3, 29, 1), CEST), (utc(2026, 10, 25, 1), CET)]
    assert lines(built("CET-1", listed, last=utc(2026, 6, 1)))[1:] == [
        "DAYLIGHT 20260329T020000 +0100 +0200 CEST"
    ]


def test_a_file_that_lists_what_its_rule_says_gives_the_same_text() -> None:
    listed = [(utc(2019, 12, 1), CET)]
    listed += [
        (datetime.fromtimestamp(onset.at, UTC), onset.after)
        for onset in parse(BERLIN).onsets(2020, 2037)
    ]
    assert lines(built(BERLIN, listed)) == lines(built(BERLIN))


def test_a_period_may_begin_and_end_at_an_onset() -> None:
    listed = [(utc(2026, 3, 29, 1), CEST), (utc(2026, 10, 25, 1), CET)]
    (spring, _), (autumn, _) = listed
    assert lines(built("CET-1", listed, spring, autumn)) == [
        "DAYLIGHT 20260329T004352 -001608 +0200 CEST",
        "STANDARD 20261025T030000 +0200 +0100 CET",
    ]
    assert lines(built(BERLIN, listed, autumn, autumn)) == [
        "STANDARD 20261025T030000 +0200 +0100 CET FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "DAYLIGHT 20270328T020000 +0100 +0200 CEST FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    ]


def test_a_single_observance_is_standard_even_in_dst() -> None:
    assert lines(built("CEST-2", [(utc(2025, 6, 1), CEST)])) == [
        "STANDARD 20250531T234352 -001608 +0200 CEST"
    ]


def test_an_onset_before_1970_is_moved_to_1970() -> None:
    war_time = (utc(1942, 8, 31, 18), LocalTime(23400, "+0630", is_dst=True))
    peace = (utc(1945, 10, 14, 17, 30), LocalTime(19800, "IST", is_dst=False))
    assert lines(built("IST-5:30", [war_time, peace], tzid="Asia/Kolkata")) == [
        "STANDARD 19700101T000000 +0530 +0530 IST"
    ]
    assert lines(built("IST-5:30", [war_time, peace], utc(1946, 1, 1), utc(1946, 2, 1))) == [
        "STANDARD 19460101T000000 +0530 +0530 IST"
    ]


@pytest.mark.parametrize(
    ("tz", "expected"),
    [
        ("AAA0BBB,J79/24,J263/24", ["BYMONTHDAY=21;BYMONTH=3", "BYMONTHDAY=21;BYMONTH=9"]),
        ("AAA0BBB,58/2,299/0", ["BYMONTHDAY=28;BYMONTH=2", "BYYEARDAY=300"]),
        ("AAA0BBB,59/0,299/24", ["BYYEARDAY=60", "BYYEARDAY=301"]),
        ("AAA0BBB,M2.4.0,M10.1.0", ["BYDAY=4SU;BYMONTH=2", "BYDAY=1SU;BYMONTH=10"]),
        ("AAA0BBB,M2.5.0,M10.1.0", ["BYDAY=-1SU;BYMONTH=2", "BYDAY=1SU;BYMONTH=10"]),
        pytest.param("AAA0BBB,J59/2,J60/-1", [], id="the day before 1 March"),
        pytest.param("AAA0BBB,M3.1.0/-1,M10.1.0", [], id="the day before a Sunday from 1 March"),
        pytest.param("AAA0BBB,M2.4.0/24,M10.1.0", [], id="the day after a Sunday to 28 February"),
    ],
)
def test_a_rule_recurs_unless_the_leap_day_moves_its_dates(tz: str, expected: list[str]) -> None:
    found = [line.partition("FREQ=YEARLY;")[2] for line in lines(built(tz))]
    assert [rule for rule in found if rule] == expected


def test_dst_all_year_is_one_observance() -> None:
    assert lines(built("EST5EDT,0/0,J365/25")) == ["STANDARD 19700101T000000 -0400 -0400 EDT"]


@settings(max_examples=100, deadline=None)
@given(tzid=st.text(max_size=12) | st.text("./\\aE", max_size=6))
def test_no_other_text_is_a_zone(tzid: str) -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        vtimezone.build(tzid, FIRST, LAST)


@pytest.mark.parametrize(
    "tzid",
    [
        "",
        "Europe",
        "Europe/",
        "Europe/Nowhere",
        "/usr/share/zoneinfo/Europe/Berlin",
        "../zoneinfo/Europe/Berlin",
        "Europe/../Europe/Berlin",
        "Europe/Berlin\r\nX-EVIL:1",
        "Europe/Berlin\n",
        "zones",
        "tzdata.zi",
    ],
)
def test_a_zone_the_database_does_not_have_is_refused(tzid: str) -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        vtimezone.build(tzid, FIRST, LAST)


def test_a_naive_or_reversed_period_is_refused() -> None:
    with pytest.raises(ValueError, match="with a time zone"):
        vtimezone.build("Europe/Berlin", FIRST.replace(tzinfo=None), LAST)
    with pytest.raises(ValueError, match="ends at"):
        vtimezone.build("Europe/Berlin", LAST, FIRST)


def test_the_period_may_be_given_in_any_time_zone() -> None:
    first, last = (instant.astimezone(ZoneInfo("Asia/Tokyo")) for instant in (FIRST, LAST))
    assert (
        vtimezone.build("America/Nuuk", first, last).to_ical()
        == vtimezone.build("America/Nuuk", FIRST, LAST).to_ical()
    )


def test_another_process_writes_the_same_bytes() -> None:
    program = (
        "import sys, datetime, zoneinfo\n"
        "from stretchexport.exporters.calendar.vtimezone import build\n"
        "first = datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)\n"
        "last = datetime.datetime(2027, 12, 31, tzinfo=datetime.UTC)\n"
        "for tzid in sorted(zoneinfo.available_timezones()):\n"
        "    sys.stdout.buffer.write(build(tzid, first, last).to_ical())\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"BEGIN:VTIMEZONE") > 400
