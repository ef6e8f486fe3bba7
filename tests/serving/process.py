"""The server as a process of its own, on a free port of the loopback interface."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 30
"""How long a test waits for the process before it fails."""


@dataclass
class Process:
    """A running server; ``page`` is the address it printed."""

    popen: subprocess.Popen[str]
    page: str

    @property
    def port(self) -> int:
        port = urlsplit(self.page).port
        assert port is not None
        return port

    def get(self, address: str) -> tuple[int, dict[str, str], bytes]:
        """One GET over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request("GET", urlsplit(address).path)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def raw(self, request: bytes) -> bytes:
        """What comes back for the very bytes of ``request``, until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS) as sock:
            sock.sendall(request)
            return b"".join(iter(lambda: sock.recv(65536), b""))

    def feeds(self) -> list[str]:
        """The addresses of the feeds, as the page gives them."""
        _, _, body = self.get(self.page)
        return re.findall(r"<code>(.*?)</code>", body.decode())

    def end(self, signal: int) -> tuple[int, str, str]:
        """End it; the exit code and what it printed since it started."""
        self.popen.send_signal(signal)
        out, err = self.popen.communicate(timeout=SECONDS)
        return self.popen.returncode, out, err


def command(folder: Path, *arguments: str) -> list[str]:
    """The command that serves ``folder``, with its secret beside it."""
    secret = folder.with_name("secret")
    cli = [sys.executable, "-m", "stretchexport", "serve"]
    return [*cli, str(folder), "--tokens", str(secret), "--port", "0", *arguments]


def started(folder: Path, *arguments: str) -> Iterator[Process]:
    """A server of ``folder`` that is ended afterwards, whatever happens."""
    yield from started_by(command(folder, *arguments))


def started_by(line: list[str]) -> Iterator[Process]:
    """The server that a command line starts, ended afterwards, whatever happens."""
    popen = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert popen.stdout is not None
        told = popen.stdout.readline()
        assert told.startswith("page: "), popen.communicate(timeout=SECONDS)
        yield Process(popen, told.removeprefix("page: ").strip())
    finally:
        popen.kill()
        popen.communicate()
