"""A workout of Just Another Workout Timer, played by the app's rules, is the timeline."""

from __future__ import annotations

import itertools
import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit.routines import hold, routine, stretch
from fit.test_workouts import DOSES, WAYS, lines_of
from strategies import routines, selections
from stretchexport.exporters.base import File, Options, VerificationError
from stretchexport.exporters.timers.jawt import EXPORTER
from stretchexport.exporters.timers.spoken import LONGEST_NAME
from stretchexport.loading import load
from stretchexport.model import Amount, DynamicDose, Item, Order, Side, StaticDose, StretchType
from stretchexport.timeline import Kind, Step
from stretchexport.variants import Selection
from timers.phone import jawt

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.exporters.base import Export
    from stretchexport.model import Routine
    from stretchexport.timeline import Timeline

OPENINGS = {Kind.CONTRACT: "Push: ", Kind.RELAX: "Let go: "}
SIDES = {Side.LEFT: "Left side: ", Side.RIGHT: "Right side: ", None: ""}


def export(what: Routine, **options: Any) -> Export:
    return EXPORTER.export(what, Options(**{"language": "en", **options}))


def read(what: Routine) -> dict[str, Any]:
    (file,) = export(what).files
    workout: dict[str, Any] = json.loads(file.data)
    return workout


def opening(step: Step) -> str:
    """How the name of a step begins."""
    if step.kind is Kind.REST:
        return f"Rest, then {step.side}" if step.side else "Rest"
    if step.kind is Kind.TRANSITION:
        return "Next: " + SIDES[step.side]
    return SIDES[step.side] + OPENINGS.get(step.kind, "")


def assert_files_are(lines: list[Timeline], made: Export) -> None:
    """Each file plays as its timeline; what is not shown is told."""
    assert len(made.files) == len(lines) == len({file.name for file in made.files})
    for line, file in zip(lines, made.files, strict=True):
        shown, seconds = jawt(json.loads(file.data))
        assert seconds == line.seconds
        planned = dict(zip(line.starts(), line.steps, strict=True))
        assert {one.start for one in shown} <= planned.keys()
        for one in shown:
            assert one.name.startswith(opening(planned[one.start]))
        if len(shown) < len(line.steps):
            assert any("neither shown nor said" in loss.what for loss in made.losses)
        assert EXPORTER.verify(file) == file.about
    assert not any(loss.seconds for loss in made.losses)


@given(st.data(), routines())
def test_every_file_of_any_routine_plays_as_its_timeline(
    data: st.DataObject, what: Routine
) -> None:
    selection = data.draw(selections(what))
    assert_files_are(lines_of(what, selection), export(what, selection=selection))


@pytest.mark.parametrize("kind", DOSES)
@pytest.mark.parametrize("way", WAYS)
def test_every_dose_order_and_side_plays_as_its_timeline(kind: str, way: str) -> None:
    type_, dose = DOSES[kind]
    each_side, order, side = WAYS[way]
    spots = ("calf", "sole") if type_ is StretchType.SELF_MASSAGE else ()
    one = stretch(type=type_, each_side=each_side, spots=spots)
    for rest, transition in itertools.product((15, 0), (10, 0)):
        item = Item("one", dose, sets=3, rest=rest, order=order, side=side)
        what = routine(one, items=(item,), transition=transition)
        assert_files_are(lines_of(what, Selection()), export(what))


def test_the_example_is_what_it_was(golden: Callable[[str, bytes], None]) -> None:
    loaded = load("examples/mid-back-release.yaml")
    assert loaded.routine is not None
    for file in export(loaded.routine).files:
        golden(f"jawt/{file.name}", file.data)
    assert any(loss.where == "schedule" for loss in export(loaded.routine).losses)


@pytest.mark.parametrize("count", [1, 200])
def test_one_and_two_hundred_steps(count: int) -> None:
    what = routine(
        stretch(each_side=False),
        items=tuple(Item("one", hold(n)) for n in range(5, 5 + count)),
        transition=0,
    )
    shown, seconds = jawt(read(what))
    assert len(shown) == count
    assert seconds == sum(range(5, 5 + count))


