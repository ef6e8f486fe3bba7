"""A connection that stays on one server, and what it says when it fails."""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import niquests
from caldav.davclient import DAVClient
from caldav.lib.error import AuthorizationError, DAVError, RateLimitError
from lxml.etree import XMLSyntaxError

from stretchexport.publishing.address import origin_of
from stretchexport.publishing.trouble import PublishingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.publishing.address import Address, Origin

TIMEOUT = 30
"""Seconds to wait for a connection, and for each part of an answer."""

ANSWER_SECONDS = 300
"""How long an answer may take as a whole."""

ANSWER_BYTES = 32 * 1024 * 1024
"""How large an answer may be once it is unpacked: a calendar of some 15 000 events."""

_REDIRECTS = 5


class Session(niquests.Session):
    """An HTTP session for one server; ``caldav`` makes all its requests through it.

    A redirect, or an address that the server names, is followed on that server only, so that a
    password never goes anywhere else. Raises :class:`PublishingError` where it would, or if an
    answer is too large or takes too long.
    """

    def __init__(self, origin: Origin) -> None:
        super().__init__(disable_http3=True)
        self._origin = origin
        # Proxies and certificates of the environment are for the way out, by TLS. A plain request
        # goes to this computer, and to no proxy.
        self.trust_env = origin[0] == "https"

    def request(self, method: Any, url: str, *args: Any, **kwargs: Any) -> niquests.Response:
        """Send a request, as ``niquests`` does, and read the whole answer."""
        # Without an auth of its own, a request would take a password from the file .netrc.
        kwargs["auth"] = kwargs.get("auth") or _no_auth
        for _ in range(_REDIRECTS):
            self._stay(url)
            response = super().request(
                method, url, *args, **{**kwargs, "allow_redirects": False, "stream": True}
            )
            _read(response)
            if not response.is_redirect:
                return response
            url = urljoin(url, response.headers["Location"])
        raise PublishingError("the server sends us around in a circle")

    def _stay(self, url: str) -> None:
        try:
            same = origin_of(url) == self._origin
        except ValueError:
            same = False
        if not same:
            raise PublishingError(
                f"the server sends us on to another one, {url[:200]}, and the password stays "
                "here: if you trust that address, give it with --caldav"
            )


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
    client.session = Session(address.origin)
    return client


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turn what requests and answers raise inside into a :class:`PublishingError`."""
    try:
        yield
    except AuthorizationError as error:
        raise PublishingError(_not_allowed(address, error)) from None
    except RateLimitError:
        raise PublishingError(f"{address.host} is busy: try again later") from None
    except niquests.RequestException as error:
        raise PublishingError(f"{address.host} {_unreachable(error)}") from None
    except NotImplementedError:
        # caldav's word for a server that asks for none of the ways it knows
        raise PublishingError(
            f"{address.host} offers no way of signing in that is known here: it would have to be "
            "basic, digest or bearer"
        ) from None
    except (DAVError, XMLSyntaxError, ValueError):
        # an answer that is no WebDAV, one that is no XML, and one with an address that is none
        raise PublishingError(no_caldav(address)) from None


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


def _unreachable(error: niquests.RequestException) -> str:
    """Why a server cannot be reached; our own words, since those of a library hold addresses."""
    if isinstance(error, niquests.exceptions.SSLError):
        return "has a certificate that this computer does not trust"
    if isinstance(error, niquests.exceptions.Timeout):
        return f"did not answer within {TIMEOUT} seconds"
    if isinstance(error, niquests.exceptions.ConnectionError):
        return "cannot be reached: check the address and the network"
    return "gave an answer that cannot be read"


def _no_auth(request: niquests.PreparedRequest) -> niquests.PreparedRequest:
    return request


def _read(response: niquests.Response) -> None:
    """Read the body, within bounds; the response then has it as its content."""
    until = time.monotonic() + ANSWER_SECONDS
    body = bytearray()
    for chunk in response.iter_content(-1):
        body += chunk
        if len(body) > ANSWER_BYTES:
            response.close()
            raise PublishingError(
                f"the server's answer is larger than {ANSWER_BYTES // 1024**2} MiB: "
                "give the programme a calendar of its own"
            )
        if time.monotonic() > until:
            response.close()
            raise PublishingError(f"the server's answer took more than {ANSWER_SECONDS} seconds")
    response._content = bytes(body)
