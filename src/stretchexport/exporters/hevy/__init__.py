"""The exporter for Hevy, an app that leads through a workout and keeps a log of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters.base import Export, File, Options
from stretchexport.exporters.hevy.requests import Requests
from stretchexport.exporters.tracking.bundle import MEDIA_TYPE, verified, written

if TYPE_CHECKING:
    from stretchexport.model import Routine


class HevyExporter:
    """Writes ``<routine-id>.hevy.json``, the requests that put a routine into an account."""

    name = "hevy"
    title = "Hevy"
    suffix = ".hevy.json"
    media_type = MEDIA_TYPE
    purpose = "Requests that make each session a routine in the Hevy app, which times the holds."
    next_step = (
        "Send it with stretchexport push hevy and your key of Hevy Pro: docs/push.md says how."
    )
    limits = (
        "Hevy has no sides: each side is an entry of its own, and its notes begin with the side.",
        "The rest begins after every set, the last one of a stretch too.",
        "Repetitions have no time: Hevy waits until they are ticked off.",
        "Breaths are counted down as estimated seconds.",
        "Hevy has no dates: each phase of a progression is a routine of its own, with its weeks.",
        "An @ in notes is written (at), since Hevy refuses it.",
        "Drawings, pictures, videos, other ways and places not to feel it stay on the card.",
        "A muscle or a thing that Hevy has no word for is the nearest that it has, or other.",
    )
    options_type = Options

    def export(self, routine: Routine, options: Options) -> Export:
        """The requests as one file, and what Hevy cannot hold."""
        requests = Requests(routine, options.selection, options.words(routine))
        file = written(routine.id + self.suffix, self.title, requests.document())
        return Export((file,), tuple(dict.fromkeys([*options.wordless(routine), *requests.losses])))

    def verify(self, file: File) -> str:
        """Check ``file`` against the schema and its references."""
        return verified(file, self.name, self.title)


EXPORTER = HevyExporter()
