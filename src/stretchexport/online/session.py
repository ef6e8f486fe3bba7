"""A connection that stays on one server, and what it says when it fails."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import niquests

from stretchexport.online.address import origin_of
from stretchexport.online.trouble import OnlineError

if TYPE_CHECKING:
    from stretchexport.online.address import Origin

TIMEOUT = 30
"""Seconds to wait for a connection, and for each part of an answer."""

ANSWER_SECONDS = 300
"""How long an answer may take as a whole."""

ANSWER_BYTES = 32 * 1024 * 1024
"""How large an answer may be once it is unpacked: a calendar of some 15 000 events."""

_REDIRECTS = 5


class Session(niquests.Session):
    """An HTTP session for one server.

    A redirect, or an address that the server names, is followed on that server only, so that a
    secret never goes anywhere else. Raises :class:`OnlineError` where it would, or if an answer is
    too large or takes too long. ``flag`` is the option that an address is given with, and
    ``smaller`` what a person can do about an answer that is too large.
    """

    def __init__(self, origin: Origin, flag: str, smaller: str) -> None:
        super().__init__(disable_http3=True)
        self._origin, self._flag, self._smaller = origin, flag, smaller
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
            self._read(response)
            if not response.is_redirect:
                return response
            url = urljoin(url, response.headers["Location"])
        raise OnlineError("the server sends us around in a circle")

    def _stay(self, url: str) -> None:
        try:
            same = origin_of(url) == self._origin
        except ValueError:
            same = False
        if not same:
            raise OnlineError(
                f"the server sends us on to another one, {url[:200]}, and the password stays "
                f"here: if you trust that address, give it with {self._flag}"
            )

    def _read(self, response: niquests.Response) -> None:
        """Read the body, within bounds; the response then has it as its content."""
        until = time.monotonic() + ANSWER_SECONDS
        body = bytearray()
        for chunk in response.iter_content(-1):
            body += chunk
            if len(body) > ANSWER_BYTES:
                response.close()
                raise OnlineError(
                    f"the server's answer is larger than {ANSWER_BYTES // 1024**2} MiB: "
                    f"{self._smaller}"
                )
            if time.monotonic() > until:
                response.close()
                raise OnlineError(f"the server's answer took more than {ANSWER_SECONDS} seconds")
        response._content = bytes(body)


def unreachable(error: niquests.RequestException) -> str:
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
