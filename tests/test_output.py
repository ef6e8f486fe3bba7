"""The sink: whole files or none, and nothing outside the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchexport.exporters.base import File
from stretchexport.output import UnsafeNameError, safe_name, write_all, write_one

if TYPE_CHECKING:
    from pathlib import Path


def file(name: str, data: bytes = b"new") -> File:
    return File(name, data, "text/plain", "a file")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    "name",
    [
        "../out.ics",
        "/out.ics",
        "a/b.ics",
        "a\\b.ics",
        "..",
        ".",
        "",
        "a\0b",
        "a\nb",
        "C:x",
        "a\u202eb",
    ],
)
def test_a_name_that_is_not_a_plain_file_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeNameError):
        write_all(tmp_path / "out", [file("fine.ics"), file(name)])
    assert names(tmp_path) == []


def test_a_plain_name_is_taken_as_it_is() -> None:
    assert safe_name("mid-back-release.ics") == "mid-back-release.ics"


def test_the_folder_is_made_and_nothing_else_is_left_in_it(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    assert write_all(out, [file("x.ics"), file("y.pdf")]) == [out / "x.ics", out / "y.pdf"]
    assert names(out) == ["x.ics", "y.pdf"]


def test_a_failure_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "x.ics").write_bytes(b"old")
    (tmp_path / "y.pdf").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_all(tmp_path, [file("x.ics"), file("y.pdf")])
    assert (tmp_path / "x.ics").read_bytes() == b"old"
    assert names(tmp_path) == ["x.ics", "y.pdf"]


def test_a_link_in_the_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / "x.ics").symlink_to(outside)
    write_all(out, [file("x.ics")])
    assert outside.read_bytes() == b"mine"
    assert (out / "x.ics").read_bytes() == b"new"


def test_one_file_replaces_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_bytes(b"old and longer")
    write_one(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["plan.json"]
