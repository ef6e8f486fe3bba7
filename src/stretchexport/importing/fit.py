"""FIT workouts, and the dates of a FIT schedule, back to a routine."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.counting import counted
from stretchexport.importing import fit_dates, weekly
from stretchexport.importing.draft import SCHEMA, Data, Draft, SourceError
from stretchexport.importing.fit_file import Dates, Workout, read
from stretchexport.importing.fit_stretches import Stretches
from stretchexport.importing.fit_units import What, sets
from stretchexport.importing.fit_words import Phrases, language_of
from stretchexport.importing.folding import fold, transition
from stretchexport.importing.values import identifier, line, time
from stretchexport.model import DEFAULT_TRANSITION
from stretchexport.wording import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from stretchexport.importing.folding import Folded, Pause

MOST_ITEMS = 100
"""What a session may have, by the schema of routines."""


@dataclass(frozen=True, slots=True)
class Read:
    """One workout as a session: ``weeks`` if its title says some."""

    workout: Workout
    title: str
    weeks: tuple[int, int] | None
    items: tuple[Data, ...]
    transition: int | None
    summary: str | None


def draft(files: Sequence[tuple[str, bytes]]) -> Draft:
    """The routine of which ``files`` (name and bytes) are the workouts and dates."""
    workouts: list[Workout] = []
    dates: list[Dates] = []
    for name, data in files:
        try:
            found = read(data)
        except SourceError as error:
            raise SourceError(f"{name}: {error}") from error
        workouts += [found] if isinstance(found, Workout) else []
        dates += [found] if isinstance(found, Dates) else []
    if not workouts:
        raise SourceError("there are dates and no workout: give the files of the workouts as well")
    return from_workouts(workouts, dates)


def from_workouts(
    workouts: Sequence[Workout], dates: Sequence[Dates], begins: dt.date | None = None
) -> Draft:
    """The routine of these workouts and dates; ``begins`` is its first day, if that is known."""
    return _Reader(workouts, dates, begins).draft()


class _Reader:
    """Turns the files of one routine into a draft."""

    def __init__(
        self, workouts: Sequence[Workout], dates: Sequence[Dates], begins: dt.date | None
    ) -> None:
        language = language_of(workouts)
        self._ours = language is not None
        self._phrases = Phrases(words(language or "en"))
        self._made = Draft({})
        self._stretches = Stretches(self._made, self._phrases, ours=self._ours)
        self._read = [self._one(one) for one in workouts]
        self._begins = begins
        self._dates = [date for one in dates for date in one.dates]

    def draft(self) -> Draft:
        """The routine, with what is guessed and missing told."""
        first = self._read[0]
        dated = fit_dates.Dated(
            self._dates, {one.workout.key: one.weeks or (1, 0) for one in self._read}, self._begins
        )
        sessions, changes, slots = self._sessions(dated)
        schedule = dated.schedule(slots, changes, self._made) if self._dates else None
        title = first.title or "Workout"
        self._made.data = {
            "schema": SCHEMA,
            "id": identifier(title, (), "workout"),
            "title": title,
            "language": self._phrases.words.language,
            **_moment(first.workout),
            **self._stretches.gear(),
            "stretches": self._stretches.data(),
            "sessions": sessions,
            **({"schedule": schedule} if schedule else {}),
        }
        if not self._ours:
            self._made.decide(("language",), "which language? The file does not say")
        if not first.title:
            self._made.decide(("title",), "what is it called? The file does not say")
        return self._made

    def _one(self, workout: Workout) -> Read:
        """One workout with its steps folded into items."""
        told = self._phrases.weeks(workout.name) if self._ours else None
        title, weeks = (told[0], (told[1], told[2])) if told else (workout.name, workout.weeks)
        where = f"workout {title}"
        for kind in workout.left_out:
            self._made.lose(where, f"{kind}: the steps of this repeat are there once")
        found = sets(workout.steps, self._phrases, ours=self._ours)
        if not found.units:
            raise SourceError(f"the workout {title} has pauses only")
        if found.trailing:
            what = "the rest after the last set is left out: nothing follows it"
            self._made.lose(where, what, -found.trailing)
        folded = fold(found.units, found.pauses)
        between = transition(folded, found.pauses)
        items, index = [], 0
        for item in folded:
            assert isinstance(item.what, What)
            key = self._stretches.add(item.what, found.preparations[index], item)
            items.append(_item(key, item))
            index += item.units
        described = self._stretches.described(workout.description)
        self._compare(where, folded, found.pauses, between)
        return Read(workout, title, weeks, tuple(items), between, described)

    def _compare(
        self, where: str, folded: Sequence[Folded], pauses: Sequence[Pause], between: int | None
    ) -> None:
        """Tell of pauses between items that are not all of one length."""
        difference, index = 0, 0
        for item in folded:
            if index:
                difference += (between or 0) - pauses[index].seconds
            index += item.units
        if difference or len({pauses[i].seconds for i in _starts(folded)}) > 1:
            what = f"a session has one length of time between stretches: it is {between} s here"
            self._made.lose(where, what, difference)

    def _sessions(
        self, dated: fit_dates.Dated
    ) -> tuple[Data, list[Data], dict[fit_dates.Key, str]]:
        """The sessions, the changes over the weeks, and the session of each workout."""
        by_title: defaultdict[str, list[Read]] = defaultdict(list)
        for one in self._read:
            by_title[one.title].append(one)
        sessions: Data = {}
        changes: list[Data] = []
        slots: dict[fit_dates.Key, str] = {}
        for title, group in by_title.items():
            together = self._together(title, group, dated, sessions)
            if together is not None:
                key, items, found = together
                changes += found
                sessions[key] = self._session(group[0], items, key)
                slots |= {one.workout.key: key for one in group}
                continue
            for one in group:
                name = title if one.weeks is None else f"{title} week {one.weeks[0]}"
                key = identifier(name, sessions, "session")
                sessions[key] = self._session(one, list(one.items), key)
                slots[one.workout.key] = key
        return sessions, changes, slots

    def _together(
        self, title: str, group: list[Read], dated: fit_dates.Dated, taken: Data
    ) -> tuple[str, list[Data], list[Data]] | None:
        """Id, items and changes of workouts that are one session over the weeks."""
        if len(group) == 1:
            key = identifier(title, taken, "session")
            if group[0].weeks is not None:
                first, last = group[0].weeks
                what = f"it is for weeks {first} to {last}; those of other weeks are not here"
                self._made.lose(f"workout {title}", what)
            return key, list(group[0].items), []
        if any(one.weeks is None for one in group):
            return None
        group.sort(key=lambda one: one.weeks or (0, 0))
        key = identifier(title, taken, "session")
        phases = [
            weekly.Weeks((one.weeks or (1, 1))[0] if index else 1, one.items)
            for index, one in enumerate(group)
        ]
        merged = weekly.merged(key, phases)
        reason = "its weeks differ in a way that no progression can say"
        if not dated.has_weeks:
            merged, reason = None, "a progression needs dates: give the schedule file as well"
        if merged is None:
            self._made.lose(f"workout {title}", f"{reason}; it is a session for each run of weeks")
            return None
        return key, *merged

    def _session(self, read: Read, items: list[Data], key: str) -> Data:
        """A session with ``items``; those without a dose are left to a person."""
        found: Data = {"title": read.title if read.title else "Workout"}
        if read.summary:
            found["summary"] = read.summary
        between = read.transition
        if between is not None and between != DEFAULT_TRANSITION:
            found["transition"] = time(between)
        kept = [item for item in items if self._is_dosed(item, key)]
        if len(kept) > MOST_ITEMS:
            rest = counted(len(kept) - MOST_ITEMS, "is", "are")
            what = f"it holds {MOST_ITEMS} items: {rest} left out"
            self._made.lose(f"session {key}", what)
        found["items"] = [weekly.plain(item) for item in kept[:MOST_ITEMS]]
        return found

    def _is_dosed(self, item: Data, session: str) -> bool:
        if "hold" in item or "reps" in item:
            return True
        ends = self._stretches.ends.get(item["stretch"], "a button")
        what = f"add {item['stretch']} with its dose: in the file {ends} ends it"
        self._made.decide(("sessions", session, "items", -1), what)
        return False


def _starts(folded: Sequence[Folded]) -> list[int]:
    """Where items begin among the sets, but for the first."""
    found, index = [], 0
    for item in folded:
        if index:
            found.append(index)
        index += item.units
    return found


def _item(key: str, folded: Folded) -> Data:
    """An item of a routine; its rest only if two sets show it."""
    what = folded.what
    assert isinstance(what, What)
    found: Data = {"stretch": key, **dict(what.dose), "sets": folded.sets}
    if folded.sets > 1:
        found["rest"] = time(folded.rest)
    if folded.order:
        found["order"] = str(folded.order)
    if folded.side:
        found["side"] = str(folded.side)
    if len(what.lines) > 1:
        found["note"] = line(what.lines[0])
    return found


def _moment(workout: Workout) -> Data:
    """When the file was made, if it says: a day, or a moment in UTC."""
    if workout.created is None:
        return {}
    text = f"{workout.created:%Y-%m-%dT%H:%M:%S}Z"
    return {"updated": text.removesuffix("T00:00:00Z")}
