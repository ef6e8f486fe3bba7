"""What several formats lose of a stretch, told in the same words by all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.exporters.base import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.timeline import Step
    from stretchexport.variants import Choice


def left_out(choices: Iterable[Choice], place: str, *, films: bool = False) -> Iterator[Loss]:
    """What of each stretch no small screen shows.

    ``place`` is where that screen is, ``films`` whether it links to videos.
    """
    for choice in dict.fromkeys(choices):
        parts = {
            "where not to feel it": choice.stretch.not_feel,
            "its video": choice.video if not films else None,
            "its drawing": choice.pose,
            "its picture": choice.picture,
        }
        names = [name for name, value in parts.items() if value]
        if names:
            what = f"not {place}, look at the card: {', '.join(names)}"
            yield Loss(f"stretch {choice.stretch.id}", what)


def breaths(steps: Iterable[Step]) -> Iterator[Loss]:
    """The breaths of ``steps``, where a format counts down their seconds."""
    for step in steps:
        if step.breaths is not None:
            yield _uncounted(step, "breaths", step.breaths)


def repetitions(steps: Iterable[Step]) -> Iterator[Loss]:
    """The repetitions of ``steps``, where a format counts down their seconds."""
    for step in steps:
        if step.reps is not None:
            yield _uncounted(step, "repetitions", step.reps)


def _uncounted(step: Step, what: str, number: int) -> Loss:
    these = counted(number, "of them is", "of them are")
    told = f"{what} are not counted: {these} {step.seconds} s"
    return Loss(f"stretch {step.stretch}", told)
