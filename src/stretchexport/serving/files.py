"""Looking into the served folder, and never out of it.

A link is followed where it stays inside the folder. What is read is the open file itself, after it
was found to be the one that lies inside, so that a link put in its place meanwhile changes nothing.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from stretchexport.reading import MAX_BYTES
from stretchexport.serving.shelf import NotServedError


class MovingError(Exception):
    """A file that changed while it was read."""


class Signature(NamedTuple):
    """What tells one state of a file from another; times in nanoseconds.

    ``changed`` also moves when a file is renamed or its times are set (on Windows it does not).
    """

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @property
    def touched(self) -> float:
        """When the file was last touched, in seconds since 1970."""
        return max(self.modified, self.changed) / 1e9


def signature(path: Path) -> Signature:
    """The state of the file that ``path`` leads to; raises ``OSError``."""
    return _signature(path.stat())


def read_inside(folder: Path, path: Path, expected: Signature) -> bytes:
    """The content of ``path``, no more of it than a routine may have.

    ``folder`` is a real path, without links. Raises :class:`NotServedError` if ``path`` leads out
    of it or to something that is no file, :class:`MovingError` if the file is not in the state
    ``expected`` before and after, and ``OSError``.
    """
    with open(path, "rb", opener=_open) as file:
        status = os.fstat(file.fileno())
        real = Path(os.path.realpath(path, strict=True))
        if not (real.is_relative_to(folder) and os.path.samestat(status, real.lstat())):
            raise NotServedError("is a link that leads out of the folder: put the file itself here")
        if not stat.S_ISREG(status.st_mode):
            raise NotServedError("is no file")
        raw = file.read(MAX_BYTES + 1)
        if not expected == _signature(status) == _signature(os.fstat(file.fileno())):
            raise MovingError
    return raw


def _open(name: str, flags: int) -> int:
    """Open without waiting for somebody at the other end, as a pipe would."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _signature(status: os.stat_result) -> Signature:
    return Signature(
        status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    )
