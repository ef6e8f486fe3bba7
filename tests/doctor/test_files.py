"""Whole files: ours are in order, those of other programs are seen through, none is too much."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doctor.cases import BASE, TEXT, changed, written
from strategies import routines
from stretchexport.doctor import MAX_OF_A_CODE, Examined, examine
from stretchexport.doctor.wire import MAX_BYTES
from stretchexport.exporters.calendar import EXPORTER
from stretchexport.exporters.calendar.clients import features
from stretchexport.exporters.calendar.options import CalendarOptions, Entry
from stretchexport.findings import Severity
from stretchexport.loading import load

if TYPE_CHECKING:
    from stretchexport.model import Routine

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.*"))
OTHERS = sorted((Path(icalendar.__file__).parent / "tests").rglob("*.ics"))
"""Calendars of many programs, good and broken, that icalendar is tested with."""


def codes(examined: Examined) -> list[str]:
    return [finding.code for finding in examined.findings]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_our_examples_come_out_without_a_finding(path: Path) -> None:
    routine = load(path).routine
    assert routine is not None
    for file in EXPORTER.export(routine, EXPORTER.options_type()).files:
        assert examine(file.data).findings == ()


@pytest.mark.parametrize(
    "options",
    [
        CalendarOptions(html=True, busy=False, colour="teal", alarm_at_start=True),
        CalendarOptions(
            cards_url="https://example.org/cards.pdf",
            source="https://example.org/back.ics",
            refresh=dt.timedelta(hours=12),
        ),
        CalendarOptions(entry=Entry.TODO, html=True),
        *(CalendarOptions(target=target, html=True) for target in ("google", "apple", "outlook")),
    ],
    ids=str,
)
def test_every_way_to_write_a_calendar_is_in_order(
    options: CalendarOptions, example: Routine
) -> None:
    (file,) = EXPORTER.export(example, options).files
    assert examine(file.data).findings == ()


@settings(max_examples=30)
@given(routines(scheduled=True))
def test_what_we_export_is_in_order(routine: Routine) -> None:
    """Notes are the user's: floating times that were asked for, two slots that are the same."""
    for file in EXPORTER.export(routine, EXPORTER.options_type()).files:
        findings = examine(file.data).findings
        assert {one.code for one in findings} <= {"SE956", "SE963"}
        assert {one.severity for one in findings} <= {Severity.NOTE}


