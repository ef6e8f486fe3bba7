"""The requests for Hevy's public API, https://api.hevyapp.com/docs.

A folder for the routine file, a custom exercise for each stretch, and in the folder a routine for
each session and each phase in which its doses differ. Bodies are those of PostRoutineFolder,
CreateCustomExercise and PostRoutines there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.exporters import mapping
from stretchexport.exporters.base import Loss
from stretchexport.exporters.fit.workouts import where
from stretchexport.exporters.tracking import losses, notes
from stretchexport.exporters.tracking.bundle import bundle, create, find, ref, request, update
from stretchexport.exporters.tracking.exercises import Exercises
from stretchexport.exporters.tracking.rounds import groups
from stretchexport.exporters.tracking.services import service
from stretchexport.model import StretchType
from stretchexport.weeks import runs
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from stretchexport.exporters.plan.values import Object
    from stretchexport.exporters.tracking.rounds import Group, Turn
    from stretchexport.model import Routine
    from stretchexport.timeline import Timeline
    from stretchexport.variants import Choice, Selection
    from stretchexport.weeks import Run
    from stretchexport.wording import Words

FOLDERS, TEMPLATES, ROUTINES = "/v1/routine_folders", "/v1/exercise_templates", "/v1/routines"
FOLDER = "folder"
PAGE, TEMPLATE_PAGE = {"pageSize": 10}, {"pageSize": 100}
"""The largest pages that the API gives."""

COUNTED, TIMED = "reps_only", "duration"
"""The types of exercise that are used: by repetitions, and by time."""


class Requests:
    """Collects the requests of a routine and what they cannot hold."""

    def __init__(self, routine: Routine, selection: Selection, say: Words) -> None:
        """Expand the sessions of ``routine`` for somebody who chose ``selection``.

        ``say`` are the fixed words.
        """
        self.losses: list[Loss] = []
        self._routine, self._say = routine, say
        every = (runs(routine, session, selection) for session in routine.sessions)
        self._runs = [run for some in every for run in some]
        self._exercises = Exercises(run.timeline for run in self._runs)
        self._titles: set[str] = set()

    def document(self) -> Object:
        """All requests in the order in which they are sent."""
        sent = [self._folder()]
        sent += [self._template(*one) for one in self._exercises]
        sent += [self._session(run) for run in self._runs]
        if self._routine.schedule:
            self.losses.append(Loss("schedule", "dates and times are not in Hevy"))
        return bundle(self._routine, service("hevy"), sent)

    def _folder(self) -> Object:
        title = one_line(self._routine.title)
        return request(
            FOLDER,
            "folder",
            f"folder {title}",
            find(FOLDERS, PAGE, "routine_folders", {"fields": ["title"], "one_of": [title]}),
            create(FOLDERS, {"routine_folder": {"title": title}}, "routine_folder.id", "id"),
        )

    def _template(self, id: str, title: str, choice: Choice) -> Object:
        """The exercise for a stretch; one that Hevy has under the same title is used."""
        kind = COUNTED if choice.stretch.type is StretchType.DYNAMIC else TIMED
        stretch = choice.stretch
        primary, *others = mapping.muscles((*stretch.targets, *stretch.also), "hevy")
        body = {
            "title": title,
            "exercise_type": kind,
            "equipment_category": _equipment(choice),
            "muscle_group": primary,
            "other_muscles": others,
        }
        same = ({"fields": ["title"], "one_of": [title]}, {"fields": ["type"], "one_of": [kind]})
        return request(
            id,
            "exercise",
            f"exercise {title}",
            find(TEMPLATES, TEMPLATE_PAGE, "exercise_templates", *same),
            create(TEMPLATES, {"exercise": body}, "exercise_template.id", "id"),
        )

    def _session(self, run: Run) -> Object:
        line, routine = run.timeline, self._routine
        say, title = self._say, one_line(line.session.title)
        if not run.always:
            title = say.in_weeks(title, run.phase)
        while title in self._titles:
            title += f" ({line.session.id})"
        self._titles.add(title)
        done = groups(line)
        self.losses += losses.of_run(run, "Hevy", done) + losses.of_stretches(line, "Hevy")
        entries = [
            one for number, group in enumerate(done) for one in self._group(number, group, line)
        ]
        body = {
            "title": title,
            "folder_id": ref(FOLDER),
            "notes": self._noted(
                [say.text("safety.line"), *notes.session(routine, line, say)], where(run)
            ),
            "exercises": entries,
        }
        same = (
            {"fields": ["title"], "one_of": [title]},
            {"fields": ["folder_id"], "one_of": [ref(FOLDER)]},
        )
        return request(
            f"routine-{line.session.id}-w{run.phase.first}",
            "routine",
            f"routine {title}",
            find(ROUTINES, PAGE, "routines", *same),
            create(ROUTINES, {"routine": body}, "routine.id", "id"),
            update("PUT", f"{ROUTINES}/{{id}}", "routine.folder_id"),
            {"session": line.session.id, "weeks": [run.phase.first, run.phase.last]},
        )

    def _group(self, number: int, group: Group, line: Timeline) -> list[Object]:
        """The entries of a group; those done in turn are a superset."""
        together = number if len(group.turns) > 1 else None
        return [self._entry(turn, group.sets, together, line) for turn in group.turns]

    def _entry(self, turn: Turn, sets: int, superset: int | None, line: Timeline) -> Object:
        what = "duration_seconds" if turn.step.reps is None else "reps"
        told = notes.entry(self._routine, line, turn.step, self._say)
        return {
            "exercise_template_id": ref(self._exercises.id(line.choices[turn.step.item])),
            "superset_id": superset,
            "rest_seconds": turn.pause,
            "notes": self._noted(told, f"stretch {turn.step.stretch}"),
            "sets": [{"type": "normal", what: turn.amount} for _ in range(sets)],
        }

    def _noted(self, lines: list[str], where: str) -> str:
        text = "\n".join(lines)
        if "@" in text:
            self.losses.append(Loss(where, "its @ is written (at), since Hevy refuses it in notes"))
        return text.replace("@", "(at)")


def _equipment(choice: Choice) -> str:
    """Hevy's word for the first thing that is needed, if it is one to tell."""
    words = [mapping.equipment(one, "hevy") or "other" for one in choice.equipment]
    return next((word for word in words if word != "none"), "none")
