"""A server on loopback that answers what a test tells it to."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

MULTISTATUS = (
    '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "{}</D:multistatus>"
)
CALENDAR = (
    "<D:response><D:href>/c/</D:href><D:propstat><D:prop>"
    "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
    "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
)


@dataclass(frozen=True)
class Answer:
    """One answer; ``cut`` ends the connection in the middle of the body."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


def multistatus(*responses: str) -> Answer:
    """The answer to a PROPFIND or a REPORT."""
    body = MULTISTATUS.format("".join(responses)).encode()
    return Answer(207, body, {"Content-Type": "application/xml; charset=utf-8"})


def event(href: str, uid: str, etag: str = '"1"') -> str:
    """One event in the answer to a REPORT."""
    return (
        f"<D:response><D:href>{href}</D:href><D:propstat><D:prop><D:getetag>{etag}</D:getetag>"
        "<C:calendar-data>BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\n"
        f"UID:{uid}\nDTSTAMP:20260101T000000Z\nDTSTART:20260101T000000Z\nEND:VEVENT\n"
        "END:VCALENDAR\n</C:calendar-data></D:prop><D:status>HTTP/1.1 200 OK</D:status>"
        "</D:propstat></D:response>"
    )


class StandIn:
    """A calendar at :attr:`url` without any event; :attr:`answers` says what differs, by method.

    ``asked`` has the method, the path and the Authorization header of every request.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[], Answer]] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.challenge = 'Basic realm="x"'
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.root}/c/"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def methods(self) -> list[str]:
        """The methods of all requests, in order."""
        return [method for method, _, _ in self.asked]

    def _answer(self, method: str) -> Answer:
        usual = {"PROPFIND": multistatus(CALENDAR), "REPORT": multistatus(), "PUT": Answer(201)}
        answer = self.answers.get(method, usual.get(method, Answer(204)))
        return answer if isinstance(answer, Answer) else answer()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _any(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                given = self.headers.get("Authorization", "")
                outer.asked.append((self.command, self.path, given))
                if not given:
                    answer = Answer(401, headers={"WWW-Authenticate": outer.challenge})
                else:
                    answer = outer._answer(self.command)
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body) + answer.cut))
                self.end_headers()
                self.wfile.write(answer.body)
                self.close_connection = answer.cut

            do_PROPFIND = do_REPORT = do_PUT = do_DELETE = do_GET = do_OPTIONS = _any  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        return Handler
