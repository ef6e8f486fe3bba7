"""The mapping table: every word and number in it exists in the profile that it is from.

The FIT profile is Garmin's own (tests/fit); the others are kept in tests/profiles.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from stretchexport import equipment
from stretchexport.anatomy.muscles import muscles
from stretchexport.exporters.mapping import find, known, normalised, table
from stretchexport.exporters.tracking.services import service
from stretchexport.model import Stretch, StretchType
from stretchexport.packaged_schemas import PWF, TRACKER
from stretchexport.resources import SCHEMAS, read_text
from stretchexport.variants import Choice, Reason

PROFILES = Path(__file__).parent / "profiles"


def profile(name: str) -> dict[str, Any]:
    return tomllib.loads((PROFILES / f"{name}.toml").read_text())


def test_every_exercise_of_garmin_connect_is_in_the_lists_that_the_table_names() -> None:
    lists = profile("garmin_connect")["exercises"]
    missing = [
        (one.name, sport)
        for one in known().values()
        for sport in one.connect
        if one.name.upper() not in lists[sport].get(one.category.upper(), ())
    ]
    assert missing == []


def test_no_list_of_garmin_connect_has_an_exercise_that_the_table_leaves_out() -> None:
    lists = profile("garmin_connect")["exercises"]
    missing = [
        (one.name, sport)
        for one in known().values()
        for sport, categories in lists.items()
        if one.name.upper() in categories.get(one.category.upper(), ()) and sport not in one.connect
    ]
    assert missing == []


def test_rows_are_of_muscles_and_equipment_that_there_are() -> None:
    assert table()["muscles"].keys() <= muscles().keys()
    assert table()["equipment"].keys() <= equipment.known().keys()


@pytest.mark.parametrize(
    ("sport", "expected"),
    [
        ("mobility", ("warm_up", "stretch_childs_pose")),
        ("yoga", ("pose", "childs")),
        ("pilates", None),
        ("strength", ("warm_up", "stretch_childs_pose")),
    ],
)
def test_a_stretch_is_found_in_the_list_of_a_sport_only(
    sport: str, expected: tuple[str, str] | None
) -> None:
    one = Stretch("childs-pose", "Child's pose", StretchType.STATIC, False, ("rhomboids",))
    found = find(Choice(one, None, Reason.ONLY_WAY), ("warm_up", "move", "pose"), sport)
    assert (found and (found.category, found.name)) == expected


def test_every_muscle_has_a_group_of_hevy_and_a_category_of_wger() -> None:
    for row in (table()["muscles"].get(name, {}) for name in muscles()):
        assert {"hevy", "wger_category"} <= row.keys()


def test_every_word_for_hevy_is_one_that_its_api_takes() -> None:
    lists = profile("hevy")
    assert {row["hevy"] for row in table()["muscles"].values()} <= set(lists["muscle_group"])
    named = {row["hevy"] for row in table()["equipment"].values()}
    assert named <= set(lists["equipment_category"])


def test_every_word_for_wger_stands_for_a_number_of_its_lists() -> None:
    ids = service("wger").ids
    for row in table()["muscles"].values():
        assert row["wger_category"] in ids["category"]
        assert row.get("wger_muscle", "soleus") in ids["muscle"]
    pwf = json.loads(read_text(PWF, SCHEMAS))["$defs"]["exercise"]["properties"]["equipment"]
    for row in table()["equipment"].values():
        assert row.get("pwf", "other") in pwf["enum"]
        assert row.get("wger", "none") in ids["equipment"]


@pytest.mark.parametrize("kind", ["muscle", "category", "equipment", "language", "unit"])
def test_the_numbers_of_wger_are_those_of_its_fixtures(kind: str) -> None:
    names = profile("wger")[kind]
    for word, number in service("wger").ids[kind].items():
        assert normalised(names[str(number)]).startswith(normalised(word))


def test_the_schema_takes_the_same_words_as_the_services() -> None:
    text = read_text(TRACKER, SCHEMAS)
    found = [one for one in _enums(json.loads(text)) if "upper_back" in one]
    assert found
    assert all(one == profile("hevy")["muscle_group"] for one in found)
    for name in ("exercise_type", "equipment_category"):
        assert profile("hevy")[name] in _enums(json.loads(text))
    for kind in ("muscle", "category", "equipment"):
        assert sorted(service("wger").ids[kind].values()) in _enums(json.loads(text))


def _enums(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [one for inner in value for one in _enums(inner)]
    if not isinstance(value, dict):
        return []
    own = [value["enum"]] if "enum" in value else []
    return own + [one for inner in value.values() for one in _enums(inner)]
