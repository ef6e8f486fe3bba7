"""The pre-commit hook and the GitHub action: their shape, and what they do with real files."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GOOD = (ROOT / "tests" / "corpus" / "checks" / "base.yaml").read_text(encoding="utf-8")
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BROKEN = ("hold: 30s", "hold: 1:30")
WARNED = ("  timezone: Europe/Berlin\n", "")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
DEFAULTS = {name: value["default"] for name, value in ACTION["inputs"].items()}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A repository with a good, a bad and a doubtful routine, and a file that is none."""
    folder = tmp_path / "my repo"
    (folder / "routines").mkdir(parents=True)
    (folder / "good.routine.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "warned.routine.yaml").write_text(GOOD.replace(*WARNED), encoding="utf-8")
    (folder / "routines" / "bad one.yaml").write_text(GOOD.replace(*BROKEN), encoding="utf-8")
    (folder / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    return folder


def test_the_hook_has_the_keys_that_pre_commit_asks_for() -> None:
    assert HOOK["id"] == "stretchexport-validate"
    assert HOOK["language"] == "python"
    assert {"name", "entry", "files"} <= HOOK.keys()
    assert HOOK["pass_filenames"] is True


def test_the_entry_of_the_hook_is_a_command_that_the_package_installs() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert shlex.split(HOOK["entry"])[0] in scripts["scripts"]


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("desk-day.routine.yaml", True),
        ("a/b/desk-day.routine.yml", True),
        ("desk-day.routine.json", True),
        ("routines/desk-day.yaml", True),
        ("team/routines/desk-day.json", True),
        ("routines/stretch-routine.schema.json", False),
        ("stretch-routine.schema.json", False),
        ("docker-compose.yaml", False),
        ("subroutines/a.yaml", False),
        ("desk-day.routine.yaml.orig", False),
        ("package.json", False),
    ],
)
def test_the_hook_takes_routines_and_leaves_other_files(path: str, taken: bool) -> None:
    # pre-commit searches with re.search and takes what is in files and not in exclude.
    found = re.search(HOOK["files"], path) and not re.search(HOOK["exclude"], path)
    assert bool(found) is taken


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["good.routine.yaml"], 0),
        (["warned.routine.yaml"], 1),
        (["good.routine.yaml", "routines/bad one.yaml"], 1),
    ],
)
def test_the_entry_passes_good_files_and_fails_bad_ones(
    workspace: Path, names: list[str], code: int
) -> None:
    command, *arguments = shlex.split(HOOK["entry"])
    program = Path(sys.executable).with_name(command)
    result = subprocess.run(
        [program, *arguments, *names], cwd=workspace, capture_output=True, check=False
    )
    assert result.returncode == code, result.stdout


def test_pre_commit_takes_the_hooks_file_for_one() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    subprocess.run(command, cwd=ROOT, check=True)


def test_pre_commit_runs_the_hook_on_the_routines_of_a_repository(workspace: Path) -> None:
    # In place of an environment of its own, which pip would have to fetch, it gets this one.
    config = {"repos": [{"repo": "local", "hooks": [{**HOOK, "language": "system"}]}]}
    (workspace / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    for arguments in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *arguments], cwd=workspace, check=True)
    failed = pre_commit(workspace)
    assert failed.returncode == 1, failed.stdout
    assert "routines/bad one.yaml:" in failed.stdout
    assert "good.routine.yaml: valid" in failed.stdout
    assert "other.yaml" not in failed.stdout
    (workspace / "routines" / "bad one.yaml").write_text(GOOD, encoding="utf-8")
    (workspace / "warned.routine.yaml").write_text(GOOD, encoding="utf-8")
    mended = pre_commit(workspace)
    assert mended.returncode == 0, mended.stdout


def pre_commit(workspace: Path) -> subprocess.CompletedProcess[str]:
    """Run every hook of a repository, with this Python's programs at hand."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        cwd=workspace,
        env={**os.environ, "PATH": path, "PRE_COMMIT_HOME": str(workspace.parent / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )


def run_step(
    name: str, workspace: Path, path: str, inputs: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a step's shell code as GitHub does, with the inputs where its ``env`` wants them."""
    given = DEFAULTS | inputs
    own = {
        variable: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], value)
        for variable, value in STEPS[name].get("env", {}).items()
    }
    script = workspace.parent / "step.sh"
    script.write_text(STEPS[name]["run"], encoding="utf-8")
    runner = {"RUNNER_TEMP": str(workspace.parent), "GITHUB_ACTION_PATH": str(ROOT), "PATH": path}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=workspace,
        env={**os.environ, **runner, **own},
        capture_output=True,
        text=True,
        check=False,
    )


def validate(workspace: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's last step, with this Python in the place of the one it sets up."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return run_step("Validate", workspace, path, inputs)


def test_no_input_reaches_the_shell_as_code() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    assert all(step["shell"] == "bash" for step in ACTION["runs"]["steps"] if "run" in step)
    assert all(value["description"] for value in ACTION["inputs"].values())


def test_the_action_puts_each_finding_on_its_line(workspace: Path) -> None:
    result = validate(workspace)
    assert result.returncode == 1, result.stderr
    line = GOOD[: GOOD.index(BROKEN[0])].count("\n") + 1
    error = f"::error file=routines/bad one.yaml,line={line},"
    assert [one for one in result.stdout.splitlines() if one.startswith(error) and "SE206" in one]
    assert "::warning file=warned.routine.yaml" in result.stdout


def test_the_action_passes_what_is_good_and_minds_strict(workspace: Path) -> None:
    both = "good.routine.yaml\n\nwarned.routine.yaml\n"
    assert validate(workspace, paths="good.routine.yaml").returncode == 0
    assert validate(workspace, paths=both).returncode == 1
    assert validate(workspace, paths=both, strict="false").returncode == 0


@pytest.mark.parametrize(
    "hostile",
    [
        "$(touch pwned)",
        "`touch pwned`",
        '"; touch pwned; "',
        "good.routine.yaml; touch pwned",
        "--help",
        "*",
    ],
)
def test_a_hostile_path_is_a_file_that_is_not_there(workspace: Path, hostile: str) -> None:
    before = sorted(path.name for path in workspace.rglob("*"))
    assert validate(workspace, paths=hostile).returncode == 3
    assert sorted(path.name for path in workspace.rglob("*")) == before
    assert validate(workspace, paths="good.routine.yaml", strict=hostile).returncode == 0


def test_nothing_is_imported_from_the_folder_that_is_checked(workspace: Path) -> None:
    (workspace / "typer.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    (workspace / "stretchexport.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    assert validate(workspace, paths="good.routine.yaml").returncode == 0


def test_the_action_installs_the_repository_it_stands_in(workspace: Path) -> None:
    tools = workspace.parent / "tools"
    tools.mkdir()
    fake = tools / "python"
    fake.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$RUNNER_TEMP/asked"\n', encoding="utf-8")
    fake.chmod(0o755)
    bash = shutil.which("bash")
    assert bash
    path = os.pathsep.join([str(tools), str(Path(bash).parent)])
    assert run_step("Install stretchexport", workspace, path, {}).returncode == 0
    asked = (workspace.parent / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[:3] == ["-m", "pip", "install"]
    assert asked[-3:] == ["--target", str(workspace.parent / "stretchexport"), str(ROOT)]
