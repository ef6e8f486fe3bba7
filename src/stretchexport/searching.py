"""Routine files in folders: which files a command means when it is given a folder."""

from __future__ import annotations

import os
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIXES = frozenset({".yaml", ".yml", ".json"})

SKIPPED = frozenset({"node_modules", "venv", "__pycache__"})
"""Folders that hold other people's files; hidden ones (``.git``, ``.venv``) are skipped too."""

HEAD = 4096
"""Bytes of a file in which it has to declare itself: the key may follow a long comment."""

# Any key will do, so that a file with "shema:" is not passed over but told so.
_DECLARED = re.compile(
    rb"""(?:^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?|[{,])[ \t]*"""
    rb"""["']?[\w-]*["']?[ \t]*:[ \t]*["']?stretch-routine/""",
    re.MULTILINE,
)


def routines_below(folder: Path) -> Iterator[Path | OSError]:
    """The routine files in ``folder`` and below it, in the order of their names.

    A routine is a YAML or JSON file that gives ``stretch-routine/`` as its ``schema``; others are
    passed over. What cannot be looked into comes as the error it gave, with its ``filename``.
    Links to folders are not followed, so that no circle of links leads round and round.
    """
    for one in candidates_below(folder):
        try:
            if isinstance(one, OSError) or _is_routine(one):
                yield one
        except OSError as error:
            yield error


def candidates_below(folder: Path) -> Iterator[Path | OSError]:
    """As :func:`routines_below`, but by their names alone: no file is opened."""
    left = [(folder, True)]
    while left:
        path, is_folder = left.pop()
        if not is_folder:
            yield path
            continue
        try:
            left.extend(reversed(_entries(path)))
        except OSError as error:
            yield error


def declares_routine(head: bytes) -> bool:
    """Whether a file that begins with ``head`` gives ``stretch-routine/`` as its ``schema``."""
    head = head[:HEAD]
    if b"//json-schema.org/" in head:
        return False  # the schema itself, which names the format as a routine does
    # Without its NULs, UTF-16 looks like ASCII; checking the file then says that it is not UTF-8.
    return _DECLARED.search(head.replace(b"\0", b"")) is not None


def _entries(folder: Path) -> list[tuple[Path, bool]]:
    """What to look at in ``folder``: paths by name, each with whether it is a folder."""
    with os.scandir(folder) as entries:
        every = sorted((one.name, one.is_dir(follow_symlinks=False)) for one in entries)
    return [
        (folder / name, is_folder)
        for name, is_folder in every
        if not name.startswith(".")
        and (name not in SKIPPED if is_folder else PurePath(name).suffix.lower() in SUFFIXES)
    ]


def _is_routine(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return declares_routine(file.read(HEAD))
