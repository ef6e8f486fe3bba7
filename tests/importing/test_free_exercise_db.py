"""Exercise records become stretches; what they do not say is left to a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from importing.reading import data_of, imported, routine
from stretchexport import equipment
from stretchexport.anatomy.muscles import targets
from stretchexport.exporters.mapping import table
from stretchexport.findings import Severity
from stretchexport.importing.draft import SourceError
from stretchexport.importing.free_exercise_db import MOST_STRETCHES
from stretchexport.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

RECORD: dict[str, Any] = {
    "name": "Wall Reach",
    "force": "static",
    "level": "beginner",
    "mechanic": None,
    "equipment": "other",
    "primaryMuscles": ["lats"],
    "secondaryMuscles": ["neck"],
    "instructions": ["Reach up.", "Hold for 10-20 seconds, then switch sides."],
    "category": "stretching",
    "images": ["Wall_Reach/0.jpg"],
    "id": "Wall_Reach",
}


def records(*changes: dict[str, Any]) -> bytes:
    return json.dumps([RECORD | change for change in changes]).encode()


ANKLE = {
    "name": "Ankle: turns",
    "force": "pull",
    "equipment": "exercise ball",
    "primaryMuscles": ["shins"],
    "instructions": ["Turn it."],
}
TOES = {
    "name": "Toe tips-SMR",
    "equipment": "foam roll",
    "instructions": ["Roll, pausing at tight places for 15 seconds.", "Repeat 5 times."],
}
PAIR = {"name": "In a pair", "instructions": ["Push for 10 seconds while your partner holds."]}


def test_records_with_everything_and_with_little(golden: Callable[[str, bytes], None]) -> None:
    made = imported(records({}, ANKLE, TOES, PAIR))
    golden("importing/free-exercise-db.yaml", made.text.encode())
    assert [one.where for one in made.losses] == ["stretch ankle-turns"]


def test_a_record_that_says_everything_needs_nobody_to_mend_it() -> None:
    found = routine(imported(records({})))
    (stretch,) = found.stretches.values()
    assert (stretch.name, stretch.each_side, stretch.targets) == (
        "Wall Reach",
        True,
        ("latissimus-dorsi",) if "lats" not in targets() else ("lats",),
    )


def test_a_single_record_is_a_routine_too() -> None:
    found = data_of(imported(json.dumps(RECORD).encode()))
    assert (found["id"], found["title"]) == ("wall-reach", "Wall Reach")


@pytest.mark.parametrize("name", ["In a pair", "in a PAIR"])
def test_records_can_be_chosen_by_name(name: str) -> None:
    found = data_of(imported(records({}, PAIR), only=(name,)))
    assert list(found["stretches"]) == ["in-a-pair"]


def test_a_name_that_nothing_has_is_told_with_what_is_near() -> None:
    with pytest.raises(SourceError, match="did you mean Wall Reach"):
        imported(records({}), only=("Wall Rich",))


def test_exercises_that_are_no_stretches_are_left_out_and_told() -> None:
    made = imported(records({}, {"name": "Curl", "category": "strength"}))
    assert list(data_of(made)["stretches"]) == ["wall-reach"]
    assert [one.what for one in made.losses] == ["1 exercise is no stretch: left out"]


def test_more_records_than_a_routine_holds_are_told() -> None:
    made = imported(records(*({"name": f"Reach {n}"} for n in range(MOST_STRETCHES + 1))))
    assert len(data_of(made)["stretches"]) == MOST_STRETCHES
    assert not [one for one in made.findings if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{", "neither a FIT file nor whole JSON: .* line 1 column 2"),
        (b"\xff\xfe", "it is none of a FIT workout"),
        (b"", "it is empty"),
        (b"Dear diary", "it is none of a FIT workout"),
        (b"# mine\nschema: stretch-routine/v1\n", "'stretchexport validate' checks it"),
        (b"[" * 100_000, "nested too deeply|neither"),
        (b"[]", "but none of"),
        (b"3", "but none of"),
        (b'{"schema": "stretch-routine/v1"}', "it is a routine already: 'stretchexport validate'"),
        (records({"name": ""}), "record 1 has no name"),
        (records({"name": 3}), "record 1 has no name"),
        (records({"instructions": "Reach."}), "instructions is no list of texts"),
        (b'[{"instructions": []}, 3]', "record 1 has no name"),
        (records({"category": "strength"}), "no stretch in it"),
    ],
)
def test_what_is_no_record_is_told(data: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        imported(data)


@pytest.mark.parametrize(
    "name",
    [
        "{a: [b, c]}: # d",
        "- no\n  yes: &x *y !!z",
        "\x00\x1b[31mred\x7f",
        "\u202e\u2028\ufeff\U0001f9d8",
        "true",
        "x" * 20_000,
        "'\"\\",
        "# decide: nothing",
    ],
)
def test_a_hostile_name_is_only_a_name(name: str) -> None:
    made = imported(records({"name": name, "instructions": [name, "Hold for 15 seconds."]}))
    assert not [one for one in made.findings if one.severity is Severity.ERROR]
    (stretch,) = data_of(made)["stretches"].values()
    assert set(stretch["name"]) <= set(name) | {" ", "…"}


def test_the_words_of_the_source_lead_to_what_there_is() -> None:
    rows = table()["free_exercise_db"]
    assert {one for ours in rows["muscles"].values() for one in ours} <= targets()
    known = [one for one in rows["equipment"].values() if one in equipment.known()]
    assert {"band", "cable-machine", "dumbbell", "foam-roller"} == set(known)


def test_the_kind_can_be_said() -> None:
    assert imported(b'{"name": "Reach"}', kind=Kind.FREE_EXERCISE_DB).id == "reach"
