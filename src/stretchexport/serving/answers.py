"""The answers the server gives, with the headers that belong to each."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

from starlette.responses import Response

from stretchexport.serving.conditional import Outcome, evaluate
from stretchexport.serving.encoding import GZIP, takes_gzip

if TYPE_CHECKING:
    from starlette.requests import Request

    from stretchexport.serving.feeds import Feed

METHODS = ("GET", "HEAD")

FRESH_SECONDS = 300
"""How long a client may use a calendar before it asks again."""

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Headers of every answer: an address is a secret, so nothing may spread it."""


def calendar(request: Request, feed: Feed) -> Response:
    """The calendar, or that the client already has it."""
    zipped = takes_gzip(request.headers.getlist("accept-encoding"))
    content = feed.zipped if zipped else feed.plain
    headers = {
        "etag": content.etag,
        "cache-control": f"private, max-age={FRESH_SECONDS}",
        "vary": "Accept-Encoding",
    }
    outcome = evaluate(request.headers, content.etag, feed.modified)
    if outcome is not Outcome.SEND:
        return _answer(request, outcome, b"", headers)
    headers |= {
        "last-modified": format_datetime(feed.modified, usegmt=True),
        "content-type": f"{feed.file.media_type}; charset=utf-8",
        "content-disposition": f'inline; filename="{feed.file.name}"',
    }
    if zipped:
        headers["content-encoding"] = GZIP
    return _answer(request, outcome, content.body, headers)


def page(request: Request, html: str, policy: str) -> Response:
    """The page, which is never stored: it holds every address."""
    headers = {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "content-security-policy": policy,
    }
    return _answer(request, 200, html.encode(), headers)


def not_found(request: Request) -> Response:
    """The same for every address that is none, however close it may be to one."""
    return _text(request, 404, "There is nothing at this address.\n")


def not_allowed(request: Request) -> Response:
    """Nothing can be changed here (RFC 9110 section 15.5.6)."""
    return _text(
        request, 405, "This server can only be read from.\n", {"allow": ", ".join(METHODS)}
    )


def _text(
    request: Request, status: int, text: str, headers: dict[str, str] | None = None
) -> Response:
    always = {"content-type": "text/plain; charset=utf-8", "cache-control": "no-store"}
    return _answer(request, status, text.encode(), always | (headers or {}))


def _answer(request: Request, status: int, body: bytes, headers: dict[str, str]) -> Response:
    """An answer; to HEAD the same without its body (RFC 9110 section 9.3.2)."""
    headers = EVERYWHERE | headers
    if request.method == "HEAD" and status != Outcome.NOT_MODIFIED:
        headers["content-length"] = str(len(body))
        body = b""
    return Response(body, status, headers)
