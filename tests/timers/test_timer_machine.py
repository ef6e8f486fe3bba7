"""The timers of TimeR Machine, run by the app's rules, are the timelines."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit.routines import hold, routine, stretch
from fit.test_workouts import DOSES, WAYS, lines_of
from strategies import routines, selections
from stretchexport.exporters.base import File, Options, VerificationError
from stretchexport.exporters.timers.timer_machine import EXPORTER, PACE, READY
from stretchexport.loading import load
from stretchexport.model import AvoidIf, Item, Order, StretchType
from stretchexport.variants import Selection
from timers.phone import timer_machine
from timers.test_jawt import opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.exporters.base import Export
    from stretchexport.model import Routine
    from stretchexport.timeline import Timeline


def export(what: Routine, **options: Any) -> Export:
    return EXPORTER.export(what, Options(**{"language": "en", **options}))


def read(made: Export) -> list[dict[str, Any]]:
    (file,) = made.files
    timers: list[dict[str, Any]] = json.loads(file.data)["timers"]
    return timers


def assert_timers_are(lines: list[Timeline], made: Export) -> None:
    """Each timer runs as its timeline, after the time to get ready that is told."""
    timers = read(made)
    assert [one["id"] for one in timers] == list(range(1, len(lines) + 1))
    for line, timer in zip(lines, timers, strict=True):
        (_, *shown), seconds = timer_machine(timer)
        assert [one.start - READY for one in shown] == list(line.starts())
        for step, one in zip(line.steps, shown, strict=True):
            assert one.name.startswith(opening(step))
            assert "{" not in one.said or one.said == one.name
        told = sum(
            loss.seconds
            for loss in made.losses
            if (loss.session, loss.week) == (line.session.id, line.week)
        )
        assert seconds == line.seconds + told
    assert EXPORTER.verify(made.files[0]) == made.files[0].about


@given(st.data(), routines())
def test_every_timer_of_any_routine_runs_as_its_timeline(
    data: st.DataObject, what: Routine
) -> None:
    selection = data.draw(selections(what))
    assert_timers_are(lines_of(what, selection), export(what, selection=selection))


@pytest.mark.parametrize("kind", DOSES)
@pytest.mark.parametrize("way", WAYS)
def test_every_dose_order_and_side_runs_as_its_timeline(kind: str, way: str) -> None:
    type_, dose = DOSES[kind]
    each_side, order, side = WAYS[way]
    spots = ("calf", "sole") if type_ is StretchType.SELF_MASSAGE else ()
    one = stretch(type=type_, each_side=each_side, spots=spots)
    for rest, transition in itertools.product((15, 0), (10, 0)):
        item = Item("one", dose, sets=3, rest=rest, order=order, side=side)
        what = routine(one, items=(item,), transition=transition)
        assert_timers_are(lines_of(what, Selection()), export(what))


def test_the_example_is_what_it_was(golden: Callable[[str, bytes], None]) -> None:
    loaded = load("examples/mid-back-release.yaml")
    assert loaded.routine is not None
    (file,) = export(loaded.routine).files
    golden(f"timer/{file.name}", file.data)
    assert any(loss.where == "schedule" for loss in export(loaded.routine).losses)


@pytest.mark.parametrize("count", [1, 200])
def test_one_and_two_hundred_steps(count: int) -> None:
    items = tuple(Item("one", hold(n)) for n in range(5, 5 + count))
    what = routine(stretch(each_side=False), items=items, transition=0)
    (timer,) = read(export(what))
    shown, seconds = timer_machine(timer)
    assert len(shown) == count + 1
    assert seconds == READY + sum(range(5, 5 + count))


def test_a_person_is_talked_through_once_for_each_stretch() -> None:
    one = stretch("Reach", steps=("Cross the arms.", "Let go"), stop_if=("Pain",), feel="Here.")
    what = routine(one, items=(Item("one", hold(30), sets=2, rest=15, order=Order.ALTERNATE),))
    (timer,) = read(export(what))
    (ready, first, *later), _ = timer_machine(timer)
    assert ready.said == "Desk break"
    assert first.said == ("Left side: Reach. Cross the arms. Let go. Stop if: Pain. Feel it: Here.")
    assert [one.said for one in later] == [
        "Next: Right side: Reach", "Right side: Reach", "Rest, then left",
        "Left side: Reach", "Next: Right side: Reach", "Right side: Reach",
    ]  # fmt: skip


def test_nothing_is_said_that_the_end_of_the_step_would_cut_and_that_is_told() -> None:
    what = routine(stretch(each_side=False, steps=("Short.", "x" * 200)), dose=hold(10))
    made = export(what)
    (_, first), _ = timer_machine(read(made)[0])
    assert first.said == "Self-hug. Short."
    assert len(first.said) <= 10 * PACE
    assert any(
        "“Self-hug” has no time for all there is to say" in loss.what for loss in made.losses
    )


@pytest.mark.parametrize(("sentence", "said"), [("x" * 80, True), ("猫" * 50, False)])
def test_a_japanese_sentence_takes_the_time_of_one_twice_as_long(sentence: str, said: bool) -> None:
    made = export(routine(stretch(each_side=False, steps=(sentence,)), dose=hold(10)))
    (_, first), _ = timer_machine(read(made)[0])
    assert (sentence in first.said) == said


def test_what_is_never_said_is_told() -> None:
    what = routine(stretch(avoid_if=(AvoidIf("A strain", "skip"),)), summary="Short.")
    assert "not on the phone: what to take care of, what the session is" in [
        loss.what for loss in export(what).losses
    ]
    assert not any("not on the phone" in loss.what for loss in export(routine()).losses)


def test_what_is_needed_is_said_before() -> None:
    made = export(routine(stretch(equipment=("chair", "wall"))))
    (ready, *_), _ = timer_machine(read(made)[0])
    assert ready.said == "Desk break. You need: a chair, a wall."


def test_braces_are_no_variables() -> None:
    made = export(routine(stretch("{SName}", each_side=False, steps=("{TName} {",))))
    (_, first), _ = timer_machine(read(made)[0])
    assert first.said == "(SName). (TName) (."
    assert first.name == "{SName}"


def test_the_last_seconds_are_counted_where_there_is_time() -> None:
    def counts(seconds: int) -> bool:
        (timer,) = read(export(routine(stretch(each_side=False), dose=hold(seconds))))
        return {"type": "COUNT", "label": "3"} in timer["steps"][0]["behaviour"]

    assert (counts(6), counts(7)) == (False, True)


def test_sessions_that_recur_in_groups_are_called_like_a_stretch() -> None:
    item = Item("one", hold(30), sets=4, rest=15)
    (timer,) = read(export(routine(stretch(each_side=False), items=(item,))))
    (group,) = (one for one in timer["steps"] if one["step_type"] == "group")
    assert (group["name"], group["loop"]) == ("Self-hug", 3)


@pytest.mark.parametrize("script", ["x", "猫", "ع", "\U0001f9d8\u200d\u2640\ufe0f"])
@pytest.mark.parametrize("extra", [0, 1])
def test_names_at_and_over_the_limit_in_every_script(script: str, extra: int) -> None:
    units = len(script.encode("utf-16-le")) // 2
    name = script * (240 // units) + "x" * (240 % units + extra)
    made = export(routine(stretch(name, each_side=False), title=name))
    (timer,) = read(made)
    assert (timer["name"] == timer["steps"][0]["label"] == name) == (not extra)
    assert len([loss for loss in made.losses if "name cut" in loss.what]) == 2 * extra
    assert EXPORTER.verify(made.files[0])


@pytest.mark.parametrize(
    "break_it",
    [
        lambda doc: doc["timers"][0].update(loop=2),
        lambda doc: doc["timers"][0].pop("startStep"),
        lambda doc: doc["timers"][0]["steps"][0].update(length=30),
        lambda doc: doc["timers"][0]["steps"][0].update(length=31000),
        lambda doc: doc["timers"][0]["steps"][0].update(step_type="steps"),
        lambda doc: doc["timers"][0]["steps"][0]["behaviour"].append({"type": "SING"}),
        lambda doc: doc["timers"].clear(),
        lambda doc: doc.update(prefs={}),
    ],
)
def test_a_broken_file_does_not_verify(break_it: Callable[[dict[str, Any]], object]) -> None:
    (file,) = export(routine()).files
    broken = json.loads(file.data)
    break_it(broken)
    with pytest.raises(VerificationError):
        EXPORTER.verify(File(file.name, json.dumps(broken).encode(), file.media_type, file.about))
