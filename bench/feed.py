"""How fast a feed is served beside a static file of the same size, by the same server.

Part of ``make bench``. Two workers, 200 connections that stay open, on loopback only; each kind of
request gets its turn in every round, for a fixed number of requests, and the median of the rounds
counts. Client and server share the machine, so the rates say less than their ratios.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from uvicorn.supervisors import Multiprocess

from stretchexport.serving.addresses import Addresses
from stretchexport.serving.app import make_app
from stretchexport.serving.feeds import Builder
from stretchexport.serving.running import Server, configured, listen
from stretchexport.serving.tokens import Tokens
from stretchexport.variants import NOTHING_SAID

EXAMPLE = Path(__file__).parent.parent / "examples" / "mid-back-release.yaml"
ADDRESSES = Addresses("http://127.0.0.1", Tokens(bytes(32)))
WORKERS = 2
CONNECTIONS = 200
REQUESTS = 4000
ROUNDS = 3
MOST_SECONDS = 60
"""After which a round fails, so that the load ends whatever happens."""


def main() -> None:
    """Measure and print the rates."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(EXAMPLE, folder)
        library = _server(folder).library()
        (feed,) = library.shelf.feeds.values()
        (folder / "static.ics").write_bytes(feed.file.data)
        command = [sys.executable, __file__, name]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            path = ADDRESSES.feed(feed.routine.id).removeprefix(ADDRESSES.base)
            _compare(port, path, feed.plain.etag, len(feed.plain.body))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(MOST_SECONDS)


def _compare(port: int, path: str, etag: str, size: int) -> None:
    kinds = {
        "static file": ("/static/static.ics", ""),
        "feed": (path, ""),
        "feed, gzip": (path, "Accept-Encoding: gzip\r\n"),
        "feed, 304": (path, f"If-None-Match: {etag}\r\n"),
    }
    requests = {
        name: f"GET {target} HTTP/1.1\r\nHost: x\r\n{more}\r\n".encode()
        for name, (target, more) in kinds.items()
    }
    rounds = [
        {name: _rate(port, request) for name, request in requests.items()}
        for _ in range(ROUNDS + 1)
    ][1:]
    print(
        f"\n{WORKERS} workers, {CONNECTIONS} connections, {REQUESTS} requests a round, "
        f"{size} bytes\n\nrequest               a second   time / static file"
    )
    for name in requests:
        rate = statistics.median(one[name] for one in rounds)
        ratio = statistics.median(one["static file"] / one[name] for one in rounds)
        aim = "   aim: at most 2" if name == "feed" else ""
        print(f"{name:<20} {rate:>9.0f}   {ratio:>6.2f}{aim}")


def _rate(port: int, request: bytes) -> float:
    """Answered requests a second."""
    return asyncio.run(asyncio.wait_for(_load(port, request), MOST_SECONDS))


async def _load(port: int, request: bytes) -> float:
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CONNECTIONS)]
    start = time.perf_counter()
    await asyncio.gather(*(_ask(reader, writer, request) for reader, writer in opened))
    seconds = time.perf_counter() - start
    for _, writer in opened:
        writer.close()
    return REQUESTS / seconds


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> None:
    """One connection's part of the requests, one after the other."""
    for _ in range(REQUESTS // CONNECTIONS):
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert head.startswith((b"http/1.1 200", b"http/1.1 304")), head
        _, found, length = head.partition(b"content-length: ")
        if found:
            await reader.readexactly(int(length.partition(b"\r\n")[0]))


def serve(folder: Path) -> None:
    """The server: feeds and files of ``folder`` in one application."""
    with listen("127.0.0.1", 0) as sock:
        print(sock.getsockname()[1], flush=True)
        config = configured(partial(both, folder), factory=True, workers=WORKERS)
        Multiprocess(config, [sock]).run()


def both(folder: Path) -> Starlette:
    """The feeds of ``folder``, and its files below ``/static``."""
    feeds = make_app(_server(folder).library(), ADDRESSES)
    return Starlette(routes=[Mount("/static", StaticFiles(directory=folder)), Mount("", feeds)])


def _server(folder: Path) -> Server:
    return Server(folder, Builder(NOTHING_SAID, ADDRESSES))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(Path(sys.argv[1]))
    else:
        main()
