"""GitHub's workflow commands, read back as its runner reads them."""

from __future__ import annotations

import re
from pathlib import Path

from reporting.results import BROKEN, EVERY, FINE, GONE, HOSTILE, NOTED, STDIN
from stretchexport.reporting.data import Checked
from stretchexport.reporting.github import github_lines

BASE = Path("/srv/routines")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command taken apart: its name, its properties and its message."""
    match = re.fullmatch(r"::([a-z]+)(?: ([^:]*))?::(.*)", line)
    assert match, line
    pairs = [pair.partition("=") for pair in (match[2] or "").split(",") if pair]
    return match[1], {key: unescaped(value) for key, _, value in pairs}, unescaped(match[3])


def unescaped(text: str) -> str:
    # In the runner's order: the percent sign last.
    for code, ch in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, ch)
    return text


def commands(checked: Checked) -> list[tuple[str, dict[str, str], str]]:
    return [read(line) for line in github_lines(checked, BASE)]


def test_a_finding_is_a_command_at_its_place() -> None:
    assert list(github_lines(BROKEN, BASE))[1] == (
        "::error file=week 1/ä#%3A%2C%25.yaml,line=7,endLine=7,col=3,endColumn=7,title=SE206::"
        '"1:30" & more, 100 %25%0Awrite 1m30s: a <duration>'
    )


def test_what_is_written_reads_back() -> None:
    _, error = commands(BROKEN)
    assert error == (
        "error",
        {
            "file": BROKEN.file,
            "line": "7",
            "endLine": "7",
            "col": "3",
            "endColumn": "7",
            "title": "SE206",
        },
        '"1:30" & more, 100 %\nwrite 1m30s: a <duration>',
    )


def test_each_severity_has_its_command() -> None:
    assert [name for name, _, _ in commands(BROKEN)] == ["warning", "error"]
    assert [name for name, _, _ in commands(NOTED)] == ["notice"]


def test_a_place_in_several_lines_has_no_columns() -> None:
    warning, _ = commands(BROKEN)
    assert warning[1].keys() == {"file", "line", "endLine", "title"}


def test_a_file_without_findings_says_nothing() -> None:
    assert commands(FINE) == []


def test_a_file_that_cannot_be_read_is_an_error_of_that_file() -> None:
    assert commands(GONE) == [("error", {"file": "gone.yaml"}, GONE.problem)]


def test_standard_input_is_no_file() -> None:
    assert "file" not in commands(STDIN)[0][1]


def test_a_file_is_named_as_seen_from_the_folder() -> None:
    for file in ("/srv/routines/a/b.yaml", "./a/b.yaml", "a/b.yaml"):
        ((_, properties, _),) = commands(Checked(file, failed=False, findings=NOTED.findings))
        assert properties["file"] == "a/b.yaml"
    ((_, properties, _),) = commands(Checked("/else/b.yaml", failed=False, findings=NOTED.findings))
    assert properties["file"] == "/else/b.yaml"


def test_no_text_can_smuggle_in_a_second_command() -> None:
    for one in EVERY:
        for line in github_lines(one, BASE):
            assert line.splitlines() == [line]
    ((_, properties, message),) = commands(HOSTILE)
    assert "\x1b" not in properties["file"]
    assert "::error::x" in message
