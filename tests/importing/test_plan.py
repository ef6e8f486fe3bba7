"""A plan comes back as a routine that does the same, step by step and date by date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importing.reading import imported, routine
from strategies import routines, selections
from stretchexport.exporters.base import Options
from stretchexport.exporters.plan import EXPORTER
from stretchexport.importing.draft import SourceError
from stretchexport.importing.values import breaths
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline
from stretchexport.variants import NOTHING_SAID, Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.model import Routine


def plan_of(routine: Routine, selection: Selection = NOTHING_SAID) -> bytes:
    (file,) = EXPORTER.export(routine, Options(selection)).files
    return file.data


@settings(max_examples=30)
@given(st.data())
def test_a_routine_that_was_a_plan_does_the_same_in_every_week(data: st.DataObject) -> None:
    before = data.draw(routines())
    selection = data.draw(selections(before))
    after = routine(imported(plan_of(before, selection)))
    for session in before.sessions:
        for week in range(1, (before.schedule.weeks if before.schedule else 1) + 1):
            old = timeline(before, session, selection, week)
            new = timeline(after, session, NOTHING_SAID, week)
            assert new.steps == old.steps
            for one, other in zip(old.choices, new.choices, strict=True):
                assert one.name == other.name
                assert one.steps == other.steps
                assert one.feel == other.feel
                assert one.equipment == other.equipment
                assert one.video == other.video
                assert one.pose == other.pose


@settings(max_examples=30)
@given(routines(scheduled=True))
def test_a_routine_that_was_a_plan_has_the_same_dates(before: Routine) -> None:
    after = routine(imported(plan_of(before)))
    assert before.schedule is not None
    assert after.schedule is not None
    assert [
        (one.start, one.week, one.slot.id, one.slot.session, one.slot.remind, one.moved_from)
        for one in occurrences(after.schedule)
    ] == [
        (one.start, one.week, one.slot.id, one.slot.session, one.slot.remind, one.moved_from)
        for one in occurrences(before.schedule)
    ]


@settings(max_examples=30)
@given(routines())
def test_what_a_plan_says_about_a_routine_and_its_stretches_is_kept(before: Routine) -> None:
    after = routine(imported(plan_of(before)))
    for name in ("id", "title", "language", "updated", "revision", "summary", "author", "sources"):
        assert getattr(after, name) == getattr(before, name)
    for key, stretch in after.stretches.items():
        for name in (
            "name",
            "type",
            "each_side",
            "targets",
            "also",
            "aka",
            "not_feel",
            "avoid_if",
            "stop_if",
            "spots",
        ):
            assert getattr(stretch, name) == getattr(before.stretches[key], name)
    for key, session in after.sessions.items():
        one = before.sessions[key]
        assert (session.title, session.summary, session.place) == (
            one.title,
            one.summary,
            one.place,
        )
        assert [item.note for item in session.items] == [item.note for item in one.items]


def test_the_plan_of_the_example(example: Routine, golden: Callable[[str, bytes], None]) -> None:
    golden("importing/plan.yaml", imported(plan_of(example)).text.encode())


def test_a_muscle_that_nobody_knows_is_lost_and_told(example: Routine) -> None:
    plan = json.loads(plan_of(example))
    for stretch in plan["stretches"]:
        for target in stretch["targets"]:
            target["id"] = "left-eyebrow"
    made = imported(json.dumps(plan).encode())
    assert {one.what for one in made.losses} == {"targets: nobody here knows left-eyebrow"}
    assert [one.path[-1] for one in made.decisions if one.path[-1] == "targets"]
    assert "# decide: write targets" in made.text


def test_weeks_that_no_progression_can_tell_apart_are_sessions_of_their_own(
    example: Routine,
) -> None:
    plan = json.loads(plan_of(example))
    plan["sessions"][1]["items"][0]["note"] = "Something new."
    made = imported(json.dumps(plan).encode())
    assert set(routine(made).sessions) == {
        one["id"].replace(".", "-") if index else one["base"]
        for index, one in enumerate(plan["sessions"])
    }
    assert any("no progression can say" in one.what for one in made.losses)


@pytest.mark.parametrize(
    "change", [{"schema": "workout-plan/v9"}, {"sessions": []}, {"stretches": 3}, {"id": "A b"}]
)
def test_an_unsound_plan_is_refused_with_what_is_wrong(
    example: Routine, change: dict[str, object]
) -> None:
    plan = json.loads(plan_of(example)) | change
    with pytest.raises(SourceError, match="not a sound workout-plan"):
        imported(json.dumps(plan).encode())


def test_one_breath_is_one() -> None:
    assert (breaths(1), breaths(5)) == ("1 breath", "5 breaths")
