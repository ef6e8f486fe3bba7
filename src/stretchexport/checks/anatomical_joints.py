"""Muscles that cross two joints, from ``data/anatomical.toml``: what the second joint does."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.anatomy.motions import motions as all_motions
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchexport.anatomy.verdict import Assessment


@dataclass(frozen=True, slots=True)
class Action:
    """What a muscle does at one of its two joints, in plain words."""

    id: str
    joint: str
    doing: str
    instead: str

    @property
    def advice(self) -> str:
        """What to do about it, with the motion that does so."""
        motion = all_motions()[self.id].opposite
        return f"{self.doing} is an action of this muscle too: {self.instead}, {motion}"


@cache
def table() -> dict[str, Any]:
    """``data/anatomical.toml`` as it stands."""
    return tomllib.loads(read_text("anatomical.toml"))


@cache
def two_joint() -> Mapping[str, tuple[Action, Action]]:
    """The two actions of each muscle that crosses two joints, by the muscle's id."""
    actions = {key: Action(key, **words) for key, words in table()["actions"].items()}
    return {
        muscle: (actions[one], actions[other])
        for muscle, (one, other) in table()["two-joint"].items()
    }


def slack(found: Assessment) -> Action | None:
    """The action by which one joint takes back what the other gives, or ``None``."""
    for action, other in _both_ways(found.muscle):
        if action.id in found.performed and other.id in found.opposed:
            return action
    return None


def unsaid(found: Assessment) -> Action | None:
    """The action at a joint that nothing is said about, while the other is placed; or ``None``."""
    for action, other in _both_ways(found.muscle):
        if other.id in found.opposed and action.id not in (*found.performed, *found.opposed):
            return action
    return None


def _both_ways(muscle: str) -> tuple[tuple[Action, Action], ...]:
    pair = two_joint().get(muscle)
    return () if pair is None else (pair, pair[::-1])
