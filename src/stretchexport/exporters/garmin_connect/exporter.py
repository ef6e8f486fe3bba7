"""The exporter for workouts of Garmin Connect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Export, File, Options, VerificationError
from stretchexport.exporters.fit.totals import about
from stretchexport.exporters.garmin_connect.document import document
from stretchexport.exporters.garmin_connect.facts import facts
from stretchexport.exporters.naming import file_name
from stretchexport.exporters.plan.layout import text
from stretchexport.weeks import runs

if TYPE_CHECKING:
    from stretchexport.model import Routine


@dataclass(frozen=True, slots=True)
class ConnectOptions(Options):
    """What may be set for workouts of Garmin Connect."""

    unroll: bool = False
    """Write every set out, with its number in the notes, in place of repeat groups."""
    sport: str = "mobility"
    """What the workout is filed under, a sport of ``data/garmin_connect.toml``."""

    def __post_init__(self) -> None:
        """Refuse a sport that Garmin Connect has no workouts for."""
        known = facts().sports
        if self.sport not in known:
            raise ValueError(
                f"garmin-connect: there is no sport {self.sport}; there are {', '.join(known)}"
            )


class ConnectExporter:
    """One workout for each session and each phase in which its doses differ."""

    name = "garmin-connect"
    title = "Garmin Connect workouts"
    suffix = ".garmin-connect.json"
    media_type = "application/json"
    purpose = "The workouts for your account in Garmin Connect, which sends them to the watch."
    next_step = (
        "Garmin Connect has no button for it: stretchexport push garmin-connect sends it to your "
        "account, as docs/push.md says. For a watch on a cable, take the format fit."
    )
    limits = (
        "Garmin publishes this format for its partners only: what we write follows workouts that "
        "its own editor made, and we have not tried it with an account.",
        "A step has no name of its own: the name of the stretch is the first line of its notes.",
        "A stretch that is not in the list of the sport has no picture.",
        "Notes hold 512 characters: cues are cut first.",
        "Repetitions have no time: the watch waits until they are done.",
        "Breaths are counted down as estimated seconds.",
        "The dates are not in it.",
        "Drawings, videos, places not to feel it and other ways to do a stretch stay on the card.",
        "Garmin Connect takes at most 50 steps.",
    )
    options_type = ConnectOptions

    def export(self, routine: Routine, options: ConnectOptions) -> Export:
        """One file for each session and each phase in which its doses differ."""
        files: dict[str, File] = {}
        losses = [*options.wordless(routine)]
        for session in routine.sessions:
            for run in runs(routine, session, options.selection):
                workout, lost = document(
                    routine, run, options.sport, options.words(routine), unroll=options.unroll
                )
                losses += lost
                name = file_name(routine, run, self.suffix, files)
                files[name] = File(name, text(workout).encode(), self.media_type, about(run))
        return Export(tuple(files.values()), tuple(dict.fromkeys(losses)))

    def verify(self, file: File) -> str:
        """Check ``file`` against the schema, run it, and compare with what it is about."""
        from stretchexport.exporters.garmin_connect.reading import totals

        found = totals(file.data).abouts()
        if file.about not in found:
            raise VerificationError(
                f"{file.name}: a {file.about} was written, a {found[0]} is there"
            )
        return file.about


EXPORTER = ConnectExporter()
