"""A recording is the planned session nearest to it, over midnights, clock changes and weeks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from fit.routines import export, hold, routine, stretch, workouts
from reviewing.recorder import Watch
from strategies import routines
from stretchexport.model import Change, Daily, Dates, Item, Move, Routine, Schedule, Side, Slot
from stretchexport.reviewing.adherence import streaks, weeks
from stretchexport.reviewing.outcomes import Outcome, SessionDone, Status, When
from stretchexport.reviewing.reading import read
from stretchexport.reviewing.review import Review, review
from stretchexport.schedule import occurrences
from stretchexport.variants import NOTHING_SAID
from stretchexport.weeks import runs

if TYPE_CHECKING:
    from stretchexport.model import Days
    from stretchexport.reviewing.recording import Recording

MONDAY = dt.date(2026, 12, 7)
BERLIN = "Europe/Berlin"
ITEM = Item("one", hold(30), sets=2, side=Side.LEFT)


def at(day: int, clock: str) -> dt.datetime:
    """A wall-clock time so many days after the Monday."""
    return dt.datetime.combine(MONDAY + dt.timedelta(days=day), dt.time.fromisoformat(clock))


def scheduled(*slots: Slot, zone: str | None = BERLIN, weeks: int = 2, **values: Any) -> Routine:
    plan = Schedule(MONDAY, weeks, slots, timezone=zone, **values)
    return routine(stretch(), items=(ITEM,), schedule=plan)


def slot(clock: str, days: Days | None = None, name: str = "slot", **values: Any) -> Slot:
    when = dt.time.fromisoformat(clock)
    return Slot(name, "break", days or Daily(), when, **values)


def done(
    what: Routine, *clocks: dt.datetime, watch: Watch | None = None, log: bool = False
) -> Review:
    """The review of perfect recordings that begin at ``clocks`` on the watch."""
    watch = watch or Watch()
    (first, *_) = workouts(export(what))
    made = [watch.record(first.data, clock) for clock in clocks]
    recordings = [one for n, data in enumerate(made) for one in read(data, f"{n}.fit")]
    return review(what, recordings, log=log)


def planned(one: SessionDone) -> dt.datetime | None:
    return one.occurrence.start.replace(tzinfo=None) if one.occurrence else None


def test_several_sessions_in_a_day_are_each_the_nearest() -> None:
    what = scheduled(slot("08:00", name="a"), slot("12:00", name="b"), slot("18:00", name="c"))
    made = done(what, at(0, "11:10"), at(0, "17:20"))
    assert [planned(one) for one in made.sessions] == [at(0, "12:00"), at(0, "18:00")]


def test_no_session_is_done_twice() -> None:
    made = done(scheduled(slot("08:00", Dates((MONDAY,)))), at(0, "08:01"), at(0, "09:00"))
    assert [one.when for one in made.sessions] == [When.PLANNED, When.UNPLANNED]


@pytest.mark.parametrize(
    ("clock", "day"), [(at(0, "23:55"), 0), (at(1, "00:20"), 0), (at(2, "05:00"), 2)]
)
def test_a_session_past_midnight_is_the_one_of_the_evening(clock: dt.datetime, day: int) -> None:
    what = scheduled(slot("23:50", Dates((MONDAY, MONDAY + dt.timedelta(days=2)))))
    (one,) = done(what, clock).sessions
    assert planned(one) == at(day, "23:50")


def test_a_session_on_another_day_of_its_week_is_moved_and_not_missed() -> None:
    friday = MONDAY + dt.timedelta(days=4)
    what = scheduled(slot("08:00", Dates((MONDAY, friday))))
    made = done(what, at(0, "08:00"), at(5, "10:00"), log=True)
    assert [(planned(one), one.when) for one in made.sessions] == [
        (at(0, "08:00"), When.PLANNED),
        (at(4, "08:00"), When.MOVED),
    ]
    (one,) = done(what, at(8, "08:00")).sessions
    assert (one.occurrence, one.when) == (None, When.UNPLANNED)


def test_a_session_that_the_schedule_moves_is_the_one_of_its_new_day() -> None:
    move = Move(MONDAY, MONDAY + dt.timedelta(days=1), dt.time(19))
    what = scheduled(slot("08:00", Dates((MONDAY,)), moved=(move,)))
    (one,) = done(what, at(1, "19:05")).sessions
    assert (planned(one), one.when) == (at(1, "19:00"), When.PLANNED)


@pytest.mark.parametrize("zone", [BERLIN, None])
@pytest.mark.parametrize(
    ("sunday", "hours"), [(dt.date(2027, 3, 28), 2), (dt.date(2026, 10, 25), 1)]
)
def test_a_clock_change_moves_nothing(zone: str | None, sunday: dt.date, hours: int) -> None:
    days = (sunday - dt.timedelta(days=1), sunday, sunday + dt.timedelta(days=1))
    plan = Schedule(days[0], 1, (slot("07:30"),), timezone=zone)
    what = routine(stretch(), items=(ITEM,), schedule=plan)
    clocks = [dt.datetime.combine(day, dt.time(7, 31)) for day in days]
    before = dt.timedelta(hours=3 - hours)
    after = dt.timedelta(hours=hours)
    offsets = (before, after, after)
    (file,) = workouts(export(what))
    recordings = [
        one
        for clock, offset in zip(clocks, offsets, strict=True)
        for one in read(Watch(offset=offset).record(file.data, clock), f"{clock}.fit")
    ]
    made = review(what, recordings, log=True)
    assert [planned(one) for one in made.sessions] == [
        dt.datetime.combine(day, dt.time(7, 30)) for day in days
    ]
    assert {one.status for one in made.sessions} == {Status.DONE}


def test_a_watch_that_does_not_say_where_it_is_is_in_the_zone_of_the_schedule() -> None:
    what = scheduled(slot("23:30", Dates((MONDAY,)), name="a"))
    utc = at(0, "22:40")  # 23:40 in Berlin
    (one,) = done(what, utc, watch=Watch(offset=None)).sessions
    assert planned(one) == at(0, "23:30")
    assert one.recording is not None
    assert one.recording.clock(ZoneInfo(BERLIN)) == at(0, "23:40")


def test_a_traveller_does_it_when_the_clock_there_says_so() -> None:
    what = scheduled(slot("07:30"))
    tokyo = Watch(offset=dt.timedelta(hours=9))
    (one,) = done(what, at(3, "07:35"), watch=tokyo).sessions
    assert planned(one) == at(3, "07:30")


def test_the_doses_are_those_of_the_week() -> None:
    what = scheduled(slot("08:00"), weeks=4, progression=(Change(3, hold=hold(60).hold),))
    early, late = done(what, at(0, "08:00"), at(14, "08:00")).sessions
    assert ({one.outcome for one in early.steps}, early.other_weeks) == ({Outcome.DONE}, False)
    assert ({one.outcome for one in late.steps}, late.other_weeks) == ({Outcome.SHORT}, True)


def test_more_sets_from_a_week_on_are_skipped_by_the_workout_of_before() -> None:
    what = scheduled(slot("08:00"), weeks=4, progression=(Change(3, sets=3),))
    (one,) = done(what, at(14, "08:00")).sessions
    assert [step.outcome for step in one.steps] == [Outcome.DONE, Outcome.DONE, Outcome.SKIPPED]


def test_a_log_has_what_was_missed_up_to_the_last_activity_or_the_day_asked_for() -> None:
    what = scheduled(slot("08:00"))
    (file,) = workouts(export(what))
    recordings = read(Watch().record(file.data, at(2, "08:00")), "a.fit")
    made = review(what, recordings, log=True)
    assert [one.status for one in made.sessions] == [Status.MISSED, Status.MISSED, Status.DONE]
    longer = review(what, recordings, log=True, until=MONDAY + dt.timedelta(days=4))
    assert [one.status for one in longer.sessions][3:] == [Status.MISSED, Status.MISSED]


def test_the_evening_is_not_missed_before_it_has_come() -> None:
    made = done(scheduled(slot("08:00"), slot("20:00", name="b")), at(0, "08:00"), log=True)
    assert [planned(one) for one in made.sessions] == [at(0, "08:00")]


def test_sessions_in_a_row_end_where_one_is_missed() -> None:
    what = scheduled(slot("08:00"))
    days = (0, 1, 2, 4, 5)
    row = streaks(done(what, *(at(day, "08:00") for day in days), log=True))
    assert (row.of_weeks, row.current, row.longest) == (False, 2, 3)


def test_without_a_schedule_weeks_begin_on_mondays_and_are_counted_in_a_row() -> None:
    what = routine(stretch(), items=(ITEM,))
    made = done(what, at(-1, "08:00"), at(0, "08:00"), at(3, "20:00"), at(22, "08:00"), log=True)
    assert [(one.first, one.number, one.planned) for one in weeks(made)] == [
        (MONDAY - dt.timedelta(days=7), None, 1),
        (MONDAY, None, 2),
        (MONDAY + dt.timedelta(days=21), None, 1),
    ]
    row = streaks(made)
    assert (row.of_weeks, row.current, row.longest) == (True, 1, 2)


def test_a_day_before_the_schedule_or_after_it_counts_on_top() -> None:
    what = scheduled(slot("08:00"), weeks=1)
    made = done(what, at(-3, "08:00"), at(0, "08:00"), at(9, "08:00"), log=True)
    assert [one.when for one in made.sessions if one.recording] == [
        When.UNPLANNED,
        When.PLANNED,
        When.UNPLANNED,
    ]
    assert [(one.number, one.planned, one.extra) for one in weeks(made)] == [
        (0, 0, 1),
        (1, 7, 0),
        (2, 0, 1),
    ]


@given(routines(scheduled=True))
def test_every_session_of_a_schedule_done_on_time_is_found_again(what: Routine) -> None:
    assert what.schedule is not None
    files = dict(zip(_runs(what), workouts(export(what)), strict=True))
    every = occurrences(what.schedule)[:8]
    recordings: list[Recording] = []
    for number, one in enumerate(every):
        weeks_of = next(w for s, w in files if s == one.slot.session and w[0] <= one.week <= w[1])
        offset = one.start.utcoffset() or dt.timedelta()
        data = Watch(offset=offset).record(
            files[one.slot.session, weeks_of].data, one.start.replace(tzinfo=None)
        )
        recordings += read(data, f"{number}.fit")
    made = review(what, recordings)
    assert made.others == ()
    assert sorted(one.occurrence.start for one in made.sessions if one.occurrence) == sorted(
        one.start for one in every
    )
    assert {one.status for one in made.sessions if not one.other_weeks} <= {Status.DONE}


def _runs(what: Routine) -> list[tuple[str, tuple[int, int]]]:
    """The session and the weeks of every workout file, in the order of the export."""
    return [
        (session, (run.phase.first, run.phase.last))
        for session in what.sessions
        for run in runs(what, session, NOTHING_SAID)
    ]
