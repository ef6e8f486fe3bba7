"""A new export on top of the old one: the same keeps its bytes, and what is gone is cancelled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.identity.comparison import differences
from stretchexport.exporters.calendar.identity.objects import cancelled, framed, read, succeeding
from stretchexport.exporters.calendar.identity.zones import zones

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from stretchexport.exporters.calendar.identity.objects import CalendarObject

DOMAIN = "@stretchexport"
"""What every UID of ours ends in."""


class KindChangedError(ValueError):
    """One file has events where the other has to-dos: programs keep them in different places."""


class Fate(StrEnum):
    """What becomes of an object."""

    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    CANCELLED = "cancelled"
    FOREIGN = "foreign"
    """Not of these routines: kept as it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one object, and what differs in it in words for people."""

    fate: Fate
    uid: str
    title: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Updated:
    """The bytes of the new file, and what became of every object, in its order."""

    data: bytes
    changes: tuple[Change, ...]


def belongs(uid: str, routines: Collection[str]) -> bool:
    """Whether a UID is of one of the routines with these ids, of which none has a dot."""
    routine, dot, _ = uid.partition(".")
    return bool(dot) and routine in routines and uid.endswith(DOMAIN)


def update(
    old: bytes, new: bytes | None, routines: Collection[str], updated: dt.datetime | None = None
) -> Updated:
    """``new`` as the successor of ``old``, both calendar files with the sessions of ``routines``.

    ``routines`` are the ids of the routines; ``new`` is ``None`` if they have no session any more.

    An object that says the same keeps its bytes from ``old``. One that differs is the one of
    ``new``, as the next version (see
    :func:`~stretchexport.exporters.calendar.identity.objects.succeeding`). One that ``new`` has no
    more stays as a cancelled event, so that whoever imports the file hears of it; ``updated`` is
    its stamp. What is not of these routines is kept as it is. The calendar's properties are those
    of ``new``, the order is that of ``new`` with the rest of ``old`` behind it.

    Doing it again changes nothing. Raises
    :class:`~stretchexport.exporters.calendar.identity.content.MalformedCalendarError` for ``old``,
    and :class:`KindChangedError`.
    """
    before = read(old)
    after = read(new) if new else replace(before, zones={}, objects={}, others=())
    left = [one for uid, one in before.objects.items() if uid not in after.objects]
    pairs = [
        *(_matched(before.objects.get(uid), one) for uid, one in after.objects.items()),
        *(_left(one, routines, updated) for one in left),
    ]
    known = {one.raw for one in after.others}
    others = [*after.others, *(one for one in before.others if one.raw not in known)]
    parts = (
        *(one.raw for one in zones(before, after, [one for _, one in pairs], others)),
        *(one.data for _, one in pairs),
        *(one.raw for one in others),
    )
    return Updated(framed(after.frame, parts), tuple(change for change, _ in pairs))


def _matched(old: CalendarObject | None, new: CalendarObject) -> tuple[Change, CalendarObject]:
    """An object of the new file, with what the old one has under its UID."""
    if old is None:
        return Change(Fate.NEW, new.uid, new.title), new
    if old.kind != new.kind:
        raise KindChangedError(f"{old.uid} is {old.kind} in the old file and {new.kind} in the new")
    words = differences(old, new)
    if not words:
        return Change(Fate.KEPT, new.uid, new.title), old
    if old.cancelled and not new.cancelled and new.kind == "VEVENT":
        # said aloud, for programs that only take over what stands in the file
        new = new.with_values({"STATUS": "CONFIRMED"})
    return Change(Fate.CHANGED, new.uid, new.title, words), succeeding(new, old)


def _left(
    old: CalendarObject, routines: Collection[str], updated: dt.datetime | None
) -> tuple[Change, CalendarObject]:
    """An object that only the old file has."""
    if not belongs(old.uid, routines):
        return Change(Fate.FOREIGN, old.uid, old.title), old
    if old.cancelled:
        return Change(Fate.KEPT, old.uid, old.title, ("cancelled before",)), old
    return Change(Fate.CANCELLED, old.uid, old.title), cancelled(old, updated)
