"""The timeline: what a person does, step by step."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from strategies import routines
from stretchexport.model import (
    Amount,
    Change,
    DynamicDose,
    Item,
    MassageDose,
    Order,
    PnfDose,
    Routine,
    Schedule,
    Session,
    Side,
    StaticDose,
    Stretch,
    StretchType,
)
from stretchexport.timeline import REPETITION_SECONDS, Kind, Timeline, timeline

if TYPE_CHECKING:
    from stretchexport.model import Dose

REACH = Stretch("reach", "Reach", StretchType.STATIC, each_side=True, targets=("rhomboids",))
POSE = Stretch("pose", "Pose", StretchType.STATIC, each_side=False, targets=("rhomboids",))


def routine(*items: Item, changes: tuple[Change, ...] = (), transition: int = 10) -> Routine:
    roll = Stretch(
        "roll", "Roll", StretchType.SELF_MASSAGE, each_side=False, targets=("calves",),
        spots=("low", "high"),
    )  # fmt: skip
    swing = Stretch("swing", "Swing", StretchType.DYNAMIC, each_side=False, targets=("hamstrings",))
    push = Stretch("push", "Push", StretchType.PNF, each_side=False, targets=("hamstrings",))
    return Routine(
        id="r",
        title="R",
        language="en",
        updated=dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
        stretches={one.id: one for one in (REACH, POSE, roll, swing, push)},
        sessions={"s": Session("s", "S", items, transition=transition)},
        schedule=Schedule(dt.date(2026, 12, 7), 6, (), progression=changes),
    )


def held(stretch: str, seconds: int = 30, **more: object) -> Item:
    return Item(stretch, StaticDose(Amount(seconds)), **more)  # type: ignore[arg-type]


def told(line: Timeline) -> str:
    """The steps as a line: ``L1 t10 R1``."""
    letters = {Kind.REST: "r", Kind.TRANSITION: "t"}
    words = []
    for step in line.steps:
        if step.kind in letters:
            words.append(f"{letters[step.kind]}{step.seconds}")
        else:
            words.append(f"{step.side.value[0].upper() if step.side else 'B'}{step.set}")
    return " ".join(words)


def test_alternating_sides_rest_between_rounds_and_change_over_within_one() -> None:
    line = timeline(routine(held("reach", sets=3, rest=15, order=Order.ALTERNATE)), "s")
    assert told(line) == "L1 t10 R1 r15 L2 t10 R2 r15 L3 t10 R3"
    assert line.seconds == 6 * 30 + 3 * 10 + 2 * 15


def test_left_then_right_rests_between_sets_and_changes_over_once() -> None:
    line = timeline(routine(held("reach", sets=3, rest=15)), "s")
    assert told(line) == "L1 r15 L2 r15 L3 t10 R1 r15 R2 r15 R3"


def test_a_change_of_side_that_no_rest_covers_is_a_transition() -> None:
    line = timeline(routine(held("reach", sets=2, order=Order.ALTERNATE)), "s")
    assert told(line) == "L1 t10 R1 t10 L2 t10 R2"


def test_a_stretch_for_both_sides_has_no_side_and_no_change_over() -> None:
    assert told(timeline(routine(held("pose", sets=3, rest=10)), "s")) == "B1 r10 B2 r10 B3"


def test_one_side_only_when_the_item_says_so() -> None:
    assert told(timeline(routine(held("reach", sets=2, side=Side.RIGHT)), "s")) == "R1 R2"


def test_items_are_joined_by_one_transition_and_none_follows_the_last() -> None:
    line = timeline(routine(held("pose"), held("reach")), "s")
    assert told(line) == "B1 t10 L1 t10 R1"
    assert [step.stretch for step in line.steps] == ["pose", "reach", "reach", "reach", "reach"]


def test_no_transition_where_the_session_sets_it_to_nothing() -> None:
    assert told(timeline(routine(held("pose"), held("reach"), transition=0), "s")) == "B1 L1 R1"


@pytest.mark.parametrize(
    ("stretch", "dose", "steps"),
    [
        ("pose", StaticDose(Amount(30)), [(Kind.HOLD, 30, False)]),
        ("pose", StaticDose(Amount(25, 5)), [(Kind.HOLD, 25, True)]),
        ("swing", DynamicDose(10, 3), [(Kind.REPS, 30, False)]),
        ("swing", DynamicDose(10), [(Kind.REPS, 10 * REPETITION_SECONDS, True)]),
        (
            "push",
            PnfDose(Amount(6), Amount(2), Amount(20)),
            [(Kind.CONTRACT, 6, False), (Kind.RELAX, 2, False), (Kind.HOLD, 20, False)],
        ),
        ("roll", MassageDose(Amount(40)), [(Kind.HOLD, 40, False), (Kind.HOLD, 40, False)]),
    ],
)
def test_each_kind_of_dose_has_its_steps(
    stretch: str, dose: Dose, steps: list[tuple[Kind, int, bool]]
) -> None:
    line = timeline(routine(Item(stretch, dose)), "s")
    assert [(step.kind, step.seconds, step.estimated) for step in line.steps] == steps


def test_spots_are_named_in_their_order() -> None:
    line = timeline(routine(Item("roll", MassageDose(Amount(40)))), "s")
    assert [step.spot for step in line.steps] == ["low", "high"]


def test_a_progression_changes_the_dose_from_its_week_on() -> None:
    weeks = routine(held("pose"), changes=(Change(3, hold=Amount(45)), Change(5, sets=4, rest=5)))
    told_by_week = {week: told(timeline(weeks, "s", week=week)) for week in (1, 2, 3, 4, 5, 6)}
    assert told_by_week[2] == told_by_week[1] == "B1"
    assert timeline(weeks, "s", week=3).seconds == timeline(weeks, "s", week=4).seconds == 45
    assert told_by_week[5] == told_by_week[6] == "B1 r5 B2 r5 B3 r5 B4"


def test_later_changes_win_whatever_their_order_in_the_file() -> None:
    changes = (Change(5, hold=Amount(60)), Change(3, hold=Amount(45)))
    assert timeline(routine(held("pose"), changes=changes), "s", week=6).seconds == 60


def test_a_change_for_one_stretch_leaves_the_others_alone() -> None:
    changes = (Change(2, stretch="pose", sets=2),)
    line = timeline(routine(held("pose"), held("reach"), changes=changes), "s", week=2)
    assert [item.sets for item in line.items] == [2, 1]


def test_a_change_leaves_out_what_a_dose_does_not_have() -> None:
    swing = Item("swing", DynamicDose(8, 2))
    line = timeline(routine(swing, changes=(Change(2, hold=Amount(60)),)), "s", week=2)
    assert line.items[0].dose == DynamicDose(8, 2)


def test_an_unknown_session_is_a_fault_of_the_caller() -> None:
    with pytest.raises(KeyError):
        timeline(routine(held("pose")), "other")


@given(routines())
def test_no_session_ends_or_begins_with_a_pause_or_has_two_in_a_row(one: Routine) -> None:
    for session in one.sessions:
        steps = timeline(one, session).steps
        assert steps[0].kind.is_work
        assert steps[-1].kind.is_work
        assert all(a.kind.is_work or b.kind.is_work for a, b in itertools.pairwise(steps))


@given(routines())
def test_both_sides_get_the_same_work(one: Routine) -> None:
    for session in one.sessions.values():
        line = timeline(one, session.id)
        for index, item in enumerate(session.items):
            work = [s for s in line.steps if s.item == index and s.kind.is_work]
            left = [(s.kind, s.seconds, s.set, s.spot) for s in work if s.side is Side.LEFT]
            right = [(s.kind, s.seconds, s.set, s.spot) for s in work if s.side is Side.RIGHT]
            if item.side is None:
                assert left == right


@given(routines())
def test_starts_add_up_to_the_total(one: Routine) -> None:
    for session in one.sessions:
        line = timeline(one, session)
        assert line.starts()[-1] + line.steps[-1].seconds == line.seconds
