"""What a small screen says in each step of a session: its name, its notes, how to get there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stretchexport.exporters.text import Part
from stretchexport.model import Amount, DynamicDose
from stretchexport.timeline import Kind
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from stretchexport.model import Routine
    from stretchexport.timeline import Step, Timeline
    from stretchexport.variants import Choice
    from stretchexport.weeks import Run
    from stretchexport.wording import Words


@dataclass(frozen=True)
class Captions:
    """The texts for the steps of one timeline, not cut to any length.

    ``numbered`` puts the number of the set into the names, which then differ from set to set.
    """

    routine: Routine
    timeline: Timeline
    words: Words
    numbered: bool = False

    def choice(self, step: Step) -> Choice:
        """How the stretch of a step is done."""
        return self.timeline.choices[step.item]

    def session_title(self, run: Run) -> str:
        """What the session is called, with its weeks if its doses change."""
        title = one_line(run.timeline.session.title)
        if run.always:
            return title
        return self.words.in_weeks(title, run.phase)

    def session_notes(self) -> list[Part]:
        """What the session is, what it needs and when to ask first."""
        line = self.timeline
        needs = dict.fromkeys(self.words.equipment(self.routine, one) for one in line.equipment)
        avoid = dict.fromkeys(one for choice in line.choices for one in self.words.avoid(choice))
        return [
            Part(one_line(line.session.summary or self.routine.summary or ""), 3),
            Part(self._line("equipment", self.words.listed(needs)), 2),
            Part(self._line("avoid_if", self.words.rowed(avoid)), 0),
            Part(self.words.text("safety.line"), 1),
        ]

    def title(self, step: Step) -> str:
        """What a step is called, the side first: it stays in sight when a watch cuts the rest."""
        say = self.words.text
        title = one_line(self.choice(step).name)
        if step.spot:
            title = say("fit.spot", name=title, spot=one_line(step.spot))
        if step.kind in (Kind.CONTRACT, Kind.RELAX):
            title = say(f"fit.{step.kind}", name=title)
        if step.side is not None:
            title = say("fit.sided", side=say(f"fit.{step.side}"), name=title)
        return title

    def title_in_full(self, step: Step) -> str:
        """What a step is called where there is room, or for the ear: the side is a word."""
        title = self.title(replace(step, side=None))
        if step.side is None:
            return title
        return self.words.line(self.words.text(f"fit.{step.side}_note"), title)

    def name(self, step: Step) -> str:
        """The title of a stretch or, in a pause, what comes next: it is then that people move."""
        say = self.words.text
        if step.kind is Kind.TRANSITION:
            return say("fit.transition", name=self.title(replace(step, kind=Kind.HOLD)))
        if step.kind is Kind.REST:
            side = step.side and self.words.side(step.side)
            return say("fit.rest_side", side=side) if side else say("fit.rest")
        title = self.title(step)
        if self.numbered and step.sets > 1:
            return say("fit.set", name=title, set=step.set, sets=step.sets)
        return title

    def notes(self, step: Step) -> list[Part]:
        """Side, dose, cues, where to feel it and when to stop; the cues give way first."""
        choice, item, say = self.choice(step), self.timeline.items[step.item], self.words.text
        return [
            Part(say(f"fit.{step.side}_note") if step.side else "", 0),
            Part(self._dose(step), 1),
            Part(one_line(item.note or ""), 3),
            Part(one_line(" ".join(choice.steps)), 5),
            Part(self._line("feel", choice.feel or ""), 4),
            Part(self._line("stop_if", self.words.rowed(choice.stretch.stop_if)), 2),
        ]

    def preparation(self, step: Step) -> list[Part]:
        """What is needed for the next stretch, and how to get there: it is now that people do."""
        choice = self.choice(step)
        names = [self.words.equipment(self.routine, one) for one in choice.equipment]
        return [
            Part(self._line("equipment", self.words.listed(names)), 0),
            Part(one_line(" ".join(choice.steps)), 1),
        ]

    def _dose(self, step: Step) -> str:
        """The part of a dose that a countdown does not show: breaths, or the tempo."""
        if step.breaths is not None:
            return self.words.amount(Amount(step.seconds, step.breaths))
        dose = self.timeline.items[step.item].dose
        if isinstance(dose, DynamicDose) and dose.tempo is not None:
            time = self.words.time(dose.tempo)
            return self.words.text("dose.dynamic_tempo", number=dose.reps, time=time)
        return ""

    def _line(self, label: str, text: str) -> str:
        if not text:
            return ""
        return self.words.line(self.words.text(f"label.{label}"), one_line(text))
