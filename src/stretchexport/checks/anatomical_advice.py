"""What to change so that a target is lengthened."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from stretchexport.anatomy.verdict import Verdict, hint, verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from stretchexport.anatomy.muscles import Muscle
    from stretchexport.anatomy.verdict import Assessment
    from stretchexport.checks.anatomical_kinds import Fate

_NOTHING_SURE = "nothing is sure enough to advise: keep the target if the stretch is felt there"


def advice(
    fates: Collection[Fate],
    motions: Collection[str],
    lengthened: Collection[Muscle],
    *,
    alike: bool,
) -> str:
    """One clause if the target's muscles are all ``alike``, else one for those named in it.

    ``lengthened`` are those that ``motions`` lengthen now: advice that would undo this says that
    it is for a stretch of its own.
    """
    clauses: defaultdict[str, list[str]] = defaultdict(list)
    for fate in fates:
        clause = fate.joint.advice if fate.joint else _clause(fate.found, motions, lengthened)
        if clause:
            clauses[clause].append(fate.muscle.name)
    if not clauses:
        return _NOTHING_SURE
    if alike and len(clauses) == 1:
        return next(iter(clauses))
    named = "; ".join(f"{joined(names)}: {clause}" for clause, names in clauses.items())
    return named if alike else f"{named}; or name the muscles that are meant, not the group"


def joined(names: Sequence[str]) -> str:
    """Names in a row: ``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _clause(one: Assessment, motions: Collection[str], lengthened: Collection[Muscle]) -> str:
    """The hint, without what would spoil another muscle if something else is left."""

    def harmless(better: Collection[str]) -> bool:
        return all(verdict(muscle, better) is Verdict.LENGTHENS for muscle in lengthened)

    now, better = {now for now, _ in one.instead}, {better for _, better in one.instead}
    kept = replace(
        one,
        add=tuple(motion for motion in one.add if harmless({*motions, motion})),
        instead=one.instead if harmless({*motions, *better} - now) else (),
    )
    words = hint(one)
    return hint(kept) or (f"for a stretch of its own, {words}" if words else "")
