"""Static stretching in a session that is done right before maximal effort."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from stretchexport.anatomy.muscles import resolve, target_name
from stretchexport.checks.guidance_facts import facts, seconds
from stretchexport.checks.guidance_stages import Stage, Step, stages
from stretchexport.checks.guidance_words import Advice
from stretchexport.checks.near import listing
from stretchexport.model import Item, Routine, Session, Side, StretchType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from stretchexport.findings import Path

    Load = tuple[str, Side]  # a muscle on one side of the body


def check(routine: Routine, session: Session, changes: Sequence[Step]) -> Iterator[Advice]:
    """Every muscle that is held for longer than the guidance says, once for each cause.

    Times of the same muscle add up over the stretches of a session; the cause is what was said
    last among them. A time in breaths counts as the shortest it may be. ``changes`` are those for
    the session.
    """
    if not session.before_effort:
        return
    held = [item for item in session.items if _is_static(routine, item)]
    said: set[Load] = set()
    for now in stages(held, changes):
        loads = _loads(routine, now)
        over = {
            load: parts
            for load, parts in loads.items()
            if load not in said and _time(parts) > facts().before_effort
        }
        said.update(over)
        yield from _advice(routine, over)


def _is_static(routine: Routine, item: Item) -> bool:
    return routine.stretches[item.stretch].type is StretchType.STATIC


def _loads(routine: Routine, now: Sequence[Stage]) -> Mapping[Load, list[Stage]]:
    """For each muscle the stages that stretch it."""
    loads: defaultdict[Load, list[Stage]] = defaultdict(list)
    for stage in now:
        targets = routine.stretches[stage.item.stretch].targets
        muscles = (muscle.id for target in targets for muscle in resolve(target))
        for muscle in dict.fromkeys(muscles):
            for side in (stage.item.side,) if stage.item.side else tuple(Side):
                loads[muscle, side].append(stage)
    return loads


def _time(parts: Sequence[Stage]) -> int:
    return sum(seconds(stage.hold.value).least * stage.sets.value for stage in parts)


def _advice(routine: Routine, over: Mapping[Load, list[Stage]]) -> Iterator[Advice]:
    """One advice for each place that brings muscles over the limit."""
    causes: dict[Path, int] = {}
    names: defaultdict[Path, dict[str, None]] = defaultdict(dict)
    for (muscle, _), parts in over.items():
        last = max(enumerate(parts), key=lambda one: (one[1].latest.week, one[0]))[1]
        path = last.latest.path if last.latest.week else last.item.origin.path
        causes[path] = max(causes.get(path, 0), _time(parts))
        names[path][_target(routine, last, muscle)] = None
    most = facts().before_effort
    for path, time in causes.items():
        yield Advice(
            "SE416",
            path,
            f"the usual guidance right before maximal effort is at most {most} s of static "
            f"stretching a muscle, this is {time} s ({listing(names[path])})",
            "hold less here, use dynamic stretches, or move this after the effort",
        )


def _target(routine: Routine, stage: Stage, muscle: str) -> str:
    """What the stretch itself calls the muscle: the target that stands for it."""
    targets = routine.stretches[stage.item.stretch].targets
    return next(
        target_name(target)
        for target in targets
        if any(one.id == muscle for one in resolve(target))
    )
