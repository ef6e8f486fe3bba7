"""The help: a line for every command, and an example that works as it is pasted."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from stretchexport.cli import app
from stretchexport.cli.commands import MODULES

ROOT = Path(__file__).parent.parent.parent
COMMANDS = typer.main.get_group(app).commands
NEEDS_A_SERVER = {"publish", "push", "serve"}
"""Two ask a server, one is one and does not end: their examples are parsed only."""


def shown(*command: str) -> str:
    """The help as people see it in 80 columns."""
    return CliRunner().invoke(app, [*command, "--help"], terminal_width=80).output


def example(command: str) -> str:
    """The one line after ``Example:``."""
    told = shown(command)
    head, _, line = told.rstrip("\n").rpartition("\n")
    assert head.endswith("  Example:")
    return line.strip()


def test_the_list_of_commands_says_whole_sentences() -> None:
    assert "..." not in shown().partition("Commands:")[2]


def test_every_module_with_a_command_is_in_the_list() -> None:
    folder = ROOT / "src" / "stretchexport" / "cli"
    found = {path.stem for path in folder.glob("*.py") if "\ndef register(" in path.read_text()}
    assert found == set(MODULES.values())


def test_values_are_named_by_what_they_are() -> None:
    told = [shown(one) for one in COMMANDS]
    assert [text for text in told if "<str>" in text or "range>" in text] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_of_every_command_is_one_it_takes(command: str) -> None:
    program, name, *arguments = shlex.split(example(command).partition(" > ")[0])
    assert (program, name) == ("stretchexport", command)
    COMMANDS[command].make_context(command, arguments)


def test_the_examples_work_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    before = ["export", *(name for name in COMMANDS if name != "export")]
    for command in before:
        if command in NEEDS_A_SERVER:
            continue
        line = example(command).replace("stretchexport", f"{sys.executable} -m stretchexport", 1)
        done = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, (line, done.stderr.decode())
