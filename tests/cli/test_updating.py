"""``calendar --update`` and ``unschedule`` as people and scripts meet them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "mid-back-release.yaml"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with the example, its calendar ``old.ics``, and the example with another time."""
    text = EXAMPLE.read_text(encoding="utf-8")
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "two.yaml").write_text(text.replace("07:30", "08:00"), encoding="utf-8")
    run(tmp_path, "calendar", "one.yaml", "-o", "old.ics")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stretchexport", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert "Traceback" not in done.stderr
    return done


def test_an_update_tells_what_it_changes(here: Path) -> None:
    done = run(here, "calendar", "two.yaml", "--update", "old.ics", "-o", "new.ics")
    assert done.returncode == 0
    assert "old.ics: 3 changed" in done.stderr
    assert (
        "  changed    mid-back-release.desk-break-1.w1  Desk break: time 07:30 -> 08:00"
        in done.stderr
    )
    assert "SEQUENCE:1" in (here / "new.ics").read_text(encoding="utf-8")


def test_an_update_may_take_the_place_of_the_old_file(here: Path) -> None:
    run(here, "calendar", "two.yaml", "--update", "old.ics", "-o", "old.ics")
    updated = (here / "old.ics").read_bytes()
    again = run(here, "calendar", "two.yaml", "--update", "old.ics", "-o", "old.ics")
    assert "old.ics: 3 kept" in again.stderr
    assert (here / "old.ics").read_bytes() == updated


def test_an_update_without_a_target_goes_under_the_files_own_name(here: Path) -> None:
    run(here, "calendar", "one.yaml", "--update", "old.ics")
    assert (here / "mid-back-release.ics").read_bytes() == (here / "old.ics").read_bytes()


def test_a_routine_without_its_schedule_cancels_what_is_out_there(here: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").partition("schedule:\n")[0]
    (here / "none.yaml").write_text(text, encoding="utf-8")
    done = run(here, "calendar", "none.yaml", "--update", "old.ics", "-o", "-")
    assert "old.ics: 3 cancelled" in done.stderr
    assert done.stdout.count("STATUS:CANCELLED") == 3


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        ("schema: stretch-routine/v1\n", 1, "line 1: a calendar begins with BEGIN:VCALENDAR"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", 1, "line 2: the file is cut off"),
        (None, 3, "bad.ics: no such file or directory"),
    ],
)
@pytest.mark.parametrize(
    "command", [("calendar", "two.yaml", "--update", "bad.ics"), ("unschedule", "bad.ics")]
)
def test_an_old_file_that_is_no_calendar_stops_it(
    here: Path, command: tuple[str, ...], content: str | None, code: int, says: str
) -> None:
    if content is not None:
        (here / "bad.ics").write_text(content, encoding="utf-8")
    before = {path.name for path in here.iterdir()}
    done = run(here, *command)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert {path.name for path in here.iterdir()} == before


def test_events_are_not_replaced_by_to_dos(here: Path) -> None:
    old = (here / "old.ics").read_text(encoding="utf-8").replace("VEVENT", "VTODO")
    (here / "todo.ics").write_text(old, encoding="utf-8")
    done = run(here, "calendar", "two.yaml", "--update", "todo.ics")
    assert done.returncode == 2
    assert "stretchexport unschedule todo.ics" in done.stderr


def test_to_dos_are_updated_and_taken_back(here: Path) -> None:
    run(here, "calendar", "one.yaml", "--as", "todo", "-o", "old.ics")
    done = run(here, "calendar", "two.yaml", "--as", "todo", "--update", "old.ics", "-o", "new.ics")
    assert "Desk break: time 07:30 -> 08:00\n" in done.stderr
    done = run(here, "unschedule", "new.ics", "-o", "-")
    assert done.stdout.count("BEGIN:VTODO") == done.stdout.count("STATUS:CANCELLED") == 3


