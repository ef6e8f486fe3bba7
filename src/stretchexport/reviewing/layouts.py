"""Which steps of a session an index in a recorded workout can mean.

A watch writes down the index that a step has in the file it ran, where a repeat is one step: the
same index for every set. What the recording says of its workout tells which is which; without it
there are the two ways in which our own exporter writes a session, with and without repeats.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from stretchexport.exporters.fit.facts import facts
from stretchexport.exporters.fit.identity import serial
from stretchexport.exporters.text import clip
from stretchexport.variants import Choice, Reason
from stretchexport.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.model import Routine, Side
    from stretchexport.reviewing.recording import Effort, Recording
    from stretchexport.timeline import Kind, Step, Timeline
    from stretchexport.weeks import Run


class Key(NamedTuple):
    """What a step is, whatever its dose: the same in every week of a progression."""

    kind: Kind
    item: int
    side: Side | None
    set: int
    spot: str | None


def key(step: Step) -> Key:
    """The key of a step of a timeline."""
    return Key(step.kind, step.item, step.side, step.set, step.spot)


Label = frozenset[Key] | None
"""The steps that an effort can be; ``None`` if it says nothing of that."""

Layout = tuple[int, ...]
"""The index in a file of every step of a timeline."""


def layouts(routine: Routine, run: Run, recording: Recording) -> tuple[Layout, ...]:
    """The ways in which the file that was run may number the steps of ``run``; none if no way."""
    used = {one.step for one in recording.efforts if one.step is not None}
    if not used:
        return ()
    if recording.workout.steps:
        told = tuple(one.step for one in recording.workout.steps)
        return (told,) if _numbers(routine, run, recording) else ()
    return tuple(dict.fromkeys(one for one in _ours(routine, run) if used <= set(one)))


def _numbers(routine: Routine, run: Run, recording: Recording) -> bool:
    """Whether the steps of the recorded workout are those of ``run``, one for one.

    In a file of ours they are as long as there are as many of each kind in the same order: doses
    may have changed in the routine since.
    """
    if runs_as(recording, run.timeline):
        return True
    ours = recording.workout.serial == serial(routine, run)
    kinds = ["reps" if step.reps is not None else "time" for step in run.timeline.steps]
    return ours and kinds == [one.kind for one in recording.workout.steps]


def runs_as(recording: Recording, line: Timeline) -> bool:
    """Whether the workout that was run is that of ``line``: every time and every number of reps."""
    return len(recording.workout.steps) == len(line.steps) and all(
        (one.kind, one.value)
        == (("time", step.seconds * 1000) if step.reps is None else ("reps", step.reps))
        for one, step in zip(recording.workout.steps, line.steps, strict=True)
    )


def _ours(routine: Routine, run: Run) -> Iterator[Layout]:
    from stretchexport.exporters.fit.options import FitOptions
    from stretchexport.exporters.fit.workouts import workout

    for unroll in (False, True):
        made, _ = workout(routine, run, FitOptions(unroll=unroll))
        index = 0
        numbers: list[int] = []
        for block in made.blocks:
            numbers += [*range(index, index + len(block.steps))] * block.times
            index += block.messages
        yield tuple(numbers)


def labels(routine: Routine, line: Timeline, recording: Recording, layout: Layout) -> list[Label]:
    """What each effort can be: by its index in ``layout``, else by its name."""
    by_index: dict[int, set[Key]] = {}
    for number, step in zip(layout, line.steps, strict=bool(layout)):
        by_index.setdefault(number, set()).add(key(step))
    named = Names(routine, line)
    return [
        frozenset(by_index[one.step]) if one.step in by_index else named.label(one)
        for one in recording.efforts
    ]


class Names:
    """The steps of a timeline by what a watch shows for them."""

    def __init__(self, routine: Routine, line: Timeline) -> None:
        self._titles: dict[str, set[Key]] = {}
        self._stretches: dict[str, set[Key]] = {}
        for way in _ways(line):
            self._add(routine, way)

    def _add(self, routine: Routine, line: Timeline) -> None:
        from stretchexport.exporters.captions import Captions

        captions = Captions(routine, line, words(routine.language))
        numbered, limit = replace(captions, numbered=True), facts().limits.text_bytes
        for step in line.steps:
            if step.kind.is_work:
                for title in (captions.title(step), numbered.name(step)):
                    shown = _plain(clip(title, limit).text)
                    self._titles.setdefault(shown, set()).add(key(step))
                name = _plain(captions.choice(step).name)
                self._stretches.setdefault(name, set()).add(key(step))

    def label(self, effort: Effort) -> Label:
        """The steps with the name of ``effort``, or those of a stretch whose name is in it."""
        name = _plain(effort.name)
        if not name or effort.active is False:
            return None
        if name in self._titles:
            return frozenset(self._titles[name])
        inside = [one for one in self._stretches if one and one in name]
        return frozenset(self._stretches[max(inside, key=len)]) if inside else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _ways(line: Timeline) -> Iterator[Timeline]:
    """``line`` with each way to do its stretches, as their names may differ."""
    most = max(len(one.stretch.variants) for one in line.choices)
    for number in range(max(most, 1)):
        yield replace(line, choices=tuple(_way(one, number) for one in line.choices))


def _way(choice: Choice, number: int) -> Choice:
    variants = choice.stretch.variants
    if number >= len(variants):
        return choice
    return Choice(choice.stretch, variants[number], Reason.ASKED)
