"""A connection to a CalDAV server, and what it says when it fails."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import niquests
from caldav.davclient import DAVClient
from caldav.lib.error import AuthorizationError, DAVError, RateLimitError
from lxml.etree import XMLSyntaxError

from stretchexport.online.session import TIMEOUT, Session, unreachable
from stretchexport.online.trouble import OnlineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.online.address import Address


def connect(address: Address, user: str | None, password: str | None) -> DAVClient:
    """A client for ``address`` that sends the password when the server asks for it."""
    # It writes what is odd about an answer to the log, which nobody has asked for.
    logging.getLogger("caldav").propagate = False
    logging.getLogger("caldav").addHandler(logging.NullHandler())
    client = DAVClient(
        url=address.url,
        username=user,
        password=password,
        timeout=TIMEOUT,
        enable_rfc6764=False,
    )
    client.session.close()
    client.session = Session(address.origin, "--caldav", "give the programme a calendar of its own")
    return client


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turn what requests and answers raise inside into an :class:`OnlineError`."""
    try:
        yield
    except AuthorizationError as error:
        raise OnlineError(_not_allowed(address, error)) from None
    except RateLimitError:
        raise OnlineError(f"{address.host} is busy: try again later") from None
    except niquests.RequestException as error:
        raise OnlineError(f"{address.host} {unreachable(error)}") from None
    except NotImplementedError:
        # caldav's word for a server that asks for none of the ways it knows
        raise OnlineError(
            f"{address.host} offers no way of signing in that is known here: it would have to be "
            "basic, digest or bearer"
        ) from None
    except (DAVError, XMLSyntaxError, ValueError):
        # an answer that is no WebDAV, one that is no XML, and one with an address that is none
        raise OnlineError(no_caldav(address)) from None


def no_caldav(address: Address) -> str:
    """What to say of an answer that no CalDAV server gives."""
    return (
        f"{address.url} does not answer as a CalDAV server does: look up the CalDAV address of "
        "your calendar, which is not the one of its web page"
    )


def _not_allowed(address: Address, error: AuthorizationError) -> str:
    if error.status == 403:
        return f"{address.host} does not let this user in at {address.url} (403)"
    return (
        f"{address.host} wants a user and a password that it knows (401): check --user; many "
        "servers take no other than an app password, see docs/publish.md"
    )
