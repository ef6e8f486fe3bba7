"""The answers of a server to PROPFIND and REPORT (RFC 4918 section 13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from caldav.elements import cdav, dav
from lxml import etree

from stretchexport.online.trouble import OnlineError
from stretchexport.publishing.connection import no_caldav

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caldav.elements.base import BaseElement
    from caldav.response import DAVResponse
    from lxml.etree import _Element

    from stretchexport.online.address import Address


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of an answer, with the properties the server has for it.

    ``url`` is absolute and spelled as the server does. ``caldav`` decodes an address and encodes it
    again, and what was ``100%2541.ics`` is then another file.
    """

    url: str
    properties: dict[str, _Element]

    def text(self, tag: str) -> str:
        """The text of a property, without blanks around it; nothing if it is not there."""
        found = self.properties.get(tag)
        return (found.text or "").strip() if found is not None else ""

    @property
    def is_calendar(self) -> bool:
        """Whether it is a calendar collection (RFC 4791 section 4.2)."""
        kind = self.properties.get(dav.ResourceType.tag)
        return kind is not None and kind.find(cdav.Calendar.tag) is not None

    @property
    def components(self) -> frozenset[str]:
        """What a calendar takes, such as VEVENT (RFC 4791 section 5.2.3); nothing if not said."""
        found = self.properties.get(cdav.SupportedCalendarComponentSet.tag)
        names = (one.get("name") for one in found) if found is not None else ()
        return frozenset(name.upper() for name in names if name)


def xml(element: BaseElement) -> str:
    """A request as the text that is sent."""
    return str(etree.tostring(element.xmlelement(), encoding="unicode"))


def expect(address: Address, answer: DAVResponse) -> None:
    """Raise :class:`OnlineError` if an answer is none of a CalDAV server that is well."""
    if answer.status == 207 and answer.tree is not None:
        return
    if answer.status == 404:
        raise OnlineError(f"there is nothing at {address.url} (404): check the address")
    if answer.status >= 500:
        raise OnlineError(f"{address.host} has trouble of its own ({answer.status})")
    raise OnlineError(no_caldav(address))


def resources(base: str, answer: DAVResponse) -> Iterator[Resource]:
    """The resources of an answer that came from ``base``.

    Raises :class:`OnlineError` if the server says that there are more than it tells.
    """
    tree = answer.tree
    if tree is None:
        return
    for response in tree.iter(dav.Response.tag):
        if " 507" in (response.findtext(dav.Status.tag) or ""):  # RFC 5323 section 2.3.1
            raise OnlineError(
                "the server told only a part of what is in the calendar: give the programme a "
                "calendar of its own"
            )
        properties = {
            one.tag: one
            for propstat in response.iterfind(dav.PropStat.tag)
            if " 200" in (propstat.findtext(dav.Status.tag) or "")
            for one in propstat.iterfind(f"{dav.Prop.tag}/*")
        }
        yield Resource(_absolute(base, response), properties)


def _absolute(base: str, response: _Element) -> str:
    """Where a resource is; one whose address is none is put where nothing is, the base itself."""
    try:
        return urljoin(base, str(response.findtext(dav.Href.tag) or "").strip())
    except ValueError:
        return base


def is_member(url: str, collection: str) -> bool:
    """Whether ``url`` is right in ``collection`` (RFC 4791 section 4.2 has nothing deeper)."""
    one, whole = urlsplit(url), urlsplit(collection)
    path, folder = unquote(one.path), unquote(whole.path)
    name = path.removeprefix(folder)
    inside = one[:2] == whole[:2] and path.startswith(folder) and not one.query
    return inside and "/" not in name and name not in ("", ".", "..")
