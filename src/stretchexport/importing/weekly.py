"""A session that is there once for each run of weeks, as one session and its progression.

Items are mappings as a routine file has them, with ``sets`` in each, and with ``rest`` wherever a
source shows it: of a single set, none does.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchexport.importing.draft import Data

CHANGING = ("hold", "contract", "relax", "reps", "tempo", "sets", "rest")
"""What a change of a progression can set."""

_DEFAULTS = {"sets": 1, "rest": "0s"}


@dataclass(frozen=True, slots=True)
class Weeks:
    """The items of a session from week ``first`` on."""

    first: int
    items: tuple[Data, ...]


def merged(session: str, phases: Sequence[Weeks]) -> tuple[list[Data], list[Data]] | None:
    """The items of ``session`` in week 1 and the changes that lead to those of every other phase.

    ``None`` if no progression leads there: the items are others, or a change would have to tell
    apart two items that do the same stretch.
    """
    base = [dict(one) for one in phases[0].items]
    for phase in phases[1:]:
        if [_fixed(one) for one in phase.items] != [_fixed(one) for one in base]:
            return None
        for known, later in zip(base, phase.items, strict=True):
            for key in ("rest", "order"):
                if key in later:
                    known.setdefault(key, later[key])
    changes: list[Data] = []
    now = [dict(one) for one in base]
    for phase in phases[1:]:
        found = _changes(now, phase.items)
        if found is None:
            return None
        changes += _written(session, phase.first, found, {one["stretch"] for one in base})
    return base, changes


def plain(item: Data) -> Data:
    """``item`` without what goes without saying."""
    return {key: value for key, value in item.items() if _DEFAULTS.get(key) != value}


def _fixed(item: Data) -> Data:
    """What no progression changes; an order that a source does not show may be any."""
    return {key: value for key, value in item.items() if key not in (*CHANGING, "order")}


def _changes(now: list[Data], later: Sequence[Data]) -> dict[str, Data] | None:
    """What changes for each stretch, applied to ``now``; ``None`` if that differs among items."""
    found: defaultdict[str, Data] = defaultdict(dict)
    for one, then in zip(now, later, strict=True):
        for key in CHANGING:
            if key in one and key not in then and key != "rest":
                return None
            changed = key in then and then[key] != one.get(key)
            if changed and found[one["stretch"]].setdefault(key, then[key]) != then[key]:
                return None
    for one, then in zip(now, later, strict=True):
        for key, value in found[one["stretch"]].items():
            if then.get(key, value) != value:
                return None
            one[key] = value
    return dict(found)


def _written(session: str, week: int, found: dict[str, Data], stretches: set[str]) -> list[Data]:
    """The changes as a routine file has them; one for the whole session if it is the same."""
    changes = [(stretch, values) for stretch, values in found.items() if values]
    if len(changes) == len(stretches) and all(values == changes[0][1] for _, values in changes):
        return [{"from_week": week, "session": session, **changes[0][1]}]
    return [
        {"from_week": week, "session": session, "stretch": stretch, **values}
        for stretch, values in changes
    ]
