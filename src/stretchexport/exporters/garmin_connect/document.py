"""A session as a workout of Garmin Connect; ``data/garmin_connect.toml`` names the sources."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stretchexport.exporters import lost
from stretchexport.exporters.base import Loss
from stretchexport.exporters.captions import Captions
from stretchexport.exporters.fit.repeats import rolled_up, unrolled
from stretchexport.exporters.fit.workouts import counted, too_long
from stretchexport.exporters.garmin_connect.facts import facts
from stretchexport.exporters.mapping import find
from stretchexport.exporters.text import UTF16, Part, clip, compose, size
from stretchexport.timeline import Kind
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.exporters.fit.repeats import Block
    from stretchexport.exporters.mapping import Known
    from stretchexport.exporters.plan.values import Object
    from stretchexport.exporters.text import Fitted
    from stretchexport.model import Routine
    from stretchexport.timeline import Step
    from stretchexport.weeks import Run
    from stretchexport.wording import Words

UNIT = size("x", UTF16)
"""Bytes of a UTF-16 code unit, in which Garmin Connect counts."""


@dataclass(frozen=True, slots=True)
class ConnectStep:
    """What a step says, and what ends it: ``seconds``, or ``reps`` repetitions."""

    notes: str
    work: bool
    seconds: int
    reps: int | None = None
    exercise: Known | None = None


def document(
    routine: Routine, run: Run, sport: str, say: Words, *, unroll: bool
) -> tuple[Object, list[Loss]]:
    """The workout for a session in a phase, and what it cannot hold.

    ``sport`` is one of ``data/garmin_connect.toml``.
    """
    captions = Captions(routine, run.timeline, say, unroll)
    translator = Translator(captions, sport)
    steps = translator.steps()
    blocks = unrolled(steps) if unroll else rolled_up(steps)
    filed = {
        "sportTypeId": facts().sports[sport].id,
        "sportTypeKey": facts().sports[sport].key,
    }
    title = clip(captions.session_title(run), facts().name * UNIT, UTF16)
    notes = compose(captions.session_notes(), facts().notes * UNIT, UTF16)
    workout = {
        "workoutName": title.text,
        "description": notes.text,
        "sportType": filed,
        "estimatedDurationInSecs": run.timeline.seconds,
        "workoutSegments": [
            {"segmentOrder": 1, "sportType": filed, "workoutSteps": list(_in_order(blocks))}
        ],
    }
    where = f"session {run.timeline.session.id}"
    losses = [
        *(_cut(where, "its name", facts().name) if title.cut else ()),
        *(_cut(where, "its description", facts().notes) if notes.cut else ()),
        *translator.losses,
        *counted(run),
        *too_long(run, sum(block.messages for block in blocks), unroll=unroll),
    ]
    return workout, losses


def _in_order(blocks: Iterable[Block[ConnectStep]]) -> Iterator[Object]:
    """The steps, numbered from 1 as they are met, a repeat group before the steps in it.

    So they are in workouts that the editor made; see ``data/garmin_connect.toml``.
    """
    order = 1
    for block in blocks:
        first = order + (block.times > 1)
        steps = [_step(first + index, step) for index, step in enumerate(block.steps)]
        if block.times > 1:
            yield _group(order, block.times, steps)
        else:
            yield from steps
        order = first + len(steps)


def _step(order: int, step: ConnectStep) -> Object:
    ends, value = ("time", step.seconds) if step.reps is None else ("reps", step.reps)
    made: Object = {
        "type": "ExecutableStepDTO",
        "stepOrder": order,
        "stepType": _step_type("interval" if step.work else "rest"),
        "description": step.notes,
        "endCondition": _condition(ends),
        "endConditionValue": value,
        "targetType": {
            "workoutTargetTypeId": facts().targets["no.target"],
            "workoutTargetTypeKey": "no.target",
        },
    }
    if step.exercise is not None:
        made["category"] = step.exercise.category.upper()
        made["exerciseName"] = step.exercise.name.upper()
    return made


def _group(order: int, times: int, steps: list[Object]) -> Object:
    """A repeat group; the service needs the condition besides the number of rounds."""
    return {
        "type": "RepeatGroupDTO",
        "stepOrder": order,
        "stepType": _step_type("repeat"),
        "numberOfIterations": times,
        "smartRepeat": False,
        "endCondition": _condition("iterations"),
        "endConditionValue": times,
        "workoutSteps": steps,
    }


def _step_type(key: str) -> Object:
    return {"stepTypeId": facts().step_types[key], "stepTypeKey": key}


def _condition(key: str) -> Object:
    return {"conditionTypeId": facts().conditions[key], "conditionTypeKey": key}


@dataclass
class Translator:
    """Turns the steps of one timeline into those of a workout and collects what is lost."""

    captions: Captions
    sport: str
    losses: list[Loss] = field(default_factory=list)

    def steps(self) -> tuple[ConnectStep, ...]:
        """The timeline's steps, one for one; those that differ in the set only are the same."""
        made: dict[tuple[Step, bool], ConnectStep] = {}
        done: list[ConnectStep] = []
        item = -1
        for step in self.captions.timeline.steps:
            key = (step if self.captions.numbered else replace(step, set=1), step.item != item)
            if key not in made:
                made[key] = self._step(*key)
            done.append(made[key])
            item = step.item
        self.losses += lost.left_out(self.captions.timeline.choices, "on the watch")
        return tuple(done)

    def _step(self, step: Step, new_item: bool) -> ConnectStep:
        if step.kind.is_work:
            parts = self.captions.notes(step)
        else:
            parts = self.captions.preparation(step) if new_item else []
        self.losses += lost.breaths([step])
        parts = [Part(self.captions.name(step), 0), *parts]
        return ConnectStep(
            self._fit(step, compose(parts, facts().notes * UNIT, UTF16)),
            step.kind.is_work,
            step.seconds if step.reps is None else 0,
            step.reps,
            self._exercise(step),
        )

    def _exercise(self, step: Step) -> Known | None:
        """The exercise of the sport's list, for a step that is the stretch itself."""
        if step.kind not in (Kind.HOLD, Kind.REPS) or step.spot is not None:
            return None
        choice = self.captions.choice(step)
        found = find(choice, facts().sports[self.sport].categories, self.sport)
        if found is None:
            self._lose(
                step,
                f"“{one_line(choice.name)}” is not in the {self.sport} list of Garmin Connect: "
                "the step has its name in the notes, and no picture",
            )
        return found

    def _fit(self, step: Step, fitted: Fitted) -> str:
        if fitted.cut:
            self.losses += _cut(f"stretch {step.stretch}", "its notes", facts().notes)
        return fitted.text

    def _lose(self, step: Step, what: str) -> None:
        self.losses.append(Loss(f"stretch {step.stretch}", what))


def _cut(where: str, what: str, limit: int) -> list[Loss]:
    return [Loss(where, f"{what} cut to {limit} characters, all that Garmin Connect keeps")]
