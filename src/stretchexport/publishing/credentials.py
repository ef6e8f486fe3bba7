"""Where a password comes from: the environment, the keyring, or the person at the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from stretchexport.publishing.trouble import PublishingError

if TYPE_CHECKING:
    from stretchexport.publishing.address import Address

VARIABLE = "STRETCHEXPORT_CALDAV_PASSWORD"


def service(host: str) -> str:
    """The name under which the keyring holds passwords for ``host``."""
    return f"stretchexport:{host}"


def sign_in(address: Address, user: str | None) -> str | None:
    """The password of ``user`` at ``address``, or none without a user.

    Raises :class:`PublishingError` if there is none, or if others could read it on its way.
    """
    if user is None:
        return None
    if not address.keeps_secrets:
        raise PublishingError(
            f"by http:// anybody on the way to {address.host} can read the password: use https://"
        )
    return _password_for(address.host, user)


def _password_for(host: str, user: str) -> str:
    """The first that is set anywhere; a prompt is shown on a terminal only."""
    password = os.environ.get(VARIABLE) or _from_keyring(host, user) or _from_prompt(host, user)
    if not password:
        raise PublishingError(
            f"there is no password for {user}: set {VARIABLE}, "
            f'or store it with: keyring set "{service(host)}" "{user}"'
        )
    return password


def _from_keyring(host: str, user: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(service(host), user)
    except KeyringError:  # none on this computer, or it stays locked
        return None


def _from_prompt(host: str, user: str) -> str | None:
    from getpass import getpass

    if not sys.stdin.isatty():
        return None
    try:
        return getpass(f"Password of {user} on {host}: ")
    except EOFError:
        return None
