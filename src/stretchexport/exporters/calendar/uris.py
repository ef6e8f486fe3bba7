"""Addresses that a calendar may hold."""

from __future__ import annotations

import re

_URI = re.compile(r"https?://[!-~]+")
"""RFC 3986 has no character outside of printable ASCII; no other scheme is let into a calendar."""


def uri(url: str | None) -> str | None:
    """``url`` if it can stand as a URI value (RFC 5545 section 3.3.13), else ``None``."""
    return url if url and _URI.fullmatch(url) else None
