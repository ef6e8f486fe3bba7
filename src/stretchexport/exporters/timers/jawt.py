"""Workouts for Just Another Workout Timer (github.com/blockbasti/just_another_workout_timer).

The form is that of its ``lib/utils/workout.dart``, file version 2: sets that are repeated, each of
exercises with a name, which is said, and whole seconds.
"""

from __future__ import annotations

import itertools
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Export, File, Loss, Options, VerificationError
from stretchexport.exporters.fit.repeats import rolled_up
from stretchexport.exporters.fit.totals import Totals
from stretchexport.exporters.fit.workouts import where
from stretchexport.exporters.naming import file_name
from stretchexport.exporters.plan.layout import text
from stretchexport.exporters.timers.spoken import LONGEST_NAME, NO_DATES, Speaker
from stretchexport.weeks import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.exporters.plan.values import Object
    from stretchexport.exporters.timers.spoken import Spoken
    from stretchexport.model import Routine
    from stretchexport.weeks import Run

VERSION = 2
AT_THE_END = -1
"""The place in the list of a workout that was never sorted."""

COUNTDOWN = 3
"""Seconds that the app counts aloud before every step, also over a step that they cover."""


class JawtExporter:
    """One workout for each session and each phase in which its doses differ."""

    name = "jawt"
    title = "Just Another Workout Timer"
    suffix = ".jawt.json"
    media_type = "application/json"
    purpose = "A workout for an open-source Android timer that says every step aloud."
    next_step = (
        "Copy the files to the phone; in the app, tap the arrow at the top (Import) for each. "
        "Choose speech under Settings. We have not tried it on a phone."
    )
    limits = (
        "A step has a name and whole seconds, nothing else: how a stretch is done, where it is "
        "felt, when to stop, what it needs and what to take care of stay on the card.",
        "It counts seconds: repetitions and breaths are in the name, with their time estimated.",
        "The dates are not in it: each phase of a progression is a workout, with its weeks.",
        "Importing a newer file adds a second workout: delete the old one in the app.",
        f"Names are cut at {LONGEST_NAME} characters.",
    )
    options_type = Options

    def export(self, routine: Routine, options: Options) -> Export:
        """One file for each session and each phase in which its doses differ."""
        files: dict[str, File] = {}
        losses = [*options.wordless(routine)]
        for session in routine.sessions:
            for run in runs(routine, session, options.selection):
                speaker = Speaker(routine, run, options.words(routine))
                steps = tuple(replace(one, more=()) for one in speaker.steps())
                document = _document(speaker.title(), _key(routine, run), steps)
                losses += [*speaker.losses, *_unsaid(run, steps)]
                name = file_name(routine, run, self.suffix, files)
                told = Totals(len(steps), run.timeline.seconds, 0).about(estimated=False)
                files[name] = File(name, text(document).encode(), self.media_type, told)
        if routine.schedule:
            losses.append(Loss("schedule", NO_DATES))
        return Export(tuple(files.values()), tuple(dict.fromkeys(losses)))

    def verify(self, file: File) -> str:
        """Check ``file`` against the schema, count its time, and compare with what it is about."""
        from stretchexport.packaged_schemas import JAWT, conforming

        workout = conforming(JAWT, file)
        done = [
            exercise
            for one in workout["sets"]
            for _ in range(one["repetitions"])
            for exercise in one["exercises"]
        ]
        total = sum(exercise["duration"] for exercise in done)
        found = Totals(len(done), total, 0).about(estimated=False)
        if found != file.about:
            raise VerificationError(f"{file.name}: a {file.about} was written, a {found} is there")
        return found


def _document(title: str, key: str, steps: Sequence[Spoken]) -> Object:
    blocks = rolled_up(steps)
    sets = [
        {
            "repetitions": block.times,
            "id": _id(key, number),
            "exercises": [
                {"name": step.name, "id": _id(key, number, place), "duration": step.seconds}
                for place, step in enumerate(block.steps)
            ],
        }
        for number, block in enumerate(blocks)
    ]
    return {"title": title, "sets": sets, "version": VERSION, "position": AT_THE_END}


def _key(routine: Routine, run: Run) -> str:
    return f"{routine.id}/{run.timeline.session.id}/{run.phase.first}"


def _id(key: str, *place: int) -> str:
    """A UUID, which the app wants for every part, made of where it stands (RFC 9562, version 5)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((f"stretchexport:{key}", *map(str, place)))))


def _unsaid(run: Run, steps: Sequence[Spoken]) -> list[Loss]:
    """All but names and times; and steps that the countdown for the next one covers."""
    told = ["how it is done, what it needs and what to take care of are not on the phone"]
    if any(one.seconds + after.seconds <= COUNTDOWN for one, after in itertools.pairwise(steps)):
        told.append("a step of 1 or 2 s before one that is as short is neither shown nor said")
    return [Loss(where(run), what) for what in told]


EXPORTER = JawtExporter()
