"""A routine as a plan of the Portable Workout Format, version 1 (github.com/bcarlson/pwf).

A day of the plan is a session on a date. An exercise is a side, a part of a PNF cycle or a spot;
those done in turn are a group. Its two rests hold every pause of the timeline:
``rest_between_sets_sec`` follows each of its sets but the last, ``rest_after_sec`` the last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stretchexport.exporters import lost, mapping
from stretchexport.exporters.base import Loss
from stretchexport.exporters.captions import Captions
from stretchexport.exporters.fit.workouts import where
from stretchexport.exporters.plan.values import given
from stretchexport.exporters.text import clip_characters
from stretchexport.exporters.tracking import notes, rounds
from stretchexport.schedule import occurrences
from stretchexport.weeks import runs
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.plan.values import Object
    from stretchexport.exporters.tracking.rounds import Group, Turn
    from stretchexport.model import Routine
    from stretchexport.schedule import Occurrence
    from stretchexport.timeline import Step
    from stretchexport.variants import Choice, Selection
    from stretchexport.weeks import Run
    from stretchexport.wording import Words

VERSION = 1
LONGEST_TITLE = 80
MINUTE = 60


@dataclass
class Plan:
    """Builds the plan of a routine and collects what it cannot hold."""

    routine: Routine
    selection: Selection
    say: Words
    losses: list[Loss] = field(default_factory=list)

    def document(self) -> Object:
        """The whole plan."""
        title = clip_characters(one_line(self.routine.title), LONGEST_TITLE)
        if title.cut:
            self.losses.append(Loss("title", f"cut to {LONGEST_TITLE} characters"))
        days = list(self._days())
        schedule = self.routine.schedule
        if schedule and any(slot.remind for slot in schedule.slots):
            self.losses.append(Loss("schedule", "reminders are not in the plan"))
        if schedule and schedule.timezone:
            what = "the time zone is not in the plan; the times of day stand in the notes"
            self.losses.append(Loss("schedule", what))
        meta = {
            "id": self.routine.id,
            "title": title.text,
            "description": self.routine.summary,
            "author": self.routine.author,
            "equipment": self._needed(),
        }
        cycle = {
            "start_date": schedule.starts.isoformat() if schedule else None,
            "notes": "\n".join(self._notes()),
            "days": [{**day, "order": number} for number, day in enumerate(days)],
        }
        return {"plan_version": VERSION, "meta": given(meta), "cycle": given(cycle)}

    def _notes(self) -> Iterator[str]:
        yield self.say.text("safety.line")
        for source in self.routine.sources:
            parts = filter(None, (source.title, source.author, source.url))
            yield self.say.line(self.say.text("label.sources"), one_line(self.say.rowed(parts)))

    def _needed(self) -> list[str]:
        """What any session needs, by the ids of the routine."""
        every = (
            thing
            for session in self.routine.sessions
            for run in runs(self.routine, session, self.selection)
            for thing in run.timeline.equipment
        )
        return list(dict.fromkeys(every))

    def _days(self) -> Iterator[Object]:
        """Every session on its dates, in order; then those without any, once for each run."""
        sessions = {
            session: runs(self.routine, session, self.selection)
            for session in self.routine.sessions
        }
        made: dict[tuple[str, int], Object] = {}
        dated = occurrences(self.routine.schedule) if self.routine.schedule else ()
        for one in dated:
            session = one.slot.session
            run = next(run for run in sessions[session] if one.week <= run.phase.last)
            key = (session, run.phase.first)
            if key not in made:
                made[key] = self._day(run)
            yield self._on_date(one, made[key])
        for session, every in sessions.items():
            if session not in {one.slot.session for one in dated}:
                if dated:
                    self.losses.append(Loss(f"session {session}", "has no date: a day without one"))
                for run in every:
                    focus = Captions(self.routine, run.timeline, self.say).session_title(run)
                    yield {
                        "id": f"{session}.w{run.phase.first}",
                        **self._day(run),
                        "focus": focus,
                    }

    def _on_date(self, one: Occurrence, day: Object) -> Object:
        at = self.say.text("calendar.at", time=self.say.clock(one.start.time()))
        return {
            "id": f"{one.slot.id}.{one.planned:%Y%m%d}",
            **day,
            "notes": "\n".join(filter(None, (at, day["notes"]))),
            "scheduled_date": one.start.date().isoformat(),
        }

    def _day(self, run: Run) -> Object:
        """A session as it is done in a run of weeks."""
        line = run.timeline
        captions = Captions(self.routine, line, self.say)
        counted = rounds.counted(line)
        if counted:
            what = f"the plan has no time for repetitions ({counted} s)"
            self.losses.append(Loss(where(run), what, -counted, line.session.id, run.phase.first))
        told: set[int] = set()
        exercises = []
        for number, group in enumerate(rounds.groups(line)):
            for place, turn in enumerate(group.turns):
                exercises.append(
                    self._exercise(captions, group, turn, number, place, new=group.item not in told)
                )
                told.add(group.item)
        self.losses += lost.left_out(line.choices, "in the plan", films=True)
        return {
            "focus": one_line(line.session.title),
            "notes": "\n".join(notes.session(self.routine, line, self.say)),
            "target_session_length_min": max(1, -(-line.seconds // MINUTE)),
            "exercises": exercises,
        }

    def _exercise(
        self, captions: Captions, group: Group, turn: Turn, number: int, place: int, *, new: bool
    ) -> Object:
        """One side or part of an item; how the stretch is done stands with the first of them."""
        step, choice, sets = turn.step, captions.choice(turn.step), group.sets
        last = place == len(group.turns) - 1
        after = group.after if last else turn.pause
        timed = step.reps is None
        in_turn = len(group.turns) > 1
        made = {
            "name": captions.title_in_full(step),
            "modality": "countdown" if timed else "strength",
            "equipment": _equipment(choice),
            "target_sets": sets,
            "target_duration_sec": step.seconds if timed else None,
            "target_reps": step.reps,
            "target_notes": "\n".join(self._told(captions, step, new=new)) or None,
            "link": self._link(choice),
            "group": f"group-{number + 1}" if in_turn else None,
            "group_type": ("superset" if len(group.turns) == 2 else "circuit") if in_turn else None,
            "rest_between_sets_sec": turn.pause if sets > 1 else None,
            "rest_after_sec": after or None,
        }
        return given(made)

    def _told(self, captions: Captions, step: Step, *, new: bool) -> list[str]:
        """The notes of an exercise."""
        self.losses += lost.breaths([step])
        line, choice = captions.timeline, captions.choice(step)
        item = line.items[step.item]
        lines = [notes.dose(self.say, line, step)]
        if new:
            lines += [one_line(item.note or ""), *notes.how(self.routine, choice, self.say)]
        return [one for one in lines if one]

    def _link(self, choice: Choice) -> str | None:
        video = choice.video
        if video is None:
            return None
        place = f"stretch {choice.stretch.id}"
        if not video.url.startswith("https://"):
            self.losses.append(Loss(place, "its video is not at https://, as a link has to be"))
            return None
        if video.start:
            self.losses.append(Loss(place, f"its video begins at {video.start} s: not in a link"))
        return video.url


def _equipment(choice: Choice) -> str:
    """The format's word for the first thing that is needed, if it is one to tell."""
    words = [mapping.equipment(one, "pwf") or "other" for one in choice.equipment]
    return next((word for word in words if word != "bodyweight"), "bodyweight")
