"""The recorded activities that a command means: files, and folders of them, each once."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from stretchexport.reviewing.facts import facts
from stretchexport.reviewing.messages import NotFitError
from stretchexport.reviewing.reading import NotAnActivityError, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stretchexport.reviewing.recording import Recording

SUFFIX = ".fit"


class Weight(StrEnum):
    """How bad it is that a file could not be used as it is."""

    NOTE = "note"
    """Nothing is amiss: a folder may well hold other files, and the same one twice."""
    WRONG = "wrong"
    """It is not what it should be: no FIT file, or no activity although somebody named it."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that could not be used, or of which there is something to know."""

    file: str
    what: str
    weight: Weight = Weight.NOTE


@dataclass(frozen=True, slots=True)
class Log:
    """The recordings, and what is to be said of files."""

    recordings: tuple[Recording, ...]
    troubles: tuple[Trouble, ...]


def activities(paths: Sequence[str]) -> dict[str, bool]:
    """Every file that ``paths`` mean, each with whether it was named itself.

    A folder means the ``.fit`` files in it and below it, hidden ones left out. Raises ``OSError``
    if a folder cannot be looked into.
    """
    found: dict[str, bool] = {}
    for path in paths:
        if Path(path).is_dir():
            for one in _below(Path(path)):
                found.setdefault(str(one), False)
        else:
            found[path] = True
    return found


def _below(folder: Path) -> Iterator[Path]:
    """By name; links to folders are not followed, so that none leads round and round."""
    with os.scandir(folder) as entries:
        every = sorted((one.name, one.is_dir(follow_symlinks=False)) for one in entries)
    for name, is_folder in every:
        if name.startswith("."):
            continue
        if is_folder:
            yield from _below(folder / name)
        elif name.lower().endswith(SUFFIX):
            yield folder / name


def gather(files: Iterable[tuple[str, bool]]) -> Log:
    """Read every file; the same file, or the same activity of the same watch, counts once."""
    recordings: list[Recording] = []
    troubles: list[Trouble] = []
    contents: dict[bytes, str] = {}
    for file, named in files:
        try:
            data = _content(file)
            first = contents.setdefault(hashlib.sha256(data).digest(), file)
            if first != file:
                troubles.append(_twice(file, first))
                continue
            recordings += read(data, file)
        except NotAnActivityError as error:
            weight = Weight.WRONG if named else Weight.NOTE
            troubles.append(Trouble(file, f"left out: {error}", weight))
        except NotFitError as error:
            troubles.append(Trouble(file, f"left out: {error}", Weight.WRONG))
        except OSError as error:
            what = (error.strerror or str(error)).lower()
            troubles.append(Trouble(file, what, Weight.UNREADABLE))
    kept, twice = _once(recordings)
    damaged = [Trouble(one.file, one.problem) for one in kept if one.problem]
    return Log(tuple(kept), tuple(dict.fromkeys((*troubles, *twice, *damaged))))


def _once(recordings: Sequence[Recording]) -> tuple[list[Recording], list[Trouble]]:
    """Each recording of a watch once, a sound one before a damaged copy of it."""
    seen: dict[object, str] = {}
    kept: list[Recording] = []
    troubles: list[Trouble] = []
    for one in sorted(recordings, key=lambda one: bool(one.problem)):
        identity = (one.device, one.number)
        first = one.file if None in one.device else seen.setdefault(identity, one.file)
        if first == one.file:
            kept.append(one)
        else:
            troubles.append(_twice(one.file, first))
    return kept, troubles


def _twice(file: str, first: str) -> Trouble:
    return Trouble(file, f"the same activity as {first}: it counts once")


def _content(file: str) -> bytes:
    """The bytes of a file; raises ``NotFitError`` if it is far too large for an activity."""
    most = facts().limits.file
    with Path(file).open("rb") as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        raise NotFitError(f"the file is above {most // 2**20} MB, too large for an activity")
    return data
