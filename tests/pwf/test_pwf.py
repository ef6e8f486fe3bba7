"""A plan of the Portable Workout Format, played, is the timeline of every date."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from fit.routines import hold, routine, stretch
from fit.test_workouts import DOSES, WAYS, lines_of
from pwf.player import Pause, Set, play, seconds
from strategies import routines, selections
from stretchexport.exporters.base import File, Options, VerificationError
from stretchexport.exporters.pwf import EXPORTER
from stretchexport.loading import load
from stretchexport.model import (
    Amount,
    Change,
    DynamicDose,
    Item,
    Move,
    Order,
    Routine,
    Schedule,
    Session,
    Slot,
    Source,
    StaticDose,
    StretchType,
    Video,
    Weekly,
)
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline
from timers.test_jawt import OPENINGS, SIDES

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.exporters.base import Export
    from stretchexport.timeline import Timeline

ROOT = Path(__file__).parent.parent.parent
PUBLISHED = ROOT.parent / "shared" / "data" / "pwf-v1.schema.json"
"""The format's own schema, where it lies beside the project. Ours, which every plan passes too, is
held against it here: it allows nothing that this one does not."""


def export(what: Routine, **options: Any) -> Export:
    return EXPORTER.export(what, Options(**{"language": "en", **options}))


def read(made: Export) -> dict[str, Any]:
    """The plan, read as YAML."""
    (file,) = made.files
    plan: dict[str, Any] = yaml.safe_load(file.data)
    assert plan == json.loads(file.data)
    assert EXPORTER.verify(file) == file.about
    return plan


def days(made: Export) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(made)["cycle"]["days"]
    assert [one["order"] for one in found] == list(range(len(found)))
    assert len({one["id"] for one in found}) == len(found)
    return found


def assert_played(line: Timeline, day: dict[str, Any]) -> None:
    """The day is the timeline, but for the time of repetitions."""
    done = play(day)
    assert len(done) == len(line.steps)
    for step, one in zip(line.steps, done, strict=True):
        if isinstance(one, Pause):
            assert not step.kind.is_work
            assert one.seconds == step.seconds
        else:
            assert step.kind.is_work
            assert one.reps == step.reps
            assert one.seconds == (step.seconds if step.reps is None else 0)
            assert one.name.startswith(SIDES[step.side] + OPENINGS.get(step.kind, ""))
    assert day["target_session_length_min"] == max(1, -(-line.seconds // 60))


def told(made: Export, session: str, week: int) -> int:
    return sum(loss.seconds for loss in made.losses if (loss.session, loss.week) == (session, week))


@given(st.data(), routines())
@settings(max_examples=40)
def test_every_day_of_any_routine_plays_as_its_timeline(data: st.DataObject, what: Routine) -> None:
    selection = data.draw(selections(what))
    made = export(what, selection=selection)
    found = iter(days(made))
    dated = occurrences(what.schedule) if what.schedule else ()
    for one in dated:
        day = next(found)
        assert day["scheduled_date"] == one.start.date().isoformat()
        assert day["notes"].startswith(f"At {one.start:%H:%M}")
        assert_played(timeline(what, one.slot.session, selection, one.week), day)
    undated = what.sessions.keys() - {one.slot.session for one in dated}
    for line in lines_of(what, selection):
        if line.session.id in undated:
            day = next(found)
            assert "scheduled_date" not in day
            assert_played(line, day)
            assert seconds(day) == line.seconds + told(made, line.session.id, line.week)
    assert next(found, None) is None


@given(routines())
@settings(max_examples=30)
@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published schema is not beside the project")
def test_every_plan_passes_the_published_schema(what: Routine) -> None:
    validator = Draft7Validator(json.loads(PUBLISHED.read_text()))
    plan = read(export(what))
    assert [error.message for error in validator.iter_errors(plan)] == []


@pytest.mark.parametrize("kind", DOSES)
@pytest.mark.parametrize("way", WAYS)
def test_every_dose_order_and_side_plays_as_its_timeline(kind: str, way: str) -> None:
    type_, dose = DOSES[kind]
    each_side, order, side = WAYS[way]
    spots = ("calf", "sole") if type_ is StretchType.SELF_MASSAGE else ()
    first = stretch(type=type_, each_side=each_side, spots=spots)
    for rest, transition in itertools.product((15, 0), (10, 0)):
        item = Item("one", dose, sets=3, rest=rest, order=order, side=side)
        what = routine(first, items=(item, item), transition=transition)
        (day,) = days(export(what))
        assert_played(timeline(what, "break"), day)


def test_the_example_is_what_it_was(golden: Callable[[str, bytes], None]) -> None:
    loaded = load("examples/pnf-hamstrings.yaml")
    assert loaded.routine is not None
    (file,) = export(loaded.routine).files
    golden(f"pwf/{file.name}", file.data)


def test_sides_in_turn_are_a_superset_and_their_rests_are_the_pauses() -> None:
    item = Item("one", hold(30), sets=3, rest=15, order=Order.ALTERNATE)
    (day,) = days(export(routine(items=(item, item))))
    left, right = day["exercises"][:2]
    assert left["group"] == right["group"] == "group-1"
    assert left["group_type"] == "superset"
    assert (left["rest_between_sets_sec"], left["rest_after_sec"]) == (10, 10)
    assert (right["rest_between_sets_sec"], right["rest_after_sec"]) == (15, 10)
    assert "rest_after_sec" not in day["exercises"][-1]
    assert left["modality"] == "countdown"


def test_a_pnf_cycle_is_a_circuit() -> None:
    type_, dose = DOSES["pnf"]
    what = routine(stretch(type=type_, each_side=False), items=(Item("one", dose, sets=2),))
    (day,) = days(export(what))
    assert [one["group_type"] for one in day["exercises"]] == ["circuit"] * 3


def test_repetitions_are_strength_and_the_time_is_told() -> None:
    what = routine(stretch(type=StretchType.DYNAMIC), dose=DynamicDose(12, 3))
    made = export(what)
    (day,) = days(made)
    assert [one["modality"] for one in day["exercises"]] == ["strength"] * 2
    assert play(day)[0] == Set("Left side: Self-hug", 0, 12)
    assert "12 repetitions, 3 s each" in day["exercises"][0]["target_notes"]
    assert told(made, "break", 1) == -72


def test_how_a_stretch_is_done_stands_with_its_first_side_alone() -> None:
    (day,) = days(export(routine(stretch(feel="Here"), dose=StaticDose(Amount(25, 5)))))
    left, right = day["exercises"]
    assert left["target_notes"].endswith("Cross the arms.\nFeel it: Here")
    assert "5 breaths" in right["target_notes"]
    assert "Cross" not in right["target_notes"]


def scheduled(**values: Any) -> Routine:
    slot = Slot("morning", "break", Weekly((0,)), dt.time(7, 30), **values)
    what = routine()
    schedule = Schedule(dt.date(2026, 12, 7), 2, (slot,), progression=(Change(2, hold=Amount(45)),))
    return replace(what, schedule=schedule)


def test_a_day_has_its_date_the_doses_of_its_week_and_its_time() -> None:
    plan = read(export(scheduled()))
    assert plan["cycle"]["start_date"] == "2026-12-07"
    first, second = plan["cycle"]["days"]
    assert (first["id"], first["scheduled_date"]) == ("morning.20261207", "2026-12-07")
    assert first["notes"] == "At 07:30"
    assert first["focus"] == second["focus"] == "Desk break"
    assert first["exercises"][0]["target_duration_sec"] == 30
    assert second["exercises"][0]["target_duration_sec"] == 45


def test_reminders_and_the_time_zone_are_told_if_there_are_any() -> None:
    what = scheduled(remind=(600,))
    assert what.schedule
    zoned = replace(what, schedule=replace(what.schedule, timezone="Europe/Berlin"))
    told = [[loss.what for loss in export(one).losses] for one in (scheduled(), what, zoned)]
    assert [len(one) for one in told] == [0, 1, 2]
    assert told[2][0] == "reminders are not in the plan"
    assert told[2][1].startswith("the time zone is not in the plan")


def test_a_session_that_moves_keeps_its_id() -> None:
    move = Move(dt.date(2026, 12, 7), dt.date(2026, 12, 8), dt.time(9, 0))
    first, _ = days(export(scheduled(moved=(move,))))
    assert (first["id"], first["scheduled_date"]) == ("morning.20261207", "2026-12-08")
    assert first["notes"] == "At 09:00"


def test_a_session_without_a_date_is_a_day_without_one_and_that_is_told() -> None:
    what = scheduled()
    more = {**what.sessions, "more": Session("more", "More", what.sessions["break"].items)}
    made = export(replace(what, sessions=more))
    focuses = [(one["focus"], "scheduled_date" in one) for one in days(made)]
    assert focuses[2:] == [("W1 · More", False), ("W2 · More", False)]
    assert any(loss.where == "session more" and "no date" in loss.what for loss in made.losses)


@pytest.mark.parametrize(
    ("video", "link", "loss"),
    [
        (Video("https://example.org/"), "https://example.org/", None),
        (Video("https://example.org/", 45), "https://example.org/", "begins at 45 s"),
        (Video("http://example.org/"), None, "not at https://"),
    ],
)
def test_only_links_that_the_format_takes(video: Video, link: str | None, loss: str | None) -> None:
    made = export(routine(stretch(video=video)))
    (day,) = days(made)
    assert day["exercises"][0].get("link") == link
    assert [str(loss) in one.what for one in made.losses] == ([True] if loss else [])


def test_sources_and_what_is_needed_are_in_the_plan() -> None:
    what = routine(
        stretch(equipment=("wall", "band", "cable-machine")),
        sources=(Source("A book", "Somebody"),),
        author="Me",
    )
    plan = read(export(replace(what, summary="Short.")))
    assert plan["cycle"]["notes"].endswith("\nSource: A book; Somebody")
    assert plan["meta"]["equipment"] == ["wall", "band", "cable-machine"]
    assert (plan["meta"]["author"], plan["meta"]["description"]) == ("Me", "Short.")
    (exercise,) = {one["equipment"] for one in plan["cycle"]["days"][0]["exercises"]}
    assert exercise == "resistance_band"


@pytest.mark.parametrize("script", ["x", "猫", "ع", "\U0001f9d8", "\U0001f9d8\u200d\u2640\ufe0f"])
@pytest.mark.parametrize("extra", [0, 1])
def test_titles_at_and_over_the_limit_in_every_script(script: str, extra: int) -> None:
    title = script * (80 // len(script)) + "x" * (80 % len(script) + extra)
    what = replace(routine(), title=title)
    made = export(what)
    plan = read(made)
    assert len(plan["meta"]["title"]) <= 80
    assert (plan["meta"]["title"] == title) == (not extra)
    assert any(loss.where == "title" for loss in made.losses) == bool(extra)


@pytest.mark.parametrize("count", [1, 200])
def test_one_and_two_hundred_steps(count: int) -> None:
    items = tuple(Item("one", hold(n)) for n in range(5, 5 + count))
    what = routine(stretch(each_side=False), items=items, transition=0)
    (day,) = days(export(what))
    assert [one.seconds for one in play(day)] == list(range(5, 5 + count))


@pytest.mark.parametrize(
    "break_it",
    [
        lambda plan: plan.update(plan_version=2),
        lambda plan: plan["meta"].update(title="x" * 81),
        lambda plan: plan["cycle"]["days"].clear(),
        lambda plan: plan["cycle"]["days"][0]["exercises"][0].pop("target_duration_sec"),
        lambda plan: plan["cycle"]["days"][0]["exercises"][0].update(target_duration_sec=31),
        lambda plan: plan["cycle"]["days"][0]["exercises"][0].update(link="http://x"),
        lambda plan: plan["cycle"]["days"][0]["exercises"][0].update(group="group-1"),
        lambda plan: plan["cycle"]["days"][0]["exercises"][0].update(side="left"),
    ],
)
def test_a_broken_plan_does_not_verify(break_it: Callable[[dict[str, Any]], object]) -> None:
    (file,) = export(routine()).files
    broken = json.loads(file.data)
    break_it(broken)
    with pytest.raises(VerificationError):
        EXPORTER.verify(File(file.name, json.dumps(broken).encode(), file.media_type, file.about))
