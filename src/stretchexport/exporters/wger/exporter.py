"""The exporter for wger's routines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Export, File, Options
from stretchexport.exporters.tracking.bundle import MEDIA_TYPE, verified, written
from stretchexport.exporters.tracking.services import service
from stretchexport.exporters.wger.requests import Requests
from stretchexport.reading.characters import ESCAPED

if TYPE_CHECKING:
    from stretchexport.model import Routine


@dataclass(frozen=True, slots=True)
class WgerOptions(Options):
    """What may be set for wger."""

    licence_author: str | None = None
    """Who is named for exercises that wger does not have yet; the routine's author if not given.

    They are published there under CC BY-SA 4.0, so without any name none is submitted.
    """

    def __post_init__(self) -> None:
        """Refuse a name that wger has no room for."""
        limit = service("wger").limits["author"]
        name = self.licence_author
        if name is not None and (not 0 < len(name.strip()) <= limit or ESCAPED.search(name)):
            raise ValueError(
                f"a licence author is a name of 1 to {limit} characters, all of them plain"
            )


class WgerExporter:
    """Writes ``<routine-id>.wger.json``, the requests that put a routine into an account."""

    name = "wger"
    title = "wger"
    suffix = ".wger.json"
    media_type = MEDIA_TYPE
    purpose = "Requests that lay the routine out by days in wger (2.3 or newer), a training log."
    next_step = "Send it with stretchexport push wger and your key: docs/push.md says how."
    limits = (
        "wger has no sides: each side is an entry of its own, with Left or Right as its comment.",
        "The rest begins after every set, the last one of a stretch too.",
        "Repetitions have no time: wger waits until they are logged.",
        "Breaths are counted down as estimated seconds.",
        "A name holds 25 characters for a routine and 20 for a day.",
        "Days repeat: a skipped or moved date is in it only where no week is like another.",
        "Sessions of the same day are one day, one after the other; their times are in its text.",
        "A routine covers 120 days: a longer programme is several.",
        "A session in no slot is a routine of its own, whose days wait until they are logged.",
        "An exercise that wger has keeps its own text: how we would do it stays on the card.",
        "An exercise that wger does not have is submitted to it, in English and with an author.",
        "At most 50 sets, 1800 s of rest, 3000 s or repetitions.",
        "Reminders, drawings, pictures, videos, other ways, places not to feel it are not in it.",
    )
    options_type = WgerOptions

    def export(self, routine: Routine, options: WgerOptions) -> Export:
        """The requests as one file, and what wger cannot hold."""
        author = options.licence_author or routine.author
        requests = Requests(routine, options.selection, options.words(routine), author)
        file = written(routine.id + self.suffix, self.title, requests.document())
        return Export((file,), tuple(dict.fromkeys([*options.wordless(routine), *requests.losses])))

    def verify(self, file: File) -> str:
        """Check ``file`` against the schema and its references."""
        return verified(file, self.name, self.title)


EXPORTER = WgerExporter()
