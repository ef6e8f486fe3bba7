"""Reads a plan back as a stranger would: by the schema, then by what a schema cannot say."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from typing import TYPE_CHECKING, Any, NoReturn

from stretchexport.exporters.base import VerificationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.plan.values import Object


def read(data: bytes) -> Object:
    """The plan in ``data``; raises :class:`VerificationError` if anything in it is wrong."""
    try:
        plan = json.loads(data.decode(), parse_constant=_refuse, object_pairs_hook=_object)
    except ValueError as error:
        raise VerificationError(f"not JSON: {error}") from error
    for fault in itertools.chain(_breaches(plan), _faults(plan)):
        raise VerificationError(fault)
    return plan  # type: ignore[no-any-return]


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _object(pairs: list[tuple[str, Any]]) -> Object:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same key twice")
    return found


def _breaches(plan: Any) -> Iterator[str]:
    # jsonschema takes longer to import than a plan to write
    from stretchexport.packaged_schemas import PLAN, validator

    for error in validator(PLAN).iter_errors(plan):
        yield f"{error.json_path}: {error.message}"


def _faults(plan: Object) -> Iterator[str]:
    """References that lead nowhere and sums that do not add up."""
    for part in ("equipment", "muscles", "stretches", "sessions"):
        yield from _repeated(part, plan[part])
    muscles = {one["id"] for one in plan["muscles"]}
    for stretch in plan["stretches"]:
        for target in (*stretch["targets"], *stretch["also"]):
            if not muscles.issuperset(target["muscles"]):
                yield f"stretch {stretch['id']}: a muscle that is not in the plan"
    stretches = {one["id"] for one in plan["stretches"]}
    for session in plan["sessions"]:
        for fault in _session_faults(session, stretches):
            yield f"session {session['id']}: {fault}"
    if "schedule" in plan:
        yield from _schedule_faults(plan["schedule"], plan["sessions"])


def _repeated(part: str, entries: list[Object]) -> Iterator[str]:
    if len({one["id"] for one in entries}) != len(entries):
        yield f"{part}: the same id twice"


def _session_faults(session: Object, stretches: set[str]) -> Iterator[str]:
    items = session["items"]
    if not stretches.issuperset(item["stretch"] for item in items):
        yield "a stretch that is not in the plan"
    start = 0
    for number, step in enumerate(session["steps"], 1):
        if step["start"] != start:
            yield f"step {number} starts at {step['start']} s, not at {start} s"
        if step["item"] >= len(items) or items[step["item"]]["stretch"] != step["stretch"]:
            yield f"step {number} is not of its item"
        if step["set"] > step["sets"]:
            yield f"step {number} is set {step['set']} of {step['sets']}"
        start += step["seconds"]
    if session["seconds"] != start:
        yield f"takes {session['seconds']} s, its steps {start} s"
    if session["estimated"] != any(step["estimated"] for step in session["steps"]):
        yield "whether it is an estimate is not what its steps say"


def _schedule_faults(schedule: Object, sessions: list[Object]) -> Iterator[str]:
    yield from _repeated("slots", schedule["slots"])
    slots = {slot["id"]: slot for slot in schedule["slots"]}
    for slot in slots.values():
        if sum(key in slot for key in ("weekdays", "every_days", "dates")) != 1:
            yield f"slot {slot['id']}: its days are not one of weekdays, every_days and dates"
    by_id = {session["id"]: session for session in sessions}
    for one in schedule["occurrences"]:
        slot, session = slots.get(one["slot"]), by_id.get(one["session"])
        if slot is None or session is None or slot["session"] != session["base"]:
            yield f"occurrence {one['start']}: its slot or session is not in the plan"
        elif "weeks" not in session:
            yield f"session {session['id']}: it is not said for which weeks it is"
        else:
            for fault in _occurrence_faults(one, slot, session, schedule):
                yield f"occurrence {one['start']}: {fault}"


def _occurrence_faults(
    one: Object, slot: Object, session: Object, schedule: Object
) -> Iterator[str]:
    start, end = (dt.datetime.fromisoformat(one[key]) for key in ("start", "end"))
    rule = dt.datetime.fromisoformat(one.get("moved_from") or one["start"])
    day = (rule.date() - dt.date.fromisoformat(schedule["starts"])).days
    weeks = session["weeks"]
    if one["week"] != day // 7 + 1 or not weeks["first"] <= one["week"] <= weeks["last"]:
        yield f"not in week {one['week']}"
    if start.date().isoformat() in schedule["skip"]:
        yield "on a date that is skipped"
    if f"{rule:%H:%M}" != slot["at"]:
        yield f"not at {slot['at']}"
    floating = "timezone" not in schedule
    if floating != (start.tzinfo is None) or floating != ("utc" not in one):
        yield "is floating, or has a time zone, and the schedule says otherwise"
    elif not floating and dt.datetime.fromisoformat(one["utc"]) != start:
        yield f"starts at another instant than {one['utc']}"
    if one["seconds"] != session["seconds"] or (end - start).total_seconds() != one["seconds"]:
        yield f"does not take {session['seconds']} s"
