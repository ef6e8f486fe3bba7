"""How many days a week the muscles of a stretch are stretched."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from stretchexport.anatomy.muscles import resolve
from stretchexport.checks.guidance_facts import facts
from stretchexport.checks.guidance_words import Advice
from stretchexport.checks.near import listing
from stretchexport.model import Daily, Dates, StretchType, Weekly
from stretchexport.schedule import occurrences, week_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from stretchexport.findings import Path
    from stretchexport.model import Routine, Schedule, Slot, Stretch


def check(routine: Routine) -> Iterator[Advice]:
    """Stretches whose muscles get fewer days than the guidance says, once for each first slot.

    The sources speak of days for a muscle group, so stretches of the same muscles add up. A
    stretch done before effort only is left out: it is there to warm up.
    """
    schedule = routine.schedule
    if schedule is None:
        return
    known = facts()
    reach = _dates_of_muscles(routine, schedule)
    typical = {muscle: _typical(schedule, dates) for muscle, dates in reach.items()}
    few: defaultdict[tuple[Path, float], list[str]] = defaultdict(list)
    for stretch, slot in _first_slots(routine, schedule).items():
        muscles = _muscles(routine.stretches[stretch])
        days = min(typical.get(muscle, 0) for muscle in muscles)
        if days < known.days:
            few[_days_of(slot), days].append(routine.stretches[stretch].name)
    for (path, days), names in few.items():
        yield Advice(
            "SE415",
            path,
            f"the usual guidance is to stretch a muscle on {known.days_words}, this is {days:g} "
            f"({listing(names)})",
            "add a day, or another slot",
        )


def _typical(schedule: Schedule, dates: Collection[dt.date]) -> float:
    """How many of ``dates`` fall into a usual week: a holiday does not count.

    Where a slot comes every n weeks only, n weeks are taken together and shared out.
    """
    rhythms = (slot.days.every for slot in schedule.slots if isinstance(slot.days, Weekly))
    together = min(max(rhythms, default=1), schedule.weeks)
    counts = [0] * (schedule.weeks // together)
    for date in dates:
        run = (week_of(schedule, date) - 1) // together
        if run < len(counts):
            counts[run] += 1
    return sorted(counts)[(len(counts) - 1) // 2] / together


def _days_of(slot: Slot) -> Path:
    """Where the file says on which days a slot is."""
    key = {Weekly: "on", Daily: "every", Dates: "dates"}[type(slot.days)]
    return (*slot.origin.path, key)


def _first_slots(routine: Routine, schedule: Schedule) -> Mapping[str, Slot]:
    """The first slot of every stretch that is done for its own sake."""
    first: dict[str, Slot] = {}
    for slot in schedule.slots:
        session = routine.sessions[slot.session]
        for item in () if session.before_effort else session.items:
            if routine.stretches[item.stretch].type is not StretchType.SELF_MASSAGE:
                first.setdefault(item.stretch, slot)
    return first


def _dates_of_muscles(routine: Routine, schedule: Schedule) -> Mapping[str, set[dt.date]]:
    """The dates on which each muscle is stretched."""
    dates: defaultdict[str, set[dt.date]] = defaultdict(set)
    for one in occurrences(schedule):
        dates[one.slot.session].add(one.start.date())
    reach: defaultdict[str, set[dt.date]] = defaultdict(set)
    for session, days in dates.items():
        for stretch in {item.stretch for item in routine.sessions[session].items}:
            if routine.stretches[stretch].type is not StretchType.SELF_MASSAGE:
                for muscle in _muscles(routine.stretches[stretch]):
                    reach[muscle].update(days)
    return reach


def _muscles(stretch: Stretch) -> set[str]:
    return {muscle.id for target in stretch.targets for muscle in resolve(target)}
