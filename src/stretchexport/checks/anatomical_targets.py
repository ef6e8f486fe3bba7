"""The targets of a stretch under its motions: one answer for each, groups as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.anatomy.motions import motions as all_motions
from stretchexport.anatomy.muscles import target_name
from stretchexport.anatomy.verdict import Verdict
from stretchexport.checks.anatomical_advice import advice, joined
from stretchexport.checks.anatomical_kinds import Fate, Kind, fates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_CODES = {
    Kind.UNSAID: "SE508",
    Kind.SLACK: "SE505",
    Kind.MIXED: "SE502",
    Kind.SHORTENS: "SE501",
    Kind.UNCLEAR: "SE504",
    Kind.NOT_ADDRESSED: "SE503",
}
"""The finding for a target all of whose muscles fare so."""

_REACHED = frozenset({Kind.LENGTHENS, Kind.UNSAID})

_WORSE = (
    (Kind.SHORTENS, Kind.NOT_ADDRESSED),
    (Kind.SLACK, Kind.MIXED),
    (Kind.UNCLEAR, Kind.NOT_ADDRESSED),
)
"""Two kinds in a group of which nothing is lengthened; the first one gives the code."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be said about a target; ``index`` is its place among the targets."""

    index: int
    code: str
    message: str
    help: str


def judge(
    targets: Iterable[str], motions: Collection[str], *, to_and_fro: bool
) -> Iterator[Judged]:
    """What is to be said about each of ``targets``; those that are lengthened are left out."""
    found = [(target, fates(target, motions, to_and_fro=to_and_fro)) for target in targets]
    lengthened = [
        fate.muscle
        for _, several in found
        for fate in several
        if fate.found.verdict is Verdict.LENGTHENS
    ]
    for index, (target, several) in enumerate(found):
        code = _code({fate.kind for fate in several})
        if code is not None:
            alike = len({fate.kind for fate in several}) == 1
            rest = several if alike else [one for one in several if one.kind not in _REACHED]
            yield Judged(
                index,
                code,
                f"{target_name(target)}: {_alike(several[0]) if alike else _unlike(several)}",
                advice(rest, motions, lengthened, alike=alike),
            )


def _code(kinds: set[Kind]) -> str | None:
    """The code for the kinds of a target's muscles, ``None`` if there is nothing to say.

    A group that is lengthened in part gets a note at most: its muscles cannot always be reached
    in one stretch. A joint that is left open does not matter if another muscle is reached.
    """
    if len(kinds) == 1:
        return _CODES.get(next(iter(kinds)))
    rest = kinds - _REACHED
    if rest < kinds:
        return None if not rest else "SE504" if rest == {Kind.UNCLEAR} else "SE502"
    return next((_CODES[kind] for kind, beside in _WORSE if kinds == {kind, beside}), "SE502")


def _alike(fate: Fate) -> str:
    """The message for a target whose muscles all fare as this one."""
    by = joined([all_motions()[action].opposite for action in fate.found.opposed])
    against = joined(fate.found.performed)
    match fate.kind:
        case Kind.SHORTENS:
            return f"shortened by {against}, and lengthened by nothing"
        case Kind.MIXED:
            return f"lengthened by {by}, but shortened by {against}"
        case Kind.SLACK:
            return f"lengthened by {by}, but given slack by {against}"
        case Kind.UNSAID if fate.joint:
            return f"lengthened by {by}, but nothing is said about the {fate.joint.joint}"
        case Kind.NOT_ADDRESSED:
            return "none of the motions reaches this target"
        case _:
            return "the motions leave it open whether this target is lengthened"


def _unlike(several: Sequence[Fate]) -> str:
    """The message for a group whose muscles fare differently: each kind with its muscles."""
    clauses = (
        f"{kind} {joined(names)}"
        for kind in Kind
        if (names := [fate.muscle.name for fate in several if fate.kind is kind])
    )
    return f"this {'; '.join(clauses)}"