def test_the_mistakes_of_a_tracker_are_found() -> None:
    """Its own version as VERSION, no DTSTAMP, whole days without a length, line feeds."""
    text = (
        "BEGIN:VCALENDAR\nVERSION:1.13.0\nPRODID:-//tracker//EN\nBEGIN:VEVENT\nUID:1\n"
        "SUMMARY:Leg day\nDTSTART;VALUE=DATE:20261207\nDTEND;VALUE=DATE:20261207\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    assert codes(examine(text.encode())) == ["SE904", "SE916", "SE915", "SE921"]


def test_what_icalendar_makes_of_the_new_properties_is_found() -> None:
    calendar = icalendar.Calendar.new(refresh_interval=dt.timedelta(days=1))
    assert "SE920" in codes(examine(calendar.to_ical()))


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_calendars_of_other_programs_never_raise(path: Path) -> None:
    raw = path.read_bytes()
    found = examine(raw)
    broken = {"SE906", "SE908", "SE909", "SE911", "SE912", "SE914", "SE918", "SE920"}
    if broken.isdisjoint(codes(found)):
        calendar = icalendar.Calendar.from_ical(raw)
        assert found.features == features(calendar, len(raw))


def test_a_mistake_that_is_everywhere_is_told_a_few_times_and_counted() -> None:
    lines = "".join(f"TRANSP{n}\n" for n in range(50))
    found = examine(changed("TRANSP:TRANSPARENT\n", lines)).findings
    assert [one.code for one in found] == ["SE908"] * MAX_OF_A_CODE
    assert found[-1].help.endswith("there are 40 more of these")


def test_columns_count_letters_and_go_on_over_folds() -> None:
    raw = written(TEXT.replace("SUMMARY:Rest day\n", "SUMMARY:Übung\n  für den Rücken\\\n q\n"))
    (finding,) = examine(raw).findings
    line = TEXT[: TEXT.index("SUMMARY:Rest day")].count("\n") + 1
    assert (finding.code, finding.span.line, finding.span.column) == ("SE919", line + 1, 17)
    assert (finding.span.end_line, finding.span.end_column) == (line + 2, 3)


HEAD = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101\r\n"
)
HOSTILE = {
    "lines": b"\n" * MAX_BYTES,
    "components": b"BEGIN:VEVENT\r\n" * 100_000,
    "ends": b"END:VEVENT\r\n" * 70_000,
    "no colon": b"A" * MAX_BYTES,
    "parameters": b"A" + b";B=C" * (MAX_BYTES // 4 - 1),
    "quotes": b"A;B=" + b'"' * (MAX_BYTES - 10),
    "a quote that never ends": b'A;B="' + b"x," * (MAX_BYTES // 2 - 10),
    "dates": HEAD + b"EXDATE:" + b",".join([b"20260101"] * 200_000),
    "months": HEAD + b"RRULE:FREQ=YEARLY;BYMONTH=" + b"1," * 500_000,
    "parts": HEAD + b"RRULE:" + b";" * 1_000_000,
    "backslashes": HEAD + b"SUMMARY:" + b"\\" * 1_000_000,
    "names": HEAD + b"".join(b"DTSTAR%d:x\r\n" % n for n in range(70_000)),
    "endless": HEAD + b"RRULE:FREQ=SECONDLY\r\n",
    "never": HEAD + b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n",
    "many": HEAD + b"RRULE:FREQ=DAILY;COUNT=9999999999;BYHOUR=1;BYMINUTE=1,2,3\r\n",
    "late": HEAD.replace(b"2026", b"9999") + b"RRULE:FREQ=YEARLY;INTERVAL=9999999999\r\n",
    "early": HEAD.replace(b"2026", b"0001") + b"DURATION:-P999999999D\r\n",
    "bytes": b"\xff\xfe\xfd" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_few_findings(name: str) -> None:
    found = examine(HOSTILE[name]).findings
    assert 1 <= len(found) <= 10 * MAX_OF_A_CODE


PIECES = st.sampled_from(
    [
        *TEXT.splitlines(keepends=True),
        *("\n", "\n ", ":", ";", ",", "=", "\\", '"', "\t", "0", "9999", "-P1D", "Z", "T", "<FF>"),
        *("00010101T000000Z", "99991231T235959", "20261025T023000"),
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYSETPOS=-1\n",
        "EXDATE;TZID=America/New_York:20261209T073000\n",
        "DTSTART;TZID=Europe/Berlin:99991231T235959\n",
        "DTSTART;TZID=Europe/Berlin:00010101T000000\n",
        "TZID:Pacific/Apia\n",
        "RECURRENCE-ID:20261209T073000Z\n",
        "BEGIN:STANDARD\n",
        "TRIGGER;VALUE=DATE-TIME:x\n",
    ]
)


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """The good calendar with pieces put in, left out and swapped, and some bytes changed."""
    lines = TEXT.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 3)):
            case 0:
                lines[at] = ""
            case 1:
                lines.insert(at, draw(PIECES))
            case 2:
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(PIECES) + lines[at][cut:]
    raw = bytearray(written("".join(lines)))
    for _ in range(draw(st.integers(0, 3))):
        raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(0, 255))
    return bytes(raw)


@settings(max_examples=300)
@given(mutants() | st.binary(max_size=200))
def test_no_file_raises_and_every_place_is_in_the_file(raw: bytes) -> None:
    examined = examine(raw)
    lines = examined.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in examined.findings:
        span = finding.span
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 2


def test_the_good_calendar_is_counted() -> None:
    summary = examine(BASE).summary
    assert summary is not None
    assert (summary.entries, summary.series) == ({"VEVENT": 3, "VTODO": 1}, 1)
    # 34 Mondays and Wednesdays without one, a whole day and a to-do
    assert (summary.dates, summary.more, summary.zones) == (35, False, ("Europe/Berlin",))
