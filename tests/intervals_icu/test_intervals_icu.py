"""Planned workouts of Intervals.icu, read by its workout builder, are the timeline of each date."""

from __future__ import annotations

import base64
import datetime as dt
import itertools
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fit.routines import hold, routine, stretch
from fit.test_workouts import DOSES, WAYS, lines_of
from fit.watch import by_fitdecode, run
from intervals_icu.builder import MEANT, steps
from strategies import routines, selections, texts
from stretchexport.cli.words import Sport
from stretchexport.exporters.base import File, VerificationError
from stretchexport.exporters.calendar import EXPORTER as CALENDAR
from stretchexport.exporters.intervals_icu import EXPORTER, IntervalsOptions
from stretchexport.exporters.intervals_icu.facts import facts
from stretchexport.exporters.intervals_icu.text import JOINER, duration, harmless
from stretchexport.loading import load
from stretchexport.model import (
    Amount,
    Change,
    Dates,
    DynamicDose,
    Item,
    Move,
    Order,
    Routine,
    Schedule,
    Session,
    Slot,
    StaticDose,
    StretchType,
    Weekly,
)
from stretchexport.schedule import occurrences
from stretchexport.timeline import timeline
from stretchexport.wording import one_line
from timers.test_jawt import opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.exporters.base import Export
    from stretchexport.timeline import Timeline

DAY = dt.date(2026, 12, 7)


def export(what: Routine, **options: Any) -> Export:
    return EXPORTER.export(what, IntervalsOptions(**{"language": "en", **options}))


def bodies(made: Export, *, dated: bool = True) -> list[dict[str, Any]]:
    """The events, or what is for the library."""
    suffix = ".intervals-icu.json" if dated else ".library.intervals-icu.json"
    found = []
    for file in made.files:
        assert EXPORTER.verify(file) == file.about
        if file.name.endswith(".library.intervals-icu.json") is not dated:
            assert file.name.endswith(suffix)
            found += json.loads(file.data)
    return found


def assert_planned(line: Timeline, body: dict[str, Any]) -> None:
    """The text is the timeline, and takes the time that the workout says."""
    done = steps(body["description"])
    assert len(done) == len(line.steps)
    for step, one in zip(line.steps, done, strict=True):
        assert one.seconds == step.seconds
        assert one.prompt.startswith(opening(step).strip())
    assert body["moving_time"] == line.seconds


@given(st.data(), routines(), st.booleans())
@settings(max_examples=40)
def test_every_workout_of_any_routine_is_its_timeline(
    data: st.DataObject, what: Routine, unroll: bool
) -> None:
    selection = data.draw(selections(what))
    made = export(what, selection=selection, unroll=unroll)
    dated = occurrences(what.schedule) if what.schedule else ()
    for one, body in zip(dated, bodies(made), strict=True):
        assert body["start_date_local"] == f"{one.start:%Y-%m-%dT%H:%M}:00"
        assert body["category"] == "WORKOUT"
        assert_planned(timeline(what, one.slot.session, selection, one.week), body)
    ids = [body["external_id"] for body in bodies(made)]
    assert len(set(ids)) == len(ids)
    undated = what.sessions.keys() - {one.slot.session for one in dated}
    waiting = [line for line in lines_of(what, selection) if line.session.id in undated]
    for line, body in zip(waiting, bodies(made, dated=False), strict=True):
        assert body.keys() == {"name", "type", "moving_time", "description"}
        assert_planned(line, body)
    assert not any(loss.seconds for loss in made.losses)


@pytest.mark.parametrize("kind", DOSES)
@pytest.mark.parametrize("way", WAYS)
def test_every_dose_order_and_side_is_its_timeline(kind: str, way: str) -> None:
    type_, dose = DOSES[kind]
    each_side, order, side = WAYS[way]
    spots = ("calf", "sole") if type_ is StretchType.SELF_MASSAGE else ()
    one = stretch(type=type_, each_side=each_side, spots=spots)
    for rest, transition, unroll in itertools.product((15, 0), (10, 0), (False, True)):
        item = Item("one", dose, sets=3, rest=rest, order=order, side=side)
        what = routine(one, items=(item,), transition=transition)
        (body,) = bodies(export(what, unroll=unroll), dated=False)
        assert_planned(timeline(what, "break"), body)


def test_the_example_is_what_it_was(golden: Callable[[str, bytes], None]) -> None:
    loaded = load("examples/mid-back-release.yaml")
    assert loaded.routine is not None
    (file,) = export(loaded.routine).files
    golden(f"intervals-icu/{file.name}", file.data)


