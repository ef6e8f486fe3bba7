"""The workouts of a routine: one for each session and each phase in which its doses differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport import equipment
from stretchexport.exporters.base import Loss
from stretchexport.exporters.fit.facts import facts
from stretchexport.exporters.fit.identity import created, seconds, serial
from stretchexport.exporters.fit.repeats import rolled_up, unrolled
from stretchexport.exporters.fit.steps import Translator
from stretchexport.exporters.fit.text import Part, clip, compose
from stretchexport.wording import FALLBACK, one_line, words

if TYPE_CHECKING:
    from stretchexport.exporters.fit.exercises import Exercise
    from stretchexport.exporters.fit.facts import Sport
    from stretchexport.exporters.fit.options import FitOptions
    from stretchexport.exporters.fit.repeats import Block
    from stretchexport.exporters.fit.steps import WatchStep
    from stretchexport.model import Routine
    from stretchexport.weeks import Run


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
    name, description, losses = _texts(routine, run)
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
    losses += _counted(run)
    losses += _length(run, made, unroll=options.unroll)
    if made.created != seconds(routine.updated):
        losses.append(Loss("updated", "the day is not one a FIT file can name: the nearest is"))
    return made, losses


def _texts(routine: Routine, run: Run) -> tuple[str, str, list[Loss]]:
    """Name and description: what the session is, what it needs and when to ask first."""
    line, say, limit = run.timeline, words(routine.language), facts().limits.text_bytes
    title = one_line(line.session.title)
    if not run.always:
        title = say.in_weeks(title, run.phase)
    needs = dict.fromkeys(equipment.names(routine, line.equipment))
    avoid = dict.fromkeys(one for choice in line.choices for one in say.avoid(choice))

    def labelled(label: str, parts: dict[str, None], mark: str) -> str:
        text = one_line(mark.join(parts))
        return say.text("fit.line", label=say.text(f"label.{label}"), text=text) if text else ""

    parts = [
        Part(one_line(line.session.summary or routine.summary or ""), 3),
        Part(labelled("equipment", needs, ", "), 2),
        Part(labelled("avoid_if", avoid, "; "), 0),
        Part(say.text("safety.line"), 1),
    ]
    texts = {"name": clip(title, limit), "description": compose(parts, limit)}
    losses = [
        Loss(
            f"session {line.session.id}",
            f"its {what} cut to {limit} bytes of UTF-8, all that a FIT text holds",
        )
        for what, text in texts.items()
        if text.cut
    ]
    return texts["name"].text, texts["description"].text, losses


def _counted(run: Run) -> list[Loss]:
    """The time of repetitions: a watch waits until they are done, however long it takes."""
    counted = [step for step in run.timeline.steps if step.reps is not None]
    if not counted:
        return []
    total = sum(step.seconds for step in counted)
    what = f"the watch waits for repetitions to be done; the file has no time for them ({total} s)"
    return [_timed(run, what, -total)]


def _length(run: Run, made: Workout, *, unroll: bool) -> list[Loss]:
    limit = facts().limits.watch_steps
    if made.messages <= limit:
        return []
    hint = "leave the repeats on" if unroll else "fewer sets or a shorter session"
    what = f"{made.messages} steps, and many watches run at most {limit}: {hint} would help"
    return [_timed(run, what, 0)]


def _timed(run: Run, what: str, seconds: int) -> Loss:
    return Loss(where(run), what, seconds, run.timeline.session.id, run.phase.first)


def where(run: Run) -> str:
    """The session for people, with its weeks if they differ."""
    session = f"session {run.timeline.session.id}"
    return session if run.always else f"{session}, {words(FALLBACK).weeks(run.phase).lower()}"
