"""A service on loopback that keeps what it is sent, by rules of its own, and fails when told to.

Each kind of object counts its ids for itself, and an answer says no more than the real one does.
"""

from __future__ import annotations

import itertools
import json
import threading
from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

Object = dict[str, Any]
WRITING = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Answer:
    """One answer; anything but bytes is sent as JSON."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818
    """The service does not take it."""

    def __init__(self, status: int, body: Any = None) -> None:
        super().__init__(status)
        self.answer = Answer(status, body)


@dataclass(frozen=True)
class Asked:
    """One request; ``path`` is without the query."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    headers: dict[str, str]


class Service(ABC):
    """Objects by kind. A subclass answers as one of the services does."""

    name: str
    seconds_between: float = 0
    header: tuple[str, str]
    """The header that lets in, and its value for the token of the tests."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Object]] = {}
        self._numbers: dict[str, itertools.count[int]] = {}

    @abstractmethod
    def do(self, asked: Asked, root: str) -> Any:
        """The body of an answer; raises :class:`Refused`."""

    def keep(self, kind: str, one: Object, key: str = "id") -> Object:
        """Give an object a number and keep it."""
        number = next(self._numbers.setdefault(kind, itertools.count(len(self._numbers) * 3 + 1)))
        self.kept.setdefault(kind, []).append({key: number, **one})
        return self.kept[kind][-1]

    def one(self, kind: str, id: str, key: str = "id") -> Object:
        """The object with an id."""
        for one in self.kept.get(kind, []):
            if str(one[key]) == id:
                return one
        raise Refused(404, {"detail": "Not found."})

    def drop(self, kind: str, id: str, key: str = "id") -> None:
        """Forget an object."""
        self.kept[kind].remove(self.one(kind, id, key))

    def everything(self) -> dict[str, list[Object]]:
        """All objects but for their ids, to compare what two ways of sending made."""
        return {kind: list(some) for kind, some in self.kept.items() if some}


def check(fine: object, why: str, status: int = 400) -> None:
    """Refuse if something is not ``fine``."""
    if not fine:
        raise Refused(status, {"error": why})


class StandIn:
    """A running service; ``asked`` has every request, ``counts`` the writing ones by method.

    ``faults`` has, by the number of a request from 0 on, what happens in its place: an answer, or
    ``lost``: it is done, and the connection ends without an answer. From ``dead_from`` on, nothing
    is done and nobody answers.
    """

    def __init__(self, service: Service, now: Callable[[], float] | None = None) -> None:
        self.service, self._now = service, now
        self.faults: dict[int, Answer | str] = {}
        self.dead_from: float = float("inf")
        self.asked: list[Asked] = []
        self.too_fast = 0
        self._last: float | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def counts(self) -> Counter[str]:
        """How often something was written, by method."""
        return Counter(one.method for one in self.asked if one.method in WRITING)

    def again(self) -> None:
        """Forget the requests and the faults, and keep the objects."""
        self.asked.clear()
        self.faults.clear()
        self.dead_from = float("inf")

    def answer(self, asked: Asked) -> Answer | None:
        """What is answered; nothing if the connection just ends."""
        number = len(self.asked)
        self.asked.append(asked)
        if number >= self.dead_from:
            return None
        fault = self.faults.get(number)
        if isinstance(fault, Answer):
            return fault
        name, value = self.service.header
        if asked.headers.get(name.lower()) != value:
            return Answer(401, {"detail": "Invalid token."})
        if self._now is not None:
            now, before = self._now(), self._last
            self._last = now
            if before is not None and now - before < self.service.seconds_between - 0.001:
                self.too_fast += 1
                return Answer(429, {"error": "too fast"}, {"Retry-After": "1"})
        try:
            body = self.service.do(asked, self.url)
        except Refused as refused:
            return refused.answer
        done = Answer(201 if asked.method == "POST" else 200, body)
        return None if fault == "lost" else done

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def _any(self) -> None:
                data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                parts = urlsplit(self.path)
                asked = Asked(
                    self.command,
                    parts.path,
                    dict(parse_qsl(parts.query)),
                    json.loads(data) if data else None,
                    {name.lower(): value for name, value in self.headers.items()},
                )
                answer = outer.answer(asked)
                if answer is None:
                    self.close_connection = True
                    return
                body = answer.body
                if not isinstance(body, bytes):
                    body = json.dumps(body).encode() if body is not None else b""
                self.send_response(answer.status)
                for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        return Handler
