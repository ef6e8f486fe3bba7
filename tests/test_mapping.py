"""The mapping table: every word and number in it exists in the profile that it is from.

The FIT profile is Garmin's own (tests/fit); the others are kept in tests/profiles.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from stretchexport import equipment
from stretchexport.anatomy.muscles import muscles
from stretchexport.exporters.mapping import find, known, table
from stretchexport.model import Stretch, StretchType
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
