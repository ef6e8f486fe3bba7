"""The workouts of a routine: one for each session and each phase in which its doses differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Loss
from stretchexport.exporters.captions import Captions
from stretchexport.exporters.fit.facts import facts
from stretchexport.exporters.fit.identity import created, seconds, serial
from stretchexport.exporters.fit.repeats import rolled_up, unrolled
from stretchexport.exporters.fit.steps import Translator
from stretchexport.exporters.text import clip, compose
from stretchexport.wording import FALLBACK, words

if TYPE_CHECKING:
    from stretchexport.exporters.fit.exercises import Exercise
    from stretchexport.exporters.fit.facts import Sport
    from stretchexport.exporters.fit.options import FitOptions
    from stretchexport.exporters.fit.repeats import Block
    from stretchexport.exporters.fit.steps import WatchStep
    from stretchexport.model import Routine
    from stretchexport.weeks import Run
    from stretchexport.wording import Words


@dataclass(frozen=True, slots=True)
class Workout:
    """Everything that goes into one file.

    ``serial`` and ``created`` (FIT seconds) tell one workout from another: a device that gets both
    again has the same workout once more, not another one.
    """

    name: str
    description: str
    serial: int
    created: int
    sport: Sport
    blocks: tuple[Block[WatchStep], ...]
    exercises: tuple[Exercise, ...]

    @property
    def messages(self) -> int:
        """How many steps the file has, a repeat counted as one."""
        return sum(block.messages for block in self.blocks)


def workout(routine: Routine, run: Run, options: FitOptions) -> tuple[Workout, list[Loss]]:
    """The workout for a session in a phase, and what it cannot hold."""
    translator = Translator(routine, run.timeline, options)
    steps = translator.steps()
    name, description, losses = _texts(routine, run, options.words(routine))
    made = Workout(
        name,
        description,
        serial(routine, run),
        created(routine),
        facts().sports[options.sport],
        unrolled(steps) if options.unroll else rolled_up(steps),
        tuple(translator.titles),
    )
    losses += translator.losses
    losses += counted(run)
    losses += too_long(run, made.messages, unroll=options.unroll)
    if made.created != seconds(routine.updated):
        losses.append(Loss("updated", "the day is not one a FIT file can name: the nearest is"))
    return made, losses


def _texts(routine: Routine, run: Run, say: Words) -> tuple[str, str, list[Loss]]:
    """Name and description of the workout."""
    captions, limit = Captions(routine, run.timeline, say), facts().limits.text_bytes
    name = clip(captions.session_title(run), limit)
    description = compose(captions.session_notes(), limit)
    losses = [
        Loss(
            f"session {run.timeline.session.id}",
            f"its {what} cut to {limit} bytes of UTF-8, all that a FIT text holds",
        )
        for what, text in (("name", name), ("description", description))
        if text.cut
    ]
    return name.text, description.text, losses


def counted(run: Run) -> list[Loss]:
    """The loss of the time of repetitions: a watch waits until they are done, however long."""
    counted = [step for step in run.timeline.steps if step.reps is not None]
    if not counted:
        return []
    total = sum(step.seconds for step in counted)
    what = f"the watch waits for repetitions to be done; the file has no time for them ({total} s)"
    return [_timed(run, what, -total)]


def too_long(run: Run, steps: int, *, unroll: bool) -> list[Loss]:
    """The warning for more steps than many watches run; a repeat counts as one."""
    limit = facts().limits.watch_steps
    if steps <= limit:
        return []
    hint = "leave the repeats on" if unroll else "fewer sets or a shorter session"
    what = f"{steps} steps, and many watches run at most {limit}: {hint} would help"
    return [_timed(run, what, 0)]


def _timed(run: Run, what: str, seconds: int) -> Loss:
    return Loss(where(run), what, seconds, run.timeline.session.id, run.phase.first)


def where(run: Run) -> str:
    """The session for people, with its weeks if they differ."""
    session = f"session {run.timeline.session.id}"
    return session if run.always else f"{session}, {words(FALLBACK).weeks(run.phase).lower()}"
