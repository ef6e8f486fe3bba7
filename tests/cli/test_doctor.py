"""``stretchexport doctor``: what it takes, what it prints, how it leaves."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from doctor.cases import BASE, changed
from stretchexport.cli import app
from stretchexport.exporters.calendar.clients import clients

GOOD = Path(__file__).parent.parent / "corpus" / "doctor" / "base.ics"
EXDATE = ("EXDATE;TZID=Europe/Berlin:20261223T073000", "EXDATE;TZID=Europe/Berlin:20261223T070000")


def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, ["doctor", *map(str, arguments)], input=stdin)


@pytest.fixture
def dead(tmp_path: Path) -> Path:
    """A calendar with an EXDATE that hits nothing, which is a warning."""
    path = tmp_path / "dead.ics"
    path.write_bytes(changed(*EXDATE))
    return path


def test_a_finding_is_shown_with_its_line_and_a_caret(dead: Path) -> None:
    result = run(dead)
    assert result.exit_code == 0
    assert f"{dead}:32:27: warning[SE938] the EXDATE hits no date" in result.stdout
    assert "   32 | EXDATE;TZID=Europe/Berlin:20261223T070000\n" in result.stdout
    assert "that day it is at 07:30" in result.stdout
    assert f"{dead}: valid, 1 warning\n" in result.stdout


def test_strict_lets_warnings_fail(dead: Path) -> None:
    assert run(dead, "--strict").exit_code == 1
    assert run(GOOD, "--strict").exit_code == 0


def test_numbers_and_clients_follow() -> None:
    result = run(GOOD)
    assert "3 events, 1 to-do, 1 series, 35 dates, 1 zone (Europe/Berlin)" in result.stdout
    assert "from 2026-12-07 07:30 to 2027-03-31 07:30" in result.stdout
    for client in clients().values():
        assert f"  {client}\n" in result.stdout
    assert "Google Calendar does not show to-dos (VTODO)" in result.stdout


def test_a_target_is_the_only_client_that_is_told_of() -> None:
    result = run(GOOD, "--target", "google")
    assert "  Google Calendar\n" in result.stdout
    assert "Outlook" not in result.stdout


def test_a_target_nobody_knows_is_wrong_usage() -> None:
    result = run(GOOD, "--target", "outlok")
    assert result.exit_code == 2
    assert "did you mean outlook?" in result.stderr


def test_several_files_are_told_one_by_one_and_added_up(dead: Path) -> None:
    result = run(GOOD, dead, "none.ics")
    assert result.exit_code == 3
    assert "none.ics: no such file or directory" in result.stderr
    assert "3 files: 2 valid, 0 failed, 1 cannot be read" in result.stdout


def test_a_dash_is_standard_input() -> None:
    result = run("-", "--format", "json", stdin=changed("VERSION:2.0\n", "VERSION:1.14.2\n"))
    assert result.exit_code == 1
    (file,) = json.loads(result.stdout)["files"]
    assert file["findings"][0]["code"] == "SE916"
    assert file["findings"][0]["path"] == ["VCALENDAR", 0, "VERSION"]


def test_json_has_the_numbers_and_what_clients_do() -> None:
    (file,) = json.loads(run(GOOD, "--format", "json", "--target", "apple").stdout)["files"]
    assert file["calendar"] == {
        "entries": {"VEVENT": 3, "VTODO": 1},
        "series": 1,
        "dates": 35,
        "more": False,
        "zones": ["Europe/Berlin"],
        "first": "2026-12-07T07:30:00",
        "last": "2027-03-31T07:30:00",
    }
    assert list(file["clients"]) == ["apple"]
    assert any("VTODO" in sentence for sentence in file["clients"]["apple"])


def test_code_hosts_and_build_servers_are_told_as_by_validate(dead: Path) -> None:
    (run_,) = json.loads(run(dead, "--format", "sarif").stdout)["runs"]
    assert [one["ruleId"] for one in run_["results"]] == ["SE938"]
    assert "::warning " in run(dead, "--format", "github").stdout
    root = ET.fromstring(run(dead, "--format", "junit").stdout)
    assert root.get("name") == "stretchexport doctor"


def test_a_file_that_is_not_looked_into_has_no_numbers() -> None:
    result = run("-", "--format", "json", stdin=b"\n" * 3_000_000)
    (file,) = json.loads(result.stdout)["files"]
    assert "calendar" not in file
    assert [one["code"] for one in file["findings"]] == ["SE901"]


def test_a_routine_is_told_once_to_be_no_calendar() -> None:
    result = run(GOOD.parents[3] / "examples" / "desk-day.yaml")
    assert result.exit_code == 1
    assert result.stdout.count("error[") == 1
    assert "this is a routine: check it with stretchexport validate" in result.stdout


def test_text_of_the_file_cannot_steer_the_terminal() -> None:
    stdin = BASE.replace(b"SUMMARY:Rest day", b"SUMMARY:\x1b[31mRest\x1b[0m\\q")
    result = run("-", stdin=stdin)
    assert "\x1b" not in result.stdout
