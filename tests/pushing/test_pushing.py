"""A routine on every service: once, again, changed, and after a stop anywhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from calendar_routines import longer, routine, schedule, slot
from pushing.pushed import NoWaiting, actions, kept, problems, pushed
from pushing.services import ALL, Garmin, Intervals, Wger
from pushing.standin import StandIn
from stretchexport.cli.words import Tracker
from stretchexport.exporters import registry
from stretchexport.pushing.client import ATTEMPTS
from stretchexport.schedule import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pushing.standin import Object, Service
    from stretchexport.model import Routine

PLAN = schedule(slot(), slot("18:00", (6,), "evening"), progression=(longer(2, 400),))
BACK = routine(PLAN, author="Anna", summary="A minute off.")
SMALL = routine(schedule(slot(on=(0,)), progression=(longer(2, 400),)), author="Anna")
"""With little to send, to be stopped everywhere."""


@pytest.fixture(params=ALL, ids=lambda one: str(one.name))
def there(request: pytest.FixtureRequest, clock: NoWaiting) -> Iterator[StandIn]:
    """Each service in turn, which watches how fast it is asked."""
    with StandIn(request.param(), lambda: clock.time) as one:
        yield one


def without_a_stop(kind: type[Service], what: Routine) -> dict[str, list[Object]]:
    """What a service has that was pushed to in one go."""
    with StandIn(kind()) as one:
        done = pushed(one, what, NoWaiting())
        assert problems(done) == {}
        return kept(one.service)


def test_a_second_push_makes_nothing_twice(there: StandIn, clock: NoWaiting) -> None:
    first = pushed(there, BACK, clock)
    assert problems(first) == {}
    assert actions(first)["new"] > 1
    before = kept(there.service)
    there.again()
    second = pushed(there, BACK, clock)
    assert problems(second) == {}
    assert actions(second).keys() <= {"unchanged", "changed"}
    assert there.counts["POST"] == there.counts["DELETE"] == 0
    assert kept(there.service) == before


def test_a_rehearsal_writes_nothing_and_says_what_will_be_done(
    there: StandIn, clock: NoWaiting
) -> None:
    for _ in range(2):
        dry = pushed(there, BACK, clock, dry_run=True)
        assert not there.counts
        real = pushed(there, BACK, clock)
        assert [(one.action, one.about) for one in dry.outcomes] == [
            (one.action, one.about) for one in real.outcomes
        ]
        there.again()


def test_a_changed_routine_changes_what_is_there(there: StandIn, clock: NoWaiting) -> None:
    pushed(there, BACK, clock)
    changed = replace(BACK, schedule=replace(PLAN, progression=(longer(2, 500),)))
    done = pushed(there, changed, clock)
    assert problems(done) == {}
    assert actions(done)["changed"] >= 1
    assert actions(done)["new"] == 0
    assert kept(there.service) == without_a_stop(type(there.service), changed)


def test_it_is_never_faster_than_the_service_allows(there: StandIn, clock: NoWaiting) -> None:
    pushed(there, BACK, clock)
    clock.sleep(60)
    pushed(there, BACK, clock)
    assert there.too_fast == 0


@pytest.mark.parametrize("fault", ["lost", "dead"])
@pytest.mark.parametrize("kind", ALL, ids=lambda one: str(one.name))
def test_a_stop_after_any_request_is_completed_by_the_next_push(
    kind: type[Service], fault: str
) -> None:
    whole = without_a_stop(kind, SMALL)
    with StandIn(kind()) as one:
        pushed(one, SMALL, NoWaiting())
        requests = len(one.asked)
    for number in range(requests):
        with StandIn(kind()) as one:
            if fault == "lost":
                one.faults[number] = "lost"
            one.dead_from = number + (fault == "lost")
            stopped = pushed(one, SMALL, NoWaiting())
            assert problems(stopped)
            one.again()
            done = pushed(one, SMALL, NoWaiting())
            assert problems(done) == {}
            assert kept(one.service) == whole, number


@pytest.mark.parametrize("kind", ALL, ids=lambda one: str(one.name))
def test_a_lost_answer_is_looked_for_and_not_sent_again(kind: type[Service]) -> None:
    whole = without_a_stop(kind, SMALL)
    with StandIn(kind()) as one:
        pushed(one, SMALL, NoWaiting())
        requests = len(one.asked)
    for number in range(requests):
        with StandIn(kind()) as one:
            one.faults[number] = "lost"
            assert problems(pushed(one, SMALL, NoWaiting())) == {}
            assert kept(one.service) == whole, number


@pytest.mark.parametrize("kind", ALL, ids=lambda one: str(one.name))
def test_nobody_there_any_more_is_tried_a_few_times_and_left(kind: type[Service]) -> None:
    with StandIn(kind()) as one:
        pushed(one, SMALL, NoWaiting())
        one.again()
        pushed(one, SMALL, NoWaiting())
        requests = len(one.asked)
        for number in range(requests):
            one.again()
            one.dead_from = number
            assert problems(pushed(one, SMALL, NoWaiting()))
            assert len(one.asked) <= number + ATTEMPTS


def test_dates_that_are_no_more_leave_the_calendar_and_no_others(clock: NoWaiting) -> None:
    """The calendar of a month also shows days of the next one, which are not left over."""
    late = schedule(slot(), weeks=6)
    with StandIn(Garmin()) as there:
        mine = there.service.keep(
            "workout", {"workoutName": "Run", "description": None}, "workoutId"
        )
        there.service.keep(
            "date",
            {
                "itemType": "workout",
                "workoutId": mine["workoutId"],
                "date": str(late.starts),
                "title": "Run",
            },
        )
        pushed(there, routine(late), clock)
        fewer = schedule(slot(on=(0,)), weeks=6)
        done = pushed(there, routine(fewer), clock)
        assert actions(done)["removed"] == 12
        left = [one["date"] for one in there.service.kept["date"] if one["title"] != "Run"]
        assert left == [str(one.start.date()) for one in occurrences(fewer)]
        assert len(there.service.kept["workout"]) == 2
        assert len(there.service.kept["date"]) == len(left) + 1


def test_a_phase_that_is_no_more_is_removed_from_garmin_connect(clock: NoWaiting) -> None:
    with StandIn(Garmin()) as there:
        pushed(there, BACK, clock)
        assert len(there.service.kept["workout"]) == 2
        pushed(there, replace(BACK, schedule=replace(PLAN, progression=())), clock)
        assert len(there.service.kept["workout"]) == 1
        assert len(there.service.kept["date"]) == 8


def test_a_copy_that_somebody_made_of_a_workout_stays(clock: NoWaiting) -> None:
    with StandIn(Garmin()) as there:
        pushed(there, BACK, clock)
        body = dict(there.service.kept["workout"][0])
        del body["workoutId"]
        there.service.keep("workout", {**body, "workoutName": "My copy"}, "workoutId")
        assert actions(pushed(there, BACK, clock))["removed"] == 0
        assert [one["workoutName"] for one in there.service.kept["workout"]].count("My copy") == 1


def test_events_that_are_no_more_leave_intervals_and_no_others(clock: NoWaiting) -> None:
    with StandIn(Intervals()) as there:
        others = ("my-back.morning.20261207@stretchexport", "back.morning", "", "other")
        for id in others:
            start = "2026-12-07T07:30:00"
            there.service.keep("event", {"external_id": id, "start_date_local": start})
        pushed(there, BACK, clock)
        fewer = replace(BACK, schedule=schedule(slot(on=(0,))))
        done = pushed(there, fewer, clock)
        assert [one.about for one in done.outcomes if one.action == "removed"] == [
            f"event Desk break on 2026-12-{day:02}" for day in (9, 11, 13, 16, 18, 20)
        ]
        assert [one["external_id"] for one in there.service.kept["event"]] == [
            *others,
            "back.morning.20261207@stretchexport",
            "back.morning.20261214@stretchexport",
        ]


def test_a_routine_without_dates_has_nothing_for_intervals(clock: NoWaiting) -> None:
    with StandIn(Intervals()) as there:
        assert pushed(there, routine(None), clock).outcomes == ()
        assert there.asked == []


def test_days_that_are_no_more_leave_wger(clock: NoWaiting) -> None:
    with StandIn(Wger()) as there:
        pushed(there, BACK, clock)
        fewer = replace(BACK, schedule=schedule(slot(), progression=(longer(2, 400),)))
        pushed(there, fewer, clock)
        assert kept(there.service) == without_a_stop(Wger, fewer)


def test_every_service_of_the_command_is_tried_here_and_has_a_format() -> None:
    tried = {service.name for service in ALL}
    assert tried == {str(one) for one in Tracker}
    assert tried <= set(registry.names())
