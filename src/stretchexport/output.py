"""The only place that writes files: beside the target first, then renamed into place.

A reader sees the old file or the new one, never half of one, and a failure leaves what was there.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.exporters.base import File


RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
"""Stems that are devices on Windows, whatever their suffix (Microsoft, Naming Files)."""

OWNER_ONLY = 0o600


class UnsafeNameError(ValueError):
    """A file name that would leave the output folder, or that some system cannot hold."""


def write_all(folder: Path, files: Iterable[File]) -> list[Path]:
    """Write ``files`` into ``folder``, which is made if need be.

    Nothing is renamed into place before all of them are on the disk. Raises
    :class:`UnsafeNameError` before anything is written, ``OSError`` if the disk refuses.
    """
    named = [(folder / safe_name(file.name), file.data) for file in files]
    if len({target for target, _ in named}) < len(named):
        raise UnsafeNameError("two files of an export have the same name")
    folder.mkdir(parents=True, exist_ok=True)
    return _replace_all(named)


def write_one(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target``, a path that the user named; raises ``OSError`` on failure.

    A link is followed, since the user may well have made it. What is no file, such as a pipe or a
    device, is written to and left what it is.
    """
    target = Path(os.path.realpath(target))
    if target.exists() and not (target.is_file() or target.is_dir()):
        with target.open("wb") as special:
            special.write(data)
        return
    _replace_all([(target, data)])


def write_private(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target``, a file that only its owner may read, from its first byte on.

    Raises ``OSError`` on failure.
    """
    _replace_all([(target, data)], mode=OWNER_ONLY)


def safe_name(name: str) -> str:
    """``name`` if it is one plain file name; raises :class:`UnsafeNameError` if it is not."""
    plain = Path(name).name == name and name not in ("", ".", "..")
    if not plain or any(ch in name for ch in '\\/:*?"<>|') or not name.isprintable():
        raise UnsafeNameError(f"{name!r} is not a plain file name")
    if name.split(".", 1)[0].lower() in RESERVED:
        raise UnsafeNameError(f"{name!r} is a name that Windows keeps for itself")
    return name


def _replace_all(named: list[tuple[Path, bytes]], mode: int | None = None) -> list[Path]:
    parts: list[tuple[Path, Path]] = []
    try:
        for target, data in named:
            if not target.is_symlink() and target.exists() and not target.is_file():
                raise FileExistsError(errno.EEXIST, "is there and is no file", str(target))
            part = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}.part")
            parts.append((part, target))
            _write(part, data, like=target, mode=mode)
        for part, target in parts:
            part.replace(target)
    except OSError as error:
        # The user knows nothing of the part files: name the file that was to be.
        known = {str(part): str(target) for part, target in parts}
        name = known.get(str(error.filename), error.filename)
        raise OSError(error.errno, error.strerror, name) from error
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)
    return [target for target, _ in named]


def _write(path: Path, data: bytes, like: Path, mode: int | None) -> None:
    """Write a file that must not exist yet, and wait until the disk has it.

    It is made with the permissions ``mode``; without, if ``like`` is a file, it gets that one's.
    """
    made_with = None if mode is None else lambda name, flags: os.open(name, flags, mode)
    with open(path, "xb", opener=made_with) as file:
        if mode is None and like.is_file() and not like.is_symlink():
            path.chmod(like.stat().st_mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
