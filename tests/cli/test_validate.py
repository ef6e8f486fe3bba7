"""``stretchexport validate``: what it takes, what it prints, how it leaves."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from stretchexport.cli import app

GOOD = Path(__file__).parent.parent / "corpus" / "checks" / "base.yaml"
TEXT = GOOD.read_text(encoding="utf-8")
LINE = TEXT[: TEXT.index("hold: 30s")].count("\n") + 1
"""The line of the mistake in ``broken``."""


def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, ["validate", *map(str, arguments)], input=stdin)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A routine with one error."""
    return made(tmp_path / "broken.yaml", ("hold: 30s", "hold: 1:30"))


@pytest.fixture
def floating(tmp_path: Path) -> Path:
    """A routine with one warning."""
    return made(tmp_path / "floating.yaml", ("  timezone: Europe/Berlin\n", ""))


def made(path: Path, *changes: tuple[str, str]) -> Path:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_is_searched_and_what_it_holds_is_told_in_order(
    tmp_path: Path, broken: Path
) -> None:
    made(tmp_path / "b" / "good.yaml")
    (tmp_path / "other.yaml").write_text("a: 1\n")
    result = run(tmp_path)
    assert result.exit_code == 1
    assert f"{tmp_path}/b/good.yaml: valid, no findings\n{broken}:{LINE}:32: error" in result.stdout
    assert result.stdout.endswith("2 files: 1 valid, 1 failed\n")
    assert "other" not in result.stdout


def test_a_file_that_is_named_twice_is_checked_once(tmp_path: Path, broken: Path) -> None:
    result = run(broken, tmp_path, broken)
    assert result.stdout.count("error[SE206]") == 1
    assert "files:" not in result.stdout


def test_a_folder_without_a_routine_is_told_and_leaves_with_3(tmp_path: Path) -> None:
    result = run(tmp_path, GOOD)
    assert result.exit_code == 3
    assert "there is no routine in this folder" in result.stderr
    assert f"{GOOD}: valid" in result.stdout


def test_a_dash_is_standard_input() -> None:
    result = run("-", "--format", "json", stdin=TEXT.replace("hold: 30s", "hold: 1:30").encode())
    (file,) = json.loads(result.stdout)["files"]
    assert (file["file"], file["findings"][0]["code"]) == ("-", "SE206")


def test_an_unreadable_file_does_not_hide_what_the_others_have(broken: Path) -> None:
    result = run("none.yaml", broken)
    assert result.exit_code == 3
    assert "none.yaml: no such file or directory" in result.stderr
    assert "error[SE206]" in result.stdout


def test_strict_lets_warnings_fail(floating: Path) -> None:
    assert run(floating).exit_code == 0
    assert run(floating, "--strict").exit_code == 1
    assert run(floating, "--strict", "--ignore", "SE603").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--select", "schema"), 1, "failed, 1 error\n"),
        (("--select", "SE206,dose"), 1, "failed, 1 error\n"),
        (("--select", "dose", "--select", "schema"), 1, "failed, 1 error\n"),
        (("--ignore", "schedule"), 1, "failed, 1 error\n"),
        (("--select", "dose"), 0, "passed, no findings, 1 left out, errors among them"),
        (("--ignore", "se206"), 0, "passed, no findings, 1 left out, errors among them"),
        (("--select", "schema", "--ignore", "SE206"), 0, "passed, no findings, 1 left out"),
    ],
)
def test_select_and_ignore_choose_what_is_told_and_what_fails(
    arguments: tuple[str, ...], code: int, told: str, broken: Path
) -> None:
    result = run(broken, *arguments)
    assert result.exit_code == code
    assert told in result.stdout
    assert ("error[SE206]" in result.stdout) is (code == 1)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--select", "SE260"), "--select: there is no code and no family SE260; did you mean SE2"),
        (
            ("--ignore", "dosis"),
            "--ignore: there is no code and no family dosis; did you mean d",
        ),
    ],
)
def test_an_unknown_code_is_wrong_usage(arguments: tuple[str, ...], hint: str) -> None:
    result = run(GOOD, *arguments)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert result.stdout == ""


def test_silenced_findings_are_counted(tmp_path: Path) -> None:
    path = made(
        tmp_path / "silent.yaml",
        ("  timezone: Europe/Berlin\n", "  silence: [{code: SE603, reason: We travel.}]\n"),
    )
    result = run(path, "--strict")
    assert (result.exit_code, result.stdout) == (0, f"{path}: valid, no findings, 1 silenced\n")
    (file,) = json.loads(run(path, "--format", "json").stdout)["files"]
    assert [(one["code"], one["reason"]) for one in file["silenced"]] == [("SE603", "We travel.")]


