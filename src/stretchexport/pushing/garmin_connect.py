"""What Garmin Connect should have: the exporter's workouts, and each on its dates.

A workout is ours if its description ends with a marker such as
``[stretchexport:back:morning:w1]``. The requests are those of ``data/push.toml``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from stretchexport.exporters.garmin_connect.document import UNIT
from stretchexport.exporters.garmin_connect.facts import facts
from stretchexport.exporters.text import UTF16, clip
from stretchexport.exporters.tracking.bundle import create, find, ref, request, update
from stretchexport.pushing import facts as services
from stretchexport.pushing.package import Leftover
from stretchexport.schedule import occurrences
from stretchexport.weeks import runs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from stretchexport.exporters.base import Export, Options
    from stretchexport.exporters.plan.values import Object
    from stretchexport.model import Routine
    from stretchexport.pushing.package import Package
    from stretchexport.weeks import Run

NAME = "garmin-connect"
WORKOUT = "/workout-service/workout"
WORKOUTS = "/workout-service/workouts"
SCHEDULE = "/workout-service/schedule"


def package(routine: Routine, options: Options, export: Export) -> Package:
    """The workouts in ``export``, which was made of ``routine`` with ``options``."""
    every = [
        run for session in routine.sessions for run in runs(routine, session, options.selection)
    ]
    workouts = [
        _workout(routine, run, json.loads(file.data))
        for run, file in zip(every, export.files, strict=True)
    ]
    dates = _dates(routine, every)
    requests = [*workouts, *(_date(run, day) for day, run in dates)]
    return services.package(NAME, requests, [*_leftovers(routine, every, dates)])


def _name(run: Run) -> str:
    return f"{run.timeline.session.id}:w{run.phase.first}"


def _marker(routine: Routine, run: Run) -> str:
    return f"[stretchexport:{routine.id}:{_name(run)}]"


def _marked(marker: str, *where: Object) -> Object:
    """Workouts with ``marker``."""
    marked = {"fields": ["description"], "contains": marker}
    return {**find(WORKOUTS, {"limit": 100}, "", marked, *where), "key": "workoutId"}


def _workout(routine: Routine, run: Run, body: Object) -> Object:
    marker = _marker(routine, run)
    room = facts().notes * UNIT - len(f"\n{marker}") * UNIT
    body["description"] = f"{clip(body['description'], room, UTF16).text}\n{marker}".lstrip()
    return request(
        _name(run),
        "workout",
        f"workout {body['workoutName']}",
        _marked(marker),
        create(WORKOUT, body, "workoutId"),
        {**update("PUT", f"{WORKOUT}/{{id}}"), "with": {"workoutId": ref(_name(run))}},
    )


def _dates(routine: Routine, every: list[Run]) -> list[tuple[dt.date, Run]]:
    """On which dates each workout is done, once a date."""
    if routine.schedule is None:
        return []
    found = {
        (one.start.date(), _name(run)): (one.start.date(), run)
        for one in occurrences(routine.schedule)
        for run in every
        if run.timeline.session.id == one.slot.session
        and run.phase.first <= one.week <= run.phase.last
    }
    return [*found.values()]


def _month(day: dt.date) -> str:
    """The calendar of a month, which is counted from 0."""
    return f"/calendar-service/year/{day.year}/month/{day.month - 1}"


def _scheduled(path: str, *where: Object) -> Object:
    """Workouts in the calendar."""
    planned = {"fields": ["itemType"], "one_of": ["workout"]}
    return find(path, {}, "calendarItems", planned, *where)


def _of(*workouts: str) -> Object:
    return {"fields": ["workoutId"], "one_of": [ref(one) for one in workouts]}


def _date(run: Run, day: dt.date) -> Object:
    there = {"fields": ["date"], "one_of": [day.isoformat()]}
    return request(
        f"{_name(run)}/{day}",
        "date",
        f"{run.timeline.session.title} on {day}",
        _scheduled(_month(day), _of(_name(run)), there),
        create(
            f"{SCHEDULE}/{{{_name(run)}}}", {"date": day.isoformat()}, "workoutScheduleId", "id"
        ),
    )


def _leftovers(
    routine: Routine, every: list[Run], dates: list[tuple[dt.date, Run]]
) -> Iterator[Leftover]:
    """Dates on which a workout is no more, in the months that are looked at; workouts of before.

    A copy that somebody made of one of now has its marker too, and stays.
    """
    for path in dict.fromkeys(_month(day) for day, _ in dates):
        for run in every:
            yield Leftover("date", _scheduled(path, _of(_name(run))), f"{SCHEDULE}/{{id}}")
    copies = {"fields": ["description"], "lacks": [_marker(routine, run) for run in every]}
    looked = _marked(f"[stretchexport:{routine.id}:", copies)
    yield Leftover("workout", looked, f"{WORKOUT}/{{id}}")
