"""Plans of the Portable Workout Format, version 1, back to a routine.

A day is read as a workout: its exercises are written out as the steps that a person does, and
folded again as those of a FIT file are. Days that do the same are one session.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stretchexport.counting import counted
from stretchexport.importing.draft import Draft, SourceError
from stretchexport.importing.fit import from_workouts
from stretchexport.importing.fit_words import Phrases, language_of
from stretchexport.importing.pwf_days import HOUR, Days, date, maps, workout
from stretchexport.importing.pwf_steps import NOTHING, Exercises
from stretchexport.importing.values import clean, identifier, line
from stretchexport.schedule import DAYS
from stretchexport.wording import FALLBACK, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.importing.draft import Data

VERSION = 1


def draft(plan: Any) -> Draft:
    """The routine of which ``plan`` is the document; raises :class:`SourceError` if it is none."""
    days = _days(plan)
    cycle, meta = plan["cycle"], _map(plan.get("meta"))
    exercises = _exercises(days, _notes(cycle))
    read = Days(exercises, _first_day(cycle, days))
    for day in days:
        read.add(day)
    if not read.workouts():
        raise SourceError("no day of the plan has a stretch, or anything that a routine can hold")
    found = from_workouts(read.workouts(), read.dates(), read.begins)
    whole = _of_the_whole(cycle, meta, days, exercises)
    for where, what in [*exercises.lost, *whole]:
        found.lose(where, what)
    if read.timeless and "schedule" in found.data:
        these = counted(read.timeless, "date")
        what = f"at which time? The plan has no time of day for {these}: {HOUR:02}:00 stands here"
        found.decide(("schedule", "slots"), what)
    return _titled(found, meta)


def _days(plan: Any) -> list[Data]:
    """The days of a plan; raises :class:`SourceError` if there are none, or it is no plan."""
    if "plan_version" not in _map(plan):
        raise SourceError("it is no plan of the Portable Workout Format")
    if plan["plan_version"] != VERSION:
        raise SourceError("it is a Portable Workout Format plan of a version not known here")
    days = maps(_map(plan.get("cycle")).get("days"))
    if not days:
        raise SourceError("the plan has no days")
    return days


def _first_day(cycle: Data, days: list[Data]) -> dt.date | None:
    """The first day of the plan, as many weeks earlier as a date before it takes."""
    begins = date(cycle.get("start_date"))
    dates = [on for day in days if (on := date(day.get("scheduled_date")))]
    if begins is None or not dates:
        return begins
    late = max(0, (begins - min(dates)).days)
    return begins - dt.timedelta(days=-(-late // DAYS) * DAYS)


def _exercises(days: list[Data], notes: str) -> Exercises:
    """The reader of exercises for the language of the plan, which its fixed words give away.

    Those are in the exercises and, if there are none in them, in the ``notes`` of the whole plan.
    """
    guess = Exercises(Phrases(words(FALLBACK)), ours=False)
    first, *rest = (workout(day, number, guess) for number, day in enumerate(days))
    language = language_of([replace(first, description=f"{first.description}\n{notes}"), *rest])
    return Exercises(Phrases(words(language or FALLBACK)), ours=language is not None)


def _of_the_whole(
    cycle: Data, meta: Data, days: list[Data], exercises: Exercises
) -> Iterator[tuple[str, str]]:
    """What the plan says of itself and a routine has no place for."""
    for told in _notes(cycle).split("\n"):
        if told and told != exercises.phrases.words.text("safety.line"):
            yield "notes", f"those of the whole plan are not in the routine: {told}"
    every = (one for day in days for one in maps(day.get("exercises")))
    said = {"", NOTHING, *(line(one.get("equipment")) for one in every)}
    tags = meta.get("equipment")
    more = [one for one in map(line, tags) if one not in said] if isinstance(tags, list) else []
    if more and not exercises.ours:
        what = "the plan does not say which exercises need it: write it into the stretches"
        yield "equipment", f"{', '.join(more)}: {what}"


def _titled(found: Draft, meta: Data) -> Draft:
    """The draft with what the plan says of itself."""
    title = line(meta.get("title"))
    if title:
        found.data |= {"title": title, "id": identifier(title, (), "plan")}
    if line(meta.get("id")):
        found.data["id"] = identifier(line(meta["id"]), (), "plan")
    for ours, theirs in (("summary", "description"), ("author", "author")):
        if line(meta.get(theirs)):
            found.data[ours] = clean(meta[theirs])
    return found


def _notes(cycle: Data) -> str:
    return clean(str(cycle.get("notes") or ""))


def _map(value: Any) -> Data:
    return value if isinstance(value, dict) else {}