def test_a_repeat_has_an_empty_line_before_and_after_it_and_none_is_in_another() -> None:
    item = Item("one", hold(30), sets=3, rest=15, order=Order.ALTERNATE)
    (body,) = bodies(export(routine(items=(item,))), dated=False)
    assert (
        "\n\n2x\n- Left side: Self-hug 30s\n- Next: Right side: Self-hug 10s\n"
        in (body["description"])
    )
    assert "- Rest, then left 15s\n\n- Left side: Self-hug 30s" in body["description"]


@pytest.mark.parametrize(
    ("seconds", "text"), [(5, "5s"), (60, "1m"), (90, "1m30s"), (3600, "60m"), (3661, "61m1s")]
)
def test_times_are_in_minutes_and_seconds(seconds: int, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    "text",
    [
        "30s", "30 s", "1m30", "1h2m30s", "5'", "30\"", "1'30\"", "10 min", "2km", "2 km", "500mtr",
        "60%", "95-105%", "200w", "Z2", "z3-Z4", "CZ1", "70% HR", "5:00/km Pace", "90rpm",
        "85-95 rpm", "Main set 3x", "3 x", "6X", "ramp it up", "Ramp", "Press lap", "lap press",
        "freeride", "maxeffort", "intensity=rest", "hr = 1s", "pool length: 25m", "60^30 Stay",
        "a <!> b", "<b>bold</b>", "0", "hold 0 here", "- a step", "  -1m", "--- 3x", "hidepower",
    ],
)  # fmt: skip
def test_what_means_something_to_the_service_is_broken_up_unseen(text: str) -> None:
    plain = harmless(text)
    assert not MEANT.search(plain)
    assert not plain.startswith("-")
    seen = plain.replace(JOINER, "").translate(str.maketrans("‹›", "<>"))
    assert re.sub("^–", "-", seen) == one_line(text).strip()


@pytest.mark.parametrize(
    "text",
    [
        "90/90", "Pose 2", "12 repetitions", "the 4-point kneel", "3 sets", "World's greatest",
        "1 minuet", "100 swings", "lap", "press down", "powerful", "trampoline", "pool", "10",
        "20 a side", "zone", "azur2", "well-known", "5 Wiederholungen", "12 mouvements",
    ],
)  # fmt: skip
def test_what_means_nothing_to_it_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(texts())
def test_no_text_means_anything(text: str) -> None:
    plain = harmless(text)
    assert "\n" not in plain
    assert not plain.startswith("-")
    assert not MEANT.search(plain)


def test_what_is_broken_up_is_told() -> None:
    name = "Hold 30s at 60%"
    made = export(routine(stretch(name, each_side=False)))
    (body,) = bodies(made, dated=False)
    (step,) = steps(body["description"])
    assert (step.prompt, step.seconds) == (name, 30)
    assert any("broken up unseen" in loss.what for loss in made.losses)
    assert not any("broken" in loss.what for loss in export(routine()).losses)


def test_repetitions_and_breaths_are_in_the_prompt() -> None:
    reps = routine(
        stretch("Cat", type=StretchType.DYNAMIC, each_side=False), dose=DynamicDose(12, 3)
    )
    breaths = routine(stretch("Cat", each_side=False), dose=StaticDose(Amount(25, 5)))
    for what, prompt in ((reps, "Cat, 12 repetitions"), (breaths, "Cat, 5 breaths (about 25 s)")):
        made = export(what)
        (body,) = bodies(made, dated=False)
        assert steps(body["description"])[0].prompt == prompt
        assert any("are not counted" in loss.what for loss in made.losses)


def scheduled(slot: Slot, **values: Any) -> Routine:
    return replace(routine(), schedule=Schedule(DAY, 2, (slot,), **values))


MORNING = Slot("morning", "break", Weekly((0,)), dt.time(7, 30))


def test_an_event_has_its_date_and_the_doses_of_its_week() -> None:
    what = scheduled(MORNING, timezone="Asia/Tokyo", progression=(Change(2, hold=Amount(45)),))
    first, second = bodies(export(what))
    assert first["start_date_local"] == "2026-12-07T07:30:00"
    assert (first["name"], first["type"]) == ("Desk break", "Workout")
    assert (first["moving_time"], second["moving_time"]) == (70, 100)


