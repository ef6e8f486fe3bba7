"""Addresses that cannot be guessed, the same after every restart.

One secret lies in a file outside the served folder, and a token is the HMAC-SHA-256 (RFC 2104) of
what it stands for, cut to 160 bits as its section 5 allows. So there is no list to keep: a routine
has its address from its id and the secret, and a new secret gives everything a new one.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stretchexport.output import write_private

if TYPE_CHECKING:
    from pathlib import Path

SECRET_BYTES = 32
TOKEN_BYTES = 20
"""160 bits: 32 characters of Base32, with nothing to pad and no capitals to mistype."""

_FORMAT = re.compile(rb"stretchexport-secret/v1 ([0-9a-f]{64})\n")
_MAX = 1024


class NoSecretError(Exception):
    """A file that holds something other than a secret; it is left as it is."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens that belong to one secret."""

    secret: bytes = field(repr=False)

    def page(self) -> str:
        """The token of the page that lists the feeds."""
        return self._token("page")

    def feed(self, routine_id: str) -> str:
        """The token of a routine's feed."""
        return self._token(f"feed {routine_id}")

    def lookup_key(self, token: str) -> bytes:
        """What a token is looked up by.

        Whoever guesses cannot know the key their guess becomes, so how long a look-up takes tells
        them nothing about how much of it was right.
        """
        return self._mac(f"lookup {token}")

    def _token(self, purpose: str) -> str:
        return base64.b32encode(self._mac(purpose)[:TOKEN_BYTES]).decode().lower()

    def _mac(self, purpose: str) -> bytes:
        return hmac.digest(self.secret, purpose.encode("utf-8", "surrogatepass"), "sha256")


def open_tokens(path: Path, *, renew: bool = False) -> Tokens:
    """The tokens of the secret in ``path``, which is made if it is not there or ``renew`` is set.

    The file can be read by its owner only. Raises :class:`NoSecretError` if it holds something
    else, and ``OSError`` if it cannot be read or written.
    """
    try:
        held = _read(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=stat.S_IRWXU)
    else:
        if not renew:
            return Tokens(held)
    secret = secrets.token_bytes(SECRET_BYTES)
    write_private(path, b"stretchexport-secret/v1 " + secret.hex().encode() + b"\n")
    return Tokens(secret)


def others_may_read(path: Path) -> bool:
    """Whether the file's permissions let anybody but its owner read it."""
    return bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        match = _FORMAT.fullmatch(file.read(_MAX))
    if match is None:
        raise NoSecretError(f"{path} holds no secret of stretchexport serve")
    return bytes.fromhex(match[1].decode())
