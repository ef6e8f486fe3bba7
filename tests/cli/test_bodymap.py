"""``stretchexport bodymap``: muscles or a stretch in, a picture out, and a word on what is off."""

from __future__ import annotations

import json
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
    return CliRunner().invoke(app, ["bodymap", *arguments])


def title(svg: str) -> str:
    return str(ET.fromstring(svg)[0].text)


def test_muscles_are_lit_and_said_in_words() -> None:
    done = run("hamstrings", "soleus", "--also", "lats", "-o", "-")
    assert done.exit_code == 0
    assert title(done.stdout) == (
        "Body map, front and back. Stretched most: hamstrings, soleus. Also: lats."
    )


def test_a_stretch_of_a_file_shows_what_it_says(tmp_path: Path) -> None:
    done = run(EXAMPLE, "childs-pose", "-o", f"{tmp_path}/")
    assert done.exit_code == 0
    (made,) = tmp_path.iterdir()
    assert made.name == "childs-pose-bodymap.svg"
    assert title(made.read_text()).endswith(
        "Stretched most: latissimus dorsi, erector spinae. Also: teres major."
    )


def test_an_item_on_one_side_shows_that_side(tmp_path: Path) -> None:
    routine = tmp_path / "routine.yaml"
    text = Path(EXAMPLE).read_text(encoding="utf-8")
    routine.write_text(
        text.replace("{stretch: mid-back-reach,", "{stretch: mid-back-reach, side: left,")
    )
    assert "left rhomboids" in title(run(str(routine), "mid-back-reach", "-o", "-").stdout)
    both = run(EXAMPLE, "mid-back-reach", "-o", "-")
    assert "left" not in title(both.stdout)
    asked = run(str(routine), "mid-back-reach", "--side", "right", "-o", "-")
    assert "right rhomboids" in title(asked.stdout)


def test_a_side_and_a_view_of_its_own() -> None:
    done = run("hamstrings", "right-calves", "--side", "left", "--view", "back", "-o", "-")
    assert title(done.stdout) == "Body map, back. Stretched most: left hamstrings, right calves."
    assert title(run("hamstrings", "--view", "auto", "-o", "-").stdout).startswith("Body map, back")


def test_the_size_is_the_one_asked_for(tmp_path: Path) -> None:
    root = ET.fromstring(run("lats", "--height", "15", "-o", "-").stdout)
    assert (root.get("width"), root.get("height")) == ("13.171mm", "15mm")
    target = tmp_path / "map.png"
    assert run("lats", "--height", "15", "-o", str(target)).exit_code == 0
    data = target.read_bytes()
    assert data.startswith(b"\x89PNG\r\n")
    assert abs(int.from_bytes(data[20:24], "big") - 15 / 25.4 * 300) <= 1


def test_words_are_those_of_the_language() -> None:
    english, german = (
        title(run("calves", "--lang", one, "-o", "-").stdout) for one in ("en", "de")
    )
    assert english.startswith("Body map")
    assert "Waden" in german


def test_scripts_are_told_what_is_lit_and_where(tmp_path: Path) -> None:
    done = run("rhomboids", "--side", "left", "--also", "calves", "--format", "json")
    told = json.loads(done.stdout)
    assert told["targets"] == ["left-rhomboids"]
    assert told["muscles"][0] == {
        "id": "rhomboid-major",
        "name": "rhomboid major",
        "sides": {"left": "primary"},
        "views": ["back"],
    }
    assert told["views"] == ["front", "back"]
    target = tmp_path / "map.svg"
    again = run("lats", "--format", "json", "-o", str(target))
    assert json.loads(again.stdout)["text"] == title(target.read_text())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("hamstring",), "there is no muscle hamstring; did you mean hamstrings?"),
        (("left-rhomboid",), "did you mean rhomboids?"),
        (("lats", "--also", "claves"), "did you mean calves?"),
        (("lats", "--side", "top"), "left"),
        (("lats", "--view", "side"), "there is no view side; there are: front, back, both, auto"),
        (("lats", "--height", "0"), "5"),
        (("lats", "--height", "nan"), "write a number of mm from 5 to 2000"),
        (("lats", "--height", "1e9"), "write a number of mm from 5 to 2000"),
        (("lats", "-o", "x.jpg"), ".svg or .png"),
        (("lats", "-o", ""), "-o"),
        (("lats", "-o", "-", "--format", "json"), "standard output is taken"),
        ((EXAMPLE,), "name one stretch"),
        ((EXAMPLE, "childs-posee"), "did you mean childs-pose?"),
        ((EXAMPLE, "childs-pose", "--also", "lats"), "--also"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_what_to_do(
    arguments: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_there_is_a_fault_of_files() -> None:
    assert run("nothing.yaml", "reach").exit_code == 3
