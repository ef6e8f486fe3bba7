"""The sink: whole files or none, and nothing outside the folder."""

from __future__ import annotations

import os
import subprocess
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
    with pytest.raises(OSError, match="no file"):
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


def test_a_link_to_itself_becomes_the_file(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(link)
    write_one(link, b"new")
    assert link.read_bytes() == b"new"


def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to(real)
    write_one(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write_one(pipe, b"new")
        assert reader.communicate()[0] == b"new"
    assert pipe.is_fifo()


def test_a_pipe_in_the_output_folder_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.ics")
    with pytest.raises(OSError, match="no file"):
        write_all(tmp_path, [file("x.ics")])
    assert (tmp_path / "x.ics").is_fifo()


def test_permissions_of_a_file_stay(tmp_path: Path) -> None:
    target = tmp_path / "private.json"
    target.write_bytes(b"old")
    target.chmod(0o600)
    write_one(target, b"new")
    assert target.stat().st_mode & 0o777 == 0o600


def test_an_error_names_the_file_that_was_to_be(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "plan.json"
    with pytest.raises(FileNotFoundError) as caught:
        write_one(target, b"new")
    assert caught.value.filename == str(target)


@pytest.mark.parametrize("name", ["nul.ics", "con.plan.json", "AUX.fit"])
def test_a_name_that_is_a_device_on_windows_is_refused(name: str) -> None:
    with pytest.raises(UnsafeNameError):
        safe_name(name)
