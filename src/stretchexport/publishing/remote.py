"""A calendar on a CalDAV server: what is in it, and changing one object at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from caldav.elements import cdav, dav
from caldav.lib.error import AuthorizationError

from stretchexport.exporters.calendar.identity.content import MalformedCalendarError
from stretchexport.exporters.calendar.identity.objects import CalendarObject, read
from stretchexport.exporters.calendar.identity.updating import belongs
from stretchexport.exporters.calendar.lines import values
from stretchexport.online.trouble import OnlineError, RefusedError
from stretchexport.publishing.connection import told
from stretchexport.publishing.multistatus import expect, is_member, resources, xml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from caldav.davclient import DAVClient

    from stretchexport.online.address import Address
    from stretchexport.publishing.multistatus import Resource

_KINDS = ("VEVENT", "VTODO")
_PRECONDITIONS = {
    "no-uid-conflict": "another calendar of this user has the same event: delete it there first",
    "supported-calendar-component": "the calendar takes no entries of this kind",
    "max-resource-size": "it is larger than the server allows",
    "quota-not-exceeded": "the server has no room left for this user",
}
_REFUSALS = {
    404: "it is not there any more (404): run this again",
    409: "it is in the way of something else on the server (409)",
    412: "somebody changed it there at the same moment, so it was left (412): run this again",
    413: "it is larger than the server allows (413)",
}
_SENT = {"Content-Type": "text/calendar; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Stored:
    """An object on the server; ``etag`` is its version there (RFC 7232 section 2.3)."""

    url: str
    etag: str
    object: CalendarObject


class RemoteCalendar:
    """One calendar collection. Its methods raise :class:`OnlineError`."""

    def __init__(self, client: DAVClient, address: Address, resource: Resource) -> None:
        self._client = client
        self._address = address
        self._kinds = [one for one in _KINDS if one in (resource.components or _KINDS)]
        self.url = resource.url if resource.url.endswith("/") else f"{resource.url}/"

    def stored(self, routines: Collection[str]) -> list[Stored]:
        """The objects of the routines with these ids, in no order that means anything.

        What is somebody else's is not even taken apart.
        """
        with told(self._address):
            found = [one for kind in self._kinds for one in self._query(kind, routines)]
        # a server that does not look at the kind tells everything each time
        return [*{one.url: one for one in found}.values()]

    def create(self, uid: str, data: bytes) -> None:
        """Store a new object; raises :class:`RefusedError` if the server does not take it.

        Its address is plain, as ``@`` can be spelled in two ways there.
        """
        url = f"{self.url}{quote(uid.partition('@')[0], safe='')}.ics"
        self._write("PUT", url, data, {"If-None-Match": "*"})

    def replace(self, old: Stored, data: bytes) -> None:
        """Store ``data`` over ``old``; raises :class:`RefusedError` if it changed meanwhile."""
        self._write("PUT", old.url, data, _unchanged(old))

    def remove(self, old: Stored) -> None:
        """Delete ``old``; raises :class:`RefusedError` if it changed meanwhile."""
        self._write("DELETE", old.url, b"", _unchanged(old))

    def _query(self, kind: str, routines: Collection[str]) -> Iterator[Stored]:
        """Ask for everything and choose here: servers differ on what a search for text finds."""
        kinds = cdav.CompFilter("VCALENDAR") + cdav.CompFilter(kind)
        properties = dav.Prop() + dav.GetEtag() + cdav.CalendarData()
        body = xml(cdav.CalendarQuery() + properties + (cdav.Filter() + kinds))
        answer = self._client.report(self.url, body, depth=1)
        expect(self._address, answer)
        for one in resources(self.url, answer):
            found = _ours(one.text(cdav.CalendarData.tag), routines)
            if found is None:
                continue
            if not is_member(one.url, self.url):
                raise OnlineError(
                    f"the server says that {found.uid} is at {one.url[:200]}, which is not in "
                    "this calendar: nothing was changed"
                )
            yield Stored(one.url, _header(one.text(dav.GetEtag.tag)), found)

    def _write(self, method: str, url: str, data: bytes, condition: dict[str, str]) -> None:
        with told(self._address):
            try:
                answer = self._client.request(url, method, data.decode(), {**_SENT, **condition})
            except AuthorizationError as error:
                if error.status == 403:
                    raise _forbidden(error) from None
                raise
        gone = method == "DELETE" and answer.status in (404, 410)
        if not gone and not 200 <= answer.status < 300:
            raise _refusal(answer.status, new="If-None-Match" in condition)


def _ours(text: str, routines: Collection[str]) -> CalendarObject | None:
    """The one object of a resource, if it is of one of the routines.

    Most of a calendar is somebody else's, and may be anything at all: only what has a UID of ours
    is read.
    """
    data = text.encode("utf-8", "surrogatepass")
    if not any(belongs(uid, routines) for uid in values(data, "UID")):
        return None
    try:
        found = read(data)
    except MalformedCalendarError as error:
        raise OnlineError(
            f"the server has an event of ours that is damaged, delete it: {error}"
        ) from None
    objects = [*found.objects.values()]
    alone = len(objects) == 1 and not found.others
    return objects[0] if alone and belongs(objects[0].uid, routines) else None


def _header(etag: str) -> str:
    """An ETag that can be sent back (RFC 7232 section 2.3), or nothing."""
    return etag if etag.isascii() and etag.isprintable() else ""


def _unchanged(old: Stored) -> dict[str, str]:
    """The condition that ``old`` is still what it was when it was read."""
    if not old.etag:
        raise RefusedError("the server tells no version of it (ETag), so it was left as it is")
    return {"If-Match": old.etag}


def _forbidden(error: AuthorizationError) -> OnlineError | RefusedError:
    """A refusal with a reason (RFC 4791 section 5.3.2.1) is about the object, else the calendar."""
    for tag in error.preconditions:
        if (reason := _PRECONDITIONS.get(tag.rpartition("}")[2])) is not None:
            return RefusedError(reason)
    return OnlineError("this user may not write to this calendar (403)")


def _refusal(status: int, *, new: bool) -> OnlineError | RefusedError:
    """Why a change was not made, and whether others may still be."""
    if status == 412 and new:
        return RefusedError("there is something else at its address already (412)")
    if status in _REFUSALS:
        return RefusedError(_REFUSALS[status])
    if status == 507:
        return OnlineError("the server has no room left for this user (507)")
    if status >= 500:
        return OnlineError(f"the server has trouble of its own ({status}): try again later")
    return RefusedError(f"the server refused it ({status})")
