"""What has to change on the server, before any of it does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchexport.exporters.calendar.document import PRODID
from stretchexport.exporters.calendar.identity.comparison import differences
from stretchexport.exporters.calendar.identity.content import MAX_BYTES
from stretchexport.exporters.calendar.identity.objects import read, succeeding
from stretchexport.exporters.calendar.identity.updating import belongs
from stretchexport.exporters.calendar.identity.zones import refers
from stretchexport.online.trouble import OnlineError
from stretchexport.publishing.meaning import digest, mark, marked, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from stretchexport.exporters.base import Export
    from stretchexport.exporters.calendar.identity.objects import CalendarFile, CalendarObject
    from stretchexport.publishing.remote import Stored

_EMPTY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


class Action(StrEnum):
    """What is to be done with an object."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"
    EDITED = "edited"
    """Somebody changed it on the server, and the routine says what it said: it is left."""
    CONFLICT = "conflict"
    """Both changed, or nobody can tell: it is left until somebody decides."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done with one object.

    ``words`` say what differs: from what is on the server if it is changed; from what the routine
    says if it was edited there. ``data`` is what to store, ``old`` what is there now.
    """

    action: Action
    uid: str
    title: str
    words: tuple[str, ...] = ()
    data: bytes = b""
    old: Stored | None = None


def plan(
    exports: Mapping[str, Export], stored: Sequence[Stored], *, force: bool = False
) -> dict[str, tuple[Step, ...]]:
    """The steps that make what is ``stored`` into what the calendar ``exports`` say, by routine.

    The exports are given by the id of their routine. The steps stand in the order of the file;
    what it has no more comes last. ``force`` replaces and removes what somebody has changed on the
    server as well. Raises :class:`~stretchexport.online.trouble.OnlineError` if the server
    has a UID twice, or an export is too large to be taken apart.
    """
    there = _by_uid(stored)
    return {
        routine: tuple(_steps(_sessions(export), _of(routine, there), force=force))
        for routine, export in exports.items()
    }


def _by_uid(stored: Sequence[Stored]) -> dict[str, Stored]:
    there: dict[str, Stored] = {}
    for one in sorted(stored, key=lambda one: one.url):
        if one.object.uid in there:
            raise OnlineError(
                f"the server has {one.object.uid} twice: delete {one.url[:200]} there"
            )
        there[one.object.uid] = one
    return there


def _of(routine: str, there: Mapping[str, Stored]) -> dict[str, Stored]:
    return {uid: one for uid, one in there.items() if belongs(uid, (routine,))}


def _sessions(export: Export) -> CalendarFile:
    """Everything in the files of an export; a routine without a date has none."""
    data = b"".join(file.data for file in export.files)
    if len(data) > MAX_BYTES:
        raise OnlineError(
            f"a routine's calendar is larger than {MAX_BYTES // 1024**2} MiB, so nothing was "
            "published: give it fewer slots, or fewer weeks at which its doses change"
        )
    return read(data or _EMPTY)


def _steps(new: CalendarFile, there: Mapping[str, Stored], *, force: bool) -> Iterator[Step]:
    for uid, one in new.objects.items():
        yield _kept(new, one, there.get(uid), force=force)
    for uid, old in there.items():
        if uid not in new.objects:
            yield _left(old, force=force)


def _kept(new: CalendarFile, one: CalendarObject, old: Stored | None, *, force: bool) -> Step:
    """The step for what the routine has."""
    if old is None:
        return Step(Action.NEW, one.uid, one.title, data=_resource(new, one))
    before, after = digest(old.object), digest(one)
    if before == after:
        return Step(Action.UNCHANGED, one.uid, one.title, old=old)
    if before != mark(old.object) and not force:
        edited = mark(old.object) == after
        words = differences(meaning(one), meaning(old.object))
        action = Action.EDITED if edited else Action.CONFLICT
        return Step(action, one.uid, old.object.title, words, old=old)
    words = differences(meaning(old.object), meaning(one))
    data = _resource(new, succeeding(one, old.object))
    return Step(Action.CHANGED, one.uid, one.title, words, data, old)


def _left(old: Stored, *, force: bool) -> Step:
    """The step for what the routine has no more."""
    known = force or digest(old.object) == mark(old.object)
    action = Action.REMOVED if known else Action.CONFLICT
    words = () if known else ("the routine has it no more",)
    return Step(action, old.object.uid, old.object.title, words, old=old)


def _resource(file: CalendarFile, one: CalendarObject) -> bytes:
    """The object as a calendar of its own, with the zones it refers to (RFC 4791 section 4.1)."""
    return b"".join(_parts(file, marked(one)))


def _parts(file: CalendarFile, one: CalendarObject) -> Iterator[bytes]:
    yield f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\nCALSCALE:GREGORIAN\r\n".encode()
    for tzid, zone in file.zones.items():
        if any(refers(part, tzid) for part in one.components):
            yield zone.raw
    yield one.data
    yield b"END:VCALENDAR\r\n"
