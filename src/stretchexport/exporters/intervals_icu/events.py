"""A routine as planned workouts: events of the calendar, and workouts of the library."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Loss
from stretchexport.exporters.fit.encode import encode
from stretchexport.exporters.fit.facts import facts as fit_facts
from stretchexport.exporters.fit.messages import workout_messages
from stretchexport.exporters.fit.options import FitOptions
from stretchexport.exporters.fit.workouts import where
from stretchexport.exporters.fit.workouts import workout as fit_workout
from stretchexport.exporters.intervals_icu.facts import facts
from stretchexport.exporters.intervals_icu.text import Writer
from stretchexport.exporters.naming import file_name
from stretchexport.exporters.text import clip_characters
from stretchexport.exporters.timers.spoken import Speaker
from stretchexport.schedule import occurrences
from stretchexport.weeks import runs
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from stretchexport.exporters.intervals_icu.exporter import IntervalsOptions
    from stretchexport.exporters.plan.values import Object
    from stretchexport.model import Routine
    from stretchexport.schedule import Occurrence
    from stretchexport.weeks import Run


@dataclass
class Workouts:
    """Makes the bodies for a routine and collects what they cannot hold."""

    routine: Routine
    options: IntervalsOptions
    losses: list[Loss] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Expand the sessions."""
        self._runs = {
            session: runs(self.routine, session, self.options.selection)
            for session in self.routine.sessions
        }
        schedule = self.routine.schedule
        self._dated = occurrences(schedule) if schedule else ()
        self._fit_names: set[str] = set()

    def events(self) -> list[Object]:
        """Every session on a date, in order, as ``POST .../events/bulk`` wants them."""
        made: dict[tuple[str, int], Object] = {}
        return [self._event(one, made) for one in self._dated]

    def library(self) -> list[Object]:
        """The sessions without a date, as ``POST .../workouts/bulk`` wants them in a folder."""
        dated = {one.slot.session for one in self._dated}
        waiting = [run for name, every in self._runs.items() if name not in dated for run in every]
        if waiting:
            names = ", ".join(dict.fromkeys(run.timeline.session.id for run in waiting))
            what = "have no date: they are workouts for the library, in a file of their own"
            self.losses.append(Loss(f"sessions {names}", what))
        return [self._workout(run, dated=False) for run in waiting]

    def _event(self, one: Occurrence, made: dict[tuple[str, int], Object]) -> Object:
        session = one.slot.session
        run = next(run for run in self._runs[session] if one.week <= run.phase.last)
        key = session, run.phase.first
        if key not in made:
            made[key] = self._workout(run, dated=True)
        return {
            "category": "WORKOUT",
            "external_id": external_id(self.routine, one),
            "start_date_local": one.start.replace(tzinfo=None).isoformat(timespec="seconds"),
            **made[key],
        }

    def _workout(self, run: Run, *, dated: bool) -> Object:
        speaker = Speaker(
            self.routine, run, self.options.words(self.routine), "in the planned workout"
        )
        title = one_line(run.timeline.session.title) if dated else speaker.title()
        name = clip_characters(title, facts().name)
        if name.cut:
            self._lose(run, f"its name cut to {facts().name} characters")
        fit = self._fit(run) if self.options.with_fit else None
        if fit is None:
            writer = Writer(speaker, self.options.unroll)
            fit = {"description": writer.text()}
            self.losses += [*speaker.losses, *writer.losses]
        return {
            "name": name.text,
            "type": facts().types[self.options.sport],
            "moving_time": run.timeline.seconds,
            **fit,
        }

    def _fit(self, run: Run) -> Object | None:
        """The FIT file for a run, which stands for the text; ``None`` if it has too many steps."""
        options = FitOptions(
            self.options.selection, self.options.language, self.options.unroll, self.options.sport
        )
        made, lost = fit_workout(self.routine, run, options)
        if made.messages > fit_facts().limits.messages:
            self._lose(run, "too many steps for a FIT file: the steps are in the text")
            return None
        self.losses += lost
        self._lose(run, "the FIT file is there in place of the text with the steps")
        name = file_name(self.routine, run, ".fit", self._fit_names)
        self._fit_names.add(name)
        data = base64.b64encode(encode(workout_messages(made))).decode()
        return {"filename": name, "file_contents_base64": data}

    def _lose(self, run: Run, what: str) -> None:
        self.losses.append(Loss(where(run), what))


def external_id(routine: Routine, one: Occurrence) -> str:
    """What tells an event from others, the same in every export.

    It is the UID that the calendar gives to an event of a single date: times, titles, doses and
    moves may change.
    """
    return f"{routine.id}.{one.slot.id}.{one.planned:%Y%m%d}@stretchexport"
