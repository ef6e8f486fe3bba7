"""The steps of a timeline as a watch shows them: name, notes, exercise and what ends them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stretchexport.exporters import lost
from stretchexport.exporters.base import Loss
from stretchexport.exporters.captions import Captions
from stretchexport.exporters.fit.exercises import Exercise, Titles
from stretchexport.exporters.fit.facts import facts
from stretchexport.exporters.mapping import find
from stretchexport.exporters.text import Fitted, Part, clip, compose
from stretchexport.timeline import Kind
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from stretchexport.exporters.fit.options import FitOptions
    from stretchexport.exporters.mapping import Known
    from stretchexport.model import Routine
    from stretchexport.timeline import Step, Timeline


@dataclass(frozen=True, slots=True)
class WatchStep:
    """What a watch does in a step: it counts down ``seconds``, or waits for ``reps`` repetitions.

    ``work`` tells the stretch from the pauses around it, which have no exercise.
    """

    name: str
    notes: str
    work: bool
    seconds: int
    reps: int | None = None
    exercise: Exercise | None = None


@dataclass
class Translator:
    """Turns the steps of one timeline into those of a watch and collects what is lost.

    Where steps are written out, the number of the set is in the names, which then differ from set
    to set.
    """

    routine: Routine
    timeline: Timeline
    options: FitOptions
    titles: Titles = field(default_factory=Titles)
    losses: list[Loss] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare the texts."""
        self._captions = Captions(
            self.routine, self.timeline, self.options.words(self.routine), self.options.unroll
        )

    def steps(self) -> tuple[WatchStep, ...]:
        """The timeline's steps, one for one; those that differ in the set only are the same."""
        made: dict[tuple[Step, bool], WatchStep] = {}
        done: list[WatchStep] = []
        item = -1
        for step in self.timeline.steps:
            key = (step if self.options.unroll else replace(step, set=1), step.item != item)
            if key not in made:
                made[key] = self._work(step) if step.kind.is_work else self._pause(*key)
            done.append(made[key])
            item = step.item
        self.losses += lost.left_out(self.timeline.choices, "on the watch")
        return tuple(done)

    def _work(self, step: Step) -> WatchStep:
        self.losses += lost.breaths([step])
        return WatchStep(
            self._name(step),
            self._notes(step, self._captions.notes(step)),
            work=True,
            seconds=step.seconds if step.reps is None else 0,
            reps=step.reps,
            exercise=self._exercise(step),
        )

    def _pause(self, step: Step, new_item: bool) -> WatchStep:
        """A rest or transition; the one to a new stretch says how to get there."""
        parts = self._captions.preparation(step) if new_item else []
        return WatchStep(
            self._name(step), self._notes(step, parts), work=False, seconds=step.seconds
        )

    def _name(self, step: Step) -> str:
        name = clip(self._captions.name(step), facts().limits.text_bytes)
        return self._fit(step, "its name", name)

    def _notes(self, step: Step, parts: list[Part]) -> str:
        return self._fit(step, "its notes", compose(parts, facts().limits.text_bytes))

    def _exercise(self, step: Step) -> Exercise:
        """Garmin's exercise if one fits, else a custom one.

        Garmin's has one title for every step, so it is no use where that has to say more than the
        name of the stretch: push, let go, or a spot, and the side if the options ask for it.
        """
        limit = facts().limits.text_bytes
        choice = self._captions.choice(step)
        plain = step.kind in (Kind.HOLD, Kind.REPS) and step.spot is None
        found = find(choice, facts().sports[self.options.sport].categories)
        sided = self.options.side_titles and step.side is not None
        if plain and found is not None and not sided:
            exercise = self.titles.known(found, clip(one_line(choice.name), limit).text)
            if exercise is not None:
                return exercise
        if plain:
            self._report_custom(step, found, sided=sided)
        return self.titles.custom(clip(self._captions.title(step), limit).text)

    def _report_custom(self, step: Step, found: Known | None, *, sided: bool) -> None:
        name = one_line(self._captions.choice(step).name)
        reason = "is not in Garmin's list of exercises"
        if found is not None and sided:
            reason = "has a title for each side"
        elif found is not None:
            reason = f"is the same exercise to Garmin ({found.name}) as another one of the session"
        self._lose(step, f"“{name}” {reason}: the watch shows its name without a picture")

    def _fit(self, step: Step, what: str, fitted: Fitted) -> str:
        """The text, with a loss if it was cut."""
        if fitted.cut:
            limit = facts().limits.text_bytes
            self._lose(step, f"{what} cut to {limit} bytes of UTF-8, all that a FIT text holds")
        return fitted.text

    def _lose(self, step: Step, what: str) -> None:
        self.losses.append(Loss(f"stretch {step.stretch}", what))
