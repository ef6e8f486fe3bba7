"""``stretchexport calendar`` as people meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

from cli.test_commands import DESK, EXAMPLE, err, run
from stretchexport.cli.words import Entry, Target, Time
from stretchexport.exporters.calendar import options
from stretchexport.exporters.calendar.clients import clients


def made(tmp_path: Path, *arguments: str) -> bytes:
    path = tmp_path / "out.ics"
    result = run("calendar", EXAMPLE, "-o", path, *arguments)
    assert result.returncode == 0, err(result)
    return path.read_bytes()


def test_the_targets_are_those_of_the_table() -> None:
    assert [str(target) for target in Target] == list(clients())
    assert [str(entry) for entry in Entry] == [str(entry) for entry in options.Entry]
    assert [str(time) for time in Time] == [str(time) for time in options.Time]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--name", "Mine"), b"X-WR-CALNAME:Mine"),
        (("--html",), b"STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:"),
        (("--html", "--target", "outlook"), b"X-ALT-DESC;FMTTYPE=text/html:"),
        (("--free",), b"TRANSP:TRANSPARENT"),
        (("--colour", "teal"), b"COLOR:teal"),
        (("--cards-url", "https://example.org/c.pdf"), b"ATTACH;FMTTYPE=application/pdf:https"),
        (("--cards-inline",), b"ATTACH;ENCODING=BASE64;VALUE=BINARY;"),
        (("--alarm-at-start",), b"TRIGGER:PT0S"),
        (("--source", "https://example.org/c.ics"), b"SOURCE;VALUE=URI:https://example.org/c.ics"),
        (("--as", "todo"), b"BEGIN:VTODO"),
        (("--jcal",), b'"vcalendar",'),
        (("--jscalendar",), b'"@type": "Group",'),
        (("--refresh", "12h"), b"REFRESH-INTERVAL;VALUE=DURATION:PT12H"),
        (("--refresh", "90m"), b"X-PUBLISHED-TTL:PT1H30M"),
    ],
)
def test_every_option_is_in_the_file(
    tmp_path: Path, arguments: tuple[str, ...], line: bytes
) -> None:
    assert line in made(tmp_path, *arguments)


def test_without_alarms_there_are_none(tmp_path: Path) -> None:
    assert not Calendar.from_ical(made(tmp_path, "--no-alarm")).walk("VALARM")


def test_no_alarm_and_one_at_the_start_do_not_go_together(tmp_path: Path) -> None:
    result = run("calendar", EXAMPLE, "-o", tmp_path / "a.ics", "--no-alarm", "--alarm-at-start")
    assert result.returncode == 2
    assert "--alarm-at-start, --no-alarm: choose one of the two" in err(result)
    assert not (tmp_path / "a.ics").exists()


def test_what_the_target_leaves_out_is_said(tmp_path: Path) -> None:
    result = run("calendar", EXAMPLE, "-o", tmp_path / "a.ics", "--target", "google")
    assert "Google Calendar: ignores the reminders of a file" in err(result)
    result = run("calendar", EXAMPLE, "-o", tmp_path / "a.ics", "--no-alarm", "--target", "google")
    assert "reminders" not in err(result)


def test_embedded_cards_come_with_a_warning(tmp_path: Path) -> None:
    result = run("calendar", EXAMPLE, "-o", tmp_path / "a.ics", "--cards-inline")
    assert "Some calendars: refuse or lose attachments" in err(result)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--colour", "teel"), "did you mean teal?"),
        (("--jcal", "--jscalendar"), "choose one of the two"),
        (("--refresh", "soon"), "write it as 90m, 12h or 1d"),
        (("--cards-url", "cards.pdf"), "write it out as https://"),
    ],
)
def test_wrong_options_are_wrong_usage(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run("calendar", EXAMPLE, "-o", tmp_path / "a.ics", *arguments)
    assert result.returncode == 2
    assert said in err(result)
    assert not (tmp_path / "a.ics").exists()


def test_several_routines_go_into_one_calendar(tmp_path: Path) -> None:
    path = tmp_path / "all.ics"
    result = run("calendar", EXAMPLE, DESK, "-o", path, "--name", "Stretching")
    assert result.returncode == 0, err(result)
    whole = Calendar.from_ical(path.read_bytes())
    assert str(whole["NAME"]) == "Stretching"
    assert {str(event["UID"]).split(".")[0] for event in whole.events} == {
        "mid-back-release",
        "desk-day",
    }
    again = run("calendar", EXAMPLE, DESK, "-o", path, "--update", path, "--name", "Stretching")
    assert again.returncode == 0, err(again)


def test_routines_with_one_id_are_refused(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(EXAMPLE.read_bytes())
    result = run("calendar", EXAMPLE, copy, "-o", tmp_path / "all.ics")
    assert result.returncode == 2
    assert "have the same id, mid-back-release" in err(result)


def test_sessions_of_two_routines_that_clash_are_told(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_text(EXAMPLE.read_text().replace("id: mid-back-release", "id: other"))
    result = run("calendar", EXAMPLE, copy, "-o", tmp_path / "all.ics")
    assert result.returncode == 0
    assert (
        "note: other, slot desk-break-1: on Monday 2026-12-07 the session at 07:30 begins before "
        "that of mid-back-release at 07:30 ends" in err(result)
    )


def test_nothing_is_written_over_one_of_the_routines(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_text(EXAMPLE.read_text().replace("id: mid-back-release", "id: other"))
    result = run("calendar", EXAMPLE, copy, "-o", copy)
    assert result.returncode == 2


NIGHTS = """\
  starts: 2027-03-22
  weeks: 2
  timezone: Europe/Berlin
  slots:
    - {session: %s, on: [mon, sun], at: "07:30", moved: [{date: 2027-03-29, at: "09:00"}]}
