"""Running the server: one process, or several that share one socket."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from stretchexport.serving.app import make_app
from stretchexport.serving.library import Library
from stretchexport.serving.watching import watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.applications import Starlette

    from stretchexport.serving.feeds import Builder
    from stretchexport.serving.shelf import Shelf

BACKLOG = 1024
MAX_HEAD = 16 * 1024
"""Octets of a request before its body; a longer one is refused with 400."""

SECONDS_TO_END = 5
"""How long answers on their way may take when the server is asked to end."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is about to run; it crosses into other processes, so it holds values only."""

    folder: Path
    builder: Builder
    workers: int = 1
    started: float = field(default_factory=time.time)
    """In seconds since 1970, the same for all workers."""

    def library(self) -> Library:
        """The folder's library after its first look."""
        library = Library(self.folder, self.builder, self.started)
        library.open()
        return library

    def run(
        self, library: Library, sock: socket.socket, tell: Callable[[Shelf, Shelf], None]
    ) -> None:
        """Serve on ``sock`` until somebody ends the process; ``tell`` hears of every change.

        With several workers each keeps a library of its own, and that of this process only tells.
        """
        if hasattr(signal, "SIGPIPE"):
            # The command ends quietly when its reader is gone; here a client that hangs up would
            # end the server.
            signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        watch(library, tell)
        try:
            if self.workers == 1:
                config = configured(make_app(library, self.builder.addresses))
                uvicorn.Server(config).run([sock])
            else:
                config = configured(partial(_worker_app, self), factory=True, workers=self.workers)
                Multiprocess(config, [sock]).run()
        except KeyboardInterrupt:
            pass


def _worker_app(server: Server) -> Starlette:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    library = server.library()
    watch(library, lambda _before, _now: None)
    return make_app(library, server.builder.addresses)


def _end_with_parent() -> None:
    """End this worker if the process that started it is killed, and cannot end it itself."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def configured(app: Callable[..., object], **settings: Any) -> uvicorn.Config:
    """What the server is tried and tested with, whatever else is installed.

    No access log: it would hold the addresses, which are secrets.
    """
    return uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=SECONDS_TO_END,
        h11_max_incomplete_event_size=MAX_HEAD,
        **settings,
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on ``host`` and ``port`` (0 for any); raises ``OSError`` if taken.

    Its connections send at once. Otherwise the second part of an answer, the body, would wait for
    the client to confirm the first, which takes 40 ms where that waits too (RFC 896, RFC 1122).
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.create_server((host, port), family=family, backlog=BACKLOG)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def only_this_machine(sock: socket.socket) -> bool:
    """Whether nobody but this machine can reach ``sock``."""
    return ip_address(sock.getsockname()[0]).is_loopback


def reached_at(sock: socket.socket) -> tuple[str, int]:
    """The host and the port under which others reach ``sock``.

    A socket bound to every address is reached at the one that the machine itself uses to go out;
    asking for it sends nothing (203.0.113.1 is kept for documentation, RFC 5737).
    """
    host, port = sock.getsockname()[:2]
    if not ip_address(host).is_unspecified:
        return host, port
    probe_to = "2001:db8::1" if sock.family == socket.AF_INET6 else "203.0.113.1"
    try:
        with socket.socket(sock.family, socket.SOCK_DGRAM) as probe:
            probe.connect((probe_to, 9))
            return probe.getsockname()[0], port
    except OSError:  # no network at all
        return socket.gethostname(), port
