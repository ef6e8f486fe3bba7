"""What becomes of one muscle under a list of motions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchexport.anatomy.motions import motions as all_motions
from stretchexport.anatomy.muscles import muscles, resolve
from stretchexport.anatomy.verdict import Assessment, Verdict, assess
from stretchexport.checks.anatomical_joints import Action, slack, unsaid

if TYPE_CHECKING:
    from collections.abc import Collection

    from stretchexport.anatomy.muscles import Muscle


class Kind(StrEnum):
    """A verdict, told apart further for muscles that cross two joints.

    The values are the words for one muscle of a group: what the motions do to it.
    """

    LENGTHENS = "lengthens"
    UNSAID = "lengthens, with one joint left open,"
    """One joint is placed so that it lengthens, and nothing is said about the other."""
    SLACK = "gives slack to"
    """One joint is placed so that it lengthens, and the other takes that back."""
    MIXED = "both lengthens and shortens"
    SHORTENS = "shortens"
    UNCLEAR = "may or may not lengthen"
    NOT_ADDRESSED = "does not reach"


_KINDS = {
    Verdict.LENGTHENS: Kind.LENGTHENS,
    Verdict.MIXED: Kind.MIXED,
    Verdict.SHORTENS: Kind.SHORTENS,
    Verdict.UNCLEAR: Kind.UNCLEAR,
    Verdict.NOT_ADDRESSED: Kind.NOT_ADDRESSED,
}


@dataclass(frozen=True, slots=True)
class Fate:
    """One muscle with its verdict; ``joint`` is what makes it ``SLACK`` or ``UNSAID``."""

    muscle: Muscle
    found: Assessment
    kind: Kind
    joint: Action | None = None


def fates(target: str, motions: Collection[str], *, to_and_fro: bool) -> list[Fate]:
    """What ``motions`` do to each muscle of ``target``.

    With ``to_and_fro`` the stretch is a movement, which may hold a motion and its opposite; each
    muscle is judged at the end that lengthens it.
    """
    return [
        _fate(assess(muscle, _last_end(muscle, motions) if to_and_fro else motions))
        for muscle in resolve(target)
    ]


def _last_end(muscle: Muscle, motions: Collection[str]) -> list[str]:
    """The motions without those that only lead back from what lengthens the muscle."""
    actions = {*muscle.primary, *muscle.secondary, *muscle.disputed}
    return [
        motion
        for motion in motions
        if motion not in actions or all_motions()[motion].opposite not in motions
    ]


def _fate(found: Assessment) -> Fate:
    muscle = muscles()[found.muscle]
    if found.verdict is Verdict.MIXED and (joint := slack(found)):
        return Fate(muscle, found, Kind.SLACK, joint)
    if found.verdict in (Verdict.LENGTHENS, Verdict.UNCLEAR) and (joint := unsaid(found)):
        return Fate(muscle, found, Kind.UNSAID, joint)
    return Fate(muscle, found, _KINDS[found.verdict])
