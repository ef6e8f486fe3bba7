"""The messages of a recorded FIT file, as far as it can be read.

``fitdecode`` reads them. A watch whose battery is empty leaves a file without an end, and it is
worth having what is there: reading goes on to the first damage, which is then told.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Any

WANTED = (
    "file_id",
    "training_file",
    "session",
    "lap",
    "set",
    "event",
    "activity",
    "workout",
    "workout_step",
    "exercise_title",
)
"""The messages that say what was done; the record of every second is passed over."""

FAULTS = (ArithmeticError, AssertionError, LookupError, TypeError, ValueError, struct.error)
"""What ``fitdecode`` raises besides its own errors where bytes make no sense."""


class NotFitError(ValueError):
    """The file is not a FIT file; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message with its raw values: no type of a damaged file is to be relied on."""

    frame: Any

    def number(self, field: str) -> int | None:
        """The whole number in ``field``, of several the first; ``None`` if there is none."""
        value = self.frame.get_raw_value(field, fallback=None)
        if isinstance(value, tuple | list):
            value = value[0] if value else None
        return value if isinstance(value, int) else None

    def text(self, field: str) -> str:
        """The text in ``field``, on one line; empty if there is none."""
        value = self.frame.get_raw_value(field, fallback=None)
        return " ".join(value.replace("\0", " ").split()) if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Messages:
    """The wanted messages by name, each in the order of the file, and what is damaged."""

    by_name: dict[str, list[Message]]
    problem: str = ""

    def all(self, name: str) -> list[Message]:
        """Every message called ``name``."""
        return self.by_name.get(name, [])

    def first(self, name: str) -> Message | None:
        """The first message called ``name``."""
        return next(iter(self.all(name)), None)


def read_messages(data: bytes) -> Messages:
    """What can be read of ``data``; raises :class:`NotFitError` if it is no FIT file at all."""
    import fitdecode

    if not data:
        raise NotFitError("the file is empty")
    if data[8:12] != b".FIT":
        raise NotFitError("this is not a FIT file")
    found: dict[str, list[Message]] = {}
    problem = ""
    try:
        with fitdecode.FitReader(
            io.BytesIO(data),
            processor=None,
            check_crc=fitdecode.CrcCheck.READONLY,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as reader:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                    if frame.name in WANTED:
                        found.setdefault(frame.name, []).append(Message(frame))
                elif frame.frame_type == fitdecode.FIT_FRAME_CRC and not frame.matched:
                    problem = "its checksum is wrong, so some of it may be wrong"
    except fitdecode.FitEOFError:
        problem = "it ends too early"
    except (fitdecode.FitError, *FAULTS):
        problem = "it is damaged, and read up to there"
    return Messages(found, problem)
