"""The exporter for Intervals.icu."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stretchexport.counting import counted
from stretchexport.exporters.base import Export, File, Loss, Options, VerificationError, as_written
from stretchexport.exporters.fit.readback import read
from stretchexport.exporters.intervals_icu.events import Workouts
from stretchexport.exporters.intervals_icu.facts import facts
from stretchexport.exporters.intervals_icu.text import seconds
from stretchexport.exporters.plan.layout import text
from stretchexport.wording import FALLBACK, words

if TYPE_CHECKING:
    from stretchexport.exporters.plan.values import Object
    from stretchexport.model import Routine


@dataclass(frozen=True, slots=True)
class IntervalsOptions(Options):
    """What may be set for planned workouts of Intervals.icu."""

    with_fit: bool = False
    """Put the FIT workout into each, in place of the text with the steps."""
    unroll: bool = False
    """Write every set out, in place of repeats."""
    sport: str = "flexibility"
    """What a workout is filed under, a sport of ``data/intervals_icu.toml``."""

    def __post_init__(self) -> None:
        """Refuse a sport that is not in the table."""
        known = facts().types
        if self.sport not in known:
            raise ValueError(
                f"intervals-icu: there is no sport {self.sport}; there are {', '.join(known)}"
            )


class IntervalsExporter:
    """Writes ``<routine-id>.intervals-icu.json``; sessions without a date go into another file."""

    name = "intervals-icu"
    title = "Intervals.icu"
    suffix = ".intervals-icu.json"
    media_type = "application/json"
    purpose = "Planned workouts for the calendar of Intervals.icu, which sends them on to watches."
    next_step = (
        "Send it with stretchexport push intervals-icu and your API key: docs/push.md says how. "
        "The sessions have the times of the athlete's own clock."
    )
    limits = (
        "It has no stretching: a session is a Workout, or with --sport a Yoga, Pilates or "
        "WeightTraining one.",
        "A step has a prompt and a time, and no target; repetitions and breaths are in the prompt.",
        "With --with-fit the FIT file stands in place of the text, and has what fit has.",
        "Text that would be taken for a step, an amount or a tag is broken up by unseen signs.",
        "Reminders, drawings, pictures, videos and places not to feel it are not in it.",
        "An event that a newer file no longer has stays in the calendar, unless it is pushed.",
    )
    options_type = IntervalsOptions

    def export(self, routine: Routine, options: IntervalsOptions) -> Export:
        """The events as one file, and what waits for a date as another."""
        workouts = Workouts(routine, options)
        found = {"": workouts.events(), ".library": workouts.library()}
        files = tuple(
            File(f"{routine.id}{part}{self.suffix}", _data(bodies), self.media_type, _about(bodies))
            for part, bodies in found.items()
            if bodies
        )
        losses = [*options.wordless(routine), *workouts.losses]
        if found[""] and routine.schedule and any(one.remind for one in routine.schedule.slots):
            losses.append(Loss("schedule", "reminders are not in it"))
        return Export(files, tuple(dict.fromkeys(losses)))

    def verify(self, file: File) -> str:
        """Check ``file`` against the schema; every workout takes as long as it says."""
        from stretchexport.packaged_schemas import INTERVALS, conforming

        bodies = conforming(INTERVALS, file)
        for one in bodies:
            if "file_contents_base64" in one:
                read(base64.b64decode(one["file_contents_base64"], validate=True))
            elif seconds(one["description"]) != one["moving_time"]:
                raise VerificationError(f"{file.name}: {one['name']} does not take its time")
        return as_written(file, _about(bodies))


def _data(bodies: list[Object]) -> bytes:
    return text(bodies).encode()


def _about(bodies: list[Any]) -> str:
    """How many workouts there are, and the time of all of them."""
    time = words(FALLBACK).time(sum(one["moving_time"] for one in bodies))
    kind = "planned" if "external_id" in bodies[0] else "undated"
    return f"{counted(len(bodies), f'{kind} workout')}, {time}"


EXPORTER = IntervalsExporter()
