"""Films: where their address starts them, and the QR code that leads there."""

from __future__ import annotations

import io
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from stretchexport.exporters.cards.layout import Code
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from stretchexport.model import Video

QUIET_ZONE = 4
"""Blank modules around a QR code (ISO/IEC 18004 section 6.3.8)."""


@cache
def _sites() -> dict[str, dict[str, str]]:
    """By host, what its addresses take to start a film at a second."""
    table: dict[str, Any] = tomllib.loads(read_text("cards/video_hosts.toml"))
    return {host: site for site in table["sites"] for host in site["hosts"]}


def is_web(url: str) -> bool:
    """Whether ``url`` is an address a phone may be sent to: http or https, and nothing else."""
    return url.lower().startswith(("http://", "https://"))


def address(video: Video) -> str:
    """The film's address; it starts at the right second where its site is known to allow that."""
    try:
        parts = urlsplit(video.url)
        site = _sites().get(parts.hostname or "")
    except ValueError:  # brackets that are no IPv6 address: taken as it is
        return video.url
    if site is None or not video.start:
        return video.url
    if "query" in site and "t" not in parse_qs(parts.query):
        start = site["query"].format(start=video.start)
        parts = parts._replace(query="&".join(filter(None, [parts.query, start])))
    elif "fragment" in site and not parts.fragment:
        parts = parts._replace(fragment=site["fragment"].format(start=video.start))
    return urlunsplit(parts)


def qr_code(url: str, alt: str) -> Code | None:
    """A QR code for ``url`` at error correction M or better; ``None`` if it is too long for one."""
    import segno

    try:
        code = segno.make_qr(url, error="m")
    except segno.DataOverflowError:
        return None
    svg = io.BytesIO()
    code.save(svg, kind="svg", border=QUIET_ZONE, xmldecl=False, svgclass=None, lineclass=None)
    return Code(svg.getvalue().decode(), len(code.matrix) + 2 * QUIET_ZONE, alt)
