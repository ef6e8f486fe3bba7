"""How many days a week the muscles of a stretch are stretched."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from stretchexport.anatomy.muscles import resolve
from stretchexport.checks.guidance_facts import facts
from stretchexport.checks.guidance_words import Advice
from stretchexport.checks.near import listing
from stretchexport.model import StretchType
from stretchexport.schedule import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stretchexport.model import Routine, Schedule, Stretch

    Weekdays = frozenset[int]


def check(routine: Routine) -> Iterator[Advice]:
    """Stretches whose muscles get fewer days than the guidance says, once for each first slot.

    The sources speak of days for a muscle group, so stretches of the same muscles add up. A
    stretch done before effort only is left out: it is there to warm up.
    """
    schedule = routine.schedule
    if schedule is None:
        return
    known = facts()
    reach = _days_of_muscles(routine, schedule)
    kept = _Weeks(schedule)
    few: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for stretch, slot in _first_slots(routine, schedule).items():
        muscles = _muscles(routine.stretches[stretch])
        days = min(kept.typical(frozenset(reach[muscle])) for muscle in muscles)
        if days < known.days:
            few[slot, days].append(routine.stretches[stretch].name)
    for (slot, days), names in few.items():
        yield Advice(
            "SE415",
            ("schedule", "slots", slot, "on"),
            f"the usual guidance is to stretch a muscle on {known.days_words}, this is {days} "
            f"({listing(names)})",
            "add a day, or another slot",
        )


class _Weeks:
    """The weeks of a schedule without the skipped dates."""

    def __init__(self, schedule: Schedule) -> None:
        self._weeks = schedule.weeks
        self._skipped: defaultdict[int, set[int]] = defaultdict(set)
        for date in schedule.skip:
            week = (date - schedule.starts).days // DAYS
            if 0 <= week < schedule.weeks:
                self._skipped[week].add(date.weekday())

    def typical(self, weekdays: Weekdays) -> int:
        """How many of ``weekdays`` happen in a usual week: a holiday does not count."""
        counts = [len(weekdays - days) for days in self._skipped.values()]
        counts += [len(weekdays)] * (self._weeks - len(counts))
        return sorted(counts)[(len(counts) - 1) // 2]


def _first_slots(routine: Routine, schedule: Schedule) -> Mapping[str, int]:
    """The first slot of every stretch that is done for its own sake."""
    first: dict[str, int] = {}
    for index, slot in enumerate(schedule.slots):
        session = routine.sessions[slot.session]
        for item in () if session.before_effort else session.items:
            if routine.stretches[item.stretch].type is not StretchType.SELF_MASSAGE:
                first.setdefault(item.stretch, index)
    return first


def _days_of_muscles(routine: Routine, schedule: Schedule) -> Mapping[str, set[int]]:
    """The weekdays on which each muscle is stretched."""
    weekdays: defaultdict[str, set[int]] = defaultdict(set)
    for slot in schedule.slots:
        weekdays[slot.session].update(slot.weekdays)
    reach: defaultdict[str, set[int]] = defaultdict(set)
    for session, days in weekdays.items():
        for stretch in {item.stretch for item in routine.sessions[session].items}:
            if routine.stretches[stretch].type is not StretchType.SELF_MASSAGE:
                for muscle in _muscles(routine.stretches[stretch]):
                    reach[muscle].update(days)
    return reach


def _muscles(stretch: Stretch) -> set[str]:
    return {muscle.id for target in stretch.targets for muscle in resolve(target)}
