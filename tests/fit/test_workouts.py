"""A workout file, run as a watch runs it, is the timeline: every step, second and side."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit.routines import export, hold, read, routine, stretch, workouts
from fit.watch import (
    ACTIVE,
    REPS,
    REST,
    TIME,
    UNKNOWN_CATEGORY,
    Done,
    by_fitdecode,
    by_sdk,
    definitions,
    run,
    titles,
)
from strategies import routines, selections
from stretchexport.exporters.fit import EXPORTER, FitOptions
from stretchexport.exporters.fit.facts import facts
from stretchexport.model import (
    Amount,
    DynamicDose,
    Item,
    MassageDose,
    Order,
    PnfDose,
    Side,
    StaticDose,
    StretchType,
)
from stretchexport.timeline import Kind, Step, timeline
from stretchexport.variants import Selection

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export
    from stretchexport.model import Dose, Routine
    from stretchexport.timeline import Timeline

SPORTS = tuple(facts().sports)
OPENINGS = {Kind.CONTRACT: "Push: ", Kind.RELAX: "Let go: ", Kind.TRANSITION: "Next: "}
SIDES = {Side.LEFT: "L · ", Side.RIGHT: "R · ", None: ""}


def assert_same(step: Step, done: Done) -> None:
    """The watch did what the step of the timeline says, under a name that says which."""
    if step.reps is not None:
        assert (done.kind, done.value) == (REPS, step.reps)
    else:
        assert (done.kind, done.value) == (TIME, step.seconds * 1000)
    assert done.intensity == (ACTIVE if step.kind.is_work else REST)
    assert (done.exercise is not None) == step.kind.is_work
    if step.kind is Kind.REST:
        assert done.name == (f"Rest, then {step.side}" if step.side else "Rest")
    elif step.kind is Kind.TRANSITION:
        assert done.name.startswith(OPENINGS[step.kind] + SIDES[step.side])
    else:
        assert done.name.startswith(SIDES[step.side] + OPENINGS.get(step.kind, ""))
        if step.side:
            assert done.notes.startswith(f"{step.side.capitalize()} side")


def lines_of(what: Routine, selection: Selection) -> list[Timeline]:
    """The timeline of every file there should be: one for every change of the steps."""
    found = []
    for session in what.sessions:
        before: Any = None
        for week in range(1, (what.schedule.weeks if what.schedule else 1) + 1):
            line = timeline(what, session, selection, week)
            if line.steps != before:
                found.append(line)
            before = line.steps
    return found


def assert_files_are(lines: list[Timeline], made: Export) -> None:
    """Each file runs as its timeline; total times differ by what the losses say."""
    files = workouts(made)
    assert len(files) == len(lines) == len({file.name for file in files})
    for line, file in zip(lines, files, strict=True):
        messages = by_fitdecode(file.data)
        assert messages == by_sdk(file.data)
        done = run(messages)
        assert len(done) == len(line.steps)
        for step, one in zip(line.steps, done, strict=True):
            assert_same(step, one)
        told = sum(
            loss.seconds
            for loss in made.losses
            if (loss.session, loss.week) == (line.session.id, line.week)
        )
        timed = sum(one.value for one in done if one.kind == TIME) // 1000
        assert timed == line.seconds + told
        assert EXPORTER.verify(file) == file.about


@given(st.data(), routines(), st.booleans(), st.sampled_from(SPORTS))
def test_every_file_of_any_routine_runs_as_its_timeline(
    data: st.DataObject, what: Routine, unroll: bool, sport: Any
) -> None:
    selection = data.draw(selections(what))
    made = EXPORTER.export(what, FitOptions(selection, "en", unroll=unroll, sport=sport))
    assert_files_are(lines_of(what, selection), made)


DOSES: dict[str, tuple[StretchType, Dose]] = {
    "static": (StretchType.STATIC, hold(30)),
    "breaths": (StretchType.STATIC, StaticDose(Amount(25, 5))),
    "dynamic": (StretchType.DYNAMIC, DynamicDose(8)),
    "dynamic with tempo": (StretchType.DYNAMIC, DynamicDose(8, 6)),
    "pnf": (StretchType.PNF, PnfDose(Amount(6), Amount(3), Amount(20))),
    "massage": (StretchType.SELF_MASSAGE, MassageDose(Amount(20))),
}


WAYS: dict[str, tuple[bool, Order, Side | None]] = {
    "left then right": (True, Order.LEFT_THEN_RIGHT, None),
    "in turn": (True, Order.ALTERNATE, None),
    "left only": (True, Order.ALTERNATE, Side.LEFT),
    "right only": (True, Order.LEFT_THEN_RIGHT, Side.RIGHT),
    "both at once": (False, Order.LEFT_THEN_RIGHT, None),
}


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


@pytest.mark.parametrize("unroll", [True, False])
def test_one_step_makes_a_workout(unroll: bool) -> None:
    messages = read(routine(stretch(each_side=False)), unroll=unroll)
    assert [done.value for done in run(messages)] == [30_000]
    assert messages["workout"][0]["num_valid_steps"] == 1


@pytest.mark.parametrize("unroll", [True, False])
def test_two_hundred_steps_make_a_workout(unroll: bool) -> None:
    items = (Item("one", hold(5), sets=2), *(Item("one", hold(n)) for n in range(6, 105)))
    what = routine(stretch(each_side=False), items=items)
    line = timeline(what, "break")
    assert len(line.steps) == 200
    done = run(read(what, unroll=unroll))
    assert [one.value for one in done] == [step.seconds * 1000 for step in line.steps]


def test_sides_in_turn_are_one_repeat_of_both_and_a_last_round() -> None:
    item = Item("one", hold(30), sets=3, rest=15, order=Order.ALTERNATE)
    steps = read(routine(items=(item,)))["workout_step"]
    assert [step["wkt_step_name"] for step in steps] == [
        "L · Self-hug",
        "Next: R · Self-hug",
        "R · Self-hug",
        "Rest, then left",
        None,
        "L · Self-hug",
        "Next: R · Self-hug",
        "R · Self-hug",
    ]
    repeat = steps[4]
    assert (repeat["duration_value"], repeat["target_value"]) == (0, 2)
    assert [step["message_index"] for step in steps] == list(range(8))


def test_sets_are_numbered_in_the_name_only_where_they_are_written_out() -> None:
    item = Item("one", hold(30), sets=2, rest=15, side=Side.LEFT)
    one = routine(items=(item,))
    names = [done.name for done in run(read(one))]
    assert names == ["L · Self-hug", "Rest, then left", "L · Self-hug"]
    unrolled = read(one, unroll=True)
    assert [done.name for done in run(unrolled)][::2] == ["L · Self-hug 1/2", "L · Self-hug 2/2"]
    assert set(titles(unrolled).values()) == {"L · Self-hug"}


def test_a_stretch_of_garmins_list_has_its_numbers_and_our_name() -> None:
    messages = read(routine(stretch("Child's pose", each_side=False)))
    assert run(messages)[0].exercise == (31, 39)
    assert titles(messages) == {(31, 39): "Child's pose"}


def test_any_other_stretch_is_a_custom_exercise_with_its_side_in_the_title() -> None:
    messages = read(routine())
    exercises = [done.exercise for done in run(messages) if done.exercise]
    assert [titles(messages)[one] for one in exercises] == ["L · Self-hug", "R · Self-hug"]
    assert {category for category, _ in exercises} == {UNKNOWN_CATEGORY}


def test_what_a_watch_shows_for_an_exercise_is_never_another_ones_name() -> None:
    twins = (
        stretch("Hamstring stretch", each_side=False),
        stretch("Seated fold", id="two", aka=("hamstring stretch",), each_side=False),
    )
    made = export(routine(*twins))
    messages = by_fitdecode(made.files[0].data)
    exercises = [done.exercise for done in run(messages) if done.exercise]
    assert [titles(messages)[one] for one in exercises] == ["Hamstring stretch", "Seated fold"]
    assert any("same exercise to Garmin" in loss.what for loss in made.losses)


@given(st.data(), routines(), st.sampled_from(SPORTS))
def test_with_titles_for_sides_every_side_is_an_exercise_of_its_own(
    data: st.DataObject, what: Routine, sport: str
) -> None:
    selection = data.draw(selections(what))
    made = EXPORTER.export(what, FitOptions(selection, "en", sport=sport, side_titles=True))
    assert_files_are(lines_of(what, selection), made)
    for file in workouts(made):
        messages = by_fitdecode(file.data)
        shown = titles(messages)
        for done in run(messages):
            if done.exercise and done.name.startswith(("L · ", "R · ")):
                assert done.exercise[0] == UNKNOWN_CATEGORY
                assert shown[done.exercise][:4] == done.name[:4]


def test_titles_for_sides_cost_the_picture_and_say_so() -> None:
    one = routine(stretch("Child's pose"))
    made = export(one, side_titles=True)
    messages = by_fitdecode(made.files[0].data)
    assert titles(messages) == {(65534, 0): "L · Child's pose", (65534, 1): "R · Child's pose"}
    assert any("has a title for each side" in loss.what for loss in made.losses)
    assert titles(read(one)) == {(31, 39): "Child's pose"}


def test_push_and_let_go_are_never_shown_as_the_stretch() -> None:
    dose = PnfDose(Amount(6), Amount(3), Amount(20))
    one = stretch("Hamstring stretch", type=StretchType.PNF, each_side=False)
    messages = read(routine(one, dose=dose))
    shown = [titles(messages)[done.exercise] for done in run(messages) if done.exercise]
    assert shown == ["Push: Hamstring stretch", "Let go: Hamstring stretch", "Hamstring stretch"]


def test_spots_are_shown_by_name() -> None:
    one = stretch(
        "Foot rolling",
        type=StretchType.SELF_MASSAGE,
        each_side=False,
        spots=("heel", "ball"),
    )
    messages = read(routine(one, dose=MassageDose(Amount(20))))
    assert list(titles(messages).values()) == ["Foot rolling: heel", "Foot rolling: ball"]


@pytest.mark.parametrize("unroll", [True, False])
def test_all_messages_of_a_type_share_one_definition(unroll: bool) -> None:
    """The encoder takes definitions in another order for equal; see ``encode.py``."""
    many = [stretch(f"Stretch {'x' * n}", id=f"s{n}", stop_if=("Pain",) * n) for n in range(40)]
    (file,) = export(routine(*many), unroll=unroll).files
    found = [(one.global_mesg_num, one.local_mesg_num) for one in definitions(file.data)]
    assert found == [(0, 0), (26, 1), (27, 2), (264, 3)]


def test_a_file_says_no_more_than_old_devices_take() -> None:
    (file,) = export(routine()).files
    assert file.data[1] == 0x10
    assert int.from_bytes(file.data[2:4], "little") == 21200
