"""Where a secret comes from: the environment, the keyring, or the person at the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from stretchexport.online.trouble import OnlineError

if TYPE_CHECKING:
    from stretchexport.online.address import Address

VARIABLE = "STRETCHEXPORT_CALDAV_PASSWORD"


def service(host: str) -> str:
    """The name under which the keyring holds secrets for ``host``."""
    return f"stretchexport:{host}"


def sign_in(address: Address, user: str | None) -> str | None:
    """The password of ``user`` at ``address``, or none without a user.

    Raises :class:`OnlineError` if there is none, or if others could read it on its way.
    """
    if user is None:
        return None
    return _secret(address, user, "password", VARIABLE)


def token(address: Address, name: str) -> str:
    """The token for the service called ``name``, whose server is at ``address``.

    Raises :class:`OnlineError` if there is none, if others could read it on its way, or if it
    cannot be one, since it could then not stand in a header (RFC 9110 section 5.5).
    """
    found = _secret(address, name, "token", token_variable(name)).strip()
    if not (found.isascii() and found.isprintable() and found):
        raise OnlineError(f"the token for {name} has characters in it that no token has")
    return found


def token_variable(name: str) -> str:
    """The environment variable with the token for the service called ``name``."""
    return f"STRETCHEXPORT_{name.upper().replace('-', '_')}_TOKEN"


def _secret(address: Address, user: str, what: str, variable: str) -> str:
    """The first that is set anywhere; a prompt is shown on a terminal only."""
    host = address.host
    if not address.keeps_secrets:
        raise OnlineError(
            f"by http:// anybody on the way to {host} can read the {what}: use https://"
        )
    found = (
        os.environ.get(variable)
        or _from_keyring(host, user)
        or _from_prompt(f"{what.capitalize()} of {user} on {host}: ")
    )
    if not found:
        raise OnlineError(
            f"there is no {what} for {user}: set {variable}, "
            f'or store it with: keyring set "{service(host)}" "{user}"'
        )
    return found


def _from_keyring(host: str, user: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(service(host), user)
    except KeyringError:  # none on this computer, or it stays locked
        return None


def _from_prompt(question: str) -> str | None:
    from getpass import getpass

    if not sys.stdin.isatty():
        return None
    try:
        return getpass(question)
    except EOFError:
        return None
