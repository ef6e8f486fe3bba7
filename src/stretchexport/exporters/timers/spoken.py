"""The steps of a session as a timer on a phone shows and says them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stretchexport.exporters import lost
from stretchexport.exporters.base import Loss
from stretchexport.exporters.captions import Captions
from stretchexport.exporters.fit.workouts import where
from stretchexport.exporters.text import UTF16, clip, size
from stretchexport.model import Amount
from stretchexport.timeline import Kind
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from stretchexport.model import Routine
    from stretchexport.timeline import Step
    from stretchexport.weeks import Run
    from stretchexport.wording import Words

LONGEST_NAME = 240
"""UTF-16 code units in a name: more is no name on a phone, and no file name on its disk."""

NO_DATES = "dates, times and reminders are not on the phone"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A step of ``seconds``: what is shown and said is its ``name``, and ``more`` if there is time.

    ``work`` tells the stretch from the pauses around it; ``more`` are sentences, the most
    important first.
    """

    name: str
    seconds: int
    work: bool
    more: tuple[str, ...] = ()


@dataclass
class Speaker:
    """Turns the steps of one run of weeks into those of a timer and collects what is lost."""

    routine: Routine
    run: Run
    words: Words
    place: str = "on the phone"
    """Where the steps are shown: it is told what is not there."""
    losses: list[Loss] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare the texts."""
        self._captions = Captions(self.routine, self.run.timeline, self.words)

    def title(self) -> str:
        """What the session is called, with its weeks if its doses change."""
        return self._name(self._captions.session_title(self.run), where(self.run))

    def steps(self) -> tuple[Spoken, ...]:
        """The timeline's steps, one for one; how a stretch is done comes with its first step."""
        line = self.run.timeline
        done, told = [], set()
        for step in line.steps:
            first = step.kind.is_work and step.item not in told
            if first:
                told.add(step.item)
            name = self._name(self._said(step), f"stretch {step.stretch}")
            more = self._how(step) if first else ()
            done.append(Spoken(name, step.seconds, step.kind.is_work, more))
            self.losses += [*lost.repetitions([step]), *lost.breaths([step])]
        self.losses += lost.left_out(line.choices, self.place)
        return tuple(done)

    def needs(self) -> tuple[str, ...]:
        """What a person hears before a session: what to have at hand."""
        things = [self.words.equipment(self.routine, one) for one in self.run.timeline.equipment]
        return (self._line("equipment", self.words.listed(things)),) if things else ()

    def _said(self, step: Step) -> str:
        """The name of a step for the ear: the side is a word, and what is to be counted is there.

        A pause says what comes next, as people move then.
        """
        say = self.words
        if step.kind is Kind.REST:
            return self._captions.name(step)
        if step.kind is Kind.TRANSITION:
            after = self._captions.title_in_full(replace(step, kind=Kind.HOLD))
            return say.text("fit.transition", name=after)
        parts = [self._captions.title_in_full(step)]
        if step.reps is not None:
            parts.append(say.text("dose.dynamic", number=step.reps))
        elif step.breaths is not None:
            parts.append(say.amount(Amount(step.seconds, step.breaths)))
        return say.listed(parts)

    def _how(self, step: Step) -> tuple[str, ...]:
        """How a stretch is done, a sentence each, with when to stop before where it is felt."""
        choice, item = self._captions.choice(step), self.run.timeline.items[step.item]
        lines = [
            item.note or "",
            *choice.steps,
            self._line("stop_if", self.words.rowed(choice.stretch.stop_if)),
            self._line("feel", choice.feel or ""),
        ]
        return tuple(one_line(line) for line in lines if line)

    def _name(self, text: str, place: str) -> str:
        fitted = clip(text, LONGEST_NAME * size("x", UTF16), UTF16)
        if fitted.cut:
            self.losses.append(Loss(place, f"its name cut to {LONGEST_NAME} characters"))
        return fitted.text

    def _line(self, label: str, text: str) -> str:
        if not text:
            return ""
        return self.words.line(self.words.text(f"label.{label}"), one_line(text))
