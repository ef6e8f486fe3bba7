"""The workout plan: our own open JSON format, which another program can run sessions from.

The format is described in ``docs/workout-plan.md`` and in ``schemas/workout-plan.schema.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.exporters.base import Export, File, Loss, Options
from stretchexport.exporters.plan.document import document
from stretchexport.exporters.plan.layout import text

if TYPE_CHECKING:
    from stretchexport.exporters.plan.values import Object
    from stretchexport.model import Routine


class PlanExporter:
    """Writes ``<routine-id>.plan.json``."""

    name = "plan"
    title = "Workout plan"
    suffix = ".plan.json"
    media_type = "application/json"
    purpose = "An open JSON file with every step and every date, for other programs."
    next_step = "Open it in a program that reads workout-plan/v1, or read docs/workout-plan.md."
    limits = (
        "Keys that start with x- are not carried over.",
        "Stretches that no session uses are left out.",
    )
    options_type = Options

    def export(self, routine: Routine, options: Options) -> Export:
        """The plan as one file, and the stretches it leaves out."""
        plan = document(routine, options.selection, options.words(routine))
        file = File(
            routine.id + self.suffix,
            text(plan).encode(),
            self.media_type,
            f"plan of {_about(plan)}",
        )
        return Export((file,), (*options.wordless(routine), *_left_out(routine)))

    def verify(self, file: File) -> str:
        """Check ``file`` against the schema, its references and its sums."""
        from stretchexport.exporters.plan.reading import read

        return _about(read(file.data))


def _about(plan: Object) -> str:
    """What is in a plan: ``3 sessions, 57 steps, 17 occurrences``."""
    parts = [
        (len(plan["sessions"]), "session"),
        (sum(len(session["steps"]) for session in plan["sessions"]), "step"),
    ]
    if "schedule" in plan:
        parts.append((len(plan["schedule"]["occurrences"]), "occurrence"))
    return ", ".join(counted(count, noun) for count, noun in parts)


def _left_out(routine: Routine) -> tuple[Loss, ...]:
    return tuple(
        Loss(f"stretch {key}", "left out, because no session uses it")
        for key in routine.stretches
        if key not in routine.used_stretches
    )


EXPORTER = PlanExporter()
