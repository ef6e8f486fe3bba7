"""Two real CalDAV servers on loopback, and a plain HTTP client to look at what is on them."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import itertools
import re
import socket
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

USER = "anna"
PASSWORD = "grüne Wiese 7"

_NUMBERS = itertools.count(1)
_DAV = "{DAV:}"


@dataclass(frozen=True)
class Server:
    """A running server with one user, :data:`USER`."""

    name: str
    root: str
    home: str
    """The address of the collection that holds the user's calendars."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What a client needs to be set, to trust the server's certificate."""
    certificate: Path | None = None

    def request(
        self, method: str, url: str, body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in small letters, and body of one request as the user."""
        parts = urlsplit(url)
        assert parts.hostname
        secret = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        sent = {"Authorization": f"Basic {secret}", "Content-Type": "text/calendar; charset=utf-8"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if parts.scheme == "https":
            context = ssl.create_default_context(cafile=str(self.certificate))
            wire: http.client.HTTPConnection = http.client.HTTPSConnection(
                parts.hostname, parts.port, timeout=30, context=context
            )
        else:
            wire = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        with contextlib.closing(wire):
            wire.request(method, parts.path, body, sent)
            answer = wire.getresponse()
            got = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, got, answer.read()

    def calendar(self, title: str = "") -> str:
        """The address of a new calendar, empty."""
        url = f"{self.home}calendar-{next(_NUMBERS)}/"
        body = (
            '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
            f"<D:displayname>{escape(title)}</D:displayname></D:prop></D:set></C:mkcalendar>"
        )
        status, _, answer = self.request("MKCALENDAR", url, body.encode(), Content_Type="text/xml")
        assert status == 201, answer
        return url

    def put(self, url: str, data: bytes) -> None:
        """Store an object, whatever was there."""
        status, _, answer = self.request("PUT", url, data)
        assert status in (200, 201, 204), answer

    def get(self, url: str) -> bytes:
        """The bytes of an object."""
        status, _, answer = self.request("GET", url)
        assert status == 200, answer
        return answer

    def etags(self, calendar: str) -> dict[str, str]:
        """The ETag of every object of a calendar, by the last part of its address, decoded."""
        body = b'<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
        status, _, answer = self.request(
            "PROPFIND", calendar, body, Depth="1", Content_Type="text/xml"
        )
        assert status == 207, answer
        found = {}
        for one in ElementTree.fromstring(answer):
            path, etag = one.findtext(f"{_DAV}href"), one.findtext(f".//{_DAV}getetag")
            assert path
            if not path.endswith("/"):
                found[unquote(path.rsplit("/", 1)[1])] = str(etag)
        return found

    def objects(self, calendar: str) -> dict[str, bytes]:
        """The bytes of every object of a calendar, by its UID."""
        found = {}
        for name in self.etags(calendar):
            data = self.get(calendar + quote(name, safe=""))
            text = data.replace(b"\r\n ", b"").decode()
            uids = set(re.findall(r"^UID:(.*?)\r?$", text, re.MULTILINE))
            assert len(uids) == 1, text
            found[uids.pop()] = data
        return found


@contextlib.contextmanager
def radicale(folder: Path, may: str = "rw") -> Iterator[Server]:
    """Radicale over plain HTTP, with a password file; ``may`` is what the user may do."""
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    (folder / "rights").write_text(
        f"[all]\nuser = {USER}\ncollection = .*\npermissions = {may}{may.upper()}\n",
        encoding="utf-8",
    )
    (folder / "config").write_text(
        f"[auth]\ntype = htpasswd\nhtpasswd_filename = {folder / 'users'}\n"
        "htpasswd_encryption = plain\ndelay = 0\n"
        f"[rights]\ntype = from_file\nfile = {folder / 'rights'}\n"
        f"[storage]\nfilesystem_folder = {folder / 'store'}\n",
        encoding="utf-8",
    )
    port = _free_port()
    command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
    with _running([*command, "--hosts", f"127.0.0.1:{port}"], port, folder):
        root = f"http://127.0.0.1:{port}/"
        yield Server("radicale", root, f"{root}{USER}/")


@contextlib.contextmanager
def xandikos(folder: Path) -> Iterator[Server]:
    """Xandikos over TLS, with a certificate of its own and a password file."""
    # SHA-1, since bcrypt would be one more package; nobody but the tests meets this server.
    digest = base64.b64encode(hashlib.sha1(PASSWORD.encode()).digest()).decode()
    (folder / "users").write_text(f"{USER}:{{SHA}}{digest}\n", encoding="utf-8")
    port = _free_port()
    command = [sys.executable, "-m", "xandikos", "serve", "--no-detect-systemd", "--defaults"]
    command += ["-d", str(folder / "store"), "--state-dir", str(folder / "state"), "--autocert"]
    command += ["--htpasswd", str(folder / "users"), "--current-user-principal", f"/{USER}/"]
    (folder / "store").mkdir()
    with _running([*command, "-l", "localhost", "-p", str(port)], port, folder):
        root = f"https://localhost:{port}/"
        certificate = folder / "state" / "certs" / "selfsigned.crt"
        trust = {"REQUESTS_CA_BUNDLE": str(certificate)}
        yield Server("xandikos", root, f"{root}{USER}/calendars/", trust, certificate)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """A server that accepts connections; it has ended when this is left."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            _wait(process, port, folder / "log")
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Connect until it works, for a minute at most."""
    for _ in range(600):
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))