"""


def around_a_clock_change(folder: Path) -> str:
    """The file of a routine whose clocks change in its first week."""
    text = Path(EXAMPLE).read_text(encoding="utf-8")
    head, _ = text.split("schedule:\n", 1)
    session = head.split("sessions:\n", 1)[1].split(":", 1)[0].strip()
    path = folder / "nights.yaml"
    path.write_text(f"{head}schedule:\n{NIGHTS % session}", encoding="utf-8")
    return str(path)


def test_explain_lists_the_sessions_and_names_the_clock_change(tmp_path: Path) -> None:
    result = run("calendar", around_a_clock_change(tmp_path), "--explain")
    assert result.returncode == 0
    lines = [" ".join(line.split()) for line in result.stdout.decode().splitlines()]
    assert lines[2].startswith("Mon 2027-03-22 07:30 2027-03-22 06:30 1 ")
    assert lines[3] == (
        "clocks go forward on Sunday 2027-03-28 at 02:00: 07:30 stays 07:30, "
        "UTC 06:30 becomes 05:30"
    )
    assert lines[4].startswith("Sun 2027-03-28 07:30 2027-03-28 05:30 1 ")
    assert lines[5].endswith("moved from Mon 2027-03-29 07:30")
    assert not list(tmp_path.glob("*.ics"))


def test_explain_is_data_for_scripts_from_a_date_on(tmp_path: Path) -> None:
    file = around_a_clock_change(tmp_path)
    options = ("--explain", "--format", "json", "--from", "2027-03-28", "--count", "2")
    (data,) = json.loads(run("calendar", file, *options).stdout)
    assert [one["utc"] for one in data["occurrences"]] == [
        "2027-03-28T05:30:00+00:00",
        "2027-03-29T07:00:00+00:00",
    ]
    assert data["more"] == 1
    assert data["clock_changes"] == []


def test_what_goes_with_explain_alone_is_wrong_usage_without_it(tmp_path: Path) -> None:
    file = around_a_clock_change(tmp_path)
    assert run("calendar", file, "--count", "2").returncode == 2
    assert run("calendar", file, "--explain", "--from", "soon").returncode == 2


@pytest.mark.parametrize("options", [("-o", "x.ics"), ("--update", "old.ics")])
def test_an_explanation_writes_no_file(options: tuple[str, str]) -> None:
    done = run("calendar", EXAMPLE, "--explain", *options)
    assert done.returncode == 2
    assert "it writes no file" in err(done)


def test_time_zones_come_from_the_package_and_not_from_the_system() -> None:
    code = (
        "import sys\n"
        "import stretchexport.cli\n"
        "sys.argv = ['stretchexport', 'formats']\n"
        "try:\n    stretchexport.cli.main()\n"
        "except SystemExit:\n    import zoneinfo\n    assert zoneinfo.TZPATH == ()\n"
    )
    there = {name: value for name, value in os.environ.items() if name != "PYTHONTZPATH"}
    command = [sys.executable, "-c", code]
    subprocess.run(command, env=there, check=True, stdout=subprocess.DEVNULL)
