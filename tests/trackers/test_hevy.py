"""The requests for Hevy."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fit.routines import hold, routine, stretch
from stretchexport.exporters.base import File, Options, VerificationError
from stretchexport.exporters.hevy import EXPORTER
from stretchexport.loading import load
from stretchexport.model import (
    Amount,
    Change,
    DynamicDose,
    Item,
    MassageDose,
    Order,
    PnfDose,
    Schedule,
    Session,
    StretchType,
)
from trackers.led import by_hevy
from trackers.standin import Service, document, push

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.model import Routine

ROOT = Path(__file__).parent.parent.parent


def sent(what: Routine) -> dict[str, Any]:
    export = EXPORTER.export(what, Options())
    for file in export.files:
        assert EXPORTER.verify(file)
    return document(export)


def bodies(what: Routine, kind: str) -> list[dict[str, Any]]:
    """The bodies of all requests of a kind, without their wrapper."""
    found = (one for one in sent(what)["requests"] if one["kind"] == kind)
    return [next(iter(one["create"]["body"].values())) for one in found]


def one_item(what: Item, **values: Any) -> Routine:
    return routine(stretch(**values), items=(what,))


@pytest.mark.parametrize("name", ["mid-back-release", "pnf-hamstrings"])
def test_examples_stay_as_they_are(name: str, golden: Callable[[str, bytes], None]) -> None:
    loaded = load(ROOT / "examples" / f"{name}.yaml")
    assert loaded.routine
    (file,) = EXPORTER.export(loaded.routine, Options()).files
    golden(f"hevy/{file.name}", file.data)


def test_sides_in_turn_are_a_superset_and_the_others_stand_alone() -> None:
    item = Item("one", hold(30), sets=3, rest=15, order=Order.ALTERNATE)
    (body,) = bodies(one_item(item), "routine")
    left, right = body["exercises"]
    assert left["superset_id"] == right["superset_id"] == 0
    assert (left["rest_seconds"], right["rest_seconds"]) == (10, 15)
    assert (left["notes"].split("\n")[0], right["notes"].split("\n")[0]) == ("Left", "Right")
    (body,) = bodies(one_item(Item("one", hold(30), sets=3, rest=15)), "routine")
    assert [one["superset_id"] for one in body["exercises"]] == [None, None]
    assert [one["rest_seconds"] for one in body["exercises"]] == [15, 15]
    assert body["exercises"][0]["sets"] == [{"type": "normal", "duration_seconds": 30}] * 3


def test_the_rest_after_the_last_set_is_declared() -> None:
    export = EXPORTER.export(one_item(Item("one", hold(30), sets=3, rest=15)), Options())
    # 15 s in place of the 10 s between the sides, and 15 s after the end
    assert sum(loss.seconds for loss in export.losses) == 5 + 15
    done = by_hevy(export)["break", 1]
    assert sum(one.time for one in done) == 6 * 45


def test_repetitions_are_counted_and_not_timed() -> None:
    what = one_item(Item("one", DynamicDose(12, 3)), type=StretchType.DYNAMIC)
    (template,) = bodies(what, "exercise")
    assert template["exercise_type"] == "reps_only"
    (body,) = bodies(what, "routine")
    assert body["exercises"][0]["sets"] == [{"type": "normal", "reps": 12}]
    assert "12 repetitions, 3 s each" in body["exercises"][0]["notes"]
    losses = EXPORTER.export(what, Options()).losses
    assert sum(loss.seconds for loss in losses) == -2 * 36


def test_a_cycle_of_push_let_go_and_hold_is_a_superset() -> None:
    dose = PnfDose(Amount(6), Amount(2), Amount(20))
    what = one_item(Item("one", dose, sets=2, rest=30), type=StretchType.PNF, each_side=False)
    (body,) = bodies(what, "routine")
    assert [one["sets"][0]["duration_seconds"] for one in body["exercises"]] == [6, 2, 20]
    assert [one["rest_seconds"] for one in body["exercises"]] == [0, 0, 30]
    assert [one["superset_id"] for one in body["exercises"]] == [0, 0, 0]
    assert body["exercises"][0]["notes"].startswith("Push: ")


def test_every_spot_of_a_massage_is_an_entry() -> None:
    dose = MassageDose(Amount(25, 5))
    what = one_item(
        Item("one", dose, sets=2), type=StretchType.SELF_MASSAGE, spots=("Heel", "Arch")
    )
    (body,) = bodies(what, "routine")
    first_lines = [one["notes"].split("\n")[0] for one in body["exercises"]]
    assert first_lines == ["Left · Heel", "Left · Arch", "Right · Heel", "Right · Arch"]
    losses = EXPORTER.export(what, Options()).losses
    assert "breaths are not counted: 5 of them are 25 s" in [loss.what for loss in losses]


def test_an_at_sign_is_written_out_in_notes_and_told() -> None:
    what = one_item(Item("one", hold(30), note="me@example.org"), steps=("@ the wall",))
    export = EXPORTER.export(what, Options())
    (body,) = bodies(what, "routine")
    assert "me(at)example.org" in body["exercises"][0]["notes"]
    assert "(at) the wall" in body["exercises"][0]["notes"]
    assert any("(at)" in loss.what for loss in export.losses)


def test_every_phase_is_a_routine_of_its_own_in_one_folder() -> None:
    what = routine(
        schedule=Schedule(dt.date(2026, 12, 7), 4, (), progression=(Change(3, hold=Amount(45)),))
    )
    first, second = bodies(what, "routine")
    assert (first["title"], second["title"]) == ("W1-2 · Desk break", "W3-4 · Desk break")
    assert first["folder_id"] == {"ref": "folder"}
    assert bodies(what, "folder") == [{"title": "Routine"}]
    assert len(bodies(what, "exercise")) == 1


def test_names_that_are_the_same_are_told_apart() -> None:
    same = [stretch("Reach", id=name) for name in ("one", "two")]
    what = routine(*same)
    assert [one["title"] for one in bodies(what, "exercise")] == ["Reach", "Reach (two)"]
    sessions = {name: Session(name, "Break", (Item("one", hold(30)),)) for name in ("a", "b")}
    what = routine(stretch(), sessions=sessions)
    assert [one["title"] for one in bodies(what, "routine")] == ["Break", "Break (b)"]


@pytest.mark.parametrize(
    ("equipment", "expected"),
    [((), "none"), (("wall", "band"), "resistance_band"), (("rings",), "suspension"),
     (("mat",), "none"), (("thing",), "other")],
)  # fmt: skip
def test_equipment_is_in_the_words_of_hevy(equipment: tuple[str, ...], expected: str) -> None:
    what = routine(stretch(equipment=equipment), equipment={"thing": "a thing"})
    (template,) = bodies(what, "exercise")
    assert template["equipment_category"] == expected


def test_the_first_muscle_is_the_group_and_the_others_follow() -> None:
    (template,) = bodies(
        routine(stretch(targets=("rhomboids", "lats"), also=("neck-side",))), "exercise"
    )
    assert template["muscle_group"] == "upper_back"
    assert template["other_muscles"] == ["lats", "neck", "traps"]


@pytest.mark.parametrize("count", [1, 200])
def test_few_and_many_steps(count: int) -> None:
    what = routine(items=tuple(Item("one", hold(30)) for _ in range((count + 1) // 2)))
    (body,) = bodies(what, "routine")
    assert len(body["exercises"]) == max(count, 2)


def test_a_second_push_updates_and_makes_nothing_twice() -> None:
    service = Service()
    before = routine(stretch("Reach"))
    push(sent(before), service)
    made = service.calls["POST"]
    push(sent(routine(stretch("Reach"), dose=hold(60))), service)
    assert service.calls["POST"] == made
    (kept,) = service.objects["/v1/routines"]
    assert kept["exercises"][0]["sets"][0]["duration_seconds"] == 60
    assert kept["folder_id"] == 1


def test_an_update_does_not_name_the_folder() -> None:
    (one,) = (one for one in sent(routine())["requests"] if one["kind"] == "routine")
    assert one["update"] == {
        "method": "PUT", "path": "/v1/routines/{id}", "without": ["routine.folder_id"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "break_it",
    [
        lambda doc: doc["requests"][2]["create"]["body"]["routine"].pop("notes"),
        lambda doc: doc["requests"][2]["create"]["body"]["routine"].update(notes="a@b"),
        lambda doc: doc["requests"][1]["create"]["body"]["exercise"].update(muscle_group="toes"),
        lambda doc: doc["requests"].reverse(),
        lambda doc: doc["requests"].append(doc["requests"][0]),
        lambda doc: doc.update(service="wger"),
        lambda doc: doc["requests"][2].update(kind="day"),
        lambda doc: doc["requests"].pop(),
    ],
)
def test_a_broken_file_does_not_verify(break_it: Callable[[dict[str, Any]], object]) -> None:
    (file,) = EXPORTER.export(routine(), Options()).files
    broken = json.loads(file.data)
    break_it(broken)
    data = json.dumps(broken).encode()
    with pytest.raises(VerificationError):
        EXPORTER.verify(File(file.name, data, file.media_type, file.about))


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b'{"requests": 1}'])
def test_what_is_no_file_of_requests_does_not_verify(data: bytes) -> None:
    with pytest.raises(VerificationError):
        EXPORTER.verify(File("x.hevy.json", data, "application/json", ""))
