"""Content codings: what a client takes, by its Accept-Encoding (RFC 9110 section 12.5.3)."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GZIP = "gzip"
IDENTITY = "identity"

_LEVEL = 9
_ALIASES = {"x-gzip": GZIP}  # section 8.4.1.3
_MEMBER = re.compile(
    r"\s*(?P<coding>[\w!#$%&'*+.^`|~-]+)\s*"
    r"(?:;\s*q=(?P<weight>0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?",
    re.ASCII | re.IGNORECASE,
)


def packed(data: bytes) -> bytes:
    """``data`` in gzip: always the same bytes, since the header holds no time and no name."""
    return gzip.compress(data, _LEVEL, mtime=0)


def takes_gzip(fields: Sequence[str]) -> bool:
    """Whether gzip is what a client with these Accept-Encoding fields wants most.

    Without a field it is not, although any coding would be allowed: a client that can unpack says
    so. If the client takes neither, it gets the plain text, as the section recommends.
    """
    weights = dict(_weights(",".join(fields)))
    anything = weights.get("*", 0.0)
    zipped = weights.get(GZIP, anything)
    # Identity is always acceptable unless it is ruled out, and ranks last if it is not named.
    plain = weights.get(IDENTITY, 0.0)
    return zipped > 0 and zipped >= plain


def _weights(value: str) -> list[tuple[str, float]]:
    """The codings in a list with their weights; what is no member of such a list is left out."""
    members = (_MEMBER.fullmatch(one) for one in value.split(","))
    named = ((one["coding"].lower(), float(one["weight"] or 1)) for one in members if one)
    return [(_ALIASES.get(coding, coding), weight) for coding, weight in named]
