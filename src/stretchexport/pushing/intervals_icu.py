"""What Intervals.icu should have: the exporter's events on their dates.

An event is ours if its ``external_id`` is one of the routine's. Each is sent by itself, so that one
which is refused does not keep the others back.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from stretchexport.exporters.tracking.bundle import create, find, request, update
from stretchexport.pushing import facts
from stretchexport.pushing.package import Leftover

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export
    from stretchexport.exporters.plan.values import Object
    from stretchexport.model import Routine
    from stretchexport.pushing.package import Package

NAME = "intervals-icu"
EVENTS = "/api/v1/athlete/0/events"
AROUND = dt.timedelta(days=366)
"""How far before and after its dates a routine may have had events that it has no more."""


def package(routine: Routine, export: Export) -> Package:
    """The events in an ``export``; workouts without a date are not sent.

    Without any date nobody can say where events of before would be, so none is looked for.
    """
    every = [one for file in export.files for one in json.loads(file.data)]
    events = [one for one in every if "external_id" in one]
    if not events:
        return facts.package(NAME, [], [])
    dates = [dt.date.fromisoformat(one["start_date_local"][:10]) for one in events]
    query = {
        "oldest": _later(min(dates), -AROUND).isoformat(),
        "newest": _later(max(dates), AROUND).isoformat(),
    }
    ours = (
        {"fields": ["external_id"], "begins": f"{routine.id}."},
        {"fields": ["external_id"], "contains": "@stretchexport"},
    )
    left = Leftover("event", find(EVENTS, query, "", *ours), f"{EVENTS}/{{id}}")
    return facts.package(NAME, [_event(one, query) for one in events], [left])


def _event(body: Object, query: Object) -> Object:
    id = body["external_id"]
    return request(
        id,
        "event",
        f"{body['name']} on {body['start_date_local'][:10]}",
        find(EVENTS, query, "", {"fields": ["external_id"], "one_of": [id]}),
        create(f"{EVENTS}/bulk?upsert=true", [body], "id"),
        update("PUT", f"{EVENTS}/{{id}}"),
    )


def _later(day: dt.date, by: dt.timedelta) -> dt.date:
    try:
        return day + by
    except OverflowError:
        return day
