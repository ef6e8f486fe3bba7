"""The exporter for FIT workout files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Export, File, Loss, Options, VerificationError
from stretchexport.exporters.fit.encode import encode
from stretchexport.exporters.fit.facts import facts
from stretchexport.exporters.fit.readback import Totals, totals
from stretchexport.exporters.fit.workouts import where, workout
from stretchexport.weeks import runs

if TYPE_CHECKING:
    from collections.abc import Collection

    from stretchexport.model import Routine
    from stretchexport.weeks import Run

MEDIA_TYPE = "application/vnd.ant.fit"


@dataclass(frozen=True, slots=True)
class FitOptions(Options):
    """What may be set for workout files."""

    unroll: bool = False
    """Write every set out, with its number in the name, in place of repeat steps."""
    sport: str = "flexibility"
    """What the watch files the workout under, a sport of ``data/fit_profile.toml``; ``mobility`` is
    one of recent watches only."""

    def __post_init__(self) -> None:
        """Refuse a sport that is not in the table."""
        known = facts().sports
        if self.sport not in known:
            raise ValueError(f"fit: there is no sport {self.sport}; there are {', '.join(known)}")


class FitExporter:
    """One workout file for each session and each phase in which its doses differ."""

    name = "fit"
    title = "Watch workout (FIT)"
    suffix = ".fit"
    media_type = MEDIA_TYPE
    purpose = "A workout for Garmin and other watches that counts down every hold and rest."
    next_step = (
        "Connect the watch by USB, copy the file into its folder GARMIN/NewFiles and unplug it: "
        "the workout is then in the list of its training app."
    )
    limits = (
        "A text holds 254 bytes: the notes of a step have the side, the cues, where to feel it and "
        "when to stop, and the cues are cut first.",
        "Names are written in full; most watches show 15 to 20 characters and scroll or cut the "
        "rest, so the side comes first.",
        "An exercise from Garmin's list is shown under one title for both sides; the side is in "
        "the step's own name, in its notes and in the pause before it.",
        "Repetitions have no time: the watch waits until they are done.",
        "Breaths are counted down as estimated seconds.",
        "Where a session is done is not in it.",
        "Drawings, videos, places not to feel it and other ways to do a stretch stay on the card.",
        "Many watches run at most 50 steps.",
    )
    options_type = FitOptions

    def export(self, routine: Routine, options: FitOptions) -> Export:
        """One file for each session and each phase in which its doses differ."""
        files: dict[str, File] = {}
        losses: list[Loss] = []
        for session in routine.sessions:
            for run in runs(routine, session, options.selection):
                file, lost = self._file(routine, run, options, files)
                losses += lost
                if file is not None:
                    files[file.name] = file
        return Export(tuple(files.values()), tuple(dict.fromkeys(losses)))

    def verify(self, file: File) -> str:
        """Run the file as a watch would and compare what it does with what ``file`` is about."""
        found = totals(file.data)
        if file.about not in (found.about(estimated=False), found.about(estimated=True)):
            there = found.about(estimated=False)
            raise VerificationError(f"{file.name}: a {file.about} was written, a {there} is there")
        return file.about

    def _file(
        self, routine: Routine, run: Run, options: FitOptions, taken: Collection[str]
    ) -> tuple[File | None, list[Loss]]:
        """The file of a session in a phase, if a FIT file can number that many steps."""
        sport = facts().sports[options.sport]
        made, losses = workout(routine, run, sport, unroll=options.unroll)
        if made.messages > facts().limits.messages:
            loss = Loss(where(run), "too many steps for a FIT file: none is written")
            return None, [*losses, loss]
        name = _file_name(routine.id, run, taken)
        return File(name, encode(made), MEDIA_TYPE, _about(run)), losses


def _about(run: Run) -> str:
    """What a watch should do with the workout, straight from the timeline."""
    steps = run.timeline.steps
    timed = [step for step in steps if step.reps is None]
    expected = Totals(len(steps), sum(s.seconds for s in timed), len(steps) - len(timed))
    return expected.about(estimated=any(step.estimated for step in timed))


def _file_name(routine: str, run: Run, taken: Collection[str]) -> str:
    """``<routine>-<session>.fit``, with the first week if the doses change.

    A session that is called like the week of another one gets its week too.
    """
    week = f"-w{run.phase.first}"
    stem = f"{routine}-{run.timeline.session.id}{'' if run.always else week}"
    while f"{stem}.fit" in taken:
        stem += week
    return f"{stem}.fit"


EXPORTER = FitExporter()
