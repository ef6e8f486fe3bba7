"""The ASGI application: two kinds of addresses, read only."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import Route

from stretchexport.serving import answers
from stretchexport.serving.addresses import FEED_PATH, FEED_SUFFIX, PAGE_PATH
from stretchexport.serving.page import POLICY, page_html

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from stretchexport.serving.addresses import Addresses
    from stretchexport.serving.library import Library


def make_app(library: Library, addresses: Addresses) -> Starlette:
    """The application that serves what is on the shelf of ``library``."""
    tokens = addresses.tokens

    async def feed(request: Request) -> Response:
        found = library.shelf.keys.get(tokens.lookup_key(request.path_params["token"]))
        return answers.calendar(request, found) if found else answers.not_found(request)

    # No coroutine: the codes take a while to draw, so it runs in a thread.
    def page(request: Request) -> Response:
        given = tokens.lookup_key(request.path_params["token"])
        if not hmac.compare_digest(given, tokens.lookup_key(tokens.page())):
            return answers.not_found(request)
        return answers.page(request, page_html(library.shelf, addresses), POLICY)

    app = Starlette(
        routes=[
            Route(f"{FEED_PATH}{{token}}{FEED_SUFFIX}", feed),
            Route(f"{PAGE_PATH}{{token}}", page),
        ],
        middleware=[Middleware(_ReadOnly)],
        exception_handlers={404: _not_found},
    )
    app.router.redirect_slashes = False  # a redirect would tell that there is something
    return app


async def _not_found(request: Request, _: Exception) -> Response:
    return answers.not_found(request)


class _ReadOnly:
    """Refuses every other method before anything is looked up, so that it tells nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in answers.METHODS:
            await answers.not_allowed(Request(scope))(scope, receive, send)
        else:
            await self._app(scope, receive, send)
