"""Reading back finds what is wrong with a plan, whether the schema can say it or not."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from schema_tools import at
from stretchexport.exporters.base import File, VerificationError
from stretchexport.exporters.plan import EXPORTER

if TYPE_CHECKING:
    from stretchexport.exporters.plan.values import Object

SESSION = ("sessions", 0)
STEP = (*SESSION, "steps", 1)
DATE = ("schedule", "occurrences", 2)
GONE = object()

BREACHES: tuple[tuple[str, tuple[str | int, ...], Any], ...] = (
    ("not of type 'integer'", (*STEP, "seconds"), 5.0),
    ("not of type 'integer'", (*STEP, "set"), True),
    ("is a required property", (*STEP, "cue"), GONE),
    ("'Cue' does not match", (*STEP, "Cue"), "Hold"),
    ("starts at 21 s, not at 20 s", (*STEP, "start"), 21),
    ("takes 136 s, its steps 135 s", (*SESSION, "seconds"), 136),
    ("estimate", (*SESSION, "estimated"), False),
    ("step 2 is not of its item", (*STEP, "item"), 0),
    ("step 2 is not of its item", (*STEP, "item"), 99),
    ("step 2 is set 2 of 1", (*STEP, "set"), 2),
    ("a stretch that is not in the plan", ("stretches", 0, "id"), "another"),
    ("stretches: the same id twice", ("stretches", 1, "id"), "push"),
    ("a muscle that is not in the plan", ("muscles", 0, "id"), "another"),
    ("is not in the plan", (*DATE, "slot"), "another"),
    ("is not in the plan", (*DATE, "session"), "another"),
    ("is not in the plan", ("schedule", "slots", 0, "session"), "another"),
    ("it is not said for which weeks", (*SESSION, "weeks"), GONE),
    ("not in week 2", (*DATE, "week"), 2),
    ("not in week 1", (*SESSION, "weeks", "first"), 2),
    ("on a date that is skipped", ("schedule", "skip", 0), "2026-03-29"),
    ("slot daily: its days are not one of", ("schedule", "slots", 1, "every_days"), GONE),
    ("not at 02:59", ("schedule", "slots", 0, "at"), "02:59"),
    ("is floating", (*DATE, "utc"), GONE),
    ("has a time zone", ("schedule", "timezone"), GONE),
    ("another instant", (*DATE, "utc"), "2026-03-29T01:59:00Z"),
    ("does not take 135 s", (*DATE, "seconds"), 134),
    ("does not take 135 s", (*DATE, "end"), "2026-03-29T02:01:15+02:00"),
)


@pytest.fixture
def plan(every_part_file: File) -> Object:
    found: Object = json.loads(every_part_file.data)
    return found


def _verify(data: bytes) -> str:
    return EXPORTER.verify(File("a.plan.json", data, "application/json", ""))


@pytest.mark.parametrize(("message", "place", "value"), BREACHES)
def test_a_fault_is_named(
    plan: Object, message: str, place: tuple[str | int, ...], value: Any
) -> None:
    broken = copy.deepcopy(plan)
    if value is GONE:
        del at(broken, place[:-1])[place[-1]]
    else:
        at(broken, place[:-1])[place[-1]] = value
    with pytest.raises(VerificationError, match=message):
        _verify(json.dumps(broken).encode())


def test_a_plan_without_a_schedule_is_summed_up_without_dates(plan: Object) -> None:
    del plan["schedule"]
    assert _verify(json.dumps(plan).encode()) == "1 session, 11 steps"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff", "not JSON"),
        (b"{", "not JSON"),
        (b'{"a": NaN}', "NaN is not JSON"),
        (b'{"a": -Infinity}', "-Infinity is not JSON"),
        (b'{"a": 1, "a": 1}', "the same key twice"),
        (b"[]", "not of type 'object'"),
    ],
)
def test_what_is_no_plan_at_all_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(VerificationError, match=message):
        _verify(data)


def test_a_number_that_is_not_finite_is_refused_in_a_pose(every_part_file: File) -> None:
    data = every_part_file.data.replace(b"12.5", b"Infinity")
    assert data != every_part_file.data
    with pytest.raises(VerificationError, match="Infinity is not JSON"):
        EXPORTER.verify(replace(every_part_file, data=data))
