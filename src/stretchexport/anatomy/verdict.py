"""Whether a stretch's motions lengthen a muscle.

A muscle is lengthened by the opposite of its actions. This module only compares lists of motions:
it knows nothing about how far a joint goes or how it feels.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchexport.anatomy.motions import motions as all_motions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from stretchexport.anatomy.muscles import Muscle


class Verdict(StrEnum):
    """What a set of motions does to a muscle."""

    LENGTHENS = "lengthens"
    """A primary action is opposed and no action is performed."""
    MIXED = "mixed"
    """An action is opposed and another one performed: longer here, shorter there."""
    SHORTENS = "shortens"
    """Actions are performed, none is opposed."""
    NOT_ADDRESSED = "not-addressed"
    """No motion is one of the muscle's, either way round."""
    UNCLEAR = "unclear"
    """Only secondary, disputed or posture-dependent actions are touched: too little to say."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A verdict and its reasons; every field but ``verdict`` and ``muscle`` holds motion ids.

    ``opposed`` and ``performed`` are the muscle's own actions, primary ones first. ``doubtful``
    are disputed or posture-dependent actions that the motions touch; they decide nothing.
    ``add`` are motions that would oppose a further primary action, ``instead`` pairs (declared,
    better) that would oppose an action now performed. Both are empty when the verdict is
    ``lengthens``.
    """

    muscle: str
    verdict: Verdict
    opposed: tuple[str, ...] = ()
    performed: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()


def _opposite(motion: str) -> str:
    return all_motions()[motion].opposite


def _opposed(actions: Iterable[str], motions: Collection[str]) -> tuple[str, ...]:
    return tuple(action for action in actions if _opposite(action) in motions)


def _performed(actions: Iterable[str], motions: Collection[str]) -> tuple[str, ...]:
    return tuple(action for action in actions if action in motions)


def _decide(
    muscle: Muscle, opposed: Collection[str], performed: Collection[str], doubtful: Collection[str]
) -> Verdict:
    if opposed and performed:
        return Verdict.MIXED
    if performed:
        return Verdict.SHORTENS
    if any(action in muscle.primary for action in opposed):
        return Verdict.LENGTHENS
    # A secondary action alone is too weak to promise anything: a straight knee without a bent
    # ankle does not stretch the calf.
    return Verdict.UNCLEAR if opposed or doubtful else Verdict.NOT_ADDRESSED


def _shaky(muscle: Muscle, motions: Collection[str]) -> tuple[str, ...]:
    """The muscle's actions that posture turns round under these motions."""
    return tuple(each.action for each in muscle.posture if each.motion in motions)


def assess(muscle: Muscle, motions: Collection[str]) -> Assessment:
    """What the declared ``motions`` (ids) do to ``muscle``, why, and what would be better.

    Unknown motions count as none; the check of the routine reports them.
    """
    shaky = _shaky(muscle, motions)
    sure = [a for a in (*muscle.primary, *muscle.secondary) if a not in shaky]
    unsure = tuple(dict.fromkeys((*muscle.disputed, *shaky)))
    opposed, performed = _opposed(sure, motions), _performed(sure, motions)
    touched = {*_opposed(unsure, motions), *_performed(unsure, motions)}
    doubtful = tuple(action for action in unsure if action in touched)
    verdict = _decide(muscle, opposed, performed, doubtful)
    if verdict is Verdict.LENGTHENS:
        return Assessment(muscle.id, verdict, opposed, performed, doubtful)
    return Assessment(
        muscle=muscle.id,
        verdict=verdict,
        opposed=opposed,
        performed=performed,
        doubtful=doubtful,
        add=tuple(
            _opposite(action)
            for action in muscle.primary
            if action in sure and action not in opposed and action not in performed
        ),
        instead=tuple((action, _opposite(action)) for action in performed),
    )


def verdict(muscle: Muscle, motions: Collection[str]) -> Verdict:
    """The verdict of :func:`assess` without its reasons."""
    return assess(muscle, motions).verdict


def hint(assessment: Assessment) -> str:
    """What to change so that the muscle is lengthened more, as a clause for people.

    Empty if there is nothing to change. Motions are given by id, as the routine file has them.
    """
    add = f"add {' or '.join(assessment.add)}" if assessment.add else ""
    swaps = " and ".join(f"{better} instead of {now}" for now, better in assessment.instead)
    return ", or ".join(part for part in (add, swaps and f"use {swaps}") if part)
