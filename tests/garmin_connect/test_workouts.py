"""A workout of Garmin Connect, run as a watch runs it, is the timeline."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit.routines import hold, routine, stretch
from fit.test_workouts import DOSES, SIDES, WAYS, lines_of
from garmin_connect.watch import every_step, keys_that_lie, run
from strategies import routines, selections
from stretchexport.exporters.base import VerificationError
from stretchexport.exporters.garmin_connect import EXPORTER, ConnectOptions
from stretchexport.exporters.garmin_connect.facts import facts
from stretchexport.loading import load
from stretchexport.model import Item, MassageDose, Order, Side, StretchType
from stretchexport.timeline import Kind, Step, timeline
from stretchexport.variants import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from garmin_connect.watch import Done
    from stretchexport.exporters.base import Export
    from stretchexport.model import Routine
    from stretchexport.timeline import Timeline

SPORTS = tuple(facts().sports)
OPENINGS = {Kind.CONTRACT: "Push: ", Kind.RELAX: "Let go: "}
NAME, NOTES = 256, 512


def export(what: Routine, **options: Any) -> Export:
    return EXPORTER.export(what, ConnectOptions(language="en", **options))


def read(what: Routine, **options: Any) -> dict[str, Any]:
    (file,) = export(what, **options).files
    workout: dict[str, Any] = json.loads(file.data)
    return workout


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def assert_same(step: Step, done: Done) -> None:
    """The watch did what the step of the timeline says, under notes that say which."""
    if step.reps is not None:
        assert (done.ends, done.value) == ("reps", step.reps)
    else:
        assert (done.ends, done.value) == ("time", step.seconds)
    assert done.kind == ("interval" if step.kind.is_work else "rest")
    first = done.notes.split("\n")[0]
    if step.kind is Kind.REST:
        assert first == (f"Rest, then {step.side}" if step.side else "Rest")
    elif step.kind is Kind.TRANSITION:
        assert first.startswith("Next: " + SIDES[step.side])
    else:
        assert first.startswith(SIDES[step.side] + OPENINGS.get(step.kind, ""))
    if done.exercise:
        assert step.kind in (Kind.HOLD, Kind.REPS)


def assert_files_are(lines: list[Timeline], made: Export) -> None:
    """Each file runs as its timeline; total times differ by what the losses say."""
    assert len(made.files) == len(lines) == len({file.name for file in made.files})
    for line, file in zip(lines, made.files, strict=True):
        workout = json.loads(file.data)
        assert keys_that_lie(workout) == []
        assert workout["estimatedDurationInSecs"] == line.seconds
        done = run(workout)
        assert len(done) == len(line.steps)
        for step, one in zip(line.steps, done, strict=True):
            assert_same(step, one)
        told = sum(
            loss.seconds
            for loss in made.losses
            if (loss.session, loss.week) == (line.session.id, line.week)
        )
        assert sum(one.value for one in done if one.ends == "time") == line.seconds + told
        assert EXPORTER.verify(file) == file.about


@given(st.data(), routines(), st.booleans(), st.sampled_from(SPORTS))
def test_every_file_of_any_routine_runs_as_its_timeline(
    data: st.DataObject, what: Routine, unroll: bool, sport: str
) -> None:
    selection = data.draw(selections(what))
    made = export(what, selection=selection, unroll=unroll, sport=sport)
    assert_files_are(lines_of(what, selection), made)


@pytest.mark.parametrize("kind", DOSES)
@pytest.mark.parametrize("way", WAYS)
def test_every_dose_order_and_side_runs_as_its_timeline(kind: str, way: str) -> None:
    type_, dose = DOSES[kind]
    each_side, order, side = WAYS[way]
    spots = ("calf", "sole") if type_ is StretchType.SELF_MASSAGE else ()
    one = stretch(type=type_, each_side=each_side, spots=spots)
    for rest, transition, unroll in itertools.product((15, 0), (10, 0), (False, True)):
        item = Item("one", dose, sets=3, rest=rest, order=order, side=side)
        what = routine(one, items=(item,), transition=transition)
        assert_files_are(lines_of(what, Selection()), export(what, unroll=unroll))


def test_the_example_is_what_it_was(golden: Callable[[str, bytes], None]) -> None:
    loaded = load("examples/mid-back-release.yaml")
    assert loaded.routine is not None
    for file in export(loaded.routine).files:
        golden(f"garmin-connect/{file.name}", file.data)


def test_groups_are_numbered_before_their_steps_and_nothing_names_an_account() -> None:
    item = Item("one", hold(30), sets=3, rest=15, order=Order.ALTERNATE)
    workout = read(routine(items=(item,)))
    (group, *after) = every_step(workout)
    assert group["stepOrder"] == 1
    assert (group["numberOfIterations"], group["endConditionValue"]) == (2, 2)
    assert [one["stepOrder"] for one in group["workoutSteps"]] == [2, 3, 4, 5]
    assert [one["stepOrder"] for one in after] == [6, 7, 8]
    assert not {"workoutId", "ownerId", "author", "stepId"} & {*workout, *group, *after[0]}


@pytest.mark.parametrize("unroll", [True, False])
@pytest.mark.parametrize("count", [1, 200])
def test_one_and_two_hundred_steps_make_a_workout(unroll: bool, count: int) -> None:
    more = (Item("one", hold(5), sets=2), *(Item("one", hold(n)) for n in range(6, 105)))
    items = more if count == 200 else (Item("one", hold(30)),)
    what = routine(stretch(each_side=False), items=items)
    made = export(what, unroll=unroll)
    done = run(json.loads(made.files[0].data))
    assert [one.value for one in done] == [s.seconds for s in timeline(what, "break").steps]
    assert len(done) == count
    assert any("at most 50" in loss.what for loss in made.losses) == (count == 200)


@pytest.mark.parametrize(
    ("sport", "filed", "exercise"),
    [
        ("mobility", (11, "mobility"), ("WARM_UP", "STRETCH_CHILDS_POSE")),
        ("yoga", (7, "yoga"), ("POSE", "CHILDS")),
        ("pilates", (8, "pilates"), None),
        ("strength", (5, "strength_training"), ("WARM_UP", "STRETCH_CHILDS_POSE")),
    ],
)
def test_the_sport_decides_where_it_is_filed_and_which_exercise_it_is(
    sport: str, filed: tuple[int, str], exercise: tuple[str, str] | None
) -> None:
    made = export(routine(stretch("Child's pose", each_side=False)), sport=sport)
    workout = json.loads(made.files[0].data)
    for place in (workout, workout["workoutSegments"][0]):
        assert tuple(place["sportType"].values()) == filed
    assert run(workout)[0].exercise == exercise
    lost = any("is not in the pilates list" in loss.what for loss in made.losses)
    assert lost == (exercise is None)


def test_another_sport_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="there are mobility, yoga, pilates, strength"):
        ConnectOptions(sport="flexibility")


def test_a_step_says_its_name_first_and_then_what_to_do() -> None:
    one = stretch(feel="In the back.", stop_if=("Pain",))
    (left, pause, _) = run(read(routine(one)))
    assert left.notes.split("\n") == [
        "L · Self-hug",
        "Left side",
        "Cross the arms.",
        "Feel it: In the back.",
        "Stop if: Pain",
    ]
    assert pause.notes == "Next: R · Self-hug"


def test_spots_and_pushes_have_no_picture_of_the_whole_stretch() -> None:
    one = stretch(
        "Foot rolling", type=StretchType.SELF_MASSAGE, each_side=False, spots=("heel", "ball")
    )
    done = run(read(routine(one, dose=MassageDose(hold(20).hold)), sport="yoga"))
    assert [step.notes.split("\n")[0] for step in done] == [
        "Foot rolling: heel",
        "Foot rolling: ball",
    ]
    assert {step.exercise for step in done} == {None}


@pytest.mark.parametrize("char", ["x", "ü", "伸", "e\u0301", "\U0001f9d8", "\u202eع"])
@pytest.mark.parametrize("over", [-1, 0, 1, 2, 5000])
def test_texts_around_the_limits_arrive_whole_or_are_cut_and_reported(char: str, over: int) -> None:
    def of(length: int) -> str:
        return ("x" * (length % units(char))) + char * (length // units(char))

    one = stretch(of(NOTES + over), each_side=False, steps=())
    made = export(routine(one, title=of(NAME + over)))
    workout = json.loads(made.files[0].data)
    (done,) = run(workout)
    assert units(workout["workoutName"]) <= NAME
    assert units(done.notes) <= NOTES
    assert (workout["workoutName"] == of(NAME + over)) == (over <= 0)
    assert (done.notes == of(NOTES + over)) == (over <= 0)
    assert "\ufffd" not in workout["workoutName"] + done.notes
    cut = {loss.what.partition(" cut to ")[0] for loss in made.losses if " cut to " in loss.what}
    assert cut == ({"its name", "its notes"} if over > 0 else set())


def test_one_side_only_is_done_on_that_side_only() -> None:
    done = run(read(routine(items=(Item("one", hold(30), sets=2, rest=9, side=Side.RIGHT),))))
    assert [one.notes.split("\n")[0] for one in done] == [
        "R · Self-hug", "Rest, then right", "R · Self-hug",
    ]  # fmt: skip


DAMAGE: dict[str, Callable[[dict[str, Any]], object]] = {
    "an owner": lambda one: one.update(ownerId=1),
    "an author": lambda one: one.update(author={}),
    "a number that is another sport's": lambda one: one["sportType"].update(sportTypeId=4),
    "another sport in the segment": lambda one: one["workoutSegments"][0].update(
        sportType={"sportTypeId": 7, "sportTypeKey": "yoga"}
    ),
    "a condition of the usual library": lambda one: every_step(one)[-1]["endCondition"].update(
        conditionTypeId=1
    ),
    "a lap button": lambda one: every_step(one)[-1].update(
        endCondition={"conditionTypeId": 1, "conditionTypeKey": "lap.button"}
    ),
    "a number twice": lambda one: every_step(one)[-1].update(stepOrder=1),
    "a group without its condition": lambda one: every_step(one)[0].pop("endCondition"),
    "a group that contradicts itself": lambda one: every_step(one)[0].update(numberOfIterations=9),
    "an exercise without a category": lambda one: every_step(one)[-1].update(exerciseName="CAT"),
    "other seconds": lambda one: every_step(one)[-1].update(endConditionValue=29),
    "no steps": lambda one: one["workoutSegments"][0].update(workoutSteps=[]),
    "no name": lambda one: one.update(workoutName=""),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_workout_that_is_stored_as_something_else_is_noticed(what: str) -> None:
    item = Item("one", hold(30), sets=3, rest=15, order=Order.ALTERNATE)
    (file,) = export(routine(items=(item,))).files
    workout = json.loads(file.data)
    DAMAGE[what](workout)
    with pytest.raises(VerificationError):
        EXPORTER.verify(replace(file, data=json.dumps(workout).encode()))


def test_what_is_not_json_is_noticed() -> None:
    (file,) = export(routine()).files
    with pytest.raises(VerificationError, match="not JSON"):
        EXPORTER.verify(replace(file, data=b"\xff"))
