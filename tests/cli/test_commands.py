"""The command line as people and scripts meet it: output, exit codes, and what is left on disk."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from stretchexport.exporters import registry

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "mid-back-release.yaml"
PLAIN = ROOT / "tests" / "corpus" / "checks" / "base.yaml"
DESK = ROOT / "examples" / "desk-day.yaml"
BROKEN_LINE = 1 + PLAIN.read_text().splitlines().index(
    next(line for line in PLAIN.read_text().splitlines() if "hold: 30s" in line)
)
CLI = (sys.executable, "-m", "stretchexport")


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*CLI, *map(str, arguments)], input=stdin, capture_output=True, check=False
    )


def out(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stdout.decode()


def err(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stderr.decode()


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(PLAIN.read_text().replace("hold: 30s", "hold: 1:30"))
    return path


def test_an_export_that_leaves_nobody_with_a_file_is_wrong_usage(tmp_path: Path) -> None:
    text = EXAMPLE.read_text()
    (tmp_path / "never.yaml").write_text(text[: text.index("\nschedule:")])
    target = ("--only", "calendar", "--out", tmp_path / "out")
    result = run("export", tmp_path / "never.yaml", *target)
    assert result.returncode == 2
    assert "schedule: there is none, so there is nothing to put in a calendar" in out(result)
    assert "never.yaml: there is nothing to write" in err(result)
    assert not (tmp_path / "out").exists()
    report = json.loads(out(run("export", tmp_path / "never.yaml", *target, "--format", "json")))
    assert report["ok"] is False
    assert report["results"][0]["problem"].endswith("never.yaml: there is nothing to write")
    both = run("export", tmp_path / "never.yaml", EXAMPLE.with_name("desk-day.yaml"), *target)
    assert both.returncode == 0, err(both)


def test_one_command_writes_every_format_and_says_what_to_do_with_it(tmp_path: Path) -> None:
    result = run("export", EXAMPLE, "--out", tmp_path / "out")
    assert result.returncode == 0, err(result)
    written = files(tmp_path / "out")
    assert {Path(name).suffix for name in written} == {".ics", ".pdf", ".json", ".fit"}
    for name in written:
        assert name in out(result)
    assert "done as self-hug (it needs no equipment)" in out(result)


def test_a_folder_stands_for_the_routines_in_it(tmp_path: Path) -> None:
    clients = tmp_path / "clients"
    (clients / "anna").mkdir(parents=True)
    (clients / "anna" / "back.yaml").write_bytes(EXAMPLE.read_bytes())
    (clients / "desk.yaml").write_bytes(DESK.read_bytes())
    (clients / "notes.yaml").write_text("title: not a routine")
    assert run("export", clients, "-o", tmp_path / "out", "--only", "plan").returncode == 0
    assert files(tmp_path / "out") == {"mid-back-release.plan.json", "desk-day.plan.json"}
    assert run("calendar", clients, "-o", tmp_path / "all.ics").returncode == 0
    listed = json.loads(out(run("calendar", clients, "--explain", "--format", "json")))
    assert len(listed) == 2


def test_a_folder_without_routines_is_told_and_no_routine_in_one_is_overwritten(
    tmp_path: Path,
) -> None:
    result = run("export", tmp_path, "-o", tmp_path / "out")
    assert result.returncode == 3
    assert "there is no routine in this folder" in err(result)
    (tmp_path / "desk.yaml").write_bytes(DESK.read_bytes())
    assert run("calendar", tmp_path, "-o", tmp_path / "desk.yaml").returncode == 2
    assert (tmp_path / "desk.yaml").read_bytes() == DESK.read_bytes()


def test_a_calendar_as_a_report_is_sent_to_export(tmp_path: Path) -> None:
    result = run("calendar", EXAMPLE, "-o", tmp_path / "a.ics", "--format", "json")
    assert result.returncode == 2
    assert "export --only calendar --format json" in err(result)
    assert files(tmp_path) == set()


def test_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    run("export", EXAMPLE, "-o", tmp_path, "--only", "calendar,plan")
    assert files(tmp_path) == {"mid-back-release.ics", "mid-back-release.plan.json"}


def test_without_a_choice_the_four_formats_of_everyday_are_written(tmp_path: Path) -> None:
    run("export", DESK, "-o", tmp_path)
    assert {name.rpartition(".")[2] for name in files(tmp_path)} == {"ics", "pdf", "json", "fit"}


def test_all_means_every_format_there_is(tmp_path: Path) -> None:
    result = run("export", DESK, "-o", tmp_path, "--only", "all", "--format", "json")
    made = json.loads(out(result))["results"][0]["exports"]
    assert [one["exporter"] for one in made] == list(registry.names())


def test_an_option_goes_to_every_chosen_format_that_has_it(tmp_path: Path) -> None:
    run("export", DESK, "-o", tmp_path / "a", "--sport", "yoga", "--unroll", "--only", "plan,fit")
    run("fit", DESK, "-o", f"{tmp_path}/b/", "--sport", "yoga", "--unroll")
    run("fit", DESK, "-o", f"{tmp_path}/c/")
    for path in (tmp_path / "b").glob("desk-day-*.fit"):
        assert path.read_bytes() == (tmp_path / "a" / path.name).read_bytes()
        assert path.read_bytes() != (tmp_path / "c" / path.name).read_bytes()


def test_an_option_that_no_chosen_format_has_names_those_that_have_it(tmp_path: Path) -> None:
    result = run("export", DESK, "-o", tmp_path, "--only", "calendar,plan", "--unroll")
    assert result.returncode == 2
    assert "--unroll: not an option of calendar, plan" in err(result)
    assert "--only fit" in err(result)
    assert files(tmp_path) == set()


def test_every_file_reads_back(tmp_path: Path) -> None:
    result = run("export", EXAMPLE, "--out", tmp_path, "--verify", "--format", "json")
    data = json.loads(out(result))
    made = [file for one in data["results"][0]["exports"] for file in one["files"]]
    assert data["ok"] is True
    assert all(file["verified"] for file in made)
    assert {Path(file["path"]).name for file in made} == files(tmp_path)


def test_equipment_and_variant_choose_the_way(tmp_path: Path) -> None:
    for arguments, chosen in (
        (("--with", "doorway"), "doorway"),
        (("--with", "doorway", "--with", "cable-machine"), "cable"),
        (("--variant", "mid-back-reach=cable"), "cable"),
    ):
        result = run(
            "export", EXAMPLE, "--out", tmp_path, "--only", "plan", "--format", "json", *arguments
        )
        choices = json.loads(out(result))["results"][0]["choices"]
        assert [one["variant"] for one in choices] == [chosen]


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path, broken: Path) -> None:
    target = tmp_path / "out"
    result = run("export", broken, tmp_path / "none.yaml", DESK, "--out", target, "--only", "plan")
    assert result.returncode == 3
    assert files(target) == {"desk-day.plan.json"}
    assert f"broken.yaml:{BROKEN_LINE}:32: error[SE206]" in err(result)
    assert "none.yaml: no such file or directory" in err(result)


def test_a_routine_with_errors_leaves_what_was_there(tmp_path: Path, broken: Path) -> None:
    run("export", EXAMPLE, "--out", tmp_path, "--only", "plan")
    before = (tmp_path / "mid-back-release.plan.json").read_bytes()
    broken.write_text(EXAMPLE.read_text().replace("hold: 30s", "hold: 1:30"))
    result = run("export", broken, "--out", tmp_path, "--only", "plan")
    assert result.returncode == 1
    assert (tmp_path / "mid-back-release.plan.json").read_bytes() == before


def test_of_two_routines_with_one_id_the_second_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(EXAMPLE.read_bytes())
    result = run("export", EXAMPLE, copy, "--out", tmp_path / "out")
    assert result.returncode == 2
    assert f"{copy}: nothing was written, since {EXAMPLE} has just written" in err(result)


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    result = run("export", EXAMPLE, "--out", tmp_path / "out")
    assert result.returncode == 3
    assert f"{tmp_path / 'out'}: this is a file; name a folder" in err(result)
    result = run("export", EXAMPLE, "--out", os.devnull, "--only", "text")
    assert f"{os.devnull}: this is a file; name a folder" in err(result)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", EXAMPLE), "--out"),
        (("export", EXAMPLE, "--out", "x", "--only", "calender"), "did you mean calendar?"),
        (("export", EXAMPLE, "--out", "x", "--only", " ,"), "--only: name a format; there are cal"),
        (("export", EXAMPLE, "--out", "x", "--with", "dorway"), "did you mean doorway?"),
        (("export", EXAMPLE, "--out", "x", "--variant", "self-hug"), "STRETCH=ID"),
        (("export", EXAMPLE, "--out", "x", "--variant", "mid-back-reach=hug"), "it has"),
        (("export", EXAMPLE, "--out", "x", "--variant", "midback=hug"), "no such stretch"),
        (("fit", EXAMPLE, "-o", "x.fit"), "ends with /"),
        (("show", EXAMPLE, "--week", "7"), "has 6 weeks"),
        (("export", EXAMPLE, "--out", "-"), "name a folder"),
        (("cards", EXAMPLE, "--sheet", "pokr"), "did you mean poker?"),
        (("schema", "card"), "workout-plan"),
        (("exprot",), "export"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(map(str, value[2:])),
)
def test_wrong_usage_exits_with_2_and_says_what_is_right(
    arguments: tuple[str | Path, ...], says: str, tmp_path: Path
) -> None:
    result = subprocess.run(
        [*CLI, *map(str, arguments)], capture_output=True, check=False, cwd=tmp_path
    )
    assert result.returncode == 2
    assert says in err(result)
    assert "Traceback" not in err(result)
    assert files(tmp_path) == set()


@pytest.mark.parametrize("command", ["validate", "show", "calendar", "cards", "plan", "fit"])
def test_a_file_that_cannot_be_read_exits_with_3(command: str, tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        result = run(command, path)
        assert result.returncode == 3
        assert "Traceback" not in err(result)


def test_a_folder_that_cannot_be_written_exits_with_3(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    result = run("export", EXAMPLE, "--out", blocked / "out")
    assert result.returncode == 3
    assert "Traceback" not in err(result)
    assert blocked.read_text() == "in the way"


def test_a_dash_is_standard_input_and_output(tmp_path: Path) -> None:
    piped = run("plan", "-", "-o", "-", stdin=EXAMPLE.read_bytes())
    run("plan", EXAMPLE, "-o", tmp_path / "plan.json")
    assert piped.returncode == 0
    assert piped.stdout == (tmp_path / "plan.json").read_bytes()


def test_a_format_goes_under_its_own_name_where_no_target_is_given(tmp_path: Path) -> None:
    subprocess.run([*CLI, "calendar", str(EXAMPLE)], check=True, capture_output=True, cwd=tmp_path)
    assert files(tmp_path) == {"mid-back-release.ics"}


def test_several_files_of_a_format_go_into_a_folder(tmp_path: Path) -> None:
    result = run("fit", DESK, "-o", f"{tmp_path}/watch/")
    assert result.returncode == 0
    assert len(files(tmp_path / "watch")) == 4


def test_validate_counts_what_it_found_and_draws_the_place(broken: Path) -> None:
    result = run("validate", PLAIN, broken)
    assert result.returncode == 1
    assert f"{PLAIN}: valid, no findings" in out(result)
    assert f"{broken}: failed, 1 error" in out(result)
    assert "hold: 1:30" in out(result)
    assert "^^^^" in out(result)


def test_validate_speaks_json(broken: Path) -> None:
    result = run("validate", PLAIN, broken, "--format", "json")
    first, second = json.loads(out(result))["files"]
    assert first == {"file": str(PLAIN), "valid": True, "findings": []}
    assert second["findings"][0]["code"] == "SE206"
    assert second["findings"][0]["span"]["line"] == BROKEN_LINE


def test_strict_lets_a_warning_fail(tmp_path: Path) -> None:
    path = tmp_path / "floating.yaml"
    path.write_text(EXAMPLE.read_text().replace("  timezone: Europe/Berlin\n", ""))
    assert run("validate", path).returncode == 0
    assert run("validate", "--strict", path).returncode == 1


def test_show_keeps_the_time_after_a_long_name(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    long = "Child's pose with the hands far forward"
    path.write_text(EXAMPLE.read_text().replace("name: Child's pose", f"name: {long}"))
    assert f"Next: {long}, 10 s" in out(run("show", path))


def test_show_tells_times_sides_and_totals() -> None:
    text = out(run("show", EXAMPLE))
    assert "Desk break: 5 min 50 s" in text
    assert "left, set 1 of 3" in text
    assert "17 sessions in 6 weeks" in text
    later = json.loads(out(run("show", EXAMPLE, "--week", "5", "--format", "json")))
    assert later["sessions"][0]["seconds"] == 665


def test_formats_tell_what_each_is_for_and_cannot_hold() -> None:
    told = json.loads(out(run("formats", "--format", "json")))
    assert [one["name"] for one in told[:4]] == ["calendar", "cards", "plan", "fit"]
    assert all(one["purpose"] and one["next_step"] and one["limits"] for one in told)


@pytest.mark.parametrize("name", ["stretch-routine", "workout-plan"])
def test_schema_prints_the_schema_as_it_is_in_the_project(name: str) -> None:
    assert run("schema", name).stdout == (ROOT / "schemas" / f"{name}.schema.json").read_bytes()


def test_hostile_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    text = EXAMPLE.read_text().replace("title: Desk break", 'title: "a\u202eb\u009bc"')
    path.write_text(text, encoding="utf-8")
    for arguments in (("show", path), ("validate", path), ("export", path, "--out", tmp_path)):
        result = run(*arguments)
        assert "\u202e" not in out(result) + err(result)
        assert "\u009b" not in out(result) + err(result)


def test_there_is_colour_on_a_terminal_only_and_not_against_no_color(broken: Path) -> None:
    assert b"\x1b[" not in run("validate", broken).stdout
    assert b"\x1b[31" in _on_a_terminal(broken, {})
    assert b"\x1b[" not in _on_a_terminal(broken, {"NO_COLOR": "1"})


def _on_a_terminal(path: Path, environment: dict[str, str]) -> bytes:
    """What ``validate`` writes when its output is a terminal."""
    main, secondary = pty.openpty()
    base = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"}
    with subprocess.Popen(
        [*CLI, "validate", str(path)], stdout=secondary, stderr=secondary, env=base | environment
    ):
        os.close(secondary)
        seen = b""
        while True:
            try:
                part = os.read(main, 4096)
            except OSError:  # Linux says EIO when the other end is closed
                break
            if not part:
                break
            seen += part
    os.close(main)
    return seen


def test_the_routine_itself_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    result = run("plan", path, "-o", path)
    assert result.returncode == 2
    assert path.read_bytes() == EXAMPLE.read_bytes()


def test_two_routines_never_overwrite_each_other_s_files(tmp_path: Path) -> None:
    one = EXAMPLE.read_text().replace("desk-break", "b-c")
    other = one.replace("id: mid-back-release", "id: mid-back-release-b").replace("b-c", "c")
    (tmp_path / "one.yaml").write_text(one)
    (tmp_path / "other.yaml").write_text(other)
    result = run(
        "export", tmp_path / "one.yaml", tmp_path / "other.yaml", "--only", "fit",
        "--out", tmp_path / "out",
    )  # fmt: skip
    assert result.returncode == 2
    assert "export them into different folders" in err(result)
    assert len(files(tmp_path / "out")) == 4


def test_a_full_disk_behind_standard_output_exits_with_3() -> None:
    with Path("/dev/full").open("wb") as full:
        for command in (("show", EXAMPLE), ("schema",), ("plan", EXAMPLE, "-o", "-")):
            result = subprocess.run(
                [*CLI, *map(str, command)], stdout=full, stderr=subprocess.PIPE, check=False
            )
            assert result.returncode == 3
            assert b"Traceback" not in result.stderr
            assert b"no space left" in result.stderr


def test_a_reader_that_stops_reading_is_no_error() -> None:
    with subprocess.Popen(
        [*CLI, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_terminal_that_lacks_a_character_is_no_reason_to_stop(tmp_path: Path) -> None:
    path = tmp_path / "emoji.yaml"
    path.write_text(EXAMPLE.read_text().replace("title: Desk break", "title: \u62c9 \U0001f9d8"))
    result = subprocess.run(
        [*CLI, "show", str(path)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert result.returncode == 0
    assert b"\\u62c9" in result.stdout
