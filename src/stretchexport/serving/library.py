"""The routines of a folder: looked at again and again, each with its last good calendar.

What is sound is served. What is not is told, and the calendar that was served before goes on.
Everything is held in memory: after a restart there is no calendar but those of sound files.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from stretchexport.searching import candidates_below
from stretchexport.serving.looking import REST, Held, Look, called
from stretchexport.serving.shelf import Claim, Shelf, arranged, clashes

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.serving.feeds import Builder


class Library:
    """A folder's shelf. One thread at a time may :meth:`refresh`; anybody may read ``shelf``."""

    def __init__(
        self,
        folder: Path,
        builder: Builder,
        started: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """``clock`` gives seconds since 1970; ``started`` is when the server did."""
        self.folder = folder
        self.shelf = Shelf()
        self._builder = builder
        self._started = started
        self._clock = clock
        self._held: dict[Path, Held] = {}

    def open(self) -> Shelf:
        """The first look. A file saved a moment ago is waited for: it is there from the start, and
        of two files with the same id neither wins for being the older one.
        """
        if self.refresh().waiting:
            time.sleep(REST)
            self.shelf = Shelf()
            self.refresh()
        return self.shelf

    def refresh(self) -> Shelf:
        """Look at the folder and put up what is to be served from now on.

        A folder that cannot be looked into leaves the calendars as they are.
        """
        try:
            # no resolve: up to Python 3.12 it has an error of its own for links in a circle
            folder = Path(os.path.realpath(self.folder, strict=True))
            found = list(candidates_below(folder))
        except OSError as error:
            # As it stands for the whole folder, whatever part of its path cannot be passed.
            folder, found = self.folder, [OSError(error.errno, error.strerror, str(self.folder))]
        look = Look(folder, self._builder, self._started, self._clock(), self._held)
        for one in found:
            if isinstance(one, OSError):
                look.at_closed_folder(one)
            else:
                look.at_file(one)
        look.at_missing()
        self._held = look.held
        self.shelf = self._arranged(look)
        return self.shelf

    def _arranged(self, look: Look) -> Shelf:
        claims = [
            Claim(called(path), one.routine_id, None if one.missing else one.feed)
            for path, one in look.held.items()
            if one.routine_id is not None
        ]
        feeds = arranged(claims, self.shelf.feeds)
        told = [one.trouble for one in look.held.values() if one.trouble]
        tokens = self._builder.addresses.tokens
        return Shelf(
            feeds,
            (*look.troubles, *told, *clashes(claims)),
            {tokens.lookup_key(tokens.feed(name)): feed for name, feed in feeds.items()},
            look.waiting,
        )
