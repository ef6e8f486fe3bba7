"""The schedule of a plan, back to the rule of a routine."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from stretchexport.importing.values import time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.importing.draft import Data


def schedule(plan: Data, changes: Sequence[Data]) -> Data:
    """The schedule of a routine with these ``changes``."""
    moves = _moves(plan["occurrences"])
    found: Data = {"starts": plan["starts"], "weeks": plan["weeks"]}
    if "timezone" in plan:
        found["timezone"] = plan["timezone"]
    found["slots"] = _slots(plan["slots"], moves)
    if plan["skip"]:
        found["skip"] = plan["skip"]
    if changes:
        found["progression"] = sorted(changes, key=lambda one: int(one["from_week"]))
    return found


def _slots(slots: Sequence[Data], moves: dict[str, list[Data]]) -> list[Data]:
    """The slots, with those of several times a day in one: ``lunch``, ``lunch.2``."""
    groups: defaultdict[str, list[Data]] = defaultdict(list)
    for slot in slots:
        groups[slot["id"].partition(".")[0]].append(slot)
    found: list[Data] = []
    for name, group in groups.items():
        if len(group) > 1 and _are_one(group, moves):
            times = [slot["at"] for slot in group]
            found.append(_slot(name, group[0], times, moves[group[0]["id"]]))
        else:
            found += [
                _slot(one["id"].replace(".", "-"), one, one["at"], moves[one["id"]])
                for one in group
            ]
    return found


def _are_one(group: Sequence[Data], moves: dict[str, list[Data]]) -> bool:
    """Whether slots differ in the time of day and nothing else."""
    shared = [
        {key: value for key, value in one.items() if key not in ("id", "at")} for one in group
    ]
    alike = all(one == shared[0] for one in shared)
    return alike and all(moves[one["id"]] == moves[group[0]["id"]] for one in group)


def _slot(name: str, slot: Data, at: str | list[str], moves: list[Data]) -> Data:
    found: Data = {"id": name, "session": slot["session"]}
    if "dates" in slot:
        found["dates"] = slot["dates"]
    elif "every_days" in slot:
        number = slot["every_days"]
        found["every"] = "day" if number == 1 else f"{number} days"
    else:
        found["on"] = slot["weekdays"]
        if "every_weeks" in slot:
            found["every"] = f"{slot['every_weeks']} weeks"
    found["at"] = at
    if slot["remind"]:
        found["remind"] = [_lead(seconds) for seconds in slot["remind"]]
    if moves:
        found["moved"] = moves
    return found


def _lead(seconds: int) -> int | str:
    """How long before a session a reminder comes."""
    return time(seconds) if seconds % 60 else f"{seconds // 60}m" if seconds < 600000 else seconds


def _moves(occurrences: Sequence[Data]) -> defaultdict[str, list[Data]]:
    """What is moved, by slot; without a time where that stays."""
    found: defaultdict[str, list[Data]] = defaultdict(list)
    for one in occurrences:
        if "moved_from" not in one:
            continue
        before, after = (dt.datetime.fromisoformat(one[key]) for key in ("moved_from", "start"))
        move: Data = {"date": before.date().isoformat()}
        if after.date() != before.date():
            move["to"] = after.date().isoformat()
        if after.time() != before.time():
            move["at"] = f"{after:%H:%M}"
        found[one["slot"]].append(move)
    return found
