"""From the address that a user gives to the one calendar that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from caldav.elements import cdav, dav

from stretchexport.online.address import parse
from stretchexport.online.trouble import OnlineError
from stretchexport.publishing.connection import connect, no_caldav, told
from stretchexport.publishing.multistatus import expect, resources, xml
from stretchexport.publishing.remote import RemoteCalendar

if TYPE_CHECKING:
    from caldav.davclient import DAVClient

    from stretchexport.online.address import Address
    from stretchexport.publishing.multistatus import Resource

_SHOWN = 20
"""How many names of calendars a message lists."""


def find_calendar(
    address: Address, user: str | None, password: str | None, name: str | None = None
) -> RemoteCalendar:
    """The calendar at ``address``, or the one called ``name`` of those that are found from there.

    The address may be the calendar's own, or that of the server, of the user, or of the user's
    calendars. A name is what the calendar is called, or the last part of its address. Raises
    :class:`OnlineError`; it lists the names if there are several to choose from.
    """
    client = connect(address, user, password)
    with told(address):
        here = _describe(client, address)
        if here.is_calendar:
            _choose({here.url: here.text(dav.DisplayName.tag)}, name)
            return RemoteCalendar(client, address, here)
        chosen = parse(_choose(_names(client, address), name))
        found = _describe(client, chosen)
    if not found.is_calendar:
        raise OnlineError(no_caldav(address))
    return RemoteCalendar(client, address, found)


def _describe(client: DAVClient, address: Address) -> Resource:
    """What is at an address, under the address that the server itself has for it."""
    wanted = dav.Prop() + dav.ResourceType() + dav.DisplayName()
    body = xml(dav.Propfind() + (wanted + cdav.SupportedCalendarComponentSet()))
    answer = client.propfind(address.url, body, depth=0)
    expect(address, answer)
    found = next(resources(address.url, answer), None)
    if found is None:
        raise OnlineError(no_caldav(address))
    return found


def _names(client: DAVClient, address: Address) -> dict[str, str]:
    """The calendars of the user: addresses, and what they are called."""
    try:
        found = client.get_calendars()
    except (LookupError, AttributeError, TypeError, AssertionError):
        # the library takes it for granted that an answer makes sense
        raise OnlineError(no_caldav(address)) from None
    if not found:
        raise OnlineError(f"there is no calendar at {address.url}: make one there first")
    return {str(one.url): str(one.get_display_name() or _last_part(str(one.url))) for one in found}


def _choose(names: dict[str, str], name: str | None) -> str:
    """The address of the calendar called ``name``, or of the only one there is."""
    fitting = [url for url, title in names.items() if name in (None, title, _last_part(url))]
    if len(fitting) == 1:
        return fitting[0]
    listed = sorted(f"{title} ({_last_part(url)})" for url, title in names.items())
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    why = "there are several calendars" if fitting else f"there is no calendar {name}"
    raise OnlineError(
        f"{why}: give one with --calendar. There are: {', '.join(listed[:_SHOWN])}{more}"
    )


def _last_part(url: str) -> str:
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
