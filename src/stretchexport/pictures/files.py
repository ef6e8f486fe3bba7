"""The bytes of a picture, from within the routine's folder and from nowhere else."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from stretchexport.checks.near import did_you_mean
from stretchexport.pictures.flaw import SMALLER, Flaw

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 20 * 2**20
"""More than the cameras of phones make of one picture."""

_LOOKED_AT = 1000
"""Names in a folder that a missing one is compared with."""

_PORTABLE = "write it relative to the routine's file, with forward slashes: pictures/reach.jpg"
_INSIDE = "put the picture into the folder of the routine's file, or into one below it"


def read(folder: Path, file: str) -> bytes | Flaw:
    """The content of ``file``, which is named relative to ``folder`` and lies in it.

    Links are followed as long as they stay inside. Only regular files are opened: a pipe would
    keep us waiting.
    """
    parts = file.split("/")
    if "" in parts or "\\" in file or ":" in file or not file.isprintable():
        return Flaw("SE342", f"{file!r} is no name relative to the routine's file", _PORTABLE)
    if ".." in parts:
        return Flaw("SE342", f"{file} leaves the routine's folder", _INSIDE)
    try:
        root = folder.resolve()
        found = root.joinpath(*parts).resolve()
        if not found.is_relative_to(root):
            return Flaw("SE342", f"{file} is a link that leaves the routine's folder", _INSIDE)
        if not found.is_file():
            return _missing(root, file)
        with found.open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:  # before Python 3.13, a loop of links is the latter
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Flaw("SE341", f"{file} cannot be read: {why.lower()}", _INSIDE)
    if len(raw) > MAX_BYTES:
        return Flaw("SE344", f"{file} has more than {MAX_BYTES // 2**20} MiB", SMALLER)
    return raw


def _missing(root: Path, file: str) -> Flaw:
    """A picture that is not there, with one that has nearly this name if there is one."""
    *folders, name = file.split("/")
    within = root.joinpath(*folders).resolve()
    near = None
    if within.is_relative_to(root) and within.is_dir():
        others = (one.name for one in islice(within.iterdir(), _LOOKED_AT) if one.is_file())
        near = did_you_mean(name, sorted(others))
    hint = f"did you mean {'/'.join([*folders, near])}?" if near else _INSIDE
    return Flaw("SE341", f"there is no picture {file}", hint)
