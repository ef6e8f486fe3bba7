"""What became of a planned session: step by step, and as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchexport.reviewing.aligning import align
from stretchexport.reviewing.facts import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.reviewing.layouts import Label
    from stretchexport.reviewing.recording import Effort, Recording
    from stretchexport.schedule import Occurrence
    from stretchexport.timeline import Step, Timeline


class Outcome(StrEnum):
    """What became of a step."""

    DONE = "done"
    LONGER = "longer"
    SHORT = "short"
    SKIPPED = "skipped"


class Status(StrEnum):
    """What became of a session."""

    DONE = "done"
    PARTLY = "partly"
    MISSED = "missed"


class When(StrEnum):
    """How the day of a session compares with the schedule."""

    PLANNED = "planned"
    MOVED = "moved"
    """Done on another day of its week."""
    UNPLANNED = "unplanned"
    """The schedule has no session left for it; without a schedule, every session is planned."""


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step of the plan that is work, and what was done of it."""

    step: Step
    effort: Effort | None
    outcome: Outcome

    @property
    def seconds(self) -> float:
        """How long it was held, without pauses."""
        return self.effort.seconds if self.effort and self.outcome is not Outcome.SKIPPED else 0.0

    @property
    def credit(self) -> float:
        """How much of the plan is done, from 0 to 1; what is longer makes up for nothing."""
        if self.outcome is Outcome.SHORT:
            assert self.effort is not None
            return _part(self.step, self.effort)
        return 0.0 if self.outcome is Outcome.SKIPPED else 1.0


@dataclass(frozen=True, slots=True)
class Extra:
    """Something done that is not in the plan; ``stretch`` is its id if that is known."""

    effort: Effort
    stretch: str | None


@dataclass(frozen=True, slots=True)
class SessionDone:
    """One session: planned, done, or both.

    ``line`` is what was planned. ``occurrence`` is when; without one it was not planned for a day.
    ``steps`` are empty if there is no recording, or if it has nothing but its length.
    """

    line: Timeline
    occurrence: Occurrence | None
    recording: Recording | None
    when: When
    steps: tuple[StepDone, ...] = ()
    extras: tuple[Extra, ...] = ()
    other_weeks: bool = False
    """Whether the workout that was run is the one for other weeks."""

    @property
    def by_length(self) -> bool:
        """Whether it counts by its length, as nothing else is recorded."""
        return self.recording is not None and not self.steps

    @property
    def share(self) -> float:
        """How much of the time under stretch that was planned is done, from 0 to 1."""
        if self.recording is None:
            return 0.0
        if self.by_length:
            return min(1.0, self.recording.seconds / max(self.line.seconds, 1))
        planned = sum(one.step.seconds for one in self.steps)
        return sum(one.step.seconds * one.credit for one in self.steps) / max(planned, 1)

    @property
    def status(self) -> Status:
        """Done, done in part, or missed."""
        if self.share >= facts().sessions.done:
            return Status.DONE
        return Status.PARTLY if self.share > 0 else Status.MISSED


def compare(
    line: Timeline, recording: Recording, labels: Sequence[Label]
) -> tuple[tuple[StepDone, ...], tuple[Extra, ...]]:
    """What became of every step of ``line`` that is work, and what came on top."""
    if not recording.efforts:
        return (), ()
    pairs, _ = align(line.steps, recording.efforts, labels)
    steps: list[StepDone] = []
    extras: list[Extra] = []
    for left, right in pairs:
        effort = None if right is None else recording.efforts[right]
        if left is not None and line.steps[left].kind.is_work:
            step = line.steps[left]
            steps.append(StepDone(step, effort, _outcome(step, effort)))
        elif left is None and right is not None and effort is not None and _is_extra(effort):
            extras.append(Extra(effort, _stretch(line, labels[right])))
    return tuple(steps), tuple(extras)


def _outcome(step: Step, effort: Effort | None) -> Outcome:
    if effort is None or _is_skipped(step, effort):
        return Outcome.SKIPPED
    part, limits = _part(step, effort), facts().steps
    if part < limits.short:
        return Outcome.SHORT
    return Outcome.LONGER if part > limits.longer else Outcome.DONE


def _is_skipped(step: Step, effort: Effort) -> bool:
    limits = facts().steps
    least = max(limits.skipped_seconds, limits.skipped * step.seconds)
    return effort.seconds < min(least, limits.half * step.seconds) and not effort.reps


def _part(step: Step, effort: Effort) -> float:
    """What was done as a part of the plan; repetitions that nobody counted are all of them."""
    if step.reps is not None:
        return effort.reps / step.reps if effort.reps else 1.0
    return effort.seconds / max(step.seconds, 1)


def _is_extra(effort: Effort) -> bool:
    return effort.active is not False and effort.seconds >= facts().steps.skipped_seconds


def _stretch(line: Timeline, label: Label) -> str | None:
    """The stretch that an effort was, if its label leaves no other."""
    found = {line.items[one.item].stretch for one in label or ()}
    return found.pop() if len(found) == 1 else None
