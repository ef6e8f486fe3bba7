"""One stretch in one session: its holds, contractions, repetitions and total time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchexport.checks.guidance_facts import Band, facts, seconds
from stretchexport.checks.guidance_words import Advice, amount, span
from stretchexport.model import Audience, Side, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.checks.guidance_stages import Said, Stage

_WHOSE = {Audience.ADULTS: "", Audience.OLDER_ADULTS: " for older adults"}

_OLDER = "; if this is for older adults, say so with audience: older-adults"


def troubles(audience: Audience, stretch: Stretch, now: Sequence[Stage]) -> Iterator[Advice]:
    """What lies outside the guidance in ``now``, the items of one session with ``stretch``.

    A total that is off only because a hold or the repetitions are is not said again.
    """
    for stage in now:
        yield from _contract(stage)
    wrong = [advice for stage in now for advice in _hold(audience, stage)]
    rounds = [[stage for stage in now if stage.item.side in (None, side)] for side in _sides(now)]
    wrong += [advice for one in rounds for advice in _repetitions(stretch, one)]
    yield from wrong
    if not wrong:
        for one in rounds:
            yield from _total(stretch, one)


def _sides(now: Sequence[Stage]) -> tuple[Side | None, ...]:
    """The sides to count apart: one is enough if every item does the same on both."""
    named = {stage.item.side for stage in now}
    if named == {None}:
        return (None,)
    return tuple(side for side in Side if side in named or None in named)


def _hold(audience: Audience, stage: Stage) -> Iterator[Advice]:
    held, is_pnf = seconds(stage.hold.value), stage.contract is not None
    usual = facts().pnf_hold if is_pnf else facts().hold[audience]
    if not (held.below(usual) or held.above(usual)):
        return
    whose = " after a PNF contraction" if is_pnf else _WHOSE[audience]
    this = amount(stage.hold.value)
    message = f"the usual guidance{whose} is a hold of {span(usual)}, this is {this}"
    if held.below(usual):
        yield Advice("SE411", stage.hold.path, message, f"hold at least {usual.least}s")
    else:
        shorter = f"hold at most {usual.most}s and rather do a set more"
        yield Advice("SE412", stage.hold.path, message, shorter + ("" if whose else _OLDER))


def _contract(stage: Stage) -> Iterator[Advice]:
    if stage.contract is None:
        return
    usual, pushed = facts().contract, seconds(stage.contract.value)
    if pushed.below(usual) or pushed.above(usual):
        yield Advice(
            "SE417",
            stage.contract.path,
            f"the usual guidance for PNF is a contraction of {span(usual)}, this is "
            f"{amount(stage.contract.value)}",
            f"push for {usual.least}s to {usual.most}s",
        )


def _repetitions(stretch: Stretch, one_side: Sequence[Stage]) -> Iterator[Advice]:
    usual = facts().repetitions
    count = sum(stage.sets.value for stage in one_side)
    if usual.least <= count <= usual.most:
        return
    better = usual.least if count < usual.least else usual.most
    alone = len(one_side) == 1
    yield Advice(
        "SE413",
        _last(stage.sets for stage in one_side).path,
        f"the usual guidance is {usual.least} to {usual.most} repetitions{_a_side(stretch)}, "
        f"this is {count}",
        f"write sets: {better}" if alone else f"let these items come to {better} sets",
    )


def _total(stretch: Stretch, one_side: Sequence[Stage]) -> Iterator[Advice]:
    known = facts()
    held = [(seconds(stage.hold.value), stage.sets.value) for stage in one_side]
    total = Band(
        sum(time.least * sets for time, sets in held), sum(time.most * sets for time, sets in held)
    )
    if not (total.below(known.total) or total.above(known.total)):
        return
    latest = _last(stage.latest for stage in one_side)
    yield Advice(
        "SE414",
        latest.path if latest.week else one_side[-1].item.origin.path,
        f"the usual guidance is about {known.total_target} s a stretch in a session, this is "
        f"{span(total)}{_a_side(stretch)}",
        f"change hold or sets so that they come to about {known.total_target} s",
    )


def _last(every: Iterator[Said[Any]]) -> Said[Any]:
    """What was said last; of several from the items themselves, that of the last item."""
    return max(enumerate(every), key=lambda numbered: (numbered[1].week, numbered[0]))[1]


def _a_side(stretch: Stretch) -> str:
    return " a side" if stretch.each_side else ""
