"""``stretchexport review``: what it prints, draws and refuses."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from garmin_fit_sdk import Decoder, Stream
from typer.testing import CliRunner

from reviewing.example import activities
from reviewing.recorder import Watch
from stretchexport.cli import app
from stretchexport.packaged_schemas import REVIEW, validator
from stretchexport.reporting.terminal import COLUMNS

if TYPE_CHECKING:
    from typer.testing import Result

    from stretchexport.model import Routine

ROOT = Path(__file__).parent.parent.parent
ROUTINE = str(ROOT / "examples" / "mid-back-release.yaml")
FOLDER = ROOT / "examples" / "activities"
WORKOUT = ROOT / "tests" / "golden" / "fit" / "mid-back-release-desk-break-w1.fit"
PICTURE = ROOT / "docs" / "images" / "review.svg"
FIRST = str(FOLDER / "2026-12-14.fit")


def review(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["review", ROUTINE, *arguments])


def reviewed(*arguments: str) -> dict[str, Any]:
    done = review(*arguments, "--format", "json")
    assert done.exit_code == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    validator(REVIEW).validate(told)
    return told


def test_the_example_activities_are_what_the_watch_of_the_tests_records(
    example: Routine, request: pytest.FixtureRequest
) -> None:
    made = activities(example)
    if request.config.getoption("--update-golden"):
        FOLDER.mkdir(exist_ok=True)
        for name, data in made.items():
            (FOLDER / name).write_bytes(data)
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == made


def test_the_example_activities_are_sound_to_the_decoder_of_garmin() -> None:
    for path in FOLDER.iterdir():
        stream = Stream.from_byte_array(bytearray(path.read_bytes()))
        assert Decoder(stream).check_integrity()


def test_the_picture_of_the_docs_is_that_of_the_example(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    target = tmp_path / "weeks.svg"
    assert review(str(FOLDER), "--picture", str(target)).exit_code == 0
    if request.config.getoption("--update-golden"):
        PICTURE.write_bytes(target.read_bytes())
    assert target.read_bytes() == PICTURE.read_bytes()


def test_the_text_of_the_docs_is_that_of_the_example() -> None:
    page = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
    for arguments in ((FIRST,), (str(FOLDER),)):
        printed = review(*arguments).stdout
        assert [line for line in printed.splitlines() if line not in page] == []


def test_an_activity_is_shown_stretch_by_stretch() -> None:
    text = review(FIRST).stdout
    assert "Desk break, Mon 2026-12-14 07:40 (week 2, planned for 07:30): 66 % in part" in text
    assert "right    0 of 3" in text
    assert "3 skipped" in text


def test_a_folder_is_a_log_with_what_was_missed() -> None:
    text = review(str(FOLDER)).stdout
    assert "Fri 2026-12-18 07:30  Desk break             missed" in text
    assert "2  from 2026-12-14" in text
    assert "In a row: 2 planned sessions now, 5 at most" in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_one_session_in_a_row_is_one() -> None:
    text = review(str(FOLDER / "2026-12-07.fit"), "--until", "2026-12-07").stdout
    assert "In a row: 1 planned session now, 1 at most" in text


def test_lines_fit_the_width_of_the_house() -> None:
    lines = [line for one in (FIRST, str(FOLDER)) for line in review(one).stdout.splitlines()]
    assert max(map(len, lines)) <= COLUMNS


def test_many_activities_of_other_kinds_are_counted_and_not_listed(tmp_path: Path) -> None:
    for number in range(13):
        running = Watch("laps", keeps=(), sport=(1, 0), serial=100 + number)
        data = running.record(WORKOUT.read_bytes(), dt.datetime(2026, 12, 7, 12))
        (tmp_path / f"{number}.fit").write_bytes(data)
        (tmp_path / f"workout-{number}.fit").write_bytes(WORKOUT.read_bytes() + bytes(number))
    done = review(str(tmp_path))
    assert done.exit_code == 0
    assert "  and 3 more\n" in done.stdout
    assert "note: and 3 more" in done.stderr


def test_scripts_get_every_step() -> None:
    told = reviewed(FIRST)
    (session,) = told["sessions"]
    assert session["planned"] == "2026-12-14T07:30:00+01:00"
    assert [one["outcome"] for one in session["steps"]].count("skipped") == 3
    assert {one["side"] for one in session["steps"] if one["outcome"] == "skipped"} == {"right"}
    assert told["until"] is None
    assert reviewed(str(FOLDER))["until"] == "2026-12-23"


def test_every_key_for_scripts_is_in_the_docs() -> None:
    page = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")

    def keys(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(keys, node))
        if not isinstance(node, dict):
            return set()
        return set(node) | set().union(*map(keys, node.values()))

    named = keys(reviewed(str(FOLDER)))
    assert [one for one in sorted(named) if f"`{one}`" not in page] == []


def test_until_counts_what_came_after_the_last_activity() -> None:
    told = reviewed(FIRST, "--until", "2026-12-19")
    missed = [one["planned"][:10] for one in told["sessions"] if one["status"] == "missed"]
    assert missed == ["2026-12-07", "2026-12-09", "2026-12-11", "2026-12-16", "2026-12-18"]


@pytest.mark.parametrize("suffix", [".svg", ".html"])
def test_the_picture_says_in_words_what_it_shows(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"weeks{suffix}"
    assert review(str(FOLDER), "--picture", str(target)).exit_code == 0
    text = target.read_text(encoding="utf-8")
    drawing = ET.fromstring(text[text.index("<svg") : text.index("</svg>") + 6])
    names = [child.tag.rpartition("}")[2] for child in drawing[:2]]
    assert names == ["title", "desc"]
    assert "Week 2, from 2026-12-14: 48 % kept, 0 of 3 sessions done" in str(drawing[1].text)
    assert "left 66 %, right 11 %" in str(drawing[1].text)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("README.md",), 1, "this is not a FIT file"),
        ((str(WORKOUT),), 1, "this is a workout file, not a recorded activity"),
        ((FIRST, "README.md"), 1, "this is not a FIT file"),
        (("README.md", "nothing.fit"), 3, "no such file"),
        (("nothing.fit",), 3, "no such file"),
        (("{folder}",), 1, "this is not a FIT file"),
        (("{empty}",), 3, "there is no activity (.fit) in this folder"),
        ((FIRST, "--until", "soon"), 2, "write a date"),
        ((FIRST, "--picture", "weeks.png"), 2, "ends with .svg or .html"),
        ((FIRST, "--picture", "{empty}/none/weeks.svg"), 3, "there is no folder"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    monkeypatch.chdir(ROOT)
    empty, folder = tmp_path / "empty", tmp_path / "folder"
    empty.mkdir()
    folder.mkdir()
    (folder / "x.fit").write_bytes(b"not one")
    done = review(*(one.format(empty=empty, folder=folder) for one in arguments))
    assert (done.exit_code, told in done.stderr) == (code, True), done.stderr
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_nothing_is_written_that_was_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(Path(FIRST).read_bytes())
    assert review(str(tmp_path)).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.fit"]
