"""Two readers for workout files that we did not write, and a small watch that runs what they read.

The watch has a place in the list of steps and a counter for every repeat, as a device has; the
exporter's own check unrolls lists instead.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import fitdecode
from garmin_fit_sdk import Decoder, Stream

FIELDS = {
    "file_id": ("type", "manufacturer", "product", "serial_number", "time_created"),
    "workout": ("wkt_name", "sport", "sub_sport", "num_valid_steps", "wkt_description"),
    "workout_step": (
        "message_index",
        "wkt_step_name",
        "intensity",
        "notes",
        "duration_type",
        "duration_value",
        "target_type",
        "target_value",
        "exercise_category",
        "exercise_name",
    ),
    "schedule": (
        "manufacturer",
        "product",
        "serial_number",
        "time_created",
        "completed",
        "type",
        "scheduled_time",
    ),
    "exercise_title": ("message_index", "exercise_category", "exercise_name", "wkt_step_name"),
}
TIME, REPEAT, REPS = 0, 6, 29
ACTIVE, REST = 0, 1
UNKNOWN_CATEGORY = 65534

Messages = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Done:
    """What a watch did in one step; ``value`` is in ms for ``TIME``, else a number of reps."""

    name: str
    notes: str
    intensity: int
    kind: int
    value: int
    exercise: tuple[int, int] | None


def by_fitdecode(data: bytes) -> Messages:
    """Every message with its raw values, in the order of the file, as fitdecode reads them."""
    found: Messages = {}
    with fitdecode.FitReader(
        io.BytesIO(data),
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    ) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                values = {
                    field: frame.get_raw_value(field, fallback=None) for field in FIELDS[frame.name]
                }
                found.setdefault(frame.name, []).append(values)
    return found


def by_sdk(data: bytes) -> Messages:
    """The same as Garmin's own decoder reads it; the file has to be sound to it."""

    def stream() -> Stream:
        return Stream.from_byte_array(bytearray(data))

    assert Decoder(stream()).is_fit()
    assert Decoder(stream()).check_integrity()
    read: tuple[Any, list[Exception]] = Decoder(stream()).read(
        convert_types_to_strings=False,
        convert_datetimes_to_dates=False,
        expand_sub_fields=False,
        expand_components=False,
        apply_scale_and_offset=False,
        merge_heart_rates=False,
    )
    messages, errors = read
    assert errors == []
    return {
        name.removesuffix("_mesgs"): [
            {field: one.get(field) for field in FIELDS[name.removesuffix("_mesgs")]} for one in many
        ]
        for name, many in messages.items()
    }


def definitions(data: bytes) -> list[Any]:
    """Every definition message of the file."""
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        return [frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DEFINITION]


def run(messages: Messages) -> list[Done]:
    """What a watch does, from its first step to the last."""
    steps = messages.get("workout_step", [])
    done: list[Done] = []
    rounds: dict[int, int] = {}
    place = 0
    while place < len(steps):
        step = steps[place]
        if step["duration_type"] == REPEAT:
            rounds[place] = rounds.get(place, 1) + 1
            place = step["duration_value"] if rounds[place] <= step["target_value"] else place + 1
            continue
        category, number = step["exercise_category"], step["exercise_name"]
        done.append(
            Done(
                step["wkt_step_name"],
                step["notes"] or "",
                step["intensity"],
                step["duration_type"],
                step["duration_value"],
                None if category is None else (category, number),
            )
        )
        place += 1
    return done


def titles(messages: Messages) -> dict[tuple[int, int], str]:
    """What a watch shows for each pair of exercise category and number."""
    return {
        (one["exercise_category"], one["exercise_name"]): one["wkt_step_name"]
        for one in messages.get("exercise_title", [])
    }
