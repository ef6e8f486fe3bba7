"""What was planned and recorded is found again: every step, whatever the watch writes down."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit.routines import export, hold, routine, stretch, workouts
from fit.watch import by_fitdecode
from reviewing.recorder import (
    Did,
    Message,
    Person,
    Planned,
    Watch,
    as_planned,
    pressing,
    steps,
    without,
)
from strategies import routines
from stretchexport.exporters.fit.identity import serial
from stretchexport.model import DynamicDose, Item, Order, Routine, Side, StretchType
from stretchexport.reviewing.outcomes import Outcome, SessionDone, Status
from stretchexport.reviewing.reading import read
from stretchexport.reviewing.recording import Basis
from stretchexport.reviewing.review import Review, review
from stretchexport.variants import NOTHING_SAID
from stretchexport.weeks import runs

if TYPE_CHECKING:
    from stretchexport.exporters.base import File
    from stretchexport.timeline import Step
    from stretchexport.weeks import Run

NOON = dt.datetime(2026, 12, 7, 12, 0)
SETS, LAPS = Watch(), Watch("laps")
WATCHES = {
    "sets": SETS,
    "sets of a workout by its steps": Watch(keeps=("workout", "index")),
    "sets with an index only": Watch(keeps=("index",)),
    "laps": LAPS,
    "laps that tell work from rest": Watch("laps", keeps=("index", "intensity")),
    "laps with an index only": Watch("laps", keeps=("index",)),
}


def reviewed(what: Routine, data: bytes, *more: bytes) -> Review:
    recordings = [one for n, part in enumerate((data, *more)) for one in read(part, f"{n}.fit")]
    return review(what, recordings)


def only(what: Review) -> SessionDone:
    (one,) = what.sessions
    assert what.others == ()
    return one


def outcomes(one: SessionDone) -> list[Outcome]:
    return [done.outcome for done in one.steps]


def twins(step: Step) -> tuple[object, ...]:
    """What is the same in two steps that no recording can tell apart."""
    return step.stretch, step.side, step.kind, step.spot, step.seconds, step.reps


SILENT = {"sets that say nothing": Watch(keeps=())}


@given(st.data(), routines(scheduled=False), st.booleans(), st.sampled_from([*WATCHES, *SILENT]))
def test_a_perfect_recording_of_any_routine_is_all_done(
    data: st.DataObject, what: Routine, unroll: bool, watch: str
) -> None:
    file = data.draw(st.sampled_from(workouts(export(what, unroll=unroll))))
    one = only(reviewed(what, (WATCHES | SILENT)[watch].record(file.data, NOON)))
    assert set(outcomes(one)) == {Outcome.DONE}
    assert (one.status, one.share, one.extras) == (Status.DONE, 1.0, ())


@given(st.data(), routines(scheduled=False), st.booleans(), st.sampled_from(("sets", "laps")))
def test_leaving_out_any_steps_is_exactly_those_skipped(
    data: st.DataObject, what: Routine, unroll: bool, watch: str
) -> None:
    (run, file) = data.draw(st.sampled_from(files(what, unroll=unroll)))
    planned = run.timeline.steps
    places = [n for n, step in enumerate(planned) if step.kind.is_work]
    gone = data.draw(st.sets(st.sampled_from(places), max_size=len(places) - 1))
    recorded = WATCHES[watch].record(file.data, NOON, without(*gone))
    one = only(reviewed(what, recorded))
    skipped = [done.step for done in one.steps if done.outcome is Outcome.SKIPPED]
    assert Counter(map(twins, skipped)) == Counter(twins(planned[n]) for n in gone)
    assert {done.outcome for done in one.steps} <= {Outcome.DONE, Outcome.SKIPPED}


@given(st.data(), routines(scheduled=False), st.booleans())
def test_pressing_through_any_long_steps_is_exactly_those_skipped(
    data: st.DataObject, what: Routine, unroll: bool
) -> None:
    (run, file) = data.draw(st.sampled_from(files(what, unroll=unroll)))
    planned = run.timeline.steps
    places = [n for n, step in enumerate(planned) if step.kind.is_work and step.seconds > 10]
    gone = data.draw(st.sets(st.sampled_from(places))) if places else set()

    def person(step: Planned) -> Did:
        return Did(1.2) if step.place in gone else as_planned(step)

    one = only(reviewed(what, SETS.record(file.data, NOON, person)))
    work = [n for n, step in enumerate(planned) if step.kind.is_work]
    expected = [Outcome.SKIPPED if n in gone else Outcome.DONE for n in work]
    assert outcomes(one) == expected


def files(what: Routine, *, unroll: bool) -> list[tuple[Run, File]]:
    """Every session in every phase with its workout file."""
    every = [run for session in what.sessions for run in runs(what, session, NOTHING_SAID)]
    made = {
        by_fitdecode(file.data)["file_id"][0]["serial_number"]: file
        for file in workouts(export(what, unroll=unroll))
    }
    return [(run, made[serial(what, run)]) for run in every]


BOTH = Item("one", hold(30), sets=3, rest=15, order=Order.ALTERNATE)
"""Left and right in turn; places 0, 4, 8 are the left side, 2, 6, 10 the right one."""


def break_of(*items: Item, **values: Any) -> tuple[Routine, bytes]:
    what = routine(items=items or (BOTH,), **values)
    return what, workouts(export(what))[0].data


@pytest.mark.parametrize("watch", WATCHES)
def test_a_side_left_out_is_skipped_on_that_side(watch: str) -> None:
    what, data = break_of()
    for person in (pressing(2, 6, 10), without(2, 6, 10)):
        one = only(reviewed(what, WATCHES[watch].record(data, NOON, person)))
        skipped = {done.step.side for done in one.steps if done.outcome is Outcome.SKIPPED}
        assert skipped == {Side.RIGHT}
        assert one.share == pytest.approx(0.5)
        assert one.status is Status.PARTLY


def holding(seconds: float, *places: int) -> Person:
    return lambda step: Did(seconds) if step.place in places else as_planned(step)


@pytest.mark.parametrize(
    ("seconds", "outcome"),
    [
        (30.0, Outcome.DONE),
        (24.0, Outcome.DONE),
        (23.9, Outcome.SHORT),
        (3.0, Outcome.SHORT),
        (2.9, Outcome.SKIPPED),
        (37.5, Outcome.DONE),
        (37.6, Outcome.LONGER),
    ],
)
def test_a_hold_is_done_from_four_fifths_of_the_plan_on(seconds: float, outcome: Outcome) -> None:
    what, data = break_of()
    one = only(reviewed(what, SETS.record(data, NOON, holding(seconds, 4))))
    assert outcomes(one)[2] is outcome
    assert set(outcomes(one)[:2] + outcomes(one)[3:]) == {Outcome.DONE}


def test_holding_longer_makes_up_for_nothing() -> None:
    what, data = break_of()

    def person(step: Planned) -> Did:
        return {0: Did(90.0), 2: Did(15.0)}.get(step.place, as_planned(step))

    one = only(reviewed(what, SETS.record(data, NOON, person)))
    assert one.share == pytest.approx(11 / 12)


def test_a_very_short_hold_is_not_skipped_for_being_short() -> None:
    what, data = break_of(Item("one", hold(2), sets=2, side=Side.LEFT))
    one = only(reviewed(what, SETS.record(data, NOON)))
    assert outcomes(one) == [Outcome.DONE, Outcome.DONE]


@pytest.mark.parametrize("watch", ["sets", "laps"])
def test_a_pause_is_no_time_under_stretch(watch: str) -> None:
    what, data = break_of()

    def person(step: Planned) -> Did:
        return Did(30.0, pause=600) if step.place == 4 else as_planned(step)

    one = only(reviewed(what, WATCHES[watch].record(data, NOON, person)))
    assert [done.seconds for done in one.steps] == [30.0] * 6


def test_a_set_given_by_the_clock_loses_its_pause() -> None:
    what, data = break_of()
    messages = by_fitdecode(data)

    class ByTheClock(Watch):
        def _effort(self, step: Planned, did: Did, begin: int, end: int) -> Message:
            return super()._effort(step, replace(did, seconds=float(end - begin)), begin, end)

    def person(step: Planned) -> Did:
        return Did(10.0, pause=20) if step.place == 4 else as_planned(step)

    recorded = ByTheClock().activity(messages, steps(messages), NOON, person)
    one = only(reviewed(what, recorded))
    assert (one.steps[2].seconds, one.steps[2].outcome) == (10.0, Outcome.SHORT)


def test_a_step_done_twice_is_done_and_one_on_top() -> None:
    what, data = break_of()

    def person(step: Planned) -> Did:
        return Did(30.0, times=2) if step.place == 4 else as_planned(step)

    one = only(reviewed(what, SETS.record(data, NOON, person)))
    assert set(outcomes(one)) == {Outcome.DONE}
    assert [(extra.stretch, extra.effort.seconds) for extra in one.extras] == [("one", 30.0)]


@pytest.mark.parametrize(
    ("reps", "outcome"),
    [(10, Outcome.DONE), (8, Outcome.DONE), (7, Outcome.SHORT), (13, Outcome.LONGER)],
)
def test_repetitions_are_counted_if_the_watch_counts_them(reps: int, outcome: Outcome) -> None:
    one = stretch(type=StretchType.DYNAMIC, each_side=False)
    what = routine(one, dose=DynamicDose(10))
    (file,) = workouts(export(what))
    done = only(reviewed(what, SETS.record(file.data, NOON, lambda _: Did(20.0, reps))))
    assert outcomes(done) == [outcome]


def test_repetitions_that_nobody_counts_are_done() -> None:
    what = routine(stretch(type=StretchType.DYNAMIC, each_side=False), dose=DynamicDose(10))
    (file,) = workouts(export(what))
    done = only(reviewed(what, LAPS.record(file.data, NOON, lambda _: Did(12.0))))
    assert outcomes(done) == [Outcome.DONE]


def test_laps_without_any_index_are_told_by_their_lengths() -> None:
    what, data = break_of()
    one = only(reviewed(what, Watch("laps", keeps=()).record(data, NOON, pressing(6))))
    assert one.recording is not None
    assert one.recording.basis is Basis.LAPS
    assert [n for n, outcome in enumerate(outcomes(one)) if outcome is not Outcome.DONE] == [3]


def test_exercises_without_an_index_are_told_by_their_names() -> None:
    many = [stretch(name, id=name.lower()) for name in ("Hug", "Reach", "Fold")]
    what = routine(*many)
    (file,) = workouts(export(what))
    watch = Watch(keeps=("titles",))
    one = only(reviewed(what, watch.record(file.data, NOON, without(4, 6))))
    assert [done.step.stretch for done in one.steps if done.outcome is Outcome.SKIPPED] == [
        "reach",
        "reach",
    ]


def test_a_session_without_sets_or_laps_counts_by_its_length() -> None:
    what, data = break_of()
    total = Watch("total")
    one = only(reviewed(what, total.record(data, NOON)))
    assert (one.by_length, one.share, one.steps) == (True, 1.0, ())
    half = only(reviewed(what, total.record(data, NOON, without(*range(6)))))
    assert 0.4 < half.share < 0.6
    assert half.status is Status.PARTLY


def test_the_session_is_the_one_whose_file_was_run_whatever_it_is_called() -> None:
    items = (Item("one", hold(30)),)
    base, _ = break_of(*items)
    twin = replace(base.sessions["break"], id="twin", title="Evening")
    what = replace(base, sessions={**base.sessions, "twin": twin})
    first, second = (file.data for file in workouts(export(what)))
    done = reviewed(
        what,
        SETS.record(first, NOON),
        SETS.record(second, NOON + dt.timedelta(hours=4), name="Something else"),
    )
    assert [one.line.session.id for one in done.sessions] == ["break", "twin"]


def test_sessions_with_the_same_steps_are_told_by_the_name_of_the_workout() -> None:
    base, _ = break_of(Item("one", hold(30)))
    twin = replace(base.sessions["break"], id="twin", title="Evening")
    what = replace(base, sessions={"break": base.sessions["break"], "twin": twin})
    _, second = (file.data for file in workouts(export(what)))
    for keeps in (("workout", "index"), ()):
        recorded = Watch(keeps=keeps).record(second, NOON, name="Evening")
        assert only(reviewed(what, recorded)).line.session.id == "twin"


def test_what_is_of_another_routine_is_of_none_of_the_sessions() -> None:
    what, _ = break_of()
    other = routine(
        stretch("Plank", each_side=False),
        items=tuple(Item("one", hold(n)) for n in (180, 240, 300, 420)),
    )
    (file,) = workouts(export(other))
    for keeps in (("workout", "index"), ()):
        found = reviewed(what, Watch(keeps=keeps).record(file.data, NOON, name="Long ones"))
        assert (found.sessions, len(found.others)) == ((), 1)


def test_an_older_version_of_a_session_is_held_against_the_one_of_now() -> None:
    _, data = break_of()
    recorded = SETS.record(data, NOON, pressing(2, 6, 10))
    longer, _ = break_of(replace(BOTH, dose=hold(45)))
    one = only(reviewed(longer, recorded))
    assert outcomes(one) == [Outcome.SHORT, Outcome.SKIPPED] * 3
    more, _ = break_of(replace(BOTH, sets=4))
    one = only(reviewed(more, SETS.record(data, NOON)))
    assert outcomes(one) == [Outcome.DONE] * 6 + [Outcome.SKIPPED] * 2


@pytest.mark.parametrize(
    "keeps", [("workout", "file", "index"), ("workout", "index"), ("titles", "index")]
)
def test_another_routine_with_the_same_holds_is_another_one(keeps: tuple[str, ...]) -> None:
    what, _ = break_of()
    other = routine(stretch("Plank"), items=(BOTH,), id="other", title="Core")
    (file,) = workouts(export(other))
    found = reviewed(what, Watch(keeps=keeps).record(file.data, NOON))
    assert (found.sessions, len(found.others)) == ((), 1)


def test_a_run_with_laps_is_no_session() -> None:
    what, data = break_of()
    running = Watch("laps", keeps=(), sport=(1, 0)).record(data, NOON)
    assert reviewed(what, running).sessions == ()


def test_exactly_the_sets_that_are_numbered_are_skipped_where_they_are_written_out() -> None:
    what = routine(items=(replace(BOTH, rest=0),), transition=0)
    (file,) = workouts(export(what, unroll=True))
    one = only(reviewed(what, SETS.record(file.data, NOON, without(2, 3))))
    assert [done.step.set for done in one.steps if done.outcome is Outcome.SKIPPED] == [2, 2]
