"""``stretchexport import``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from stretchexport.cli import app

EXAMPLE = str(ROOT / "examples" / "mid-back-release.yaml")


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["plan", EXAMPLE, "-o", "mid.plan.json"]).exit_code == 0
    return "mid.plan.json"


def test_a_plan_becomes_a_routine_that_validates(plan: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["import", plan])
    assert result.exit_code == 0
    assert "wrote mid-back-release.routine.yaml" in result.stderr
    assert "Next:  stretchexport show mid-back-release.routine.yaml" in result.stderr
    assert CliRunner().invoke(app, ["validate", "mid-back-release.routine.yaml"]).exit_code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "mid-back-release.routine.yaml",
        plan,
    ]


def test_it_can_go_to_standard_output_and_come_from_standard_input(plan: str) -> None:
    piped = Path(plan).read_bytes()
    result = CliRunner().invoke(app, ["import", "-", "-o", "-"], input=piped)
    assert result.exit_code == 0
    assert result.stdout.startswith("# Made by stretchexport import of a workout-plan/v1: -\n")


def test_a_file_that_is_there_is_kept_unless_forced(plan: str, tmp_path: Path) -> None:
    there = tmp_path / "mid-back-release.routine.yaml"
    there.write_text("mine")
    for target in ([], ["-o", str(there)]):
        result = CliRunner().invoke(app, ["import", plan, *target])
        assert result.exit_code == 3
        assert "--force overwrites it" in result.stderr
        assert there.read_text() == "mine"
    assert CliRunner().invoke(app, ["import", plan, "--force"]).exit_code == 0
    assert there.read_text() != "mine"


def test_scripts_get_the_losses_and_decisions(plan: str) -> None:
    result = CliRunner().invoke(app, ["import", plan, "-o", "new.yaml", "--format", "json"])
    found = json.loads(result.stdout)
    assert (found["path"], found["kind"], found["losses"]) == ("new.yaml", "plan", [])
    assert {one["path"][-1] for one in found["decisions"]} == {"steps"}
    assert {one["severity"] for one in found["findings"]} <= {"note", "warning"}


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["nothing.fit"], 3, "nothing.fit"),
        (["mid.plan.json", "-o", "new.json"], 2, "end it in .yaml"),
        (["mid.plan.json", "-o", ""], 2, "give the name of a file"),
        (["mid.plan.json", "-o", "."], 3, ".: this is a folder; name a file in it"),
        (["mid.plan.json", "-o", ".", "--force"], 3, ".: this is a folder; name a file in it"),
        (["mid.plan.json", "-o", "-", "--format", "json"], 2, "only one of them"),
        (["mid.plan.json", "--as", "plant"], 2, "did you mean plan"),
        (["mid.plan.json", "--as", "fit"], 1, "FIT"),
        (["mid.plan.json", "--updated", "7.12."], 2, "year-month-day"),
        (["mid.plan.json", "--only", "Reach"], 2, "a workout-plan/v1 is imported whole"),
        (["mid.plan.json", EXAMPLE], 1, "it is a routine already"),
    ],
)
def test_what_goes_wrong_is_said_and_nothing_is_written(
    plan: str, arguments: list[str], code: int, why: str, tmp_path: Path
) -> None:
    result = CliRunner().invoke(app, ["import", *arguments])
    assert result.exit_code == code
    assert why in result.stderr
    assert "Traceback" not in result.output
    assert [one.name for one in tmp_path.iterdir()] == [plan]


def test_the_source_is_never_overwritten(tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["export", EXAMPLE, "--only", "pwf", "--out", str(tmp_path)])
    assert made.exit_code == 0
    source = tmp_path / "mid-back-release.pwf.yaml"
    before = source.read_bytes()
    done = CliRunner().invoke(app, ["import", str(source), "-o", str(source), "--force"])
    assert done.exit_code == 2
    assert "that is the file it would be made of" in done.stderr
    assert source.read_bytes() == before


def test_a_record_that_is_not_there_and_files_that_do_not_go_together_are_wrong_usage(
    plan: str, tmp_path: Path
) -> None:
    (tmp_path / "again.json").write_bytes((tmp_path / plan).read_bytes())
    record = {"name": "Wall Reach", "instructions": [], "category": "stretching"}
    (tmp_path / "records.json").write_text(json.dumps([record]))
    for arguments, why in (
        ([plan, "again.json"], "several files at once can only be FIT workouts"),
        (["records.json", "--only", "Wall Rich"], "records.json: --only Wall Rich: no record"),
    ):
        result = CliRunner().invoke(app, ["import", *arguments])
        assert (result.exit_code, why in result.stderr) == (2, True), result.stderr
