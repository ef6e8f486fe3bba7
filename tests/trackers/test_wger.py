"""The requests for wger."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from fit.routines import hold, routine, stretch
from strategies import texts
from stretchexport.exporters.wger import EXPORTER, WgerOptions
from stretchexport.loading import load
from stretchexport.model import (
    Amount,
    AvoidIf,
    Change,
    Daily,
    Dates,
    DynamicDose,
    Item,
    Move,
    Order,
    PnfDose,
    Schedule,
    Session,
    Slot,
    StretchType,
    Weekly,
)
from stretchexport.schedule import occurrences
from stretchexport.wording import one_line
from trackers.apps import Wger, filled
from trackers.led import wger_shows
from trackers.standin import Service, document, push

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.model import Days, Routine

ROOT = Path(__file__).parent.parent.parent
MONDAY = dt.date(2026, 12, 7)
SCRIPTS = {
    "Latin": "Ü",
    "Greek": "ω",
    "Japanese": "伸",
    "Arabic": "ع",
    "Devanagari": "क्षि",
    "flags": "🇩🇪",
    "a family": "👨‍👩‍👧",
    "marks": "e\u0301",
}


def sent(what: Routine, **options: Any) -> dict[str, Any]:
    export = EXPORTER.export(what, WgerOptions(**options))
    for file in export.files:
        assert EXPORTER.verify(file)
    return document(export)


def losses(what: Routine, **options: Any) -> list[str]:
    return [one.what for one in EXPORTER.export(what, WgerOptions(**options)).losses]


def bodies(what: Routine, kind: str, **options: Any) -> list[Any]:
    """The bodies of all requests of a kind."""
    requests = sent(what, **options)["requests"]
    return [one["create"] and one["create"]["body"] for one in requests if one["kind"] == kind]


def scheduled(
    *days: Days, weeks: int = 4, items: tuple[Item, ...] | None = None, **values: Any
) -> Routine:
    """A routine whose session is done on ``days``, one slot each, from a Monday on."""
    slots = tuple(
        Slot(f"slot-{number}", "break", one, dt.time(7, 30)) for number, one in enumerate(days)
    )
    parts: dict[str, Any] = {"items": items} if items else {}
    return routine(schedule=Schedule(MONDAY, weeks, slots, **values), **parts)


@pytest.mark.parametrize("name", ["mid-back-release"])
def test_examples_stay_as_they_are(name: str, golden: Callable[[str, bytes], None]) -> None:
    loaded = load(ROOT / "examples" / f"{name}.yaml")
    assert loaded.routine
    (file,) = EXPORTER.export(loaded.routine, WgerOptions(licence_author="A. Person")).files
    golden(f"wger/{file.name}", file.data)


def test_sides_in_turn_share_a_slot_and_others_have_two() -> None:
    what = routine(items=(Item("one", hold(30), sets=3, rest=15, order=Order.ALTERNATE),))
    assert len(bodies(what, "slot")) == 1
    entries = bodies(what, "entry")
    assert [one["comment"] for one in entries] == ["Left", "Right"]
    assert [(one["type"], one["repetition_unit"]) for one in entries] == [("iso", 3), ("iso", 3)]
    assert [one["value"] for one in bodies(what, "rest")] == [10, 15]
    assert [one["value"] for one in bodies(what, "sets")] == [3, 3]
    what = routine(items=(Item("one", hold(30), sets=3, rest=15),))
    assert len(bodies(what, "slot")) == 2
    assert [one["comment"] for one in bodies(what, "entry")] == ["Left", "Right"]


def test_repetitions_have_their_own_unit_and_no_time() -> None:
    what = routine(stretch(type=StretchType.DYNAMIC, each_side=False), dose=DynamicDose(12))
    (entry,) = bodies(what, "entry")
    assert (entry["type"], entry["repetition_unit"]) == ("normal", 1)
    assert any("repetitions" in one for one in losses(what))


def test_a_cycle_of_push_let_go_and_hold_is_a_slot_with_three_entries_a_side() -> None:
    dose = PnfDose(Amount(6), Amount(2), Amount(20))
    item = Item("one", dose, sets=2, rest=30, order=Order.ALTERNATE)
    what = routine(stretch(type=StretchType.PNF), items=(item,))
    assert len(bodies(what, "slot")) == 1
    assert [one["comment"][:11] for one in bodies(what, "entry")] == [
        "Left · Push", "Left · Let ", "Left", "Right · Pus", "Right · Let", "Right",
    ]  # fmt: skip


def test_a_week_is_seven_days_from_the_start_on_with_rest_days() -> None:
    what = scheduled(Weekly((0, 3)))
    (body,) = bodies(what, "routine")
    assert (body["start"], body["end"]) == ("2026-12-07", "2027-01-03")
    assert body["fit_in_week"] is True
    days = bodies(what, "day")
    assert [one["is_rest"] for one in days] == [False, True, True, False, True, True, True]
    assert [one["name"] for one in days if one["is_rest"]] == [""] * 5
    assert "At 07:30" in days[0]["description"]


def test_a_schedule_that_starts_in_the_middle_of_a_week_starts_there() -> None:
    slot = Slot("s", "break", Weekly((0,)), dt.time(7, 30))
    what = routine(schedule=Schedule(dt.date(2026, 12, 10), 2, (slot,)))
    assert [one["is_rest"] for one in bodies(what, "day")].index(False) == 4


def test_a_progression_is_a_config_from_an_iteration_on() -> None:
    what = scheduled(Weekly((0,)), progression=(Change(3, hold=Amount(45)),))
    left = bodies(what, "repetitions")[:2]
    assert [(one["iteration"], one["value"]) for one in left] == [(1, 30), (3, 45)]
    assert {(one["operation"], one["step"], one["repeat"]) for one in left} == {("r", "na", False)}
    assert [(one["iteration"], one["value"]) for one in bodies(what, "sets")] == [(1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("days", "weeks", "count"),
    [
        (Weekly((0,)), 4, 7),
        (Weekly((0,), 2), 4, 14),
        (Weekly((0,), 3), 4, 21),
        (Daily(1), 4, 7),
        (Daily(3), 4, 21),
        (Daily(5), 4, 28),
        (Dates((MONDAY, MONDAY + dt.timedelta(9))), 4, 28),
    ],
)
def test_the_cycle_is_as_long_as_the_slots_take_to_repeat(
    days: Days, weeks: int, count: int
) -> None:
    assert len(bodies(scheduled(days, weeks=weeks), "day")) == count


@pytest.mark.parametrize(("weeks", "parts"), [(1, 1), (17, 1), (18, 2), (52, 4), (260, 16)])
def test_no_routine_is_longer_than_120_days(weeks: int, parts: int) -> None:
    what = scheduled(Weekly((0,)), weeks=weeks, progression=(Change(2, hold=Amount(40)),))
    found = bodies(what, "routine")
    assert len(found) == parts
    for one in found:
        start, end = (dt.date.fromisoformat(one[key]) for key in ("start", "end"))
        assert (end - start).days <= 120
    shown = wger_shows(what, EXPORTER.export(what, WgerOptions()))
    assert [one.date for one in shown] == [MONDAY + dt.timedelta(7 * n) for n in range(weeks)]
    assert [one.sets[0].seconds for one in shown] == [30] + [40] * (weeks - 1)
    assert (parts > 1) is any("too long" in one for one in losses(what))


def test_dates_of_their_own_hold_what_is_skipped_and_moved() -> None:
    move = Move(MONDAY + dt.timedelta(7), MONDAY + dt.timedelta(8), dt.time(9))
    days = Dates(tuple(MONDAY + dt.timedelta(7 * n) for n in range(3)))
    slot = Slot("s", "break", days, dt.time(7, 30), moved=(move,))
    what = routine(schedule=Schedule(MONDAY, 3, (slot,), skip=(MONDAY,)))
    shown = wger_shows(what, EXPORTER.export(what, WgerOptions()))
    assert [one.date for one in shown] == [MONDAY + dt.timedelta(8), MONDAY + dt.timedelta(14)]
    assert not [one for one in losses(what) if "skipped" in one]


def test_a_week_that_repeats_cannot_skip_and_says_so() -> None:
    what = scheduled(Weekly((0,)), skip=(MONDAY,))
    assert [one for one in losses(what) if "skipped" in one]
    assert not [one for one in losses(scheduled(Weekly((0,)))) if "skipped" in one]


def test_without_a_schedule_every_session_waits_until_it_is_logged() -> None:
    sessions = {name: Session(name, name, (Item("one", hold(30)),)) for name in ("a", "b")}
    what = routine(stretch(), sessions=sessions)
    assert [one["need_logs_to_advance"] for one in bodies(what, "day")] == [True, True]
    (body,) = bodies(what, "routine")
    assert (body["start"], body["fit_in_week"]) == ("2026-11-22", False)
    assert any("whose days wait until they are logged" in one for one in losses(what))


def test_two_sessions_of_a_day_follow_each_other() -> None:
    what = scheduled(Weekly((0,)), Weekly((0,)))
    shown = wger_shows(what, EXPORTER.export(what, WgerOptions()))
    assert len(shown) == 2 * 4
    assert any("same day" in one for one in losses(what))


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize(
    ("kind", "field", "limit"),
    [("routine", "name", 25), ("day", "name", 20), ("exercise", "name", 200)],
)
def test_names_are_cut_at_their_limit_and_no_sooner(
    kind: str, field: str, limit: int, script: str
) -> None:
    piece = SCRIPTS[script]

    def name(size: int) -> str:
        return (piece * 3 * limit)[: size - size % len(piece)] + "x" * (size % len(piece))

    for size in (limit - 1, limit, limit + 1, 3 * limit):
        text = name(size)
        what = routine(stretch(text), title=text, author="A. Person")
        what = replace(what, title=text)
        (body,) = bodies(what, kind)
        found = body["translations"][0][field] if kind == "exercise" else body[field]
        assert len(found) <= limit
        assert (found == text) is (size <= limit)
        if size > limit:
            assert found.endswith("…")
            assert text.startswith(found[:-1])
            assert any(f"cut to {limit} characters" in one for one in losses(what))


def test_numbers_above_the_limits_are_cut_and_told() -> None:
    item = Item("one", hold(9999), sets=2, rest=9999)
    what = routine(stretch(each_side=False), items=(item,))
    assert [one["value"] for one in bodies(what, "repetitions")] == [3000]
    assert [one["value"] for one in bodies(what, "rest")] == [1800]
    declared = sum(one.seconds for one in EXPORTER.export(what, WgerOptions()).losses)
    assert declared == 2 * (3000 + 1800) - (2 * 9999 + 9999)


def test_an_exercise_is_looked_for_by_name_and_other_names() -> None:
    what = routine(stretch("Child's pose", aka=("Balasana",)))
    (one,) = (one for one in sent(what)["requests"] if one["kind"] == "exercise")
    assert one["find"]["query"]["name__search"] == "Child's pose"
    service = Service()
    translation = {"name": "Kindhaltung", "aliases": [{"alias": "balasana"}]}
    there = service.post("/api/v2/exerciseinfo/", {"category": 12, "translations": [translation]})
    ids = push(sent(what, licence_author="A. Person"), service)
    assert ids["exercise/one"] == there["id"]
    assert len(service.objects["/api/v2/exerciseinfo/"]) == 1


def test_an_exercise_that_is_not_there_is_submitted() -> None:
    what = routine(
        stretch("Reach", steps=("Go.",), equipment=("mat", "chair"), also=("lats",)),
        author="The author",
    )
    (body,) = bodies(what, "exercise")
    (text,) = body["translations"]
    assert body["license_author"] == text["license_author"] == "The author"
    assert (body["category"], body["muscles"], body["equipment"]) == (12, [], [4])
    assert body["muscles_secondary"] == [12]
    assert 40 <= len(text["description"]) <= 2000
    (body,) = bodies(what, "exercise", licence_author="Another")
    assert body["license_author"] == "Another"
    assert "what it needs is not in wger's list, only in its description" in losses(what)


@pytest.mark.parametrize(
    ("values", "why"),
    [({}, "licence author"), ({"author": "A. Person", "language": "de"}, "English")],
)
def test_an_exercise_that_cannot_be_submitted_has_to_be_there(
    values: dict[str, Any], why: str
) -> None:
    what = routine(**values)
    assert bodies(what, "exercise") == [None]
    assert any(why in one for one in losses(what))


def test_what_people_write_is_no_markup_in_a_description() -> None:
    what = routine(stretch(steps=("<b>*x*</b> [a](b)",)), author="A. Person")
    (text,) = bodies(what, "exercise")[0]["translations"]
    assert "&lt;b&gt;*x*" in text["description"]
    assert r"\<b\>\*x\*\</b\> \[a\](b)" in text["description_source"]


@given(texts())
def test_a_markdown_reader_sees_what_was_written(line: str) -> None:
    what = routine(stretch(steps=(line,)), author="A. Person")
    (text,) = bodies(what, "exercise")[0]["translations"]
    read = MarkdownIt().parse(text["description_source"])
    assert [one.type for one in read] == ["paragraph_open", "inline", "paragraph_close"] * 2
    assert all(child.type == "text" for child in read[1].children or ())
    shown = "".join(child.content for child in read[1].children or ())
    assert shown.split() == one_line(line).split()


def test_sessions_whose_names_do_not_fit_are_counted() -> None:
    item = Item("one", hold(30))
    for titles, name in (
        (("Neck", "Hips"), "Neck + Hips"),
        (("Neck and chest", "Wrists and hips"), "Neck and chest +1"),
        (("Neck and chest and back", "Hips", "Feet"), "Neck and chest… +2"),
    ):
        sessions = {f"s{n}": Session(f"s{n}", title, (item,)) for n, title in enumerate(titles)}
        slots = tuple(Slot(f"x{one}", one, Weekly((0,)), dt.time(7)) for one in sessions)
        what = routine(stretch(), sessions=sessions, schedule=Schedule(MONDAY, 1, slots))
        assert bodies(what, "day")[0]["name"] == name
        assert bodies(what, "day")[0]["description"].count(": At 07:00") == len(titles)


def test_a_long_description_is_cut_and_told() -> None:
    what = routine(stretch(steps=("&" * 9000,)), author="A. Person")
    (text,) = bodies(what, "exercise")[0]["translations"]
    assert len(text["description"]) <= 2000
    assert len(text["description_source"]) <= 2000
    assert "never into pain" in text["description"]
    assert any("description cut" in one for one in losses(what))


@pytest.mark.parametrize("author", ["", "  ", "x" * 201, "A\x1b[31m", "A\x00"])
def test_a_licence_author_is_a_name(author: str) -> None:
    with pytest.raises(ValueError, match="licence author"):
        WgerOptions(licence_author=author)


@pytest.mark.parametrize("count", [1, 200])
def test_few_and_many_steps(count: int) -> None:
    items = tuple(Item("one", hold(30)) for _ in range(count))
    what = routine(stretch(each_side=False), items=items)
    assert len(bodies(what, "slot")) == count


def test_a_second_push_updates_and_removes_what_is_gone() -> None:
    service = Service()
    before = scheduled(Weekly((0,)), items=(Item("one", hold(30)), Item("one", hold(20))))
    push(sent(before), filled(sent(before), service))
    made = service.calls["POST"]
    push(sent(before), service)
    assert service.calls["POST"] == made
    assert service.calls["DELETE"] == 0
    after = scheduled(Weekly((0,)), items=(Item("one", hold(45)),))
    ids = push(sent(after), service)
    assert service.calls["POST"] == made
    assert len(service.objects["/api/v2/slot/"]) == 2
    app = Wger(service, sent(after), ids)
    (one,) = app.routines()
    first = next(iter(app.dates(one)))[1]
    assert [done.seconds for done in first[0].sets] == [45, 45]


def test_a_routine_whose_id_is_the_beginning_of_another_is_not_taken_for_it() -> None:
    service = Service()
    for name in ("reach-1", "reach"):
        what = routine(id=name)
        push(sent(what), filled(sent(what), service))
    assert len(service.objects["/api/v2/routine/"]) == 2


def test_what_an_exercise_of_wger_does_not_say_is_beside_it() -> None:
    what = routine(
        stretch(stop_if=("Sharp pain", "Tingling"), avoid_if=(AvoidIf("A strain", "skip"),)),
        items=(Item("one", hold(30), note="Slowly"),),
    )
    assert [one["comment"] for one in bodies(what, "slot")] == [
        "Slowly\nStop if: Sharp pain; Tingling"
    ] * 2
    (day,) = bodies(what, "day")
    assert "Take care if: A strain" in day["description"]
    assert "never into pain" in day["description"]


def test_the_tempo_is_beside_the_repetitions_unless_it_changes() -> None:
    item = Item("one", DynamicDose(12, 3))
    one = stretch(type=StretchType.DYNAMIC, each_side=False)
    assert bodies(routine(one, items=(item,)), "entry")[0]["comment"] == "12 repetitions, 3 s each"
    slot = Slot("s", "break", Weekly((0,)), dt.time(7))
    schedule = Schedule(MONDAY, 4, (slot,), progression=(Change(3, reps=15),))
    what = routine(one, items=(item,), schedule=schedule)
    assert bodies(what, "entry")[0]["comment"] == ""
    assert "its tempo or breaths change, and are not in wger" in losses(what)


@pytest.mark.parametrize("size", [199, 200, 201, 10000])
def test_a_note_is_cut_at_the_limit_of_a_comment(size: int) -> None:
    what = routine(stretch(each_side=False), items=(Item("one", hold(30), note="x" * size),))
    (slot,) = bodies(what, "slot")
    assert len(slot["comment"]) == min(size, 200)
    assert any("cut to 200" in one for one in losses(what)) is (size > 200)


@pytest.mark.parametrize(
    "days",
    [Weekly((0, 6), 2), Daily(9), Daily(1), Dates((MONDAY, MONDAY + dt.timedelta(170)))],
)
def test_a_long_schedule_keeps_its_dates_over_all_its_routines(days: Days) -> None:
    what = scheduled(days, weeks=25, progression=(Change(20, hold=Amount(50)),))
    assert what.schedule
    shown = wger_shows(what, EXPORTER.export(what, WgerOptions()))
    planned = occurrences(what.schedule)
    assert [one.date for one in shown] == [one.start.date() for one in planned]
    assert [one.sets[0].seconds for one in shown] == [30 if p.week < 20 else 50 for p in planned]
