"""Checking from Python, in one call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stretchexport.loading import load, load_bytes

if TYPE_CHECKING:
    import os

    from stretchexport.findings import Finding


_NEVER_IN_PATHS = frozenset("\n\r\0")
"""No path holds a NUL; one may hold line breaks, and then has to be given as a ``PathLike``."""


def check(path_or_text: str | os.PathLike[str] | bytes) -> list[Finding]:
    """Everything there is to say about a routine, in the order of its text; empty if all is well.

    A ``PathLike`` is the path of a file, and ``bytes`` are the content of one. A ``str`` is the
    content if it is blank, has a line break or begins with ``{``, as every routine does, or has a
    NUL, as no path does; else it is a path, where ``-`` is standard input as it is for
    :func:`~stretchexport.loading.load`. Content may be YAML or JSON. Findings
    that the routine silences are left out.

    Nothing is printed, and nothing is raised for what is in a routine; ``OSError`` if a file
    cannot be read.
    """
    if isinstance(path_or_text, bytes):
        return list(load_bytes(path_or_text).findings)
    if isinstance(path_or_text, str) and _is_content(path_or_text):
        # A lone surrogate cannot be encoded; passed on as it is, it is found not to be UTF-8.
        return list(load_bytes(path_or_text.encode("utf-8", "surrogatepass")).findings)
    return list(load(Path(path_or_text)).findings)


def _is_content(text: str) -> bool:
    return not text.strip() or not _NEVER_IN_PATHS.isdisjoint(text) or text.lstrip()[0] == "{"