def test_leaving_a_code_out_makes_no_silence_unused(tmp_path: Path) -> None:
    path = made(
        tmp_path / "silent.yaml",
        ("  timezone: Europe/Berlin\n", "  silence: [{code: SE603, reason: We travel.}]\n"),
    )
    for arguments in (("--ignore", "SE603"), ("--select", "reference")):
        assert "SE321" not in run(path, *arguments).stdout


def test_a_mistake_in_reading_is_drawn_too(tmp_path: Path) -> None:
    path = tmp_path / "tab.yaml"
    path.write_text("schema: stretch-routine/v1\nsessions:\n\tdesk: 1\n")
    assert "    3 |     desk: 1\n      | ^^^^\n" in run(path).stdout


def test_json_holds_every_file(broken: Path, floating: Path) -> None:
    data = json.loads(run(broken, floating, "none.yaml", "--format", "json").stdout)
    assert [file["valid"] for file in data["files"]] == [False, True, False]
    assert data["summary"] == {
        "files": 3,
        "failed": 2,
        "unreadable": 1,
        "errors": 1,
        "warnings": 1,
        "notes": 0,
        "silenced": 0,
        "left_out": 0,
        "mended": 0,
    }


def test_sarif_names_files_as_seen_from_the_folder_the_command_runs_in(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken.parent)
    result = run(broken, "none.yaml", "--format", "sarif")
    (log,) = json.loads(result.stdout)["runs"]
    (found,) = log["results"]
    place: dict[str, Any] = found["locations"][0]["physicalLocation"]
    assert result.exit_code == 3
    assert place["artifactLocation"]["uri"] == "broken.yaml"
    assert place["region"]["startLine"] == LINE
    assert log["invocations"][0]["executionSuccessful"] is False


def test_github_prints_nothing_but_commands(
    broken: Path, floating: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken.parent)
    lines = run(broken, GOOD, floating, "--format", "github").stdout.splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "::error file=broken.yaml",
        "::warning file=floating.yaml",
    ]


def test_junit_is_one_document(broken: Path) -> None:
    result = run(broken, GOOD, "none.yaml", "--format", "junit")
    cases = ET.fromstring(result.stdout).iter("testcase")
    assert [[child.tag for child in case] for case in cases] == [["failure"], [], ["error"]]


@pytest.mark.parametrize("output", ["text", "json", "sarif", "github", "junit"])
def test_every_format_leaves_with_the_same_code(output: str, broken: Path, floating: Path) -> None:
    for arguments, code in (
        ((GOOD,), 0),
        ((floating,), 0),
        ((floating, "--strict"), 1),
        ((broken,), 1),
        ((broken, "none.yaml"), 3),
    ):
        assert run(*arguments, "--format", output).exit_code == code


@pytest.mark.parametrize("output", ["text", "json", "sarif", "github", "junit"])
def test_a_file_whose_name_is_no_text_is_reported(output: str, tmp_path: Path) -> None:
    name = os.fsdecode(b"a\xff\nb.yaml")
    made(tmp_path / name, ("hold: 30s", "hold: 1:30"))
    result = run(tmp_path, f"{name}.none", "--format", output)
    assert result.exit_code == 3
    assert result.stdout.encode()


def test_a_bar_shows_how_far_many_files_are_on_a_terminal_only(tmp_path: Path) -> None:
    for number in range(25):
        made(tmp_path / f"{number}.yaml")
    command = [sys.executable, "-m", "stretchexport", "validate", str(tmp_path), "--format", "json"]
    main, secondary = pty.openpty()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=secondary, check=True)
    os.close(secondary)
    assert b"Checking" in os.read(main, 4096)
    os.close(main)
    assert len(json.loads(done.stdout)["files"]) == 25
    assert subprocess.run(command, capture_output=True, check=True).stderr == b""


