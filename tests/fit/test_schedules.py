"""The schedule file: every date of the schedule, each with the workout that is done then."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from garmin_fit_sdk import Encoder, Profile
from hypothesis import given

from fit.routines import export, hold, routine, stretch, workouts
from fit.watch import by_fitdecode, by_sdk
from strategies import routines
from stretchexport.exporters.base import File, VerificationError
from stretchexport.exporters.fit import EXPORTER, FitOptions
from stretchexport.model import Change, Daily, Item, Routine, Schedule, Slot
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline
from stretchexport.variants import NOTHING_SAID

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export

EPOCH = dt.datetime(1989, 12, 31)
SCHEDULE_FILE, WORKOUT = 7, 0


def daily(at: str = "07:30", **values: Any) -> Schedule:
    """A schedule of one session a day for two weeks, one week a phase."""
    slots = (Slot("s", "break", Daily(), dt.time.fromisoformat(at)),)
    base: dict[str, Any] = {"progression": (Change(2, hold=hold(45).hold),)}
    return Schedule(dt.date(2026, 12, 7), 2, slots, **(base | values))


def entries(made: Export) -> list[dict[str, Any]]:
    """The dates of the schedule file, which both readers read the same."""
    (file,) = [one for one in made.files if one not in workouts(made)]
    messages = by_fitdecode(file.data)
    assert messages == by_sdk(file.data)
    assert messages["file_id"][0]["type"] == SCHEDULE_FILE
    assert EXPORTER.verify(file) == file.about
    return messages["schedule"]


def identity(message: dict[str, Any]) -> tuple[Any, ...]:
    """What a device tells one file from another by."""
    names = ("manufacturer", "product", "serial_number", "time_created")
    return tuple(message[name] for name in names)


@given(routines(scheduled=True))
def test_every_date_is_there_with_the_workout_of_its_week(what: Routine) -> None:
    assert what.schedule is not None
    made = EXPORTER.export(what, FitOptions())
    expected = occurrences(what.schedule)
    if not expected:
        assert made.files == tuple(workouts(made))
        return
    by_identity = {identity(by_fitdecode(file.data)["file_id"][0]): file for file in workouts(made)}
    assert len(by_identity) == len(workouts(made))
    found = entries(made)
    assert [EPOCH + dt.timedelta(seconds=one["scheduled_time"]) for one in found] == [
        one.start.replace(tzinfo=None) for one in expected
    ]
    for entry, occurrence in zip(found, expected, strict=True):
        assert (entry["completed"], entry["type"]) == (0, WORKOUT)
        line = timeline(what, occurrence.slot.session, NOTHING_SAID, occurrence.week)
        about = by_identity[identity(entry)].about
        assert about.startswith(f"workout of {len(line.steps)} step")


def test_a_time_is_the_one_on_the_clock_whatever_the_zone() -> None:
    for zone in (None, "Europe/Berlin", "Australia/Sydney"):
        found = entries(export(routine(schedule=daily(timezone=zone))))
        first = EPOCH + dt.timedelta(seconds=found[0]["scheduled_time"])
        assert first == dt.datetime(2026, 12, 7, 7, 30)


def test_each_phase_points_to_its_own_workout() -> None:
    found = entries(export(routine(schedule=daily())))
    serials = [one["serial_number"] for one in found]
    assert len(serials) == 14
    assert len({*serials[:7]}) == len({*serials[7:]}) == 1
    assert serials[0] != serials[7]


def test_the_file_says_what_it_is_about() -> None:
    made = export(routine(schedule=daily()))
    assert made.files[-1].name == "routine.schedule.fit"
    assert made.files[-1].about == "schedule of 14 sessions, 2026-12-07 to 2026-12-20"


@pytest.mark.parametrize("schedule", [None, daily(skip=()), Schedule(dt.date(2026, 12, 7), 2, ())])
def test_without_dates_there_is_no_schedule_file(schedule: Schedule | None) -> None:
    made = export(routine(schedule=schedule))
    has_dates = bool(schedule and schedule.slots)
    assert (made.files != tuple(workouts(made))) == has_dates


def test_a_session_without_a_workout_file_is_left_out_and_reported() -> None:
    items = tuple(Item("one", hold(n), sets=1) for n in range(1, 2050))
    made = export(routine(stretch(each_side=False), items=items, schedule=daily(progression=())))
    assert made.files == ()
    missing = [loss for loss in made.losses if "not in the schedule file" in loss.what]
    assert len(missing) == 14
    assert missing[0].where == "session break, 2026-12-07"


def test_a_date_that_fit_cannot_say_is_left_out_and_reported() -> None:
    early = replace(daily(), starts=dt.date(1998, 6, 25), progression=())
    made = export(routine(schedule=early))
    left = entries(made)
    missing = [loss for loss in made.losses if "cannot say the date" in loss.what]
    assert len(left) + len(missing) == 14
    assert left
    assert missing


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"completed": 1}, "not of a workout to be done"),
        ({"type": 1}, "not of a workout to be done"),
        ({"serial_number": 0}, "names no workout"),
        (None, "has no date"),
    ],
)
def test_a_schedule_that_no_watch_takes_as_meant_is_noticed(
    values: dict[str, int] | None, message: str
) -> None:
    encoder = Encoder()
    encoder.on_mesg(Profile["mesg_num"]["FILE_ID"], {"type": SCHEDULE_FILE})
    entry = {
        "serial_number": 1, "time_created": 10**9, "completed": 0, "type": WORKOUT,
        "scheduled_time": 10**9,
    }  # fmt: skip
    if values is not None:
        encoder.on_mesg(Profile["mesg_num"]["SCHEDULE"], entry | values)
    with pytest.raises(VerificationError, match=message):
        EXPORTER.verify(File("x.schedule.fit", encoder.close(), EXPORTER.media_type, ""))
