"""The wheel alone works: everything the program needs at run time is inside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "mid-back-release.yaml"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the content of the wheel, as pip would lay it out."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(site: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command from the unpacked wheel, outside the checkout."""
    code = (
        "import stretchexport.cli, sys, pathlib;"
        f"assert pathlib.Path(stretchexport.__file__).is_relative_to({str(site)!r});"
        "stretchexport.cli.main()"
    )
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(site)},
        check=True,
        capture_output=True,
        text=True,
    )


def test_every_data_file_is_in_the_wheel(installed: Path) -> None:
    package = ROOT / "src" / "stretchexport"
    wanted = {
        path.relative_to(package)
        for folder in ("data", "schemas")
        for path in (package / folder).rglob("*")
        if path.is_file()
    }
    assert all((installed / "stretchexport" / path).is_file() for path in wanted)
    assert Path("schemas/stretch-routine.schema.json") in wanted
    assert (installed / "stretchexport" / "py.typed").is_file()


def test_the_wheel_exports_everything_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    result = run(
        installed, "export", str(EXAMPLE), "--out", "out", "--verify", "--format", "json",
        cwd=tmp_path,
    )  # fmt: skip
    assert json.loads(result.stdout)["ok"] is True
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {
        ".ics", ".pdf", ".json", ".fit",
    }  # fmt: skip


def test_the_wheel_prints_its_schemas(installed: Path, tmp_path: Path) -> None:
    printed = run(installed, "schema", "workout-plan", cwd=tmp_path).stdout
    assert printed == (ROOT / "schemas" / "workout-plan.schema.json").read_text(encoding="utf-8")
