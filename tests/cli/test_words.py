"""A word or a number that an option does not take is told in our words, with what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from conftest import ROOT
from stretchexport.cli import app

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "examples/mid-back-release.yaml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["cards", EXAMPLE, "--sheet", "pokr"], "there is no such sheet; did you mean poker?"),
        (["cards", EXAMPLE, "--theme", "gray"], "there is no theme gray; did you mean grey?"),
        (["calendar", EXAMPLE, "--target", "gogle"], "no target gogle; did you mean google?"),
        (["figure", EXAMPLE, "childs-pose", "--width", "4"], "a number of mm from 5 to 2000"),
        (["fit", EXAMPLE, "--sport", "yogа"], "there is no sport yogа; did you mean yoga?"),
        (["validate", EXAMPLE, "--format", "xml"], "no format xml; there are: text, json, sarif"),
        (["show", EXAMPLE, "--format", "\x1b[31m"], "there is no format �[31m; there are:"),
        (["schema", "plan"], "there is no schema plan; there are: stretch-routine, workout-plan"),
        (["show", EXAMPLE, "--week", "two"], "'--week': write a whole number from 1\n"),
        (["show", EXAMPLE, "--week", "0"], "'--week': write a whole number from 1\n"),
        (["serve", ".", "--port", "70000"], "'--port': write a whole number from 0 to 65535\n"),
    ],
)
def test_a_wrong_value_is_told_what_there_is_and_leaves_with_2(
    arguments: list[str], told: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", EXAMPLE, "--theme", "grey"), "--theme. These commands have it: cards\n"),
        (("plan", EXAMPLE, "--update", "old.ics"), "--update. These commands have it: calendar\n"),
        (("cards", EXAMPLE, "--patent", "Jane"), "--patent (Possible options: --patient)\n"),
    ],
)
def test_an_option_of_another_command_is_told_with_that_command(
    arguments: tuple[str, ...], told: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert f"No such option: {told}" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", ""),
        ("export", "", "--out", "out"),
        ("export", EXAMPLE, "", "--out", "out"),
        ("export", EXAMPLE, "--out", ""),
        ("show", ""),
        ("cards", EXAMPLE, "--logo", ""),
        ("import", ""),
        ("doctor", ""),
        ("unschedule", ""),
        ("review", EXAMPLE, ""),
        ("serve", ""),
        ("push", "wger", ""),
        ("publish", "", "--caldav", "https://dav.example.org/", "--user", "anna"),
    ],
)
def test_an_empty_name_is_not_the_current_folder(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here.yaml").write_bytes((ROOT / EXAMPLE).read_bytes())
    monkeypatch.chdir(tmp_path)
    result = run(*(arg.replace(EXAMPLE, "here.yaml") for arg in arguments))
    assert result.exit_code == 2
    assert "the name is empty; is a variable of the shell not set?" in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["here.yaml"]


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("cards", "--sheet NAME|FILE.yaml"),
        ("validate", "--format <text|json|sarif|github|junit>"),
        ("schema", "<stretch-routine|workout-plan|cards-sheet|review>\n"),
    ],
)
def test_help_lists_the_words_and_the_default(command: str, shown: str) -> None:
    told = run(command, "--help").stdout
    assert shown in told
    assert "[default: " in told


def test_the_right_words_are_taken() -> None:
    assert run("schema", "workout-plan").stdout.startswith("{")
    assert run("show", EXAMPLE, "--week", "2", "--format", "json").stdout.startswith("{")
