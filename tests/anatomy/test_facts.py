"""The fact tables hold together: muscles, groups, motions and their ids."""

from __future__ import annotations

import re

import pytest

from stretchexport.anatomy.motions import Motion, motions
from stretchexport.anatomy.muscles import (
    Group,
    Muscle,
    groups,
    muscles,
    resolve,
    target_name,
    targets,
)
from stretchexport.resources import read_text

KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")

each_muscle = pytest.mark.parametrize("muscle", muscles().values(), ids=lambda muscle: muscle.id)
each_group = pytest.mark.parametrize("group", groups().values(), ids=lambda group: group.id)


def test_no_row_of_the_table_hides_another() -> None:
    rows = read_text("muscles.csv").splitlines()[1:]
    assert len(rows) == len(muscles()) == 54


@pytest.mark.parametrize("target", sorted(targets()))
def test_ids_are_kebab_case(target: str) -> None:
    assert KEBAB.fullmatch(target)


def test_no_group_has_a_muscles_id() -> None:
    assert not set(groups()) & set(muscles())


def test_names_are_unique_and_plain() -> None:
    names = [target_name(target) for target in targets()]
    assert len(set(names)) == len(names)
    assert all(name[0].isupper() and name == name.strip() for name in names)


@pytest.mark.parametrize("motion", motions().values(), ids=lambda motion: motion.id)
def test_every_motion_has_one_opposite_that_points_back(motion: Motion) -> None:
    opposite = motions()[motion.opposite]
    assert opposite.opposite == motion.id
    assert opposite.id != motion.id
    assert opposite.joint == motion.joint
    assert opposite.name != motion.name


def test_motion_names_are_unique() -> None:
    assert len({motion.name for motion in motions().values()}) == len(motions())


@each_muscle
def test_every_action_is_a_motion(muscle: Muscle) -> None:
    actions = (*muscle.primary, *muscle.secondary, *muscle.disputed)
    assert set(actions) <= set(motions())
    assert len(set(actions)) == len(actions)
    assert muscle.primary


@each_muscle
def test_no_muscle_does_a_motion_and_its_opposite(muscle: Muscle) -> None:
    actions = (*muscle.primary, *muscle.secondary)
    assert not {motions()[action].opposite for action in actions} & set(actions)


@each_muscle
def test_posture_concerns_the_muscles_own_actions(muscle: Muscle) -> None:
    for dependence in muscle.posture:
        assert dependence.action in (*muscle.primary, *muscle.secondary)
        assert dependence.motion in motions()
    assert not muscle.posture or muscle.note


@each_muscle
def test_a_muscle_resolves_to_itself(muscle: Muscle) -> None:
    assert resolve(muscle.id) == (muscle,)
    assert target_name(muscle.id) == muscle.name


@each_group
def test_a_group_resolves_to_its_muscles(group: Group) -> None:
    assert tuple(muscle.id for muscle in resolve(group.id)) == group.muscles
    assert group.muscles
    assert len(set(group.muscles)) == len(group.muscles)
    assert target_name(group.id) == group.name


def test_no_two_groups_are_the_same() -> None:
    members = [frozenset(group.muscles) for group in groups().values()]
    assert len(set(members)) == len(members)


@pytest.mark.parametrize("target", ["", "rhomboid", "Rhomboids", "scapula.protraction"])
def test_an_unknown_target_is_a_key_error(target: str) -> None:
    assert target not in targets()
    with pytest.raises(KeyError):
        resolve(target)
    with pytest.raises(KeyError):
        target_name(target)


def test_the_rhomboids_are_two() -> None:
    assert [muscle.name for muscle in resolve("rhomboids")] == ["Rhomboid major", "Rhomboid minor"]