def test_an_event_keeps_its_id_whatever_else_changes_and_it_is_the_calendar_s() -> None:
    move = Move(DAY, dt.date(2026, 12, 8), dt.time(9, 0))
    moved = replace(MORNING, at=dt.time(8, 0), moved=(move,))
    before, after = bodies(export(scheduled(MORNING))), bodies(export(scheduled(moved)))
    assert [one["external_id"] for one in before] == [one["external_id"] for one in after]
    assert after[0]["start_date_local"] == "2026-12-08T09:00:00"
    what = scheduled(replace(MORNING, days=Dates((DAY, dt.date(2026, 12, 9)))))
    calendar: Any = icalendar.Calendar.from_ical(
        CALENDAR.export(what, CALENDAR.options_type()).files[0].data
    )
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert [one["external_id"] for one in bodies(export(what))] == uids


def test_what_has_no_date_is_for_the_library_and_that_is_told() -> None:
    what = scheduled(MORNING)
    more = {**what.sessions, "more": Session("more", "More", what.sessions["break"].items)}
    made = export(replace(what, sessions=more))
    assert [one["name"] for one in bodies(made)] == ["Desk break", "Desk break"]
    assert [one["name"] for one in bodies(made, dated=False)] == ["More"]
    assert any("sessions more" in loss.where for loss in made.losses)
    assert [file.name for file in made.files] == [
        "routine.intervals-icu.json", "routine.library.intervals-icu.json",
    ]  # fmt: skip


@pytest.mark.parametrize("sport", [str(word) for word in Sport])
def test_every_sport_has_a_type(sport: str) -> None:
    (body,) = bodies(export(routine(), sport=sport), dated=False)
    assert body["type"] == facts().types[sport]


def test_another_sport_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no sport chess"):
        IntervalsOptions(sport="chess")


@given(routines())
@settings(max_examples=15)
def test_with_fit_the_file_is_there_in_place_of_the_text(what: Routine) -> None:
    made = export(what, with_fit=True)
    dated = occurrences(what.schedule) if what.schedule else ()
    for one, body in zip(dated, bodies(made), strict=True):
        assert "description" not in body
        line = timeline(what, one.slot.session, week=one.week)
        done = run(by_fitdecode(base64.b64decode(body["file_contents_base64"])))
        assert [step.reps or step.seconds * 1000 for step in line.steps] == [
            step.value for step in done
        ]
        assert body["filename"].endswith(".fit")
    assert any("in place of the text" in loss.what for loss in made.losses)


@pytest.mark.parametrize("count", [1, 200])
def test_one_and_two_hundred_steps(count: int) -> None:
    items = tuple(Item("one", hold(n)) for n in range(5, 5 + count))
    what = routine(stretch(each_side=False), items=items, transition=0)
    (body,) = bodies(export(what), dated=False)
    assert [one.seconds for one in steps(body["description"])] == list(range(5, 5 + count))


@pytest.mark.parametrize("script", ["x", "猫", "ع", "\U0001f9d8", "\U0001f9d8\u200d\u2640\ufe0f"])
@pytest.mark.parametrize("extra", [0, 1])
def test_names_at_and_over_the_limit_in_every_script(script: str, extra: int) -> None:
    limit = facts().name
    name = script * (limit // len(script)) + "x" * (limit % len(script) + extra)
    made = export(replace(scheduled(MORNING), sessions=routine(title=name).sessions))
    body = bodies(made)[0]
    assert len(body["name"]) <= limit
    assert (body["name"] == name) == (not extra)
    assert any("name cut" in loss.what for loss in made.losses) == bool(extra)


@pytest.mark.parametrize(
    "break_it",
    [
        lambda events: events.clear(),
        lambda events: events[0].pop("name"),
        lambda events: events[0].pop("external_id"),
        lambda events: events[0].update(type="Stretching"),
        lambda events: events[0].update(start_date_local="2026-12-07"),
        lambda events: events[0].update(moving_time=71),
        lambda events: events[0].update(description="- Left side: Self-hug"),
        lambda events: events[0].update(filename="x.fit"),
        lambda events: events.append(events[0]),
    ],
)
def test_a_broken_file_does_not_verify(break_it: Callable[[list[dict[str, Any]]], object]) -> None:
    (file,) = export(scheduled(MORNING)).files
    broken = json.loads(file.data)
    break_it(broken)
    with pytest.raises(VerificationError):
        EXPORTER.verify(File(file.name, json.dumps(broken).encode(), file.media_type, file.about))
