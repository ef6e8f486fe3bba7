"""Timers for TimeR Machine (github.com/timer-machine/timer-machine-android).

The form is what the app exports and shares: ``AppDataData`` with its timers, steps of milliseconds,
groups that loop, and behaviours. Its ``TimerMachineHelper`` says what a voice says.
"""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING, Any

from stretchexport.counting import counted
from stretchexport.exporters.base import Export, File, Loss, Options, as_written
from stretchexport.exporters.fit.repeats import rolled_up
from stretchexport.exporters.fit.workouts import where
from stretchexport.exporters.plan.layout import text
from stretchexport.exporters.timers.spoken import LONGEST_NAME, NO_DATES, Speaker, Spoken
from stretchexport.weeks import runs
from stretchexport.wording import FALLBACK, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stretchexport.exporters.fit.repeats import Block
    from stretchexport.exporters.plan.values import Object
    from stretchexport.model import Routine
    from stretchexport.weeks import Run

READY = 10
"""Seconds to get ready, so that nobody begins a hold with the phone in the hand."""

COUNTED = 3
"""The last seconds of a step, which are counted aloud, in steps that have time for it."""

PACE = 10
"""Characters a second that a slow voice says; a step that ends cuts it short.

A Chinese or Japanese one, which is as wide as two, takes as long as two.
"""

MS = 1000


class TimerMachineExporter:
    """Writes ``<routine-id>.timer.json``, with a timer for each session and phase."""

    name = "timer"
    title = "TimeR Machine"
    suffix = ".timer.json"
    media_type = "application/json"
    purpose = "Timers for an open-source Android app that talks a person through each session."
    next_step = (
        "Copy the file to the phone; in the app, Backup & Restore → Import, choose it, tick timers "
        "only and leave 'wipe first' off. We have not tried it on a phone."
    )
    limits = (
        f"Each timer begins with {READY} s to get ready.",
        "It counts seconds: repetitions and breaths are in the name, with their time estimated.",
        "How a stretch is done is said with its first step, as far as there is time.",
        "What to take care of, drawings, videos, places not to feel it and other ways stay on the "
        "card.",
        "The dates are not in it: each phase of a progression is a timer, with its weeks.",
        "Importing a newer file adds timers and leaves the old ones.",
        f"Names are cut at {LONGEST_NAME} characters.",
    )
    options_type = Options

    def export(self, routine: Routine, options: Options) -> Export:
        """All sessions as one file."""
        timers: list[Object] = []
        losses = [*options.wordless(routine)]
        for session in routine.sessions:
            for run in runs(routine, session, options.selection):
                speaker = Speaker(routine, run, options.words(routine))
                timers.append(_timer(len(timers) + 1, speaker))
                losses += speaker.losses
        if routine.schedule:
            losses.append(Loss("schedule", NO_DATES))
        data = text({"timers": timers}).encode()
        file = File(routine.id + self.suffix, data, self.media_type, _about(timers))
        return Export((file,), tuple(dict.fromkeys(losses)))

    def verify(self, file: File) -> str:
        """Check ``file`` against the schema, and add up its times."""
        from stretchexport.packaged_schemas import TIMER, conforming

        return as_written(file, _about(conforming(TIMER, file)["timers"]))


def _timer(id: int, speaker: Speaker) -> Object:
    """The timer for a run of weeks; what it cannot say is added to the losses of ``speaker``."""
    title, steps = speaker.title(), speaker.steps()
    ready = Spoken(title, READY, False, speaker.needs())
    speaker.losses += _unsaid(speaker.run, (ready, *steps))
    return {
        "id": id,
        "name": title,
        "loop": 1,
        "steps": list(_entries(rolled_up(steps))),
        "startStep": {**_step(ready), "type": "START"},
    }


def _unsaid(run: Run, steps: Sequence[Spoken]) -> Iterator[Loss]:
    """The time to get ready, what there is no time to say, and what is never said."""
    line = run.timeline
    what = f"the timer begins with {READY} s to get ready"
    yield Loss(where(run), what, READY, line.session.id, run.phase.first)
    parts = {
        "what to take care of": any(choice.stretch.avoid_if for choice in line.choices),
        "where it is done": line.session.place,
        "what the session is": line.session.summary,
    }
    names = [name for name, value in parts.items() if value]
    if names:
        yield Loss(where(run), f"not on the phone: {', '.join(names)}")
    for step in steps:
        if len(_heard(step)) < len(step.more):
            what = f"“{step.name}” has no time for all there is to say: look at the card"
            yield Loss(where(run), what)


def _entries(blocks: Iterable[Block[Spoken]]) -> Iterator[Object]:
    """Steps and groups; a group is called like its first step that is no pause."""
    for block in blocks:
        steps = [_step(step) for step in block.steps]
        if block.times == 1:
            yield from steps
        else:
            name = next((one for one in block.steps if one.work), block.steps[0]).name
            yield {"step_type": "group", "name": name, "loop": block.times, "steps": steps}


def _step(step: Spoken) -> Object:
    # Without content the app says the label.
    voice = {"type": "VOICE"}
    heard = _heard(step)
    if heard:
        voice["content"] = _plain(" ".join(map(_sentence, (step.name, *heard))))
    behaviours = [voice]
    if step.seconds > 2 * COUNTED:
        behaviours.append({"type": "COUNT", "label": str(COUNTED)})
    return {
        "step_type": "step",
        "label": step.name,
        "length": step.seconds * MS,
        "behaviour": behaviours,
    }


def _heard(step: Spoken) -> tuple[str, ...]:
    """The sentences of ``more`` that can be said before the step ends, from the first on."""
    left = step.seconds * PACE - _length_said(step.name)
    lengths = itertools.accumulate(map(_length_said, step.more))
    return tuple(one for one, length in zip(step.more, lengths, strict=True) if length <= left)


def _length_said(text: str) -> int:
    import wcwidth

    return wcwidth.width(text)


def _sentence(text: str) -> str:
    """``text`` with something at its end at which a voice rests."""
    return text if unicodedata.category(text[-1]) == "Po" else f"{text}."


def _plain(text: str) -> str:
    """``text`` without the braces in which the app has variables; nobody hears the difference."""
    return text.replace("{", "(").replace("}", ")")


def _about(timers: Sequence[Any]) -> str:
    """How many timers there are, and the time of all of them."""
    total = sum(map(_length, timers)) // MS
    time = words(FALLBACK).time(total)
    return f"{counted(len(timers), 'timer')}, {time} in all"


def _length(timer: Any) -> int:
    """What the app says a timer takes, in milliseconds."""
    return int(timer["startStep"]["length"]) + sum(map(_entry_length, timer["steps"]))


def _entry_length(entry: Any) -> int:
    if entry["step_type"] == "step":
        return int(entry["length"])
    return int(entry["loop"]) * sum(map(_entry_length, entry["steps"]))


EXPORTER = TimerMachineExporter()
