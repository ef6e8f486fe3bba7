"""Garmin's exercises: every number in our tables is in the profile, and names find them."""

from __future__ import annotations

from typing import Any

import pytest
from garmin_fit_sdk import Profile

from fit.routines import stretch
from stretchexport.cli.words import Sport
from stretchexport.exporters.fit.exercises import Titles
from stretchexport.exporters.fit.facts import facts
from stretchexport.exporters.mapping import find, known, normalised, table
from stretchexport.model import Variant
from stretchexport.variants import Choice, Reason

TYPES: dict[str, dict[Any, str]] = Profile["types"]
WARM_UP_FIRST = facts().sports["flexibility"].categories


def names_in_profile(kind: str) -> dict[int, str]:
    return {int(number): name for number, name in TYPES[kind].items()}


EXERCISES: dict[str, dict[str, Any]] = table()["exercises"]


@pytest.mark.parametrize("category", EXERCISES)
def test_every_exercise_has_the_name_and_number_of_the_profile(category: str) -> None:
    profile = names_in_profile(f"{category}_exercise_name")
    for name, entry in EXERCISES[category].items():
        assert profile.get(entry["number"]) == name


@pytest.mark.parametrize("category", EXERCISES)
def test_no_name_stands_for_two_exercises_of_a_category(category: str) -> None:
    names = [normalised(name) for entry in EXERCISES[category].values() for name in entry["names"]]
    repeated = sorted({name for name in names if names.count(name) > 1})
    assert not repeated
    assert "" not in names


def test_categories_and_sports_have_the_numbers_of_the_profile() -> None:
    categories = names_in_profile("exercise_category")
    assert {name: categories[n] for name, n in facts().categories.items()} == {
        name: name for name in facts().categories
    }
    sport, sub_sport = names_in_profile("sport"), names_in_profile("sub_sport")
    assert {
        name: (sport[one.sport], sub_sport[one.sub_sport]) for name, one in facts().sports.items()
    } == {
        "flexibility": ("training", "flexibility_training"),
        "yoga": ("training", "yoga"),
        "pilates": ("training", "pilates"),
        "strength": ("training", "strength_training"),
        "mobility": ("mobility", "generic"),
    }


def test_the_command_line_knows_every_sport() -> None:
    assert list(facts().sports) == [str(word) for word in Sport]


def test_the_index_of_a_message_has_as_many_values_as_we_say() -> None:
    mask = next(n for n, name in names_in_profile("message_index").items() if name == "mask")
    assert facts().limits.messages == mask + 1


@pytest.mark.parametrize(
    "values",
    [
        {"name": "Child's pose"},
        {"name": "CHILD’S POSE"},
        {"name": "Bālāsana"},
        {"name": "Kindhaltung", "id": "childs-pose"},
        {"name": "Kindhaltung", "aka": ("Päckchen", "child's pose stretch")},
    ],
)
def test_a_stretch_is_found_under_any_of_its_names(values: dict[str, Any]) -> None:
    found = find(Choice(stretch(**values), None, Reason.ONLY_WAY), WARM_UP_FIRST)
    assert found is not None
    assert (found.category, found.number) == ("warm_up", 39)


def test_a_variant_with_a_name_of_its_own_is_not_drawn_as_the_stretch() -> None:
    named, unnamed = Variant("a", name="Child's pose at a wall"), Variant("b")
    one = stretch("Child's pose", variants=(named, unnamed))
    assert find(Choice(one, named, Reason.ASKED), WARM_UP_FIRST) is None
    assert find(Choice(one, unnamed, Reason.ASKED), WARM_UP_FIRST) is not None


def test_the_yoga_app_gets_its_own_poses_first() -> None:
    choice = Choice(stretch("Child's pose"), None, Reason.ONLY_WAY)
    found = find(choice, facts().sports["yoga"].categories)
    assert found is not None
    assert (found.category, found.number) == ("pose", 11)


@pytest.mark.parametrize("name", ["Stretch", "The pose", "伸展", "!!!", "Reach"])
def test_a_name_that_says_nothing_finds_nothing(name: str) -> None:
    choice = Choice(stretch(name, id="x"), None, Reason.ONLY_WAY)
    assert find(choice, WARM_UP_FIRST) is None


def test_two_names_never_share_an_exercise() -> None:
    titles = Titles()
    child = known()["warm_up", "childs"]
    assert titles.known(child, "Child's pose") == titles.known(child, "Child's pose")
    assert titles.known(child, "Another one") is None
    assert titles.custom("L · Hug") == titles.custom("L · Hug") != titles.custom("R · Hug")
    pairs = [(one.category, one.number) for one in titles]
    assert len(set(pairs)) == len(pairs) == 3
    assert [number for category, number in pairs if category == 65534] == [0, 1]
