"""``stretchexport figure``: a drawing for people and programs, and a word on what is wrong."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from stretchexport.cli import app

if TYPE_CHECKING:
    from typer.testing import Result

EXAMPLE = str(Path(__file__).parent.parent.parent / "examples" / "mid-back-release.yaml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["figure", EXAMPLE, *arguments])


def test_a_stretch_is_drawn_as_it_is_done_and_the_way_is_said(tmp_path: Path) -> None:
    target = tmp_path / "reach.svg"
    done = run("mid-back-reach", "--with", "doorway", "-o", str(target))
    assert done.exit_code == 0
    assert "drawn as Mid-back reach in the doorway" in done.stderr
    assert "Rhomboids" in str(ET.fromstring(target.read_bytes())[0].text)


def test_standard_output_holds_the_drawing_alone() -> None:
    assert ET.fromstring(run("childs-pose", "-o", "-").stdout).tag.endswith("svg")


def test_the_other_side_is_another_drawing() -> None:
    wanted = ("mid-back-reach", "--with", "doorway", "-o", "-")
    left, right = (run(*wanted, "--side", side).stdout for side in ("left", "right"))
    assert left != right
    assert right == run(*wanted).stdout


def test_a_name_that_ends_with_png_gives_pixels(tmp_path: Path) -> None:
    target = tmp_path / "child.png"
    assert run("childs-pose", "-o", str(target)).exit_code == 0
    assert target.read_bytes().startswith(b"\x89PNG\r\n")


def test_a_folder_gets_a_file_named_after_the_stretch(tmp_path: Path) -> None:
    assert run("childs-pose", "-o", f"{tmp_path}/").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["childs-pose.svg"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("childs-posee", "-o", "-"), "childs-pose"),
        (("childs-pose", "-o", "x.jpg"), ".svg or .png"),
        (("childs-pose", "-o", ""), "-o"),
        (("childs-pose", "--side", "top", "-o", "-"), "left"),
        (("childs-pose", "--width", "0", "-o", "-"), "5"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_what_to_do(
    arguments: tuple[str, ...], told: str
) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_a_stretch_without_a_pose_is_refused(tmp_path: Path) -> None:
    bare = Path(__file__).parent.parent / "corpus" / "checks" / "base.yaml"
    done = CliRunner().invoke(app, ["figure", str(bare), "reach", "-o", str(tmp_path)])
    assert done.exit_code == 2
    assert "no pose" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_picture_is_no_pose(tmp_path: Path) -> None:
    example = tmp_path / "routine.yaml"
    corpus = Path(EXAMPLE).parent.parent / "tests" / "corpus" / "checks"
    text = (corpus / "base.yaml").read_text(encoding="utf-8")
    shown = "name: Swing\n    picture: {file: reach.png, alt: Both arms reach forward.}"
    example.write_text(text.replace("name: Swing", shown))
    (tmp_path / "reach.png").write_bytes((corpus / "pictures" / "reach.png").read_bytes())
    done = CliRunner().invoke(app, ["figure", str(example), "swing", "-o", "-"])
    assert done.exit_code == 2
    assert "swing has a picture (reach.png) but no pose" in done.stderr


def test_the_title_of_a_drawing_is_in_the_language_that_is_asked_for() -> None:
    command = ["figure", EXAMPLE, "childs-pose", "--lang", "fr", "-o", "-"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert "<title>Child&#x27;s pose\u00a0: Grand dorsal, érecteurs du rachis" in result.stdout