def test_several_routines_are_updated_in_one_calendar(here: Path) -> None:
    desk = str(EXAMPLE.with_name("desk-day.yaml"))
    run(here, "calendar", "one.yaml", desk, "-o", "both.ics")
    first = (here / "both.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT")
    done = run(here, "calendar", "two.yaml", desk, "--update", "both.ics", "-o", "both.ics")
    assert f"both.ics: {first - 3} kept, 3 changed" in done.stderr
    done = run(here, "calendar", "two.yaml", "--update", "both.ics", "-o", "-")
    assert f"both.ics: 3 kept, {first - 3} of others and kept" in done.stderr
    assert done.stdout.count("BEGIN:VEVENT") == first


def test_sessions_whose_time_in_utc_nobody_knows_are_not_cancelled(here: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("  timezone: Europe/Berlin\n", "")
    (here / "floating.yaml").write_text(text, encoding="utf-8")
    done = run(here, "calendar", "floating.yaml", "--time", "utc", "--update", "old.ics")
    assert done.returncode == 2
    assert "--time utc: a routine without a time zone" in done.stderr


def test_other_forms_are_not_updated(here: Path) -> None:
    done = run(here, "calendar", "one.yaml", "--jcal", "--update", "old.ics")
    assert done.returncode == 2
    assert "--update: it works on one iCalendar file (.ics)" in done.stderr


def test_unschedule_takes_calendars_and_routines(here: Path) -> None:
    done = run(here, "unschedule", "old.ics", "two.yaml", "-o", "out/")
    assert done.returncode == 0
    assert "old.ics: takes back 3 entries" in done.stderr
    for name in ("old-cancel.ics", "mid-back-release-cancel.ics"):
        text = (here / "out" / name).read_text(encoding="utf-8")
        assert "METHOD:CANCEL" in text
        assert text.count("STATUS:CANCELLED") == 3


def test_unschedule_tells_nothing_if_a_file_is_missing(here: Path) -> None:
    done = run(here, "unschedule", "old.ics", "none.ics", "-o", "out/")
    assert done.returncode == 3
    assert done.stderr == "error: none.ics: no such file or directory\n"
    assert not (here / "out").exists()


def test_unschedule_knows_a_calendar_by_its_content_too(here: Path) -> None:
    (here / "feed").write_bytes((here / "old.ics").read_bytes())
    done = run(here, "unschedule", "feed", "-o", "back.ics")
    assert "feed: takes back 3 entries" in done.stderr
    done = run(here, "unschedule", "old.ics", "-o", "old.ics")
    assert done.returncode == 2
    assert "-o old.ics: that is the file it would be made of" in done.stderr


def test_unschedule_takes_back_all_of_a_routine_whose_calendar_is_several_files(here: Path) -> None:
    dates = [dt.date(2026, 12, 7) + dt.timedelta(days=number) for number in range(360)]
    text = EXAMPLE.read_text(encoding="utf-8").replace("weeks: 6", "weeks: 60")
    days = ", ".join(str(one) for one in dates)
    text = text.replace("on: [mon, wed, fri]", f"dates: [{days}]").replace("skip: [2026-12-25]", "")
    text = text.replace('"07:30"', '["07:30", "12:30", "17:30"]')
    (here / "long.yaml").write_text(text, encoding="utf-8")
    run(here, "calendar", "long.yaml", "-o", "out/")
    assert len([*(here / "out").iterdir()]) > 1
    done = run(here, "unschedule", "long.yaml", "-o", "-")
    assert done.stdout.count("STATUS:CANCELLED") == 1080


def test_unschedule_of_a_file_without_our_events_is_refused(here: Path) -> None:
    (here / "other.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", encoding="utf-8")
    done = run(here, "unschedule", "other.ics")
    assert done.returncode == 2
    assert "other.ics: there is no session to take back" in done.stderr


def test_names_that_cannot_be_written_are_refused(here: Path) -> None:
    (here / "a:b.ics").write_bytes((here / "old.ics").read_bytes())
    (here / "sub").mkdir()
    (here / "sub" / "old.ics").write_bytes((here / "old.ics").read_bytes())
    for files in (("a:b.ics",), ("old.ics", "sub/old.ics")):
        done = run(here, "unschedule", *files)
        assert done.returncode == 3
        assert "nothing was written" in done.stderr
