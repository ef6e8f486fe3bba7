"""Who is drawn, and how their hands hold."""

from __future__ import annotations

import pytest

from stretchexport.figure.people import girth, own, person_of
from stretchexport.figure.pose import from_data
from stretchexport.figure.rows import lowest, rows
from stretchexport.figure.solving import solve
from stretchexport.figure.tables import table

ROUTINES = [f"routine-{number}" for number in range(200)]


def test_a_routine_always_shows_the_same_person_and_routines_show_all_of_them() -> None:
    shown = [person_of(one) for one in ROUTINES]
    assert shown == [person_of(one) for one in ROUTINES]
    assert set(shown) == set(table("people"))
    assert min(map(shown.count, table("people"))) > len(ROUTINES) / len(table("people")) / 2


def test_the_person_of_a_routine_never_changes() -> None:
    # what was printed must not change its looks with the next release
    assert person_of("mid-back-release") == "sixth"
    assert person_of("desk-day") == "third"


def test_a_person_whom_the_pose_names_goes_before_that_of_the_routine() -> None:
    assert from_data({}, person="third").person == "third"
    assert from_data({"person": "second"}, person="third").person == "second"


def test_people_are_heavier_and_slighter_than_the_first() -> None:
    waists = {name: girth(name, "torso", 0.3) for name in table("people")}
    assert min(waists.values()) < waists["first"] == 1 < max(waists.values())


@pytest.mark.parametrize("person", table("people"))
def test_whoever_it_is_stands_and_lies_on_the_floor(person: str) -> None:
    for start in ("standing", "all-fours", "lying-on-back"):
        figure = solve(from_data({"start": start}, person=person))
        assert figure.faults == ()
        assert abs(min(lowest(figure.bones, person).values())) < 1


@pytest.mark.parametrize("person", table("people"))
def test_both_sides_of_a_person_are_the_same(person: str) -> None:
    sides = [[knots for part, knots in rows(person) if part == f"{side}-arm"]
             for side in ("left", "right")]  # fmt: skip
    for left, right in zip(*sides, strict=True):
        assert [knot.radii for knot in left] == [knot.radii for knot in right]
    assert own(person).keys() <= {"colour", "grey", "girth", "hair", "row", "leg"}


def fingers(pose: dict[str, object]) -> float:
    return from_data(pose).angles["right-fingers"]["flexion"]


def test_a_hand_is_flat_on_a_wall_and_closes_about_what_it_holds() -> None:
    def held(**pin: object) -> float:
        return fingers({"pins": {"right-hand": {"palm": [1, 0, 0], **pin}}})

    assert held(point=[50, -20, 130]) == held(floor=[50, -20]) == 0
    assert 0 < held(on="left-thigh", point=[0, 0, 0]) < held(on="left-forearm", point=[0, 0, 0])
    ends = [{"on": "right-hand", "point": [0, 0, -8]}, {"point": [100, 0, 100]}]
    assert fingers({"props": [{"kind": "cable", "through": ends}]}) > 80
    assert held(on="left-thigh", point=[0, 0, 0]) != fingers({})


def test_fingers_that_a_pose_bends_stay_as_it_says() -> None:
    pins = {"right-hand": {"palm": [1, 0, 0], "floor": [50, -20]}}
    assert fingers({"pins": pins, "fingers": {"right": {"flexion": 70}}}) == 70


def test_a_fist_has_the_thumb_across_and_an_open_hand_has_it_apart() -> None:
    def thumb(flexion: float) -> float:
        bones = solve(from_data({"fingers": {"flexion": flexion}})).bones
        hand, tip = bones["left-hand"], bones["left-thumb"].at((0, 0, -6.8))
        return hand.origin[1] - tip[1]  # towards the palm, which faces right

    assert thumb(95) > 4 > 1 > abs(thumb(0))
