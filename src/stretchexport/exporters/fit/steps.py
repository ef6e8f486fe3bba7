"""The steps of a timeline as a watch shows them: name, notes, exercise and what ends them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stretchexport import equipment
from stretchexport.exporters.base import Loss
from stretchexport.exporters.fit.exercises import Exercise, Titles
from stretchexport.exporters.fit.facts import facts
from stretchexport.exporters.fit.text import Fitted, Part, clip, compose
from stretchexport.exporters.mapping import find
from stretchexport.model import Amount, DynamicDose
from stretchexport.timeline import Kind
from stretchexport.wording import one_line, words

if TYPE_CHECKING:
    from stretchexport.exporters.fit.options import FitOptions
    from stretchexport.exporters.mapping import Known
    from stretchexport.model import Routine
    from stretchexport.timeline import Step, Timeline
    from stretchexport.variants import Choice
    from stretchexport.wording import Words


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
        for choice in dict.fromkeys(self.timeline.choices):
            self._report_left_out(choice)
        return tuple(done)

    @property
    def _words(self) -> Words:
        return words(self.routine.language)

    def _choice(self, step: Step) -> Choice:
        return self.timeline.choices[step.item]

    def _work(self, step: Step) -> WatchStep:
        title = self._title(step)
        name = title
        if self.options.unroll and step.sets > 1:
            name = self._words.text("fit.set", name=title, set=step.set, sets=step.sets)
        return WatchStep(
            self._fit(step, "its name", clip(name, facts().limits.text_bytes)),
            self._notes(step),
            work=True,
            seconds=step.seconds if step.reps is None else 0,
            reps=step.reps,
            exercise=self._exercise(step, title),
        )

    def _pause(self, step: Step, new_item: bool) -> WatchStep:
        """A rest or transition: its name says what comes next, as it is then that people move."""
        if step.kind is Kind.TRANSITION:
            title = self._title(replace(step, kind=Kind.HOLD))
            name = self._words.text("fit.transition", name=title)
        elif step.side is not None:
            name = self._words.text("fit.rest_side", side=self._words.side(step.side))
        else:
            name = self._words.text("fit.rest")
        return WatchStep(
            self._fit(step, "its name", clip(name, facts().limits.text_bytes)),
            self._preparation(step) if new_item else "",
            work=False,
            seconds=step.seconds,
        )

    def _title(self, step: Step) -> str:
        """What a step is called, the side first: it stays in sight when a watch cuts the rest."""
        say = self._words.text
        title = one_line(self._choice(step).name)
        if step.spot:
            title = say("fit.spot", name=title, spot=one_line(step.spot))
        if step.kind in (Kind.CONTRACT, Kind.RELAX):
            title = say(f"fit.{step.kind}", name=title)
        if step.side is not None:
            title = say("fit.sided", side=say(f"fit.{step.side}"), name=title)
        return title

    def _notes(self, step: Step) -> str:
        """Side, dose, cues, where to feel it and when to stop; the cues give way first."""
        choice, item, say = self._choice(step), self.timeline.items[step.item], self._words.text
        parts = [
            Part(say(f"fit.{step.side}_note") if step.side else "", 0),
            Part(self._dose(step), 1),
            Part(one_line(item.note or ""), 3),
            Part(one_line(" ".join(choice.steps)), 5),
            Part(self._line("feel", choice.feel or ""), 4),
            Part(self._line("stop_if", "; ".join(choice.stretch.stop_if)), 2),
        ]
        return self._fit(step, "its notes", compose(parts, facts().limits.text_bytes))

    def _dose(self, step: Step) -> str:
        """The part of a dose that a countdown does not show: breaths, or the tempo."""
        if step.breaths is not None:
            self._lose(
                step, f"breaths are not counted: {step.breaths} of them are {step.seconds} s"
            )
            return self._words.amount(Amount(step.seconds, step.breaths))
        dose = self.timeline.items[step.item].dose
        if isinstance(dose, DynamicDose) and dose.tempo is not None:
            time = self._words.time(dose.tempo)
            return self._words.text("dose.dynamic_tempo", reps=dose.reps, time=time)
        return ""

    def _preparation(self, step: Step) -> str:
        """What is needed for the next stretch, and how to get there: it is now that people do."""
        choice = self._choice(step)
        names = equipment.names(self.routine, choice.equipment)
        parts = [
            Part(self._line("equipment", ", ".join(names)), 0),
            Part(one_line(" ".join(choice.steps)), 1),
        ]
        return self._fit(step, "its notes", compose(parts, facts().limits.text_bytes))

    def _line(self, label: str, text: str) -> str:
        if not text:
            return ""
        label = self._words.text(f"label.{label}")
        return self._words.text("fit.line", label=label, text=one_line(text))

    def _exercise(self, step: Step, title: str) -> Exercise:
        """Garmin's exercise if one fits, else a custom one.

        Garmin's has one title for every step, so it is no use where that has to say more than the
        name of the stretch: push, let go, or a spot, and the side if the options ask for it.
        """
        limit = facts().limits.text_bytes
        choice = self._choice(step)
        plain = step.kind in (Kind.HOLD, Kind.REPS) and step.spot is None
        found = find(choice, facts().sports[self.options.sport].categories)
        sided = self.options.side_titles and step.side is not None
        if plain and found is not None and not sided:
            exercise = self.titles.known(found, clip(one_line(choice.name), limit).text)
            if exercise is not None:
                return exercise
        if plain:
            self._report_custom(step, found, sided=sided)
        return self.titles.custom(clip(title, limit).text)

    def _report_custom(self, step: Step, found: Known | None, *, sided: bool) -> None:
        name = one_line(self._choice(step).name)
        reason = "is not in Garmin's list of exercises"
        if found is not None and sided:
            reason = "has a title for each side"
        elif found is not None:
            reason = f"is the same exercise to Garmin ({found.name}) as another one of the session"
        self._lose(step, f"“{name}” {reason}: the watch shows its name without a picture")

    def _report_left_out(self, choice: Choice) -> None:
        """Say what of a stretch no watch shows."""
        stretch = choice.stretch
        parts = {
            "where not to feel it": stretch.not_feel,
            "its video": choice.video,
            "its drawing": choice.pose,
            "its picture": choice.picture,
        }
        left_out = [name for name, value in parts.items() if value]
        if left_out:
            what = f"not on the watch, look at the card: {', '.join(left_out)}"
            self.losses.append(Loss(f"stretch {stretch.id}", what))

    def _fit(self, step: Step, what: str, fitted: Fitted) -> str:
        """The text, with a loss if it was cut."""
        if fitted.cut:
            limit = facts().limits.text_bytes
            self._lose(step, f"{what} cut to {limit} bytes of UTF-8, all that a FIT text holds")
        return fitted.text

    def _lose(self, step: Step, what: str) -> None:
        self.losses.append(Loss(f"stretch {step.stretch}", what))
