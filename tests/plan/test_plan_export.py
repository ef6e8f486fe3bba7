"""The plan exporter: what is in a plan, and that it says what the timeline says."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from plan.player import play, session_for
from strategies import routines, selections
from stretchexport.exporters.base import Options
from stretchexport.exporters.plan import EXPORTER
from stretchexport.model import Stretch, StretchType
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline
from stretchexport.variants import NOTHING_SAID, Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.model import Routine

EVERY_PART = Path(__file__).parent / "every-part.yaml"


def _data(routine: Routine, selection: Selection = NOTHING_SAID) -> bytes:
    (file,) = EXPORTER.export(routine, Options(selection)).files
    return file.data


def _plan(routine: Routine, selection: Selection = NOTHING_SAID) -> Any:
    return json.loads(_data(routine, selection))


def test_the_example_becomes_the_golden_plan(
    example: Routine, golden: Callable[[str, bytes], None]
) -> None:
    golden("plan/mid-back-release.plan.json", _data(example))


def test_every_part_becomes_the_golden_plan(
    every_part: Routine, golden: Callable[[str, bytes], None]
) -> None:
    golden("plan/every-part.plan.json", _data(every_part))


def test_the_file_is_named_after_the_routine_and_says_what_it_is(example: Routine) -> None:
    export = EXPORTER.export(example, Options())
    (file,) = export.files
    assert file.name == "mid-back-release.plan.json"
    assert file.media_type == "application/json"
    assert file.about == "plan of 3 sessions, 53 steps, 17 occurrences"
    assert export.losses == ()
    assert EXPORTER.verify(file) == "3 sessions, 53 steps, 17 occurrences"


@given(st.data())
def test_a_player_that_knows_only_the_file_does_the_timelines_steps(data: st.DataObject) -> None:
    routine = data.draw(routines())
    selection = data.draw(selections(routine))
    file = _data(routine, selection)
    weeks = range(1, routine.schedule.weeks + 1) if routine.schedule else (1,)
    for session in routine.sessions:
        for week in weeks:
            line = timeline(routine, session, selection, week)
            played, seconds = play(file, session_for(file, session, week))
            assert seconds == line.seconds
            assert [
                (
                    p.at,
                    p.kind,
                    p.seconds,
                    p.stretch,
                    p.side,
                    p.set,
                    p.sets,
                    p.reps,
                    p.breaths,
                    p.spot,
                )
                for p in played
            ] == [
                (at, s.kind, s.seconds, s.stretch, s.side, s.set, s.sets, s.reps, s.breaths, s.spot)
                for at, s in zip(line.starts(), line.steps, strict=True)
            ]


@given(st.data())
def test_every_plan_reads_back(data: st.DataObject) -> None:
    routine = data.draw(routines())
    (file,) = EXPORTER.export(routine, Options(data.draw(selections(routine)))).files
    assert EXPORTER.verify(file)


@given(routines(scheduled=True))
def test_the_dates_are_those_of_the_schedule(routine: Routine) -> None:
    assert routine.schedule is not None
    schedule = _plan(routine)["schedule"]
    expected = occurrences(routine.schedule)
    assert len(schedule["occurrences"]) == len(expected)
    for found, one in zip(schedule["occurrences"], expected, strict=True):
        line = timeline(routine, one.slot.session, week=one.week)
        start, end = (dt.datetime.fromisoformat(found[key]) for key in ("start", "end"))
        assert start.replace(tzinfo=None) == one.start.replace(tzinfo=None)
        assert start.utcoffset() == one.start.utcoffset()
        assert end - start == dt.timedelta(seconds=line.seconds)
        assert found["seconds"] == line.seconds
        assert (found["week"], found["slot"]) == (one.week, one.slot.id)
        assert ("utc" in found) == (one.utc is not None)
        if one.utc is not None:
            assert dt.datetime.fromisoformat(found["utc"]) == one.utc


@given(routines())
def test_hostile_text_arrives_as_it_was_written(routine: Routine) -> None:
    plan = _plan(routine)
    assert plan["title"] == routine.title
    assert plan.get("summary") == routine.summary
    for one in plan["stretches"]:
        stretch = routine.stretches[one["base"]]
        assert one["base_name"] == stretch.name
        assert tuple(one["stop_if"]) == stretch.stop_if
        assert tuple(one["spots"]) == stretch.spots
        assert [(no["where"], no["then"]) for no in one["not_feel"]] == [
            (no.where, no.then) for no in stretch.not_feel
        ]
    for session in plan["sessions"]:
        notes = [item.get("note") for item in session["items"]]
        assert notes == [item.note for item in routine.sessions[session["base"]].items]


def test_a_session_is_there_once_for_each_run_of_weeks_with_the_same_steps(
    example: Routine,
) -> None:
    found = [(one["id"], one["base"], one["weeks"]) for one in _plan(example)["sessions"]]
    assert found == [
        ("desk-break.week-1", "desk-break", {"first": 1, "last": 2}),
        ("desk-break.week-3", "desk-break", {"first": 3, "last": 4}),
        ("desk-break.week-5", "desk-break", {"first": 5, "last": 6}),
    ]


def test_a_change_of_another_stretch_does_not_split_a_session(example: Routine) -> None:
    assert example.schedule is not None
    changes = tuple(replace(c, stretch="nothing-here") for c in example.schedule.progression)
    routine = replace(example, schedule=replace(example.schedule, progression=changes))
    (session,) = _plan(routine)["sessions"]
    assert (session["id"], session["weeks"]) == ("desk-break", {"first": 1, "last": 6})


def test_without_a_schedule_a_session_is_for_no_weeks(example: Routine) -> None:
    plan = _plan(replace(example, schedule=None))
    assert "schedule" not in plan
    assert [("weeks" in one, one["id"]) for one in plan["sessions"]] == [(False, "desk-break")]


def test_floating_times_have_neither_offset_nor_instant(example: Routine) -> None:
    assert example.schedule is not None
    floating = replace(example, schedule=replace(example.schedule, timezone=None))
    schedule = _plan(floating)["schedule"]
    assert "timezone" not in schedule
    first = schedule["occurrences"][0]
    assert (first["start"], first["end"]) == ("2026-12-07T07:30:00", "2026-12-07T07:35:50")
    assert "utc" not in first


def test_an_end_behind_a_clock_change_is_on_the_new_time(every_part: Routine) -> None:
    every = _plan(every_part)["schedule"]["occurrences"]
    (one,) = (one for one in every if one["slot"] == "night")
    assert one["start"] == "2026-03-29T01:59:00+01:00"
    assert one["end"] == "2026-03-29T03:01:15+02:00"


def test_the_chosen_variant_is_named_with_the_reason(example: Routine) -> None:
    have_door = Selection(have=frozenset({"doorway"}))
    plan = _plan(example, have_door)
    reach = plan["stretches"][0]
    assert reach["id"] == "mid-back-reach.doorway"
    assert reach["variant"]["why"] == "have"
    assert plan["equipment"] == [{"id": "doorway", "name": "a door frame"}]
    assert [other["id"] for other in reach["others"]] == ["cable", "self-hug"]


def test_a_stretch_done_in_two_ways_is_there_twice(example: Routine) -> None:
    session = example.sessions["desk-break"]
    other_way = replace(session.items[0], variant="cable")
    both = replace(session, items=(*session.items, other_way))
    plan = _plan(replace(example, sessions={"desk-break": both}))
    found = [(one["id"], one["base"]) for one in plan["stretches"]]
    assert ("mid-back-reach.self-hug", "mid-back-reach") in found
    assert ("mid-back-reach.cable", "mid-back-reach") in found


def test_a_rest_says_what_comes_after_it(example: Routine) -> None:
    steps = _plan(example)["sessions"][0]["steps"]
    assert [step["cue"] for step in steps[:4]] == [
        "Hold 30 s, left, set 1 of 3",
        "Change to the right side, 10 s",
        "Hold 30 s, right, set 1 of 3",
        "Rest 15 s, then left, set 2 of 3",
    ]


def test_a_stretch_no_session_uses_is_left_out_and_reported(example: Routine) -> None:
    spare = Stretch("spare", "Spare", StretchType.STATIC, False, ("rhomboids",))
    routine = replace(example, stretches={**example.stretches, "spare": spare})
    export = EXPORTER.export(routine, Options())
    assert [loss.where for loss in export.losses] == ["stretch spare"]
    assert "spare" not in [one["id"] for one in _plan(routine)["stretches"]]


def _run(code: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


EXPORT = f"""
import sys
from stretchexport.exporters.base import Options
from stretchexport.exporters.plan import EXPORTER
from stretchexport.loading import load
routine = load({str(EVERY_PART)!r}).routine
before = set(sys.modules)
(file,) = EXPORTER.export(routine, Options()).files
"""


def test_the_bytes_depend_neither_on_the_hash_seed_nor_on_the_locale(every_part: Routine) -> None:
    code = EXPORT + "print(file.data.hex())"
    for seed, locale, zone in (("0", "C", "UTC"), ("4242", "de_DE.UTF-8", "Asia/Tokyo")):
        found = _run(code, PYTHONHASHSEED=seed, LC_ALL=locale, TZ=zone)
        assert bytes.fromhex(found) == _data(every_part)


def test_only_reading_back_imports_jsonschema() -> None:
    code = "import stretchexport.exporters.plan, sys; print('jsonschema' in sys.modules)"
    assert _run(code).strip() == "False"
    assert _run(EXPORT + "print(any('jsonschema' in m for m in set(sys.modules) - before))") == (
        "False\n"
    )
