"""How much a workout is: what its file is about, and what a reader of it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.wording import words

if TYPE_CHECKING:
    from stretchexport.weeks import Run


@dataclass(frozen=True, slots=True)
class Totals:
    """What a watch does in a workout: steps, seconds counted down, and steps that count reps."""

    steps: int
    seconds: int
    counted: int

    def about(self, *, estimated: bool) -> str:
        """The totals in words; ``estimated`` marks a time that was worked out from breaths."""
        time = words("en").time(self.seconds, estimated=estimated)
        text = f"workout of {counted(self.steps, 'step')}, {time}"
        return f"{text} and {self.counted} × repetitions" if self.counted else text

    def abouts(self) -> tuple[str, str]:
        """Both ways to say it: a file does not hold which seconds were estimated."""
        return self.about(estimated=False), self.about(estimated=True)


def about(run: Run) -> str:
    """What a watch should do with the workout of ``run``, straight from the timeline."""
    steps = run.timeline.steps
    timed = [step for step in steps if step.reps is None]
    expected = Totals(len(steps), sum(s.seconds for s in timed), len(steps) - len(timed))
    return expected.about(estimated=any(step.estimated for step in timed))
