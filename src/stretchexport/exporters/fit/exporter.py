"""The exporter for FIT files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters.base import Export, File, Loss, VerificationError
from stretchexport.exporters.fit.encode import encode
from stretchexport.exporters.fit.facts import facts
from stretchexport.exporters.fit.messages import schedule_messages, workout_messages
from stretchexport.exporters.fit.options import FitOptions
from stretchexport.exporters.fit.readback import Dates, read
from stretchexport.exporters.fit.schedules import schedule
from stretchexport.exporters.fit.totals import about
from stretchexport.exporters.fit.workouts import where, workout
from stretchexport.exporters.naming import file_name
from stretchexport.weeks import runs

if TYPE_CHECKING:
    from stretchexport.exporters.fit.schedules import Workouts
    from stretchexport.model import Routine

MEDIA_TYPE = "application/vnd.ant.fit"


class FitExporter:
    """A workout for each session and each phase in which its doses differ, and their dates."""

    name = "fit"
    title = "Watch workouts (FIT)"
    suffix = ".fit"
    media_type = MEDIA_TYPE
    purpose = "A workout for Garmin and other watches that counts down every hold and rest."
    next_step = (
        "Connect the watch by USB, copy the files into its folder GARMIN/NewFiles and unplug it: "
        "the workouts are then in the list of its training app. docs/fit.md says what is reported "
        "of which watch; we have not tried it on one."
    )
    limits = (
        "A text holds 254 bytes: the notes of a step have the side, the cues, where to feel it and "
        "when to stop, and the cues are cut first.",
        "Names are written in full; most watches show 15 to 20 characters and scroll or cut the "
        "rest, so the side comes first.",
        "An exercise from Garmin's list is shown under one title for both sides; the side is in "
        "the step's own name, in its notes and in the pause before it. With --side-titles, left "
        "and right have a title each, without a picture.",
        "Repetitions have no time: the watch waits until they are done.",
        "Breaths are counted down as estimated seconds.",
        "Where a session is done is not in it.",
        "Drawings, videos, places not to feel it and other ways to do a stretch stay on the card.",
        "Many watches run at most 50 steps.",
        "The schedule file has the days and times only; some watches take about a month of them.",
    )
    options_type = FitOptions

    def export(self, routine: Routine, options: FitOptions) -> Export:
        """A file for each session and each phase in which its doses differ, and the schedule."""
        files: dict[str, File] = {}
        losses = [*options.wordless(routine)]
        workouts: Workouts = {}
        for session in routine.sessions:
            for run in runs(routine, session, options.selection):
                made, lost = workout(routine, run, options)
                losses += lost
                if made.messages > facts().limits.messages:
                    why = "too many steps for a FIT file: none is written"
                    losses.append(Loss(where(run), why))
                    continue
                workouts.setdefault(session, []).append((run.phase, made))
                name = file_name(routine, run, self.suffix, files)
                data = encode(workout_messages(made))
                files[name] = File(name, data, MEDIA_TYPE, about(run))
        dates, lost = schedule(routine, workouts)
        losses += lost
        if dates is not None:
            name = f"{routine.id}.schedule.fit"
            told = Dates(tuple(one.start for one in dates.dates)).about()
            files[name] = File(name, encode(schedule_messages(dates)), MEDIA_TYPE, told)
        return Export(tuple(files.values()), tuple(dict.fromkeys(losses)))

    def verify(self, file: File) -> str:
        """Run the file as a watch would and compare what it does with what ``file`` is about."""
        found = read(file.data)
        if file.about not in found:
            raise VerificationError(
                f"{file.name}: a {file.about} was written, a {found[0]} is there"
            )
        return file.about


EXPORTER = FitExporter()
