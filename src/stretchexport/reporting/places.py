"""What other programs call a file: a path or an address relative to where a run started."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from urllib.parse import quote


def relative(file: str, base: Path) -> str | None:
    """``file`` as seen from the folder ``base``, with ``/``; ``None`` if it lies outside.

    Links are left as they are, as build servers know files by the paths they stand under.
    """
    path = os.path.relpath(base / file, base)
    return None if path.split(os.sep, 1)[0] == os.pardir else Path(path).as_posix()


def address(file: str, base: Path) -> str:
    """``file`` as a URI: relative to ``base`` if it lies there, else a ``file:`` one (RFC 3986)."""
    inside = relative(file, base)
    if inside is None:
        return Path(os.path.normpath(base / file)).as_uri()
    # "./" keeps a colon in the first part from being read as a scheme (RFC 3986, section 4.2).
    first = PurePosixPath(inside).parts[0]
    return quote(os.fsencode(inside)) if ":" not in first else "./" + quote(os.fsencode(inside))