def test_memory_stays_flat_over_many_files(tmp_path: Path) -> None:
    for number in range(300):
        made(tmp_path / f"{number}.yaml", ("title: Base", f"title: Number {number}"))

    def peak(*paths: Path) -> int:
        code = (
            "import resource, sys; from stretchexport.cli import app\n"
            "try: app(sys.argv[1:])\n"
            "except SystemExit: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        command = [sys.executable, "-c", code, "validate", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, check=True)
        return int(done.stdout.split()[-1])

    assert peak(tmp_path) < 1.1 * peak(*sorted(tmp_path.iterdir())[:30])


def test_a_calendar_is_sent_to_the_doctor() -> None:
    result = run("-", stdin=b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    assert result.exit_code == 1
    assert "this is a calendar and no routine" in result.stdout
    assert "'stretchexport doctor' checks calendars" in result.stdout


def test_a_fit_file_is_sent_to_import_and_review() -> None:
    result = run("-", stdin=b"\x0e\x10\xd0\x52\x74\x0f\x00\x00.FIT\x7b\xc3")
    assert result.exit_code == 1
    assert "this is a FIT file and no routine" in result.stdout
    assert "'stretchexport import'" in result.stdout
    assert "'stretchexport review'" in result.stdout


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xc3\xa4", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a Word, Excel or ZIP file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
    ],
)
def test_what_is_no_text_is_told_as_what_it_is(data: bytes, what: str) -> None:
    result = run("-", stdin=data)
    assert result.exit_code == 1
    assert f"error[SE104] this is {what} and no routine" in result.stdout
    assert "a routine is plain text, YAML or JSON" in result.stdout
    assert "-: failed, 1 error\n" in result.stdout


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'{"schema": "workout-plan/v1", "generator": {}, "title": 3}', "a workout-plan/v1"),
        (b"plan_version: 1\nmeta: {}\n", "a Portable Workout Format plan"),
        (b'[{"name": "Reach", "instructions": []}]', "exercise records of free-exercise-db"),
    ],
)
def test_what_import_takes_is_sent_there_and_nothing_else_is_said_of_it(
    data: bytes, what: str
) -> None:
    result = run("-", stdin=data)
    assert result.exit_code == 1
    assert f"error[SE205] this is {what} and no routine" in result.stdout
    assert "'stretchexport import' makes a routine of it" in result.stdout
    assert "-: failed, 1 error\n" in result.stdout


def test_a_routine_with_a_key_of_exercise_records_is_still_a_routine() -> None:
    result = run("-", stdin=b"schema: stretch-routine/v1\ninstructions: [Lean in.]\n")
    assert 'there is no key "instructions" here' in result.stdout


def test_selecting_and_ignoring_the_same_is_wrong_usage(floating: Path) -> None:
    result = run(floating, "--select", "SE603", "--ignore", "schedule")
    assert result.exit_code == 2
    assert "nothing would be told" in result.stderr


def test_a_path_into_no_folder_and_a_folder_for_a_file_are_told_apart(tmp_path: Path) -> None:
    result = run(tmp_path / "none" / "a.yaml")
    assert f"there is no folder {tmp_path / 'none'}" in result.stderr
    command = [sys.executable, "-m", "stretchexport", "show", str(tmp_path)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    assert shown.returncode == 3
    assert "this is a folder; name a file in it" in shown.stderr


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "just text\n", "[]\n"])
def test_a_file_that_is_no_routine_at_all_is_told_how_to_start(text: str) -> None:
    result = run("-", stdin=text.encode())
    assert "help: 'stretchexport new' writes a routine to start from" in result.stdout


def many(folder: Path, count: int) -> list[Path]:
    """As many files, of which every third has an error, and one is not there."""
    changes = [(), (("hold: 30s", "hold: 1:30"),), (("  timezone: Europe/Berlin\n", ""),)]
    files = [made(folder / f"{n}.yaml", *changes[n % 3]) for n in range(count)]
    files[count // 2].unlink()
    return files


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_many_files_are_told_as_one_by_one(tmp_path: Path, form: str) -> None:
    files = many(tmp_path, 100)
    results = [run(file, "--format", form) for file in files]
    together = run(*files, "--format", form)
    assert together.exit_code == max(one.exit_code for one in results) == 3
    assert together.stderr == "".join(one.stderr for one in results)
    if form == "json":
        every = [json.loads(one.stdout)["files"][0] for one in results]
        assert json.loads(together.stdout)["files"] == every
    else:
        told = "".join(one.stdout for one in results)
        total = "100 files: 66 valid, 33 failed, 1 cannot be read\n" if form == "text" else ""
        assert together.stdout == told + total


def test_many_files_can_be_interrupted(tmp_path: Path) -> None:
    # More output than a pipe holds: it cannot be done before it is interrupted.
    files = [made(tmp_path / f"{n}.yaml", ("hold: 30s", "hold: 1:30")) for n in range(400)]
    with subprocess.Popen(
        [sys.executable, "-m", "stretchexport", "validate", *map(str, files)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # tests that run in the background of a shell are deaf to it, and so are their children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate()
    assert process.returncode == 130
    assert told == b""
