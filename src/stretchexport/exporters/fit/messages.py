"""Workouts and schedules as FIT messages: the name of each type, and its fields in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters.text import size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.exporters.fit.exercises import Exercise
    from stretchexport.exporters.fit.repeats import Block
    from stretchexport.exporters.fit.schedules import Schedule
    from stretchexport.exporters.fit.steps import WatchStep
    from stretchexport.exporters.fit.workouts import Workout

Value = int | str
Message = dict[str, Value]

INVALID_ENUM = 0xFF
INVALID_UINT16 = 0xFFFF

MANUFACTURER: Message = {"manufacturer": "development", "product": 0}
"""Who made a file: Garmin keeps this number for everybody who has none of their own."""

STEP: Message = {
    "message_index": 0,
    "wkt_step_name": "",
    "intensity": INVALID_ENUM,
    "notes": "",
    "duration_type": INVALID_ENUM,
    "duration_value": 0,
    "target_type": "open",
    "target_value": 0,
    "exercise_category": INVALID_UINT16,
    "exercise_name": INVALID_UINT16,
}
"""The fields of every ``workout_step`` message, in the order in which all of them are written."""

STEP_TEXTS = ("wkt_step_name", "notes")


def workout_messages(workout: Workout) -> Iterator[tuple[str, Message]]:
    """``file_id`` first, then the workout, its steps and the titles of its exercises."""
    yield "FILE_ID", _file_id("workout", workout.serial, workout.created)
    yield (
        "WORKOUT",
        {
            "wkt_name": workout.name,
            "sport": workout.sport.sport,
            "sub_sport": workout.sport.sub_sport,
            "num_valid_steps": workout.messages,
            "wkt_description": workout.description,
        },
    )
    for message in _padded(_steps(workout.blocks), STEP_TEXTS):
        yield "WORKOUT_STEP", message
    for message in _padded(_titles(workout.exercises), ("wkt_step_name",)):
        yield "EXERCISE_TITLE", message


def schedule_messages(schedule: Schedule) -> Iterator[tuple[str, Message]]:
    """``file_id`` first, then every date with the ``file_id`` of its workout."""
    yield "FILE_ID", _file_id("schedules", schedule.serial, schedule.created)
    for one in schedule.dates:
        yield (
            "SCHEDULE",
            {
                **MANUFACTURER,
                "serial_number": one.workout.serial,
                "time_created": one.workout.created,
                "completed": 0,
                "type": "workout",
                "scheduled_time": one.start,
            },
        )


def _file_id(kind: str, serial: int, created: int) -> Message:
    return {"type": kind, **MANUFACTURER, "serial_number": serial, "time_created": created}


def _steps(blocks: Iterable[Block[WatchStep]]) -> Iterator[Message]:
    """The steps of every block, each repeat after the steps it repeats."""
    index = 0
    for block in blocks:
        first = index
        for step in block.steps:
            yield _step(index, step)
            index += 1
        if block.times > 1:
            yield STEP | {
                "message_index": index,
                "duration_type": "repeat_until_steps_cmplt",
                "duration_value": first,
                "target_value": block.times,
            }
            index += 1


def _step(index: int, step: WatchStep) -> Message:
    """One step; a duration of type ``time`` is in milliseconds."""
    timed = step.reps is None
    message: Message = {
        "message_index": index,
        "wkt_step_name": step.name,
        "intensity": "active" if step.work else "rest",
        "notes": step.notes,
        "duration_type": "time" if timed else "reps",
        "duration_value": step.seconds * 1000 if step.reps is None else step.reps,
    }
    if step.exercise is not None:
        message["exercise_category"] = step.exercise.category
        message["exercise_name"] = step.exercise.number
    return STEP | message


def _titles(exercises: Iterable[Exercise]) -> Iterator[Message]:
    for index, exercise in enumerate(exercises):
        yield {
            "message_index": index,
            "exercise_category": exercise.category,
            "exercise_name": exercise.number,
            "wkt_step_name": exercise.title,
        }


def _padded(messages: Iterable[Message], texts: tuple[str, ...]) -> list[Message]:
    """The messages with each of the ``texts`` of the same length in bytes."""
    done = list(messages)
    for name in texts:
        sizes = [size(str(message[name])) for message in done]
        longest = max(sizes, default=0)
        for message, its in zip(done, sizes, strict=True):
            message[name] = f"{message[name]}{chr(0) * (longest - its)}"
    return done
