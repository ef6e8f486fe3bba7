"""The real server: started, asked in ways no client would, changed under load, and ended."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from serving.process import SECONDS, Process, command, started, started_by
from serving.served import MISTAKE, routine
from stretchexport.serving.running import listen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

serving = contextmanager(started)


def made(folder: Path) -> Path:
    """A folder with one routine."""
    folder.mkdir()
    (folder / "plain.yaml").write_text(routine(), encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one routine, for one test."""
    return made(tmp_path / "routines")


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server for all tests that only ask it something."""
    with serving(made(tmp_path_factory.mktemp("served") / "routines")) as one:
        yield one


def title(body: bytes) -> str:
    return str(Calendar.from_ical(body)["X-WR-CALNAME"])


def test_it_says_where_the_page_is_and_the_page_where_the_feeds_are(process: Process) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/page/[a-z2-7]{32}", process.page)
    (feed,) = process.feeds()
    status, headers, body = process.get(feed)
    assert status == 200
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert "server" not in {name.lower() for name in headers}
    assert title(body) == "Plain"


def test_the_addresses_are_the_same_after_a_restart_and_new_when_asked_for(folder: Path) -> None:
    pages = []
    for arguments in ((), (), ("--new-tokens",), ()):
        with serving(folder, *arguments) as one:
            pages.append(one.page.rpartition("/")[2])
    assert pages[0] == pages[1] != pages[2] == pages[3]


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_and_has_printed_no_address_of_a_feed(
    folder: Path, workers: str, how: signal.Signals
) -> None:
    with serving(folder, "--workers", workers) as one:
        (feed,) = one.feeds()
        one.get(feed)
        code, out, err = one.end(how)
    assert code in (0, -how)
    assert code == 0 or how is signal.SIGTERM
    assert "Traceback" not in err
    assert feed.rpartition("/")[2] not in out + err


def test_workers_end_when_their_parent_is_killed(folder: Path) -> None:
    with serving(folder, "--workers", "2") as one:
        one.get(one.page)
        code, _, _ = one.end(signal.SIGKILL)  # waits until nobody holds its output any more
    assert code == -signal.SIGKILL


@pytest.mark.parametrize(
    "target",
    [
        b"/../../etc/passwd",
        b"/feed/../../secret",
        b"/feed/..%2f..%2fsecret",
        b"/feed/%2e%2e/%2e%2e/etc/passwd",
        b"/feed/..\\..\\secret",
        b"/feed/....//....//etc/passwd",
        b"//etc/passwd",
        b"/etc/passwd",
        b"/feed//etc/passwd.ics",
        b"/feed/%2fetc%2fpasswd.ics",
        b"/feed/%00.ics",
        b"/feed/plain.yaml%00.ics",
        b"/feed/%ff%fe.ics",
        b"/feed/%25%32%65.ics",
        b"/plain.yaml",
        b"/page/../plain.yaml",
        b"/page/%70lain",
        b"http://127.0.0.1/etc/passwd",
        b"file:///etc/passwd",
        b"/;/etc/passwd",
        b"/feed/" + b"a" * 8000 + b".ics",
    ],
)
def test_no_path_leads_to_a_file(process: Process, target: bytes) -> None:
    answer = process.raw(b"GET %b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % target)
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"schema:" not in answer
    assert b"root:" not in answer


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nConnection: close\r\nHost: x\r\nX: " + b"a" * 70000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nConnection: close\r\nHost: x\r\n" + b"X: a\r\n" * 12000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ],
)
def test_what_is_too_long_or_no_request_is_refused(process: Process, request_bytes: bytes) -> None:
    with_room = process.raw(request_bytes)
    assert with_room.startswith(b"HTTP/1.1 4")
    assert process.get(process.page)[0] == 200


def test_other_methods_and_bodies_change_nothing(process: Process) -> None:
    (feed,) = process.feeds()
    path = feed.partition(str(process.port))[2].encode()
    for method in (b"PUT", b"DELETE", b"POST", b"OPTIONS", b"BREW"):
        answer = process.raw(
            b"%b %b HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"
            % (method, path)
        )
        assert answer.startswith(b"HTTP/1.1 405 ")
        assert b"\r\nallow: GET, HEAD\r\n" in answer
    star = process.raw(b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert star.startswith(b"HTTP/1.1 405 ")
    assert title(process.get(feed)[2]) == "Plain"


def test_a_head_request_is_answered_without_a_body(process: Process) -> None:
    (feed,) = process.feeds()
    path = feed.partition(str(process.port))[2].encode()
    answer = process.raw(b"HEAD %b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % path)
    assert answer.endswith(b"\r\n\r\n")
    assert b"\r\ncontent-length: " in answer


def test_the_name_a_client_gives_the_server_is_not_taken_up(process: Process) -> None:
    path = process.page.partition(str(process.port))[2].encode()
    answer = process.raw(
        b"GET %b HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
        b"X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n" % path
    )
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"evil" not in answer


def test_behind_a_proxy_the_addresses_begin_with_its_own(folder: Path) -> None:
    with serving(folder, "--base-url", "https://cal.example.org/stretch/", "--port", "0") as one:
        assert one.page.startswith("https://cal.example.org/stretch/page/")


def put(path: Path, text: str) -> None:
    """Put ``text`` where ``path`` is, all at once."""
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_under_load_every_body_is_a_whole_calendar_whatever_is_written(
    folder: Path, workers: str
) -> None:
    path = folder / "plain.yaml"
    seen: set[bytes] = set()
    statuses: set[int] = set()
    over = threading.Event()
    with serving(folder, "--workers", workers) as one:
        (feed,) = one.feeds()

        def ask() -> None:
            while not over.is_set():
                status, _, body = one.get(feed)
                statuses.add(status)
                seen.add(body)

        def serve_until(wanted: str) -> None:
            for _ in range(10_000):
                if title(one.get(feed)[2]) == wanted:
                    return
            pytest.fail(f"{wanted} was never served")

        askers = [threading.Thread(target=ask) for _ in range(4)]
        for asker in askers:
            asker.start()
        try:
            text = routine(title="Second")
            for part in range(0, len(text), 97):  # written bit by bit, in place
                path.write_text(text[:part], encoding="utf-8")
            path.write_text(text, encoding="utf-8")
            serve_until("Second")
            put(path, text.replace(*MISTAKE))
            put(folder / "new.yaml", routine("new", "New"))
            for _ in range(10_000):
                if len(one.feeds()) == 2:
                    break
            put(path, routine(title="Third"))
            serve_until("Third")
        finally:
            over.set()
            for asker in askers:
                asker.join()
    assert statuses == {200}
    assert {title(body) for body in seen} == {"Plain", "Second", "Third"}
    assert len(seen) == 3


def test_workers_agree_on_the_time_of_a_calendar(folder: Path) -> None:
    with serving(folder, "--workers", "2") as one:
        (feed,) = one.feeds()
        assert len({one.get(feed)[1]["last-modified"] for _ in range(40)}) == 1


def test_after_a_restart_a_broken_file_is_not_served(folder: Path) -> None:
    with serving(folder) as one:
        (feed,) = one.feeds()
    (folder / "plain.yaml").write_text(routine().replace(*MISTAKE), encoding="utf-8")
    with serving(folder) as one:
        assert one.feeds() == []
        assert one.get(feed)[0] == 404
        _, _, page = one.get(one.page)
        assert b"plain.yaml" in page


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A server that is not meant to start."""
    return subprocess.run(
        command(folder, *arguments), capture_output=True, text=True, timeout=SECONDS, check=False
    )


