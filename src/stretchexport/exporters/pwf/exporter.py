"""The exporter for the Portable Workout Format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.counting import counted
from stretchexport.exporters.base import Export, File, Options, as_written
from stretchexport.exporters.plan.layout import text
from stretchexport.exporters.pwf.document import LONGEST_TITLE, Plan
from stretchexport.wording import FALLBACK, words

if TYPE_CHECKING:
    from stretchexport.model import Routine


class PwfExporter:
    """Writes ``<routine-id>.pwf.yaml``."""

    name = "pwf"
    title = "Portable Workout Format 1"
    suffix = ".pwf.yaml"
    media_type = "application/yaml"
    purpose = "The whole plan with its dates for programs that read the Portable Workout Format."
    next_step = (
        "Import it as a plan; it is YAML in the form of JSON, and passes the published schema."
    )
    limits = (
        "The format has no sides: each side, part of a PNF cycle and spot is an exercise; those "
        "done in turn are a group.",
        "Repetitions have no time.",
        "Breaths are counted down as estimated seconds.",
        "A day has a date and no time of day, which is the first line of its notes.",
        f"Its title has at most {LONGEST_TITLE} characters.",
        "Links begin with https:// and have no start.",
        "Drawings, pictures, places not to feel it and other ways stay on the card.",
    )
    options_type = Options

    def export(self, routine: Routine, options: Options) -> Export:
        """Every session on every date, as one plan."""
        plan = Plan(routine, options.selection, options.words(routine))
        document = plan.document()
        data = text(document).encode()
        file = File(routine.id + self.suffix, data, self.media_type, _about(document))
        return Export((file,), tuple(dict.fromkeys([*options.wordless(routine), *plan.losses])))

    def verify(self, file: File) -> str:
        """Check ``file`` against our schema, which is stricter than the published one."""
        from stretchexport.packaged_schemas import PWF, conforming

        return as_written(file, _about(conforming(PWF, file)))


def _about(plan: Any) -> str:
    """How many days there are, and the time of all of them."""
    days = plan["cycle"]["days"]
    total = sum(_seconds(one) for day in days for one in day["exercises"])
    time = words(FALLBACK).time(total)
    return f"plan of {counted(len(days), 'day')}, {time}"


def _seconds(exercise: Any) -> int:
    """How long all sets of an exercise and the rests of it take."""
    sets = exercise["target_sets"]
    between = exercise.get("rest_between_sets_sec", 0) * (sets - 1)
    held = exercise.get("target_duration_sec", 0) * sets
    return int(held + between + exercise.get("rest_after_sec", 0))


EXPORTER = PwfExporter()
