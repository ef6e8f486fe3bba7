"""Which session of the routine a recording is of, and of which weeks its workout was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchexport.exporters.fit.facts import facts as fit_facts
from stretchexport.exporters.fit.identity import serial
from stretchexport.reviewing.aligning import align, difference
from stretchexport.reviewing.facts import facts
from stretchexport.reviewing.layouts import Names, labels, layouts, runs_as
from stretchexport.variants import NOTHING_SAID
from stretchexport.weeks import runs
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.model import Routine
    from stretchexport.reviewing.layouts import Label
    from stretchexport.reviewing.recording import Recording
    from stretchexport.weeks import Run


class Known(StrEnum):
    """How it is known which session a recording is of."""

    FILE = "file"
    """It names the workout file by the number that our exporter gave it."""
    STEPS = "steps"
    """The workout that it holds has the same steps."""
    NAME = "name"
    """The workout that it names is called like the session."""
    LIKENESS = "likeness"
    """What was done is like the session."""


@dataclass(frozen=True, slots=True)
class Match:
    """The session in the weeks whose workout was run, and what each effort can be."""

    run: Run
    known: Known
    labels: tuple[Label, ...]


class Sessions:
    """The sessions of a routine, to be told apart."""

    def __init__(self, routine: Routine) -> None:
        self._routine = routine
        self._runs = [
            run for session in routine.sessions for run in runs(routine, session, NOTHING_SAID)
        ]
        self._serials = {serial(routine, run): run for run in self._runs}

    def match(self, recording: Recording, week: int) -> Match | None:
        """The session of a recording made in ``week``; ``None`` if it is of none.

        A recording without any efforts is known by the name of its workout only.
        """
        for known, among in self._evidence(recording):
            if among:
                best, found = self._best(among, recording, week)
                return Match(best, known, tuple(found))
        if not recording.efforts or not may_be_stretching(recording):
            return None
        among = [run for run in self._runs if self._speaks_of(run, recording)]
        if not among:
            return None
        best, found = self._best(among, recording, week)
        if not _alike(best, recording, found):
            return None
        return Match(best, Known.LIKENESS, tuple(found))

    def _evidence(self, recording: Recording) -> tuple[tuple[Known, list[Run]], ...]:
        """The runs that each sign speaks for, the surest sign first."""
        workout = recording.workout
        by_file = self._serials.get(workout.serial or 0)
        same = [
            run
            for run in self._runs
            if runs_as(recording, run.timeline) and self._speaks_of(run, recording)
        ]
        name = _plain(workout.name)
        titled = [
            run for run in self._runs if name and name.endswith(_plain(run.timeline.session.title))
        ]
        both = [run for run in same if run in titled]
        return (
            (Known.FILE, [by_file] if by_file else []),
            (Known.STEPS, both or same),
            (Known.NAME, titled),
        )

    def _speaks_of(self, run: Run, recording: Recording) -> bool:
        """Whether the names of what was done, if it has any, are those of the session.

        Another routine may well have the same holds in the same order.
        """
        names = Names(self._routine, run.timeline)
        named = [one for one in recording.efforts if one.name and one.active is not False]
        return 2 * sum(names.label(one) is not None for one in named) >= len(named)

    def _best(
        self, among: Sequence[Run], recording: Recording, week: int
    ) -> tuple[Run, list[Label]]:
        """The run that costs least to take the recording for; that of ``week`` among equals."""
        tried: list[tuple[int, bool, int, Run, list[Label]]] = []
        for run in among:
            for layout in layouts(self._routine, run, recording) or ((),):
                found = labels(self._routine, run.timeline, recording, layout)
                _, cost = align(run.timeline.steps, recording.efforts, found)
                away = not run.phase.first <= week <= run.phase.last
                tried.append((cost, away, len(tried), run, found))
        *_, run, found = min(tried, key=lambda one: one[:3])
        return run, found


def _alike(run: Run, recording: Recording, found: Sequence[Label]) -> bool:
    """Whether what was done is enough like the session."""
    steps, done = run.timeline.steps, recording.efforts
    pairs, _ = align(steps, done, found)
    both = [(steps[left], right) for left, right in pairs if left is not None and right is not None]
    worked = [(step, right) for step, right in both if step.kind.is_work]
    near = 1 - facts().steps.short
    close = sum(
        found[right] is not None or difference(step, done[right]) <= near for step, right in worked
    )
    work = sum(one.kind.is_work for one in steps)
    active = sum(one.active is not False for one in done) - sum(
        done[right].active is None for step, right in both if not step.kind.is_work
    )
    needed = facts().matching
    return close >= needed.of_recorded * active and close >= needed.of_planned * work


GENERIC = 0
"""The sport of an activity that somebody did not file under any (FIT profile, ``sport``)."""


def may_be_stretching(recording: Recording) -> bool:
    """Whether the sport is one that a session may be filed under, or none is given."""
    sports = {GENERIC, *(one.sport for one in fit_facts().sports.values())}
    return recording.sport is None or recording.sport[0] in sports


def _plain(text: str) -> str:
    return one_line(text).casefold()
