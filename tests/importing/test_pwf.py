"""A plan of the Portable Workout Format comes back as a routine that does the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from importing.reading import data_of, imported
from importing.test_fit import decided, plainly_named, ran
from strategies import routines
from stretchexport.exporters.base import Options
from stretchexport.exporters.pwf import EXPORTER
from stretchexport.importing.draft import SourceError
from stretchexport.kinds import Kind
from stretchexport.loading import load
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline
from stretchexport.variants import NOTHING_SAID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stretchexport.model import Routine


SHORT = """\
schema: stretch-routine/v1
id: kurz
title: Kurz
language: de
updated: 2026-11-22
stretches:
  wade:
    name: Wadendehnung
    type: static
    sides: {sides}
    targets: [calves]
    motions: [ankle.dorsiflexion]
    steps: [Nach vorn lehnen.]
sessions:
  kurz: {{title: Kurz, transition: 0, items: [{{stretch: wade, hold: 30s}}]}}
"""


def plan_of(routine: Routine) -> bytes:
    (file,) = EXPORTER.export(routine, Options()).files
    return file.data


@settings(max_examples=25)
@given(routines(scheduled=False).map(plainly_named))
def test_a_routine_that_was_a_plan_does_the_same(before: Routine) -> None:
    after = decided(imported(plan_of(before)))
    assert len(after.sessions) == len(before.sessions)
    for old, new in zip(before.sessions, after.sessions, strict=True):
        assert ran(timeline(after, new, NOTHING_SAID)) == ran(timeline(before, old, NOTHING_SAID))


def test_the_plan_of_the_example(example: Routine, golden: Callable[[str, bytes], None]) -> None:
    made = imported(plan_of(example))
    golden("importing/pwf.yaml", made.text.encode())
    after = decided(made)
    assert example.schedule is not None
    assert after.schedule is not None
    old, new = (occurrences(one.schedule) for one in (example, after) if one.schedule)
    assert [(one.start.replace(tzinfo=None), one.week) for one in old] == [
        (one.start, one.week) for one in new
    ]
    for week in range(1, 7):
        assert ran(timeline(after, "desk-break", NOTHING_SAID, week)) == ran(
            timeline(example, "desk-break", NOTHING_SAID, week)
        )


@pytest.mark.parametrize("sides", ["each", "both"])
def test_our_own_plan_in_another_language_is_known_by_its_warning(
    sides: str, tmp_path: Path
) -> None:
    (tmp_path / "kurz.yaml").write_text(SHORT.format(sides=sides), encoding="utf-8")
    before = load(tmp_path / "kurz.yaml").routine
    assert before is not None
    made = imported(plan_of(before))
    assert data_of(made)["language"] == "de"
    assert [one.what for one in made.decisions if one.path[-1] in ("language", "type")] == []
    assert ran(timeline(decided(made), "kurz", NOTHING_SAID)) == ran(
        timeline(before, "kurz", NOTHING_SAID)
    )


def test_two_items_of_one_stretch_stay_two_where_the_pause_between_them_is_a_transition(
    tmp_path: Path,
) -> None:
    items = "{stretch: wade, hold: 5s, side: left}, {stretch: wade, hold: 5s, sets: 2}"
    text = SHORT.format(sides="each").replace("{stretch: wade, hold: 30s}", items)
    (tmp_path / "kurz.yaml").write_text(text.replace("transition: 0", "transition: 3"))
    before = load(tmp_path / "kurz.yaml").routine
    assert before is not None
    made = imported(plan_of(before))
    assert made.losses == ()
    assert ran(timeline(decided(made), "kurz", NOTHING_SAID)) == ran(
        timeline(before, "kurz", NOTHING_SAID)
    )


def of_somebody_else(*exercises: dict[str, Any], **day: Any) -> bytes:
    plan = {"plan_version": 1, "cycle": {"days": [{"exercises": list(exercises)} | day]}}
    return json.dumps(plan).encode()


YAML = b"""\
plan_version: 1
meta: {title: Calves, id: calves}
cycle:
  start_date: 2026-12-07
  days:
    - focus: Evening
      exercises:
        - name: Left calf stretch
          modality: countdown
          target_sets: 2
          target_duration_sec: 30
          target_weight_percent: 12.5
          rest_between_sets_sec: 15
