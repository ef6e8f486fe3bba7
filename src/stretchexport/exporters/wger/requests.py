"""The requests for wger: exercises, and routines of days, slots, entries and their configs.

A slot is what is done in turn, with an entry for each side or part; wger interleaves the sets of
its entries (``Slot.set_data_gym`` in wger/manager/models/slot.py). A config sets a number from an
iteration on (``SlotEntry.calculate_config_value``, slot_entry.py), so a progression is a config for
each iteration in which the number changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stretchexport.exporters.base import Loss
from stretchexport.exporters.text import clip_characters
from stretchexport.exporters.tracking import losses, notes
from stretchexport.exporters.tracking.bundle import bundle, create, find, ref, request, update
from stretchexport.exporters.tracking.exercises import Exercises
from stretchexport.exporters.tracking.rounds import capped, changes, groups
from stretchexport.exporters.tracking.services import service
from stretchexport.exporters.wger.exercises import exercise
from stretchexport.exporters.wger.layout import layouts
from stretchexport.weeks import runs
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stretchexport.exporters.plan.values import Object
    from stretchexport.exporters.tracking.rounds import Group
    from stretchexport.exporters.wger.layout import Layout, Placed
    from stretchexport.model import Routine
    from stretchexport.timeline import Step, Timeline
    from stretchexport.variants import Selection
    from stretchexport.wording import Words

API = "/api/v2"
MARKER = "stretchexport"


class _Done(NamedTuple):
    """A session as it is done in a week."""

    line: Timeline
    groups: tuple[Group, ...]


class Requests:
    """Collects the requests of a routine and what they cannot hold."""

    def __init__(
        self, routine: Routine, selection: Selection, say: Words, author: str | None
    ) -> None:
        """Expand ``routine`` for a ``selection``, with the fixed words ``say``.

        ``author`` is whose words new exercises are.
        """
        self.losses: list[Loss] = []
        self._routine, self._say = routine, say
        self._facts = service("wger")
        self._author = author
        self._weeks: dict[str, dict[int, _Done]] = {}
        for session in routine.sessions:
            found = self._weeks[session] = {}
            for run in runs(routine, session, selection):
                fitted = tuple(self._capped(group) for group in groups(run.timeline))
                self.losses += losses.of_run(run, "wger", fitted)
                self.losses += losses.of_stretches(run.timeline, "wger")
                done = _Done(run.timeline, fitted)
                found |= dict.fromkeys(range(run.phase.first, run.phase.last + 1), done)
        self._exercises = Exercises(found[1].line for found in self._weeks.values())

    def document(self) -> Object:
        """All requests in the order in which they are sent."""
        sent: list[Object] = []
        for id, name, choice in self._exercises:
            one, lost = exercise(self._routine, id, name, choice, self._author)
            sent.append(one)
            self.losses += lost
        found, lost = layouts(self._routine, self._facts.limits["days"])
        self.losses += lost
        for number, layout in enumerate(found, 1):
            sent += self._layout(number, len(found), layout)
        return bundle(self._routine, self._facts, sent)

    def _capped(self, group: Group) -> Group:
        limits = self._facts.limits
        return capped(group, limits["sets"], limits["repetitions"], limits["rest"])

    def _layout(self, number: int, of: int, layout: Layout) -> Iterable[Object]:
        """A routine with its days. It is found again by a marker at the end of its description."""
        id = f"routine-{number}"
        title = one_line(self._routine.title)
        count = f" {number}/{of}" if of > 1 else ""
        name = self._cut(title, "routine_name", "routine", len(count)) + count
        marker = f"[{MARKER}:{self._routine.id}:{number}]"
        told = "\n".join([title, *filter(None, [one_line(self._routine.summary or "")])])
        body = {
            "name": name,
            "description": self._cut(told, "routine_description", "routine", len(marker) + 1)
            + f"\n{marker}",
            "start": layout.start.isoformat(),
            "end": layout.end.isoformat(),
            "fit_in_week": not layout.waits,
        }
        yield self._request(
            id, "routine", f"routine {name}", body, {"is_public": False}, {"contains": marker}
        )
        for place, day in enumerate(layout.days, 1):
            yield from self._day(id, place, day, layout.waits)

    def _day(
        self, routine: str, place: int, day: Sequence[Placed], waits: bool
    ) -> Iterable[Object]:
        id = f"{routine}/day-{place}"
        name, where = self._day_name(day, f"day {place}"), f"day {place}"
        told = [self._say.text("safety.line"), *(line for one in day for line in self._told(one))]
        body = {
            "routine": ref(routine),
            "order": place,
            "name": name,
            "description": self._cut("\n".join(told) if day else "", "day_description", where),
            "is_rest": not day,
            "need_logs_to_advance": waits,
        }
        same = {"routine": ref(routine), "order": place}
        yield self._request(id, "day", f"day {place} {name}".strip(), body, same)
        slot = 0
        for nth, placed in enumerate(day, 1):
            done = [self._weeks[placed.session][week] for week in placed.weeks]
            for parts in zip(*(one.groups for one in done), strict=True):
                slot += 1
                of = {"session": placed.session, "place": nth, "item": parts[0].item}
                yield from self._slot(id, slot, of, [one.line for one in done], parts)

    def _day_name(self, day: Sequence[Placed], where: str) -> str:
        """The titles of the sessions of a day; if they do not fit, the first and how many more."""
        titles = [one_line(self._routine.sessions[one.session].title) for one in day]
        first, *more = dict.fromkeys(titles) if titles else [""]
        joined = " + ".join([first, *more])
        if not more or len(joined) <= self._facts.limits["day_name"]:
            return self._cut(joined, "day_name", where)
        count = f" +{len(more)}"
        self.losses.append(Loss(where, "the names of its sessions do not all fit: see its text"))
        return self._cut(first, "day_name", where, len(count)) + count

    def _told(self, placed: Placed) -> list[str]:
        """The text of a session on a day."""
        line = self._weeks[placed.session][placed.weeks[0]].line
        title = one_line(line.session.title)
        if placed.at:
            at = self._say.text("calendar.at", time=self._say.clock(placed.at))
            title = self._say.line(title, at)
        return [title, *notes.session(self._routine, line, self._say)]

    def _slot(
        self, day: str, place: int, of: Object, lines: Sequence[Timeline], parts: Sequence[Group]
    ) -> Iterable[Object]:
        """A group, with its timeline and itself as they are in each iteration."""
        id = f"{day}/slot-{place}"
        item, choice = lines[0].items[parts[0].item], lines[0].choices[parts[0].item]
        about = f"stretch {item.stretch}"
        told = [one_line(item.note or ""), notes.stop(choice, self._say)]
        comment = self._cut("\n".join(filter(None, told)), "slot_comment", about)
        same = {"day": ref(day), "order": place}
        yield self._request(id, "slot", about, {**same, "comment": comment}, same, of=of)
        for number in range(1, len(parts[0].turns) + 1):
            entry = f"{id}/entry-{number}"
            turns = [part.turns[number - 1] for part in parts]
            steps = [turn.step for turn in turns]
            yield self._entry(entry, {"slot": ref(id), "order": number}, lines, steps)
            numbers = {
                "sets": [part.sets for part in parts],
                "repetitions": [one.amount for one in turns],
                "rest": [one.pause for one in turns],
            }
            for kind, values in numbers.items():
                for iteration, value in changes(values):
                    yield self._config(entry, kind, iteration, value)

    def _entry(
        self, id: str, same: Object, lines: Sequence[Timeline], steps: Sequence[Step]
    ) -> Object:
        """What is done in a slot; ``same`` is its slot and its place there."""
        say, step, where = self._say, steps[0], f"stretch {steps[0].stretch}"
        choice = lines[0].choices[step.item]
        label = notes.label(say, step, one_line(choice.name))
        doses = {notes.dose(say, *pair) for pair in zip(lines, steps, strict=True)}
        if len(doses) > 1:
            self.losses.append(Loss(where, "its tempo or breaths change, and are not in wger"))
        told = [label, *doses] if len(doses) == 1 else [label]
        timed = step.reps is None
        body = {
            **same,
            "exercise": ref(self._exercises.id(choice)),
            "type": "iso" if timed else "normal",
            "repetition_unit": self._facts.ids["unit"]["seconds" if timed else "repetitions"],
            "repetition_rounding": 1,  # or the one of the person's profile is used
            "comment": self._cut(": ".join(filter(None, told)), "comment", where),
        }
        return self._request(id, "entry", f"entry {label}".strip(), body, same)

    def _config(self, entry: str, kind: str, iteration: int, value: int) -> Object:
        same = {"slot_entry": ref(entry), "iteration": iteration}
        body = {**same, "value": value, "operation": "r", "step": "na", "repeat": False}
        about = f"{kind} from iteration {iteration} on"
        return self._request(f"{entry}/{kind}-{iteration}", kind, about, body, same)

    def _request(
        self,
        id: str,
        kind: str,
        about: str,
        body: Object,
        query: Object,
        marked: Object | None = None,
        of: Object | None = None,
    ) -> Object:
        path = f"{API}/{PATHS[kind]}/"
        where = [{"fields": ["description"], **marked}] if marked else []
        return request(
            id,
            kind,
            about,
            find(path, query, "results", *where),
            create(path, body, "id"),
            update("PATCH", f"{path}{{id}}/"),
            of,
        )

    def _cut(self, text: str, what: str, where: str, room: int = 0) -> str:
        """``text`` in as many characters as wger takes, less ``room``; a loss tells of a cut."""
        limit = self._facts.limits[what]
        fitted = clip_characters(text, limit - room)
        if fitted.cut:
            name = what.replace("_", " ")
            self.losses.append(Loss(where, f"its {name} cut to {limit} characters, all wger takes"))
        return fitted.text


PATHS = {
    "routine": "routine",
    "day": "day",
    "slot": "slot",
    "entry": "slot-entry",
    "sets": "sets-config",
    "repetitions": "repetitions-config",
    "rest": "rest-config",
}
"""The endpoint of each kind of object."""
