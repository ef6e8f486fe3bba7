"""Pictures are looked for in the routine's folder and nowhere else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pictures.images import quarters, saved
from stretchexport.loading import load, load_bytes
from stretchexport.pictures.files import read
from stretchexport.pictures.flaw import Flaw

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = saved(quarters(), "PNG")
ROUTINE = """\
schema: stretch-routine/v1
id: one
title: One
language: en
updated: 2026-11-22
stretches:
  reach:
    name: Reach
    type: static
    sides: both
    targets: [rhomboids]
    motions: [scapula.protraction, scapula.upward-rotation]
    stop_if: [Sharp pain]
    picture: {file: "FILE", alt: Both arms reach forward.}
sessions:
  day:
    title: Day
    items:
      - {stretch: reach, hold: 30s, sets: 2, rest: 10s}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a routine, with a picture in it, one below and one outside."""
    inside = tmp_path / "routine"
    (inside / "pictures").mkdir(parents=True)
    for place in (inside / "here.png", inside / "pictures" / "reach.png", tmp_path / "out.png"):
        place.write_bytes(PICTURE)
    return inside


def code(folder: Path, file: str) -> str:
    found = read(folder, file)
    return found.code if isinstance(found, Flaw) else "read"


@pytest.mark.parametrize("file", ["here.png", "pictures/reach.png", "./here.png"])
def test_a_picture_in_the_folder_or_below_is_read(folder: Path, file: str) -> None:
    assert read(folder, file) == PICTURE


@pytest.mark.parametrize(
    "file",
    [
        "../out.png", "pictures/../../out.png", "pictures/../here.png", "..", "pictures/..",
        "/etc/passwd", "//server/share/a.png", "C:/a.png", "c:a.png", "pictures\\reach.png",
        "..\\out.png", "\\\\server\\a.png", "here.png:stream", "file:///etc/passwd",
        "https://example.org/a.png", "here.png\0.jpg", "pictures//reach.png", "here.png/",
        "here\n.png",
    ],
)  # fmt: skip
def test_a_name_that_leaves_the_folder_is_refused(folder: Path, file: str) -> None:
    assert code(folder, file) == "SE342"


def test_a_link_may_lead_to_another_place_inside(folder: Path) -> None:
    (folder / "link.png").symlink_to("pictures/reach.png")
    (folder / "linked").symlink_to("pictures", target_is_directory=True)
    assert read(folder, "link.png") == PICTURE
    assert read(folder, "linked/reach.png") == PICTURE


def test_a_link_that_leads_out_is_refused(folder: Path) -> None:
    (folder / "link.png").symlink_to("../out.png")
    (folder / "up").symlink_to("..", target_is_directory=True)
    (folder / "gone.png").symlink_to("../gone.png")
    (folder / "next.png").symlink_to("link.png")
    for file in ("link.png", "up/out.png", "up/gone.png", "gone.png", "next.png"):
        assert code(folder, file) == "SE342"


def test_the_folder_itself_may_be_a_link(folder: Path) -> None:
    (folder.parent / "link").symlink_to(folder, target_is_directory=True)
    assert read(folder.parent / "link", "pictures/reach.png") == PICTURE


def test_what_is_no_file_is_not_there(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    (folder / "a.png").symlink_to("b.png")
    (folder / "b.png").symlink_to("a.png")
    for file in ("pictures", ".", "pipe.png", "a.png", "gone/reach.png", "x" * 300, "here.png/a"):
        assert code(folder, file) == "SE341"


@pytest.mark.parametrize("file", ["pictures/Reach.PNG", "pictures/raech.png"])
def test_a_missing_one_is_told_what_there_is(folder: Path, file: str) -> None:
    found = read(folder, file)
    assert isinstance(found, Flaw)
    assert found.help == "did you mean pictures/reach.png?"


def test_a_routine_is_checked_in_its_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "one.yaml"
    file.write_text(ROUTINE.replace("FILE", "pictures/reach.png"))
    assert load(file).findings == ()
    monkeypatch.chdir(folder)
    loaded = load("one.yaml")
    assert loaded.findings == ()
    assert loaded.routine is not None


def test_a_routine_from_nowhere_is_not_refused_but_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    loaded = load_bytes(ROUTINE.replace("FILE", "pictures/reach.png").encode())
    assert [one.code for one in loaded.findings] == ["SE346"]
    assert loaded.routine is not None


def test_a_picture_that_is_named_often_is_told_of_each_time(folder: Path) -> None:
    stretch = ROUTINE[ROUTINE.index("  reach:") : ROUTINE.index("sessions:")]
    text = ROUTINE.replace("sessions:", f"{stretch.replace('reach:', 'again:')}sessions:")
    item = "      - {stretch: reach, hold: 30s, sets: 2, rest: 10s}\n"
    text = text.replace(item, item + item.replace("reach", "again"))
    findings = load_bytes(text.replace("FILE", "../out.png").encode(), "one.yaml", folder).findings
    places = [one.span.line for one in findings if one.code == "SE342"]
    assert len(places) == len(set(places)) == 2
