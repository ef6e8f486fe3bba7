"""Files as they come in, from the disk or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

STDIN = "-"
"""What standard input is called where a file is asked for."""


def read_at_most(path: str | Path, size: int) -> bytes:
    """The first ``size`` bytes of the file at ``path``; raises ``OSError`` as reading does."""
    if str(path) == STDIN:
        return sys.stdin.buffer.read(size)
    with Path(path).open("rb") as file:
        return file.read(size)
