"""FIT files of anybody, as far as an import needs them: workouts with their repeats written out.

They are read by ``fitdecode``, which shares nothing with the encoder that our own files are from.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.fit.facts import facts
from stretchexport.exporters.fit.identity import EPOCH
from stretchexport.exporters.mapping import table
from stretchexport.importing.draft import SourceError
from stretchexport.importing.values import clean, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_STEPS = 2000
"""Steps of a workout with its repeats written out; many times what a watch runs."""

MARK = b".FIT"
"""What stands in the header of every FIT file, from its byte 8 on."""

PAUSES = ("rest", "recovery")
REPEAT = "repeat_until_steps_cmplt"

_ENDS = {"open": "a button"}
"""What ends a step, in words, where the profile's own say little."""

Key = tuple[object, object]
"""What a schedule knows a workout by: serial number and time of creation."""


@dataclass(frozen=True, slots=True)
class FileStep:
    """One step as a watch runs it. ``ends`` says what ends it if that is no time and no count."""

    name: str
    notes: str
    work: bool
    seconds: int | None = None
    reps: int | None = None
    ends: str | None = None
    link: str = ""
    """Where a film of it is; a FIT file never says."""


@dataclass(frozen=True, slots=True)
class Workout:
    """A workout file. ``left_out`` are kinds of repeats that were done once."""

    key: Key
    created: dt.datetime | None
    name: str
    description: str
    steps: tuple[FileStep, ...]
    left_out: tuple[str, ...] = ()
    weeks: tuple[int, int] | None = None
    """The weeks it is for, if something other than its name says so."""


@dataclass(frozen=True, slots=True)
class Dates:
    """A schedule file: the workout of each moment on the clock."""

    dates: tuple[tuple[Key, dt.datetime], ...]


def read(data: bytes) -> Workout | Dates:
    """What is in a FIT file; raises :class:`SourceError` if it is no workout and no schedule."""
    frames = _frames(data)
    head = next((one for one in frames if one.name == "file_id"), None)
    kind = _get(head, "type")
    if kind == "schedules":
        return Dates(tuple(_dates(frames)))
    if kind == "activity":
        raise SourceError(
            "it is a recorded activity, what was done: stretchexport review reads those"
        )
    if kind != "workout":
        raise SourceError(f"it is a FIT file of another kind ({kind or 'unknown'}), no workout")
    head_of = next((one for one in frames if one.name == "workout"), None)
    messages = [one for one in frames if one.name == "workout_step"]
    if not messages:
        raise SourceError("the workout has no steps")
    steps, left_out = _expanded(messages, _titles(frames))
    created = _get(head, "time_created")
    return Workout(
        _key(head),
        created if isinstance(created, dt.datetime) else None,
        line(_get(head_of, "wkt_name")),
        clean(str(_get(head_of, "wkt_description") or "")),
        tuple(steps),
        tuple(left_out),
    )


def _frames(data: bytes) -> list[Any]:
    """The data messages of a file whose CRC is right."""
    import fitdecode

    if data[8:12] != MARK:
        raise SourceError("it is no FIT file")
    try:
        if fitdecode.utils.compute_crc(data) != 0:
            raise SourceError("the FIT file is damaged or cut short: its check sum is wrong")
        with fitdecode.FitReader(
            io.BytesIO(data),
            check_crc=fitdecode.CrcCheck.RAISE,
            error_handling=fitdecode.ErrorHandling.RAISE,
        ) as reader:
            return [frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    except (fitdecode.FitError, ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise SourceError(f"it is not a sound FIT file: {error}") from error
    except struct.error as error:
        raise SourceError(f"it is not a sound FIT file: {error}") from error


def _get(frame: Any, name: str, *, raw: bool = False) -> Any:
    """A field's value; ``None`` if it is not there."""
    if frame is None or not frame.has_field(name):
        return None
    return frame.get_raw_value(name) if raw else frame.get_value(name)


def _key(frame: Any) -> Key:
    return _get(frame, "serial_number", raw=True), _get(frame, "time_created", raw=True)


def _dates(frames: Iterable[Any]) -> Iterable[tuple[Key, dt.datetime]]:
    for one in frames:
        moment = _get(one, "scheduled_time", raw=True) if one.name == "schedule" else None
        if isinstance(moment, int):
            yield _key(one), EPOCH + dt.timedelta(seconds=moment)


def _titles(frames: Iterable[Any]) -> dict[tuple[Any, Any], str]:
    """What the file calls exercises, by the numbers of category and exercise."""
    return {
        _exercise(one): line(_get(one, "wkt_step_name"))
        for one in frames
        if one.name == "exercise_title"
    }


def _exercise(frame: Any) -> tuple[Any, Any]:
    return (
        _get(frame, "exercise_category", raw=True),
        _get(frame, "exercise_name", raw=True),
    )


def _expanded(
    messages: Sequence[Any], titles: dict[tuple[Any, Any], str]
) -> tuple[list[FileStep], list[str]]:
    """The steps in the order in which a watch comes to them (FIT profile, ``workout_step``).

    A repeat goes back to the step that its duration names until that block was done as often as
    its target says.
    """
    ran: list[FileStep] = []
    left_out: list[str] = []
    starts: list[int] = []
    for index, message in enumerate(messages):
        starts.append(len(ran))
        kind = str(_get(message, "duration_type"))
        if kind == REPEAT:
            back = _get(message, "duration_value", raw=True)
            times = _get(message, "target_value", raw=True)
            if not (isinstance(back, int) and isinstance(times, int) and 0 <= back < index):
                raise SourceError(f"step {index + 1} of the workout repeats nothing")
            block = ran[starts[back] :]
            if len(ran) + len(block) * (times - 1) > MOST_STEPS:
                raise SourceError(f"with its repeats it has more than {MOST_STEPS} steps")
            ran += block * (times - 1)
        elif kind.startswith("repeat"):
            left_out.append(kind.replace("_", " "))
        else:
            ran.append(_step(message, kind, titles))
        if len(ran) > MOST_STEPS:
            raise SourceError(f"it has more than {MOST_STEPS} steps")
    return ran, left_out


def _step(message: Any, kind: str, titles: dict[tuple[Any, Any], str]) -> FileStep:
    value = _get(message, "duration_value", raw=True)
    own = line(_get(message, "wkt_step_name"))
    title = titles.get(_exercise(message)) or _garmin_name(_exercise(message))
    number = value if isinstance(value, int) and value > 0 else None
    timed, counted = kind == "time" and number, kind == "reps" and number
    return FileStep(
        own or title,
        clean(str(_get(message, "notes") or "")),
        _get(message, "intensity") not in PAUSES,
        seconds=max(1, round(number / 1000)) if timed and number else None,
        reps=number if counted else None,
        ends=None if timed or counted else _ENDS.get(kind, kind.replace("_", " ")),
    )


def _garmin_name(exercise: tuple[Any, Any]) -> str:
    """What Garmin's list calls an exercise, as far as the mapping table has it."""
    category, number = exercise
    for name, exercises in table()["exercises"].items():
        if facts().categories.get(name) == category:
            for known in exercises.values():
                if known["number"] == number:
                    names: list[str] = known["names"]
                    return names[0].capitalize()
    return ""