def test_sets_are_repeated_and_every_part_has_an_id_of_its_own_that_stays() -> None:
    item = Item("one", hold(30), sets=3, rest=15, order=Order.ALTERNATE)
    workout = read(routine(items=(item,)))
    assert [one["repetitions"] for one in workout["sets"]] == [2, 1]
    ids = [one["id"] for one in workout["sets"]]
    ids += [each["id"] for one in workout["sets"] for each in one["exercises"]]
    assert len(set(ids)) == len(ids)
    assert {uuid.UUID(one).version for one in ids} == {5}
    assert workout == read(routine(items=(item,)))
    assert (workout["version"], workout["position"]) == (2, -1)


def test_what_is_counted_is_in_the_name_and_its_time_is_told() -> None:
    reps = routine(
        stretch("Cat", type=StretchType.DYNAMIC, each_side=False), dose=DynamicDose(12, 3)
    )
    (shown,), _ = jawt(read(reps))
    assert shown.name == "Cat, 12 repetitions"
    assert "repetitions are not counted: 12 of them are 36 s" in export(reps).losses[0].what
    breaths = routine(stretch("Cat", each_side=False), dose=StaticDose(Amount(25, 5)))
    (shown,), _ = jawt(read(breaths))
    assert shown.name == "Cat, 5 breaths (about 25 s)"
    assert "breaths are not counted: 5 of them are 25 s" in export(breaths).losses[0].what


def test_all_but_names_and_times_is_told() -> None:
    assert [loss.what for loss in export(routine()).losses] == [
        "how it is done, what it needs and what to take care of are not on the phone"
    ]


def test_short_steps_in_a_row_are_told_since_the_app_counts_over_them() -> None:
    def lost(*seconds: int) -> list[str]:
        items = tuple(Item("one", hold(n)) for n in seconds)
        what = routine(stretch(each_side=False), items=items, transition=0)
        shown, _ = jawt(read(what))
        told = [loss.what for loss in export(what).losses if "shown" in loss.what]
        assert bool(told) == (len(shown) < len(seconds))
        return told

    assert lost(30, 1, 30) == []
    assert lost(2, 2) == []
    assert lost(2, 1) == [
        "a step of 1 or 2 s before one that is as short is neither shown nor said"
    ]
    assert lost(30, 1, 1, 30) != []


@pytest.mark.parametrize(
    "script", ["x", "ß", "猫", "ع", "\U0001f9d8", "\U0001f9d8\u200d\u2640\ufe0f"]
)
@pytest.mark.parametrize("extra", [0, 1])
def test_names_at_and_over_the_limit_in_every_script(script: str, extra: int) -> None:
    units = len(script.encode("utf-16-le")) // 2
    name = script * (LONGEST_NAME // units) + "x" * (LONGEST_NAME % units + extra)
    what = routine(stretch(name, each_side=False), title=name)
    workout = read(what)
    cut = [loss for loss in export(what).losses if "name cut to 240 characters" in loss.what]
    for text in (workout["title"], workout["sets"][0]["exercises"][0]["name"]):
        assert len(text.encode("utf-16-le")) // 2 <= LONGEST_NAME
        assert (text == name) == (not extra)
    assert len(cut) == 2 * extra


@pytest.mark.parametrize(
    "break_it",
    [
        lambda doc: doc.update(version=1),
        lambda doc: doc.update(note="x"),
        lambda doc: doc["sets"][0].update(repetitions=0),
        lambda doc: doc["sets"][0]["exercises"][0].update(duration=30.0),
        lambda doc: doc["sets"][0]["exercises"][0].update(duration=31),
        lambda doc: doc["sets"][0]["exercises"][0].update(id="1"),
        lambda doc: doc["sets"].pop(),
    ],
)
def test_a_broken_file_does_not_verify(break_it: Callable[[dict[str, Any]], object]) -> None:
    (file,) = export(routine()).files
    broken = json.loads(file.data)
    break_it(broken)
    with pytest.raises(VerificationError):
        EXPORTER.verify(File(file.name, json.dumps(broken).encode(), file.media_type, file.about))


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff"])
def test_what_is_no_workout_does_not_verify(data: bytes) -> None:
    with pytest.raises(VerificationError):
        EXPORTER.verify(File("x.jawt.json", data, "application/json", ""))
