"""A folder is searched for routines: only those, in order, and never round in circles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stretchexport.searching import HEAD, routines_below

YAML = "schema: stretch-routine/v1\n"


def made(folder: Path, *names: str, text: str = YAML) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(folder: Path) -> list[str]:
    return [
        f"{type(one).__name__}: {one.filename}"
        if isinstance(one, OSError)
        else one.relative_to(folder).as_posix()
        for one in routines_below(folder)
    ]


def test_routines_are_found_at_any_depth_in_the_order_of_their_names(tmp_path: Path) -> None:
    made(tmp_path, "b.yml", "c/a.yaml", "c/b/d.YAML", "a/z.json", "d.yaml", "C.yaml")
    assert found(tmp_path) == ["C.yaml", "a/z.json", "b.yml", "c/a.yaml", "c/b/d.YAML", "d.yaml"]


def test_other_files_and_other_peoples_folders_are_passed_over(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "b.yaml.bak", "readme")
    made(tmp_path, ".hidden.yaml", ".git/a.yaml", ".venv/a.yaml", "node_modules/p/a.yaml")
    (tmp_path / "folder.yaml").mkdir()
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        YAML,
        "\ufeffschema: stretch-routine/v2\n",
        "# a comment\n\n'schema' : \"stretch-routine/v1\"\n",
        "shema: stretch-routine/v1\n",
        '{"$schema": "x.json", "schema": "stretch-routine/v1"}',
        '{\n  "$schema": "stretch-routine.schema.json",\n  "schema":"stretch-routine/v1"\n}',
        "{schema: stretch-routine/v1, id: x}",
    ],
)
def test_a_file_that_declares_itself_is_a_routine(text: str, tmp_path: Path) -> None:
    made(tmp_path, "a.yaml", text=text)
    assert found(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title: a\n",
        "schema: workout-plan/v1\n",
        "# yaml-language-server: $schema=stretch-routine/v1\n",
        "# schema: stretch-routine/v1\n",
        "text: write schema: stretch-routine/v1 at the top\n",
        "$schema: stretch-routine/v1\n",
        "#" * HEAD + "\n" + YAML,
    ],
)
def test_a_file_that_does_not_is_none(text: str, tmp_path: Path) -> None:
    made(tmp_path, "a.yaml", text=text)
    assert found(tmp_path) == []


def test_utf_16_is_found_so_that_it_is_told_to_be_no_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(YAML.encode("utf-16"))
    (tmp_path / "b.yaml").write_bytes(YAML.encode("utf-16-be"))
    assert found(tmp_path) == ["a.yaml", "b.yaml"]


def test_links_to_files_are_followed_and_circles_are_not(tmp_path: Path) -> None:
    made(tmp_path, "a/one.yaml")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "two.yaml").symlink_to("one.yaml")
    (tmp_path / "a" / "self.yaml").symlink_to("self.yaml")
    (tmp_path / "a" / "gone.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "link").symlink_to(tmp_path / "a", target_is_directory=True)
    assert found(tmp_path) == ["a/one.yaml", "a/two.yaml"]
    assert [
        path.name for path in routines_below(tmp_path / "link") if not isinstance(path, OSError)
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert found(tmp_path) == []


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    assert found(tmp_path / "gone") == [f"FileNotFoundError: {tmp_path / 'gone'}"]


def test_the_schema_itself_is_no_routine(tmp_path: Path) -> None:
    schema = Path(__file__).parent.parent / "schemas" / "stretch-routine.schema.json"
    (tmp_path / "any-name.json").write_bytes(schema.read_bytes())
    assert list(routines_below(tmp_path)) == []
