"""A FIT file read by a reader that is not Garmin's, and a workout run as a watch runs it."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stretchexport.counting import counted
from stretchexport.exporters.base import VerificationError
from stretchexport.exporters.fit.identity import EPOCH
from stretchexport.exporters.fit.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Sequence

WORKOUT_FILE = "workout"
SCHEDULE_FILE = "schedules"
REPEAT = "repeat_until_steps_cmplt"


@dataclass(frozen=True, slots=True)
class Dates:
    """When sessions are done, in FIT seconds on the clock."""

    starts: tuple[int, ...]

    def about(self) -> str:
        """The dates in words."""
        ends = min(self.starts), max(self.starts)
        first, last = ((EPOCH + dt.timedelta(seconds=one)).date() for one in ends)
        return f"schedule of {counted(len(self.starts), 'session')}, {first} to {last}"


def read(data: bytes) -> tuple[str, ...]:
    """What the file ``data`` is about, in all the words that are true of it.

    Raises :class:`VerificationError` if it is not a sound workout or schedule file.
    """
    frames = _frames(data)
    head = [frame for frame in frames if frame.name == "file_id"]
    if len(head) == 1 and head[0].get_value("type") == SCHEDULE_FILE:
        return (_dates(frames).about(),)
    return _totals(frames).abouts()


def _dates(frames: Sequence[Any]) -> Dates:
    """The dates of a schedule of workouts that are not done yet, each with its workout."""
    entries = [frame for frame in frames if frame.name == "schedule"]
    for one in entries:
        if one.get_value("type") != WORKOUT_FILE or one.get_raw_value("completed") != 0:
            raise VerificationError("a date of the schedule is not of a workout to be done")
        if not one.get_value("serial_number") or one.get_raw_value("time_created") is None:
            raise VerificationError("a date of the schedule names no workout")
    if not entries:
        raise VerificationError("the schedule has no date")
    return Dates(tuple(one.get_raw_value("scheduled_time") for one in entries))


def _totals(frames: Sequence[Any]) -> Totals:
    """What a watch does that runs a workout file."""
    ran = _run(_steps(frames))
    return Totals(
        len(ran),
        sum(value for kind, value in ran if kind == "time") // 1000,
        sum(kind == "reps" for kind, _ in ran),
    )


def _frames(data: bytes) -> list[Any]:
    """The data messages of a file whose CRC is right."""
    import fitdecode

    if not data or fitdecode.utils.compute_crc(data) != 0:
        raise VerificationError("the FIT file does not match its CRC")
    try:
        with fitdecode.FitReader(
            io.BytesIO(data),
            check_crc=fitdecode.CrcCheck.RAISE,
            error_handling=fitdecode.ErrorHandling.RAISE,
        ) as reader:
            return [frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    except fitdecode.FitError as error:
        raise VerificationError(f"not a FIT file: {error}") from error


def _steps(frames: Sequence[Any]) -> list[Any]:
    """The step messages of a workout file whose parts agree with each other."""
    by_name: dict[str, list[Any]] = {}
    for frame in frames:
        by_name.setdefault(frame.name, []).append(frame)
    head, workout = by_name.get("file_id", ()), by_name.get("workout", ())
    if len(head) != 1 or len(workout) != 1 or head[0].get_value("type") != WORKOUT_FILE:
        raise VerificationError("not a workout: one file_id and one workout message are needed")
    steps = by_name.get("workout_step", [])
    stated = workout[0].get_value("num_valid_steps")
    if stated != len(steps):
        raise VerificationError(f"the workout says it has {stated} steps and has {len(steps)}")
    if [step.get_value("message_index") for step in steps] != list(range(len(steps))):
        raise VerificationError("the steps are not numbered one after the other")
    return steps


def _run(steps: Sequence[Any]) -> list[tuple[str, int]]:
    """Type and value of every duration, in the order in which a watch comes to it.

    A repeat goes back to the step its duration names until that block was done as often as its
    target says (FIT profile, ``workout_step``).
    """
    ran: list[tuple[str, int]] = []
    starts: list[int] = []
    for index, step in enumerate(steps):
        kind = step.get_value("duration_type")
        value, times = (step.get_raw_value(f"{name}_value") or 0 for name in ("duration", "target"))
        starts.append(len(ran))
        if kind == REPEAT:
            if value >= index or times < 2:
                raise VerificationError(f"step {index} repeats nothing")
            ran += ran[starts[value] :] * (times - 1)
        elif kind in ("time", "reps"):
            ran.append((kind, value))
        else:
            raise VerificationError(f"step {index} ends by {kind!r}, which is never written")
    return ran
