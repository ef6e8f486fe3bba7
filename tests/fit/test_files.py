"""The files of an export: names, identity, sameness, and that damage is noticed."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit.routines import export, hold, read, routine, stretch, workouts
from fit.watch import by_fitdecode, by_sdk
from stretchexport.exporters.base import File, VerificationError
from stretchexport.exporters.fit import EXPORTER, FitOptions
from stretchexport.exporters.fit.facts import facts
from stretchexport.model import Amount, Change, Item, Routine, Schedule, Session, StaticDose
from stretchexport.variants import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

FIT_EPOCH = dt.datetime(1989, 12, 31, tzinfo=dt.UTC)
UINT32_MAX = 2**32 - 1


def with_changes(*changes: Change, weeks: int = 6) -> Routine:
    """A routine of one session whose doses change."""
    return routine(schedule=Schedule(dt.date(2026, 12, 7), weeks, (), progression=changes))


def names(what: Routine) -> list[str]:
    return [file.name for file in export(what).files]


def test_the_example_is_what_it_was(example: Routine, golden: Callable[[str, bytes], None]) -> None:
    for file in export(example).files:
        golden(f"fit/{file.name}", file.data)
        text = json.dumps(by_fitdecode(file.data), indent=1, ensure_ascii=False, default=str)
        golden(f"fit/{file.name}.json", text.encode() + b"\n")


@pytest.mark.parametrize("sport", facts().sports)
def test_both_readers_read_the_same(example: Routine, sport: str) -> None:
    for unroll in (False, True):
        for file in export(example, unroll=unroll, sport=sport).files:
            assert by_fitdecode(file.data) == by_sdk(file.data)


def test_the_sport_is_the_one_asked_for() -> None:
    found = {
        sport: tuple(
            read(routine(), sport=sport)["workout"][0][key] for key in ("sport", "sub_sport")
        )
        for sport in facts().sports
    }
    assert found == {
        "flexibility": (10, 19),
        "yoga": (10, 43),
        "pilates": (10, 44),
        "strength": (10, 20),
        "mobility": (86, 0),
    }


def test_another_sport_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="there are flexibility, yoga, pilates, strength"):
        FitOptions(sport="rowing")


def test_a_routine_without_a_schedule_has_one_file_a_session() -> None:
    what = routine()
    assert names(what) == ["routine-break.fit"]
    second = replace(what, sessions=dict(what.sessions) | {"b": what.sessions["break"]})
    assert len(export(second).files) == 2


def test_every_phase_with_other_doses_has_a_file_with_its_first_week() -> None:
    what = with_changes(Change(3, hold=hold(45).hold), Change(5, sets=4))
    made = export(what)
    assert [file.name for file in made.files] == [
        "routine-break-w1.fit",
        "routine-break-w3.fit",
        "routine-break-w5.fit",
    ]
    shown = [by_fitdecode(file.data)["workout"][0]["wkt_name"] for file in made.files]
    assert shown == ["W1-2 · Desk break", "W3-4 · Desk break", "W5-6 · Desk break"]


def test_a_change_that_changes_nothing_here_makes_no_file() -> None:
    assert names(with_changes(Change(3, session="other", sets=9))) == ["routine-break.fit"]
    what = with_changes(Change(2, hold=hold(30).hold), Change(4, sets=2), weeks=4)
    assert names(what) == ["routine-break-w1.fit", "routine-break-w4.fit"]
    shown = [by_fitdecode(file.data)["workout"][0]["wkt_name"] for file in export(what).files]
    assert shown == ["W1-3 · Desk break", "W4 · Desk break"]


def test_a_session_named_like_the_week_of_another_keeps_its_own_file() -> None:
    items = (Item("one", hold(30)),)
    sessions = {"a": Session("a", "A", items), "a-w3": Session("a-w3", "B", items)}
    schedule = Schedule(dt.date(2026, 12, 7), 4, (), progression=(Change(3, session="a", sets=2),))
    what = routine(sessions=sessions, schedule=schedule)
    assert names(what) == ["routine-a-w1.fit", "routine-a-w3.fit", "routine-a-w3-w1.fit"]


def test_the_identity_tells_workouts_apart_and_stays_when_the_dose_changes() -> None:
    def serials(what: Routine) -> list[int]:
        return [by_fitdecode(f.data)["file_id"][0]["serial_number"] for f in export(what).files]

    before = serials(with_changes(Change(3, hold=hold(45).hold)))
    after = serials(with_changes(Change(3, hold=hold(60).hold)))
    assert before == after
    assert len({*before, *serials(routine(id="other"))}) == 3
    assert all(0 < serial <= UINT32_MAX for serial in before)


def test_a_file_is_a_workout_by_the_development_manufacturer_of_the_day_of_the_routine() -> None:
    (head,) = read(routine(updated=dt.datetime(2026, 11, 22, 8, 30, tzinfo=dt.UTC)))["file_id"]
    assert (head["type"], head["manufacturer"], head["product"]) == (5, 255, 0)
    created = FIT_EPOCH + dt.timedelta(seconds=head["time_created"])
    assert created == dt.datetime(2026, 11, 22, 8, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(("year", "seconds"), [(1, 0x10000000), (9999, 0xFFFFFFFE)])
def test_a_day_that_fit_cannot_say_becomes_the_nearest_and_is_reported(
    year: int, seconds: int
) -> None:
    made = export(routine(updated=dt.datetime(year, 6, 1, tzinfo=dt.UTC)))
    assert by_fitdecode(made.files[0].data)["file_id"][0]["time_created"] == seconds
    assert [loss.where for loss in made.losses].count("updated") == 1


def test_a_session_with_more_steps_than_a_file_can_number_has_no_file_and_says_so() -> None:
    items = tuple(Item("one", hold(n), sets=1) for n in range(1, 2050))
    made = export(routine(stretch(each_side=False), items=items))
    assert made.files == ()
    assert made.losses[-1].what == "too many steps for a FIT file: none is written"


def test_what_was_chosen_is_what_is_shown(example: Routine) -> None:
    selection = Selection(variants=(("mid-back-reach", "doorway"),))
    for file in workouts(export(example, selection=selection)):
        messages = by_fitdecode(file.data)
        assert messages["workout_step"][0]["wkt_step_name"] == "L · Mid-back reach in the doorway"


def test_bytes_are_the_same_for_every_hash_seed_locale_and_time_zone(example: Routine) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; from stretchexport.loading import load;"
        "from stretchexport.exporters.fit import EXPORTER, FitOptions;"
        "routine = load(Path(sys.argv[1])).routine;"
        "made = EXPORTER.export(routine, FitOptions());"
        "print([(f.name, hashlib.sha256(f.data).hexdigest()) for f in made.files], made.losses)"
    )
    path = "examples/mid-back-release.yaml"
    runs = {
        subprocess.run(
            [sys.executable, "-c", script, path],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Kathmandu"))
    }
    assert len(runs) == 1
    assert export(example).files[0].name.encode() in runs.pop()


@given(st.data())
def test_any_damage_to_a_file_is_noticed(data: st.DataObject) -> None:
    (file,) = export(routine()).files
    raw = bytearray(file.data)
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(VerificationError):
        EXPORTER.verify(replace(file, data=bytes(raw)))


@pytest.mark.parametrize("size", [0, 1, 13, 14, 60, -1])
def test_a_file_that_ends_early_is_noticed(size: int) -> None:
    (file,) = export(routine()).files
    with pytest.raises(VerificationError):
        EXPORTER.verify(replace(file, data=file.data[:size]))


def test_a_time_worked_out_from_breaths_is_marked() -> None:
    (file,) = export(routine(stretch(each_side=False), dose=StaticDose(Amount(25, 5)))).files
    assert EXPORTER.verify(file) == file.about == "workout of 1 step, about 25 s"


def test_another_workout_than_the_one_written_is_noticed() -> None:
    (file,) = export(routine()).files
    (other,) = export(routine(dose=hold(31))).files
    with pytest.raises(VerificationError, match="was written"):
        EXPORTER.verify(replace(file, data=other.data))


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([{"message_index": 1}], "not numbered"),
        ([{"duration_type": 0xFF}], "ends by None"),
        ([{"duration_type": 6, "duration_value": 0, "target_value": 0xFFFFFFFF}], "repeats"),
        ([{"duration_type": 5}], "ends by 'open'"),
        ([{"duration_type": 6, "duration_value": 0, "target_value": 2}], "repeats nothing"),
        ([{}, {"duration_type": 6, "duration_value": 0, "target_value": 1}], "repeats nothing"),
    ],
)
def test_a_workout_that_no_watch_runs_as_meant_is_noticed(
    steps: list[dict[str, int]], message: str
) -> None:
    from garmin_fit_sdk import Encoder, Profile

    encoder = Encoder()
    encoder.on_mesg(Profile["mesg_num"]["FILE_ID"], {"type": 5})
    encoder.on_mesg(Profile["mesg_num"]["WORKOUT"], {"num_valid_steps": len(steps)})
    for index, step in enumerate(steps):
        base = {"message_index": index, "duration_type": 0, "duration_value": 1, "target_value": 0}
        encoder.on_mesg(Profile["mesg_num"]["WORKOUT_STEP"], base | step)
    file = File("x.fit", encoder.close(), EXPORTER.media_type, "")
    with pytest.raises(VerificationError, match=message):
        EXPORTER.verify(file)


@pytest.mark.parametrize(
    ("kind", "message"), [(4, "not a workout"), (5, "says it has 2 steps and has 0")]
)
def test_a_file_that_is_not_a_whole_workout_is_noticed(kind: int, message: str) -> None:
    from garmin_fit_sdk import Encoder, Profile

    encoder = Encoder()
    encoder.on_mesg(Profile["mesg_num"]["FILE_ID"], {"type": kind})
    encoder.on_mesg(Profile["mesg_num"]["WORKOUT"], {"num_valid_steps": 2})
    with pytest.raises(VerificationError, match=message):
        EXPORTER.verify(File("x.fit", encoder.close(), EXPORTER.media_type, ""))
