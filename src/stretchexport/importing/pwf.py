"""Plans of the Portable Workout Format, version 1, back to a routine.

A day is read as a workout: its exercises are written out as the steps that a person does, and
folded again as those of a FIT file are. Days that do the same are one session.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.importing.draft import Draft, SourceError
from stretchexport.importing.fit import from_workouts
from stretchexport.importing.fit_file import MOST_STEPS, Dates, FileStep, Workout
from stretchexport.importing.fit_words import Phrases, language_of
from stretchexport.importing.values import clean, identifier, line
from stretchexport.model import Side
from stretchexport.schedule import DAYS
from stretchexport.wording import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.importing.draft import Data

VERSION = 1
TIMED = ("countdown", "stopwatch", "interval")
_LINK = re.compile(r"https://[^\s/?#\\\"<>][^\s\\\"<>]{0,1900}")
READ = frozenset(
    [
        "id",
        "name",
        "modality",
        "equipment",
        "group",
        "group_type",
        "link",
        "target_sets",
        "target_reps",
        "target_duration_sec",
        "target_notes",
        "cues",
        "rest_between_sets_sec",
        "rest_after_sec",
    ]
)
"""What is read of an exercise; loads, zones and the like have no place in a routine."""
ROOM = 10
"""Years that are kept free at both ends of the calendar: no plan is longer."""
MADE_OF = ("strength", *TIMED)
"""What a routine can hold; the other modalities are runs and rides."""


def draft(plan: Any) -> Draft:
    """The routine of which ``plan`` is the document; raises :class:`SourceError` if it is none."""
    if "plan_version" not in _map(plan):
        raise SourceError("it is no plan of the Portable Workout Format")
    if plan["plan_version"] != VERSION:
        raise SourceError("it is a Portable Workout Format plan of a version not known here")
    days = _maps(_map(plan.get("cycle")).get("days"))
    if not days:
        raise SourceError("the plan has no days")
    lost: list[tuple[str, str]] = []
    raw = [_workout(day, number, Phrases(words("en")), lost) for number, day in enumerate(days)]
    phrases = Phrases(words(_language(raw)))
    begins = _date(_map(plan["cycle"]).get("start_date"))
    workouts: dict[tuple[str, str], Workout] = {}
    weeks: dict[tuple[str, str], list[int]] = {}
    dates: list[tuple[Any, dt.datetime]] = []
    undated = 0
    for number, day in enumerate(days):
        mark = (line(day.get("focus")), json.dumps(day.get("exercises"), sort_keys=True))
        made = workouts.setdefault(mark, _workout(day, number, phrases, []))
        on, at = _date(day.get("scheduled_date")), _clock(day, phrases.words)
        if on is None and line(day.get("scheduled_date")):
            lost.append(("schedule", f"no date of a calendar: {line(day['scheduled_date'])}"))
        if on and begins and on >= begins:
            weeks.setdefault(mark, []).append((on - begins).days // DAYS + 1)
        if on and at:
            dates.append((made.key, dt.datetime.combine(on, at)))
        undated += bool(on and not at)
    made_of = [
        _in_weeks(one, weeks.get(mark, []), mark, workouts) for mark, one in workouts.items()
    ]
    found = from_workouts(made_of, [Dates(tuple(dates))] if dates else [], begins)
    for where, what in [*lost, *_left_out(plan["cycle"], phrases.words)]:
        found.lose(where, what)
    if undated:
        what = f"write schedule: the plan has {undated} dates and no time of day for them"
        found.decide(("schedule",), what)
    return _titled(found, _map(plan.get("meta")))


def _left_out(cycle: Data, say: Words) -> Iterator[tuple[str, str]]:
    """The notes of the whole plan, but for the general warning."""
    for told in clean(str(cycle.get("notes") or "")).split("\n"):
        if told and told != say.text("safety.line"):
            yield "notes", f"those of the whole plan are not in the routine: {told}"


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


def _language(workouts: list[Workout]) -> str:
    return language_of(workouts) or "en"


def _workout(day: Data, number: int, phrases: Phrases, lost: list[tuple[str, str]]) -> Workout:
    """One day as the workout that it is."""
    name = line(day.get("focus")) or "Workout"
    steps = list(_steps(_maps(day.get("exercises")), phrases, f"session {name}", lost))
    if len(steps) > MOST_STEPS:
        raise SourceError(f"a day of the plan has more than {MOST_STEPS} steps")
    return Workout(("pwf", number), None, name, _notes(day, phrases.words), tuple(steps))


def _in_weeks(
    one: Workout, weeks: list[int], mark: tuple[str, str], every: dict[tuple[str, str], Workout]
) -> Workout:
    """The workout with its weeks, if the session is another one in others."""
    changes = sum(other[0] == mark[0] for other in every) > 1
    return replace(one, weeks=(min(weeks), max(weeks))) if changes and weeks else one


def _steps(
    exercises: list[Data], phrases: Phrases, where: str, lost: list[tuple[str, str]]
) -> Iterator[FileStep]:
    """What is done one after the other; exercises of a group take turns."""
    kept = []
    for one in exercises:
        if one.get("modality") in MADE_OF:
            kept.append(one)
            unread = ", ".join(line(key) for key in one if key not in READ)
            if unread:
                lost.append((where, f"{line(one.get('name'))}: not in the routine: {unread}"))
        else:
            what = f"{line(one.get('name'))}: {line(one.get('modality'))} is no stretch"
            lost.append((where, what))
    index = 0
    while index < len(kept):
        group, end = kept[index].get("group"), index + 1
        while group and end < len(kept) and kept[end].get("group") == group:
            end += 1
        turns = kept[index:end]
        sets = _number(turns[0].get("target_sets")) or 1
        if sets > MOST_STEPS:
            raise SourceError(f"an exercise of the plan has more than {MOST_STEPS} sets")
        for number in range(1, sets + 1):
            for one in turns:
                yield _work(one, phrases)
                rest = "rest_after_sec" if number == sets else "rest_between_sets_sec"
                if _number(one.get(rest)):
                    yield FileStep("", "", False, seconds=_number(one.get(rest)))
        index = end


def _work(one: Data, phrases: Phrases) -> FileStep:
    """One set of an exercise, called as a watch calls it."""
    name, notes = line(one.get("name")), one.get("target_notes") or one.get("cues") or ""
    text = clean(notes) if isinstance(notes, str) else ""
    for side in Side:
        note = phrases.words.text(f"fit.{side}_note")
        head = phrases.words.line(note, "")
        if name.startswith(head):
            before, after = phrases.around("fit.sided", side=phrases.words.text(f"fit.{side}"))
            name = f"{before}{name[len(head) :]}{after}"
            text = f"{note}\n{text}" if text else note
    timed = one.get("modality") in TIMED
    link = one.get("link")
    count = _number(one.get("target_duration_sec" if timed else "target_reps"))
    return FileStep(
        name,
        text,
        True,
        seconds=count if timed else None,
        reps=None if timed else count,
        ends=None if count else "a person",
        link=link if isinstance(link, str) and _LINK.fullmatch(link) else "",
    )


def _notes(day: Data, say: Words) -> str:
    """The notes of a day without the time of day."""
    notes = clean(day["notes"]) if isinstance(day.get("notes"), str) else ""
    first, _, rest = notes.partition("\n")
    return rest if first in _clocks(say.tag) else notes


def _clock(day: Data, say: Words) -> dt.time | None:
    """The time of day that the first line of the notes says."""
    notes = day.get("notes")
    return _clocks(say.tag).get(notes.partition("\n")[0]) if isinstance(notes, str) else None


@cache
def _clocks(language: str) -> dict[str, dt.time]:
    """Every time of day, by the line that says it."""
    say = words(language)
    every = (dt.time(hour, minute) for hour in range(24) for minute in range(60))
    return {say.text("calendar.at", time=say.clock(one)): one for one in every}


def _number(value: Any) -> int | None:
    good = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**6
    return value if good else None


def _date(value: Any) -> dt.date | None:
    """The date that a text says, with years to reckon with before and after it."""
    try:
        found = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and dt.MINYEAR + ROOM < found.year < dt.MAXYEAR - ROOM else None


def _map(value: Any) -> Data:
    return value if isinstance(value, dict) else {}


def _maps(value: Any) -> list[Data]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
