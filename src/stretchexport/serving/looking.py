"""One look at a folder: what became of each file since the look before.

A file is read once it has been left alone for a second, so that one that is just being written is
not taken for what it will be; it is read again only if it changed. A file that is gone is given one
more look, since many programs save by taking the old file away and putting a new one there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from stretchexport.reporting.data import readable
from stretchexport.searching import declares_routine
from stretchexport.serving.files import MovingError, read_inside, signature
from stretchexport.serving.shelf import NotServedError, Trouble

if TYPE_CHECKING:
    from stretchexport.serving.feeds import Builder, Feed
    from stretchexport.serving.files import Signature

REST = 1.0
"""Seconds a file has to be left alone before it is read."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of one file.

    ``routine_id`` is of the routine it holds or, while it is in trouble, last held; ``None`` if it
    never held a sound one. Without that and ``trouble`` it is no routine, and nobody's business.
    """

    state: Signature | None
    routine_id: str | None = None
    feed: Feed | None = None
    trouble: Trouble | None = None
    missing: bool = False
    """Whether the last look did not find it."""


class Look:
    """A look at ``now`` after one that left ``before``; times in seconds since 1970."""

    def __init__(
        self, folder: Path, builder: Builder, started: float, now: float, before: dict[Path, Held]
    ) -> None:
        """``folder`` is a real path, without links; files are held by their paths below it."""
        self.held: dict[Path, Held] = {}
        self.troubles: list[Trouble] = []
        self.waiting = False
        self._folder = folder
        self._builder = builder
        self._started = started
        self._now = now
        self._before = before
        self._seen: set[tuple[int, int]] = set()
        self._closed: list[Path] = []

    def at_closed_folder(self, error: OSError) -> None:
        """A folder that cannot be looked into: what was in it goes on."""
        folder = Path(error.filename).relative_to(self._folder)
        self._closed.append(folder)
        name = called(folder) if folder.name else "the folder"
        self.troubles.append(Trouble(name, f"cannot be looked into: {_reason(error)}"))

    def at_file(self, path: Path) -> None:
        """A file that may be a routine."""
        below = path.relative_to(self._folder)
        before = self._before.get(below)
        try:
            state = signature(path)
        except FileNotFoundError:
            return  # gone since it was listed, or a link to nowhere: missing
        except OSError as error:
            self.held[below] = _unread(below, None, before, error)
            return
        if (state.device, state.inode) in self._seen:
            return  # a second name of a file that was seen under its first one
        self._seen.add((state.device, state.inode))
        if before is not None and before.state == state:
            self.held[below] = replace(before, missing=False)
        elif self._now - REST < state.touched <= self._now:
            self._wait_for(below, before)
        else:
            self._read(below, state, before)

    def at_missing(self) -> None:
        """The files that were there at the look before and were not found."""
        for below, before in self._before.items():
            if below in self.held:
                continue
            if any(below.is_relative_to(folder) for folder in self._closed):
                self.held[below] = before
            elif not before.missing:
                self.held[below] = replace(before, missing=True)

    def _wait_for(self, below: Path, before: Held | None) -> None:
        self.waiting = True
        if before is not None:
            self.held[below] = replace(before, missing=False)

    def _read(self, below: Path, state: Signature, before: Held | None) -> None:
        """Read a file that is new or has changed, and make its calendar."""
        try:
            raw = read_inside(self._folder, self._folder / below, state)
            concerns = before is not None and (before.routine_id or before.trouble)
            if not concerns and not declares_routine(raw):
                self.held[below] = Held(state)
                return
            modified = max(self._started, min(state.touched, self._now))
            feed = self._builder.build(raw, called(below), modified)
            self.held[below] = Held(state, feed.routine.id, feed)
        except MovingError:
            self._wait_for(below, before)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other feeds must go on
            self.held[below] = _unread(below, state, before, error)


def called(below: Path) -> str:
    """What to call a file or a folder: its path below the folder, for people."""
    return readable(below.as_posix())


def _unread(below: Path, state: Signature | None, before: Held | None, error: Exception) -> Held:
    """A file that cannot be served as it is, with why."""
    known = before.routine_id if before else None
    if isinstance(error, NotServedError):
        trouble = Trouble(called(below), str(error), error.findings, error.text, known)
    elif isinstance(error, OSError):
        trouble = Trouble(called(below), f"cannot be read: {_reason(error)}", routine_id=known)
    else:
        what = f"cannot be served, a fault of the program: {type(error).__name__}: {error}"
        trouble = Trouble(called(below), what, routine_id=known)
    return Held(state, known, trouble=trouble)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
