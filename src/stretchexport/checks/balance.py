"""Balance over a routine: both sides, and the muscles beside those that are stretched.

The rules of this module read the model, and only those stretches of it that a session uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.anatomy.muscles import resolve
from stretchexport.checks.balance_rules import Rule, muscles_of, rules
from stretchexport.findings import Finding
from stretchexport.model import StretchType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.findings import Path
    from stretchexport.model import Item, Routine, Stretch
    from stretchexport.reading import Document


def check(document: Document, routine: Routine) -> Iterator[Finding]:
    """Every stretch that is done on one side only, every muscle that is left out beside it."""
    yield from _sides(document, routine)
    used = set(routine.used_stretches)
    done = [stretch for key, stretch in routine.stretches.items() if key in used]
    reach = _Reach(done)
    for rule in rules():
        place = reach.place(rule)
        if place is not None:
            yield Finding(rule.code, rule.message, document.span(place), place, rule.help)


def _sides(document: Document, routine: Routine) -> Iterator[Finding]:
    """Stretches whose every item, in all sessions, is for the same side."""
    items: dict[str, list[Item]] = {}
    for session in routine.sessions.values():
        for item in session.items:
            items.setdefault(item.stretch, []).append(item)
    for stretch, own in items.items():
        side = own[0].side
        if side is not None and all(item.side is side for item in own):
            path = (*own[0].origin.path, "side")
            other = "right" if side == "left" else "left"
            yield Finding(
                "SE701",
                f"{routine.stretches[stretch].name} is done on the {side} only",
                document.span(path),
                path,
                f"remove side, or add an item with side: {other}; if one side is meant, silence "
                "SE701 with the reason",
            )


class _Reach:
    """The muscles that a routine reaches."""

    def __init__(self, done: Sequence[Stretch]) -> None:
        self._stretches = [one for one in done if one.type is not StretchType.SELF_MASSAGE]
        self._stretched = muscles_of(t for one in self._stretches for t in one.targets)
        # What is rolled, or stretched on the side, is not left out.
        self._reached = muscles_of(t for one in done for t in (*one.targets, *one.also))

    def place(self, rule: Rule) -> Path | None:
        """Where the first target stands that ``rule`` is about; ``None`` if it has no say."""
        if self._reached & rule.lacking or not rule.stretched & self._stretched:
            return None
        if rule.beside and not rule.beside & self._stretched:
            return None
        return next(
            (*one.origin.path, "targets", index)
            for one in self._stretches
            for index, target in enumerate(one.targets)
            if any(muscle.id in rule.stretched for muscle in resolve(target))
        )