def test_it_looks_for_garbage_as_usual(folder: Path) -> None:
    told = (
        "import atexit, gc; usual = gc.get_threshold(); from stretchexport.cli import main\n"
        "atexit.register(lambda: print(gc.get_threshold() == usual)); main()"
    )
    start = [sys.executable, "-c", told, *command(folder)[3:]]
    with contextmanager(started_by)(start) as one:
        one.get(one.page)
        code, out, _ = one.end(signal.SIGINT)
    assert (code, out) == (0, "True\n")


def test_the_body_of_an_answer_does_not_wait_for_the_head_to_be_confirmed() -> None:
    with listen("127.0.0.1", 0) as sock, socket.create_connection(sock.getsockname()):
        accepted, _ = sock.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_missing_package_is_told(folder: Path) -> None:
    without = (
        "import sys; sys.modules['uvicorn'] = None; from stretchexport.cli import main; main()"
    )
    start = [sys.executable, "-c", without, *command(folder)[3:]]
    result = subprocess.run(start, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert result.returncode == 3
    assert "(uvicorn): pip install 'stretchexport[serve]'" in result.stderr


def test_a_taken_port_is_told(folder: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        result = run(folder, "--port", str(taken.getsockname()[1]))
    assert result.returncode == 3
    assert "another program listens there" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--base-url", "cal.example.org"), 2, "https://cal.example.org"),
        (("--host", "203.0.113.1"), 3, "cannot listen on --host 203.0.113.1"),
        (("--host", "no such host"), 3, "cannot listen"),
        (("--with", "doorwya"), 2, "doorway"),
        (("--variant", "reach=dor"), 2, "doorway"),
        (("--workers", "0"), 2, "workers"),
    ],
)
def test_wrong_options_are_told(
    folder: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    result = run(folder, *arguments)
    assert (result.returncode, told in result.stderr) == (code, True), result.stderr
    assert "while attempting" not in result.stderr  # which Python would tell its programmers


def test_the_secret_may_not_lie_in_the_folder(folder: Path) -> None:
    result = run(folder, "--tokens", str(folder / "secret"))
    assert result.returncode == 2
    assert "outside the folder" in result.stderr


def test_a_file_that_is_no_secret_is_told_and_left(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    result = run(folder, "--tokens", str(tmp_path / "notes"), "--new-tokens")
    assert result.returncode == 3
    assert (tmp_path / "notes").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere")
    assert result.returncode == 3
    assert "give a folder" in result.stderr


def test_an_empty_folder_is_told_and_served(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    with serving(tmp_path / "routines") as one:
        assert one.get(one.page)[0] == 200
        _, _, told = one.end(signal.SIGINT)
    assert "There is no routine in the folder yet" in told


def test_the_secret_has_a_place_of_its_own(folder: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    place = [part for part in command(folder) if part not in ("--tokens", str(tmp_path / "secret"))]
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        place[-1] = str(taken.getsockname()[1])  # it ends after the secret was made
        subprocess.run(
            place,
            env=os.environ | {"XDG_STATE_HOME": str(state), "HOME": str(tmp_path)},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    assert len(list(tmp_path.rglob("serve-secret"))) == 1


def test_clients_that_hang_up_do_not_end_the_server(folder: Path) -> None:
    with serving(folder) as one:
        (feed,) = one.feeds()
        request = f"GET {urlsplit(feed).path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        for _ in range(500):
            with socket.create_connection(("127.0.0.1", one.port)) as sock:
                sock.sendall(request * 2)
        assert one.get(feed)[0] == 200


def test_changes_are_picked_up_when_nobody_reads_what_it_says(folder: Path) -> None:
    with serving(folder) as one:
        (feed,) = one.feeds()
        assert one.popen.stderr is not None
        one.popen.stderr.close()
        for name in ("First", "Second"):
            (folder / "plain.yaml").write_text(routine(title=name), encoding="utf-8")
            until = time.monotonic() + SECONDS
            while title(one.get(feed)[2]) != name and time.monotonic() < until:
                pass
            assert title(one.get(feed)[2]) == name
        one.popen.stderr = None