"""


def test_a_plan_in_yaml_as_its_format_has_it() -> None:
    (session,) = data_of(imported(YAML))["sessions"].values()
    assert session["items"] == [
        {"stretch": "calf-stretch", "hold": "30s", "sets": 2, "rest": "15s", "side": "left"}
    ]


def test_loads_and_the_notes_of_the_whole_plan_are_told() -> None:
    made = imported(YAML.replace(b"start_date", b"notes: Mind the knees.\n  start_date"))
    assert [one.what for one in made.losses] == [
        "Left calf stretch: not in the routine: target_weight_percent",
        "those of the whole plan are not in the routine: Mind the knees.",
    ]


def test_yaml_that_cannot_be_read_is_told_why() -> None:
    with pytest.raises(SourceError, match="anchor"):
        imported(b"plan_version: 1\ncycle: &one {}\n")


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_a_date_at_the_end_of_all_time_is_no_date(date: str) -> None:
    step = {"modality": "countdown", "name": "Calf stretch", "target_duration_sec": 30}
    plan = json.loads(of_somebody_else(step, scheduled_date=date, notes="At 07:30"))
    plan["cycle"]["start_date"] = date
    made = imported(json.dumps(plan).encode())
    assert "schedule" not in data_of(made)
    assert any(date in one.what for one in made.losses)


def test_what_is_no_stretch_and_what_has_no_dose_are_told() -> None:
    made = imported(
        of_somebody_else(
            {"modality": "countdown", "name": "Calf stretch", "target_duration_sec": 30},
            {"modality": "stopwatch", "name": "Hang"},
            {"modality": "running", "name": "Run"},
            scheduled_date="2026-12-07",
        )
    )
    assert [one.what for one in made.losses] == ["Run: running is no stretch"]
    (session,) = data_of(made)["sessions"].values()
    assert session["items"] == [{"stretch": "calf-stretch", "hold": "30s"}]
    assert "# decide: add hang with its dose" in made.text


def test_dates_without_a_time_of_day_are_kept_and_their_time_is_for_a_person() -> None:
    step = {"modality": "countdown", "name": "Calf stretch", "target_duration_sec": 30}
    hold = {"modality": "countdown", "name": "Hip stretch", "target_duration_sec": 30}
    days = [
        {"focus": "Calf", "exercises": [step], "scheduled_date": "2026-12-07"},
        {"focus": "Hip", "exercises": [hold], "scheduled_date": "2026-12-07"},
        {"focus": "Calf", "exercises": [step], "scheduled_date": "2026-12-10"},
        {"focus": "Hip", "exercises": [hold], "scheduled_date": "2026-12-10", "notes": "At 07:30"},
    ]
    made = imported(json.dumps({"plan_version": 1, "cycle": {"days": days}}).encode())
    assert data_of(made)["schedule"]["slots"] == [
        {"session": "calf", "on": ["mon", "thu"], "at": "09:00"},
        {"session": "hip", "on": ["mon"], "at": "10:00"},
        {"session": "hip", "on": ["thu"], "at": "07:30"},
    ]
    told = "at which time? The plan has no time of day for 3 dates: 09:00 stands here"
    assert f"slots:  # decide: {told}" in made.text


def test_a_date_before_the_first_day_of_the_plan_moves_that_day() -> None:
    step = {"modality": "countdown", "name": "Calf stretch", "target_duration_sec": 30}
    dates = ["2026-11-28", "2026-12-08", "2026-12-10"]
    days = [{"focus": "Calf", "exercises": [step], "scheduled_date": one} for one in dates]
    cycle = {"start_date": "2026-12-07", "days": days}
    made = imported(json.dumps({"plan_version": 1, "cycle": cycle}).encode())
    after = decided(made)
    assert after.schedule is not None
    assert after.schedule.starts.isoformat() == "2026-11-23"
    assert [one.start.date().isoformat() for one in occurrences(after.schedule)] == dates


def test_days_of_runs_and_of_rest_are_left_out_and_told() -> None:
    step = {"modality": "countdown", "name": "Calf stretch", "target_duration_sec": 30}
    days: list[dict[str, Any]] = [
        {"focus": "Run", "exercises": [{"modality": "running", "name": "Run"}]},
        {"focus": "Rest", "exercises": []},
        {"focus": "Calf", "exercises": [step]},
    ]
    for number, day in enumerate(days, start=7):
        day["scheduled_date"] = f"2026-12-{number:02}"
    made = imported(json.dumps({"plan_version": 1, "cycle": {"days": days}}).encode())
    assert list(data_of(made)["sessions"]) == ["calf"]
    assert data_of(made)["schedule"]["slots"] == [{"session": "calf", "on": ["wed"], "at": "09:00"}]
    assert "no time of day for 1 date:" in made.text
    assert [(one.where, one.what) for one in made.losses] == [
        ("session Run", "Run: running is no stretch"),
        ("session Run", "there is nothing to do in it that a routine can hold: left out"),
        ("session Rest", "there is nothing to do in it that a routine can hold: left out"),
    ]


def test_many_sessions_on_a_date_without_times_stay_on_that_date() -> None:
    days = [
        {
            "focus": f"Session {number}",
            "exercises": [
                {"modality": "countdown", "name": f"S {number}", "target_duration_sec": 30}
            ],
            "scheduled_date": "2026-12-07",
        }
        for number in range(20)
    ]
    made = imported(json.dumps({"plan_version": 1, "cycle": {"days": days}}).encode())
    after = decided(made)
    assert after.schedule is not None
    assert {one.start.date().isoformat() for one in occurrences(after.schedule)} == {"2026-12-07"}


CALF = {"modality": "countdown", "name": "Calf stretch", "target_duration_sec": 30}


@pytest.mark.parametrize(
    ("word", "ids", "own"),
    [
        ("resistance_band", ["band"], {}),
        ("cable", ["cable-machine"], {}),
        ("kettlebell", ["kettlebell"], {"kettlebell": "kettlebell"}),
        ("bodyweight", None, {}),
    ],
)
def test_what_somebody_elses_exercise_needs_is_kept(
    word: str, ids: list[str] | None, own: dict[str, str]
) -> None:
    made = imported(of_somebody_else(CALF | {"equipment": word}))
    data = data_of(made)
    assert data["stretches"]["calf-stretch"].get("equipment") == ids
    assert data.get("equipment", {}) == own
    assert made.losses == ()


def test_a_stretch_that_is_done_with_other_equipment_too_is_told() -> None:
    made = imported(
        of_somebody_else(
            CALF | {"equipment": "cable"},
            {"modality": "countdown", "name": "Hip", "target_duration_sec": 30},
            CALF | {"equipment": "kettlebell"},
            {"modality": "countdown", "name": "Neck", "target_duration_sec": 30},
            CALF | {"equipment": "cable"},
        )
    )
    assert data_of(made)["stretches"]["calf-stretch"]["equipment"] == ["cable-machine"]
    told = "it is done with kettlebell too: make that a variant of it"
    assert [(one.where, one.what) for one in made.losses] == [("stretch calf-stretch", told)]


def test_the_equipment_does_not_become_a_step() -> None:
    made = imported(of_somebody_else(CALF | {"equipment": "cable", "cues": "Lean in. Breathe."}))
    assert data_of(made)["stretches"]["calf-stretch"]["steps"] == ["Lean in.", "Breathe."]


def test_equipment_that_no_exercise_names_is_told() -> None:
    plan = json.loads(of_somebody_else(CALF | {"equipment": "other"}))
    plan["meta"] = {"equipment": ["other", "bench", "bodyweight", 3, ["strap"]]}
    made = imported(json.dumps(plan).encode())
    assert [(one.where, one.what) for one in made.losses] == [
        (
            "session Workout",
            "Calf stretch: it needs equipment that the plan does not name: write it in",
        ),
        (
            "equipment",
            "bench: the plan does not say which exercises need it: write it into the stretches",
        ),
    ]


def test_the_equipment_in_the_notes_of_our_own_plan_stays_as_it_is() -> None:
    cues = "Hold on to the frame. Lean.\nYou need: a door frame"
    made = imported(of_somebody_else(CALF | {"equipment": "other", "target_notes": cues}))
    assert data_of(made)["stretches"]["calf-stretch"]["equipment"] == ["doorway"]
    assert made.losses == ()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"plan_version": 2}', "a version not known here"),
        (b'{"plan_version": 1}', "has no days"),
        (b'{"plan_version": 1, "cycle": {"days": [3]}}', "has no days"),
        (of_somebody_else(), "no day of the plan has a stretch"),
        (of_somebody_else({"modality": "running"}), "no day of the plan has a stretch"),
        (b"[]", "no plan of the Portable Workout Format"),
        (b"{}", "no plan of the Portable Workout Format"),
        (b'{"plan_version": ' + 5000 * b"1" + b"}", "^file-1: a number in it is too long"),
        (
            of_somebody_else(
                {"modality": "countdown", "target_sets": 9999, "target_duration_sec": 3}
            ),
            "more than 2000 sets",
        ),
    ],
)
def test_what_is_no_plan_is_told(data: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        imported(data, kind=Kind.PWF)
