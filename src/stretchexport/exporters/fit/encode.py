"""A workout as the bytes of a FIT file, written by Garmin's own encoder.

The encoder has two traps, and one rule here keeps clear of both: all messages of a type have the
same fields, in the same order and of the same size.

- It takes two definitions for equal if they have the same fields in any order. In 21.200 it then
  writes the values in the order of the message, under the definition with the other order: a file
  with a good CRC and wrong numbers. In 21.218 it writes them in the order of the definition.
- It writes a definition for every length a text has and spreads them over 16 local message types,
  while the protocol advises as few as possible, as small devices hold few. So texts are padded with
  NUL to one length a file.

An absent value is the invalid value of its type, which readers take as absent.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from stretchexport.exporters.fit.facts import facts
from stretchexport.exporters.fit.text import size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.exporters.fit.repeats import Block
    from stretchexport.exporters.fit.steps import WatchStep
    from stretchexport.exporters.fit.workouts import Workout

Value = int | str
Message = dict[str, Value]

INVALID_ENUM = 0xFF
INVALID_UINT16 = 0xFFFF

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


def encode(workout: Workout) -> bytes:
    """The file: ``file_id`` first, then the workout, its steps and the titles of its exercises."""
    from garmin_fit_sdk import Encoder, Profile

    encoder = Encoder()
    for kind, message in _messages(workout):
        encoder.on_mesg(Profile["mesg_num"][kind], message)
    return _with_header(encoder.close())


def _messages(workout: Workout) -> Iterator[tuple[str, Message]]:
    """Every message with the name of its type."""
    yield (
        "FILE_ID",
        {
            "type": "workout",
            "manufacturer": "development",
            "product": 0,
            "serial_number": workout.serial,
            "time_created": workout.created,
        },
    )
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
    for message in _padded(_titles(workout), ("wkt_step_name",)):
        yield "EXERCISE_TITLE", message


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


def _titles(workout: Workout) -> Iterator[Message]:
    for index, exercise in enumerate(workout.exercises):
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
        longest = max((size(str(message[name])) for message in done), default=0)
        for message in done:
            text = str(message[name])
            message[name] = text + "\0" * (longest - size(text))
    return done


def _with_header(data: bytes) -> bytes:
    """The file with the versions of ``data/fit_profile.toml`` in its header, and both CRCs anew.

    The encoder puts in its own: a protocol version that old devices refuse for no need, and a
    profile version that would change the bytes of a file with every release.
    """
    from garmin_fit_sdk import CrcCalculator

    header = facts().header
    made = bytearray(data)
    struct.pack_into("<BH", made, 1, header.protocol, header.profile)
    struct.pack_into("<H", made, 12, CrcCalculator.calculate_crc(made, 0, 12))
    struct.pack_into("<H", made, len(made) - 2, CrcCalculator.calculate_crc(made, 0, len(made) - 2))
    return bytes(made)
