"""How far a command is, for whoever watches it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


def with_bar(items: Iterable[T], count: int, label: str, *, least: int = 2) -> Iterator[T]:
    """The ``count`` items, with a bar on standard error if there are ``least`` and it is seen."""
    if count < least or not sys.stderr.isatty():
        yield from items
        return
    with typer.progressbar(items, length=count, label=label, file=sys.stderr) as bar:
        yield from bar
