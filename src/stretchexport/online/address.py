"""The address of a server, and whether a secret may be sent to it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from stretchexport.online.trouble import OnlineError

_PORTS = {"http": 80, "https": 443}

Origin = tuple[str, str, int]
"""Scheme, host and port: what RFC 6454 section 4 calls the same server."""


class BadAddressError(OnlineError):
    """An address that cannot be used. The text does not repeat it: it may hold a password."""


@dataclass(frozen=True, slots=True)
class Address:
    """A collection on a server; ``url`` ends with a slash and has no user in it."""

    url: str
    origin: Origin

    @property
    def host(self) -> str:
        """The name of the server, in small letters and without a port."""
        return self.origin[1]

    @property
    def keeps_secrets(self) -> bool:
        """Whether nobody on the way can read along: by TLS, or by not leaving this computer."""
        return self.origin[0] == "https" or is_loopback(self.host)


def parse(url: str, instead: str = "give the user with --user") -> Address:
    """The address that a user typed; raises :class:`BadAddressError` if it is not one.

    ``instead`` says what to do in place of writing a user into it.
    """
    try:
        parts = urlsplit(url)
        origin = None if "@" in parts.netloc else origin_of(url)
    except ValueError:
        raise BadAddressError("it is not a web address such as https://host/path/") from None
    if origin is None:
        raise BadAddressError(
            f"a user or a password must not be in the address, where others can read it: {instead}"
        )
    if not url.isprintable() or " " in url:
        raise BadAddressError("it has a blank or a control character in it")
    if parts.query or parts.fragment:
        raise BadAddressError("the address has no ? and no # in it")
    # A path from the address bar may have letters that RFC 3986 wants encoded.
    path = quote(parts.path.rstrip("/") + "/", safe="/%:@!$&'()*+,;=~")
    return Address(urlunsplit((parts.scheme, parts.netloc, path, "", "")), origin)


def origin_of(url: str) -> Origin:
    """The server of an absolute ``url``; raises ``ValueError`` if it is none of the web."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("no address of the web")
    return parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme]


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this computer (RFC 6761 section 6.3, RFC 1122 section 3.2.1.3)."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
