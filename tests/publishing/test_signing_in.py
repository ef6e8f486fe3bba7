"""Where the password comes from, where it goes, and that nobody sees it."""

from __future__ import annotations

import base64
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publishing.servers import PASSWORD, USER, xandikos
from stretchexport.online.address import BadAddressError, parse
from stretchexport.online.credentials import VARIABLE

if TYPE_CHECKING:
    from publishing.servers import Server

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
ROUTINE = EXAMPLES / "mid-back-release.yaml"
CLI = (sys.executable, "-m", "stretchexport", "publish")
SECRETS = (PASSWORD, base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode(), "grüne", "Wiese")


def run(
    *arguments: str | Path, password: str | None = PASSWORD, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Publish as a person does; what is on the screen never has the password in it."""
    known = {name: value for name, value in os.environ.items() if name != VARIABLE}
    known |= {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", **environment}
    if password is not None:
        known[VARIABLE] = password
    result = subprocess.run(
        [*CLI, *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=known,
        stdin=subprocess.DEVNULL,
    )
    for secret in (*SECRETS, *([password] if password else [])):
        assert secret not in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    return result


def test_a_first_push_and_a_second_one(server: Server, calendar: str) -> None:
    arguments = (ROUTINE, EXAMPLES / "desk-day.yaml", "--caldav", calendar, "--user", USER)
    dry = run(*arguments, "--dry-run")
    assert dry.returncode == 0
    assert "Mid-back release: 3 new (a dry run: nothing was written)" in dry.stdout
    assert server.etags(calendar) == {}
    first = run(*arguments)
    assert first.returncode == 0
    assert "  new        Desk break (mid-back-release.desk-break-1.w1)" in first.stdout
    assert len(server.etags(calendar)) == 6
    second = run(*arguments)
    assert second.stdout == "Mid-back release: 3 unchanged\nDesk day: 3 unchanged\n"


def test_scripts_get_the_same_as_data(server: Server, calendar: str, tmp_path: Path) -> None:
    changed = tmp_path / "changed.yaml"
    changed.write_text(ROUTINE.read_text(encoding="utf-8").replace("07:30", "08:00"), "utf-8")
    arguments = ("--caldav", calendar, "--user", USER, "--format", "json")
    run(ROUTINE, *arguments)
    server.request("DELETE", calendar + "mid-back-release.desk-break-1.w1.ics")
    data = json.loads(run(changed, *arguments).stdout)
    assert data["ok"] is True
    assert data["calendar"] == calendar
    (result,) = data["results"]
    assert [(one["action"], one["differences"]) for one in result["changes"]] == [
        ("new", []),
        ("changed", ["time 07:30 -> 08:00"]),
        ("changed", ["time 07:30 -> 08:00"]),
    ]


def test_a_refused_object_is_told_with_exit_code_3(server: Server, calendar: str) -> None:
    server.put(
        calendar + "mid-back-release.desk-break-1.w1.ics",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@phone\r\n"
        b"DTSTAMP:20260101T000000Z\r\nDTSTART:20260101T000000Z\r\nDTEND:20260101T010000Z\r\n"
        b"SUMMARY:Mine\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    result = run(ROUTINE, "--caldav", calendar, "--user", USER)
    assert result.returncode == 3
    assert "Mid-back release: 2 new, 1 left as it is" in result.stdout
    assert "! there is something else at its address already (412)" in result.stdout


def test_a_broken_file_does_not_stop_the_others(
    server: Server, calendar: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(ROUTINE.read_text(encoding="utf-8").replace("30s", "1:30"), "utf-8")
    desk = EXAMPLES / "desk-day.yaml"
    result = run(broken, tmp_path / "none.yaml", desk, "--caldav", calendar, "--user", USER)
    assert result.returncode == 3
    assert "broken.yaml: not published, because it has errors" in result.stderr
    assert "none.yaml: no such file or directory" in result.stderr
    assert len(server.etags(calendar)) == 3


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_wrong_password_is_told_and_not_shown(calendar: str, output: str) -> None:
    for password in ("wrong Wörd", "\u2028 ☃"):
        result = run(
            ROUTINE, "--caldav", calendar, "--user", USER, "--format", output, password=password
        )
        assert result.returncode == 3
        assert "(401)" in result.stdout + result.stderr


def test_without_a_user_no_password_is_sent(calendar: str) -> None:
    result = run(ROUTINE, "--caldav", calendar)
    assert result.returncode == 3
    assert "--user" in result.stderr


def test_the_password_may_be_in_the_keyring(server: Server, calendar: str, tmp_path: Path) -> None:
    ring = {
        "PYTHON_KEYRING_BACKEND": "keyrings.alt.file.PlaintextKeyring",
        "XDG_DATA_HOME": str(tmp_path),
    }
    host = parse(calendar).host
    subprocess.run(
        [sys.executable, "-m", "keyring", "set", f"stretchexport:{host}", USER],
        input=PASSWORD.encode(),
        env={**os.environ, **ring},
        check=True,
    )
    result = run(ROUTINE, "--caldav", calendar, "--user", USER, password=None, **ring)
    assert result.returncode == 0
    assert len(server.etags(calendar)) == 3


def test_without_any_password_it_says_where_to_put_one(calendar: str) -> None:
    result = run(ROUTINE, "--caldav", calendar, "--user", USER, password=None)
    assert result.returncode == 3
    assert VARIABLE in result.stderr
    assert f'keyring set "stretchexport:{parse(calendar).host}" "{USER}"' in result.stderr


def test_at_a_terminal_it_asks_for_the_password(server: Server, calendar: str) -> None:
    command = [*CLI, str(ROUTINE), "--caldav", calendar, "--user", USER]
    known = {name: value for name, value in os.environ.items() if name != VARIABLE}
    known["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, command, known)
    seen = b""
    try:
        while b"Password of anna on " not in seen:
            seen += os.read(terminal, 1000)
        os.write(terminal, f"{PASSWORD}\n".encode())
        while part := _read(terminal):
            seen += part
    finally:
        os.close(terminal)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == 0
    assert "3 new" in seen.decode()
    assert PASSWORD not in seen.decode()
    assert len(server.etags(calendar)) == 3


def _read(terminal: int) -> bytes:
    """What the other end writes; nothing once it has ended."""
    try:
        return os.read(terminal, 1000)
    except OSError:
        return b""


@pytest.mark.parametrize("server", [xandikos], indirect=True)
def test_an_unknown_certificate_is_refused(server: Server, calendar: str) -> None:
    result = run(ROUTINE, "--caldav", calendar, "--user", USER, REQUESTS_CA_BUNDLE="")
    assert result.returncode == 3
    assert "certificate that this computer does not trust" in result.stderr
    assert server.etags(calendar) == {}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (f"https://{USER}:{PASSWORD}@host/", "give the user with --user"),
        ("https://anna:Wiese@host/", "give the user with --user"),
        ("https:/anna:Wiese@host/", "not a web address"),
        ("ftp://host/", "not a web address"),
        ("host/calendar", "not a web address"),
        ("https://host:port/", "not a web address"),
        ("https://[::1/", "not a web address"),
        ("https://host/c/?x=Wiese", "no ?"),
        ("https://host/c/#x", "no #"),
        ("", "not a web address"),
        ("https://host/a\nb", "control character"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, says: str) -> None:
    with pytest.raises(BadAddressError) as caught:
        parse(url)
    assert says in str(caught.value)
    assert "Wiese" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "becomes"),
    [
        ("https://host", "https://host/"),
        ("https://host:8443/dav/anna@x.org/c", "https://host:8443/dav/anna@x.org/c/"),
        ("https://host/Rücken", "https://host/R%C3%BCcken/"),
        ("https://host/a%20b%40/", "https://host/a%20b%40/"),
    ],
)
def test_an_address_is_a_folder_in_plain_letters(url: str, becomes: str) -> None:
    assert parse(url).url == becomes


def test_the_command_refuses_a_password_in_the_address() -> None:
    result = run(ROUTINE, "--caldav", "https://anna:Wiese@dav.example.org/")
    assert result.returncode == 2
    assert "give the user with --user" in result.stderr


def test_no_password_goes_over_plain_http() -> None:
    result = run(ROUTINE, "--caldav", "http://dav.example.org/c/", "--user", USER)
    assert result.returncode == 3
    assert "use https://" in result.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "[::1]", "localhost"])
def test_this_computer_needs_no_tls(host: str) -> None:
    assert parse(f"http://{host}:5232/").keeps_secrets


@pytest.mark.parametrize("host", ["10.0.0.1", "localhost.example.org", "127.0.0.1.nip.io", "host"])
def test_another_one_does(host: str) -> None:
    assert not parse(f"http://{host}/").keeps_secrets


def test_two_files_with_one_id_are_refused(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(ROUTINE.read_bytes())
    result = run(ROUTINE, copy, "--caldav", "https://dav.example.org/")
    assert result.returncode == 2
    assert "another file has the id mid-back-release as well" in result.stderr


def test_without_the_extra_it_says_how_to_get_it() -> None:
    hide = "import sys; sys.modules['caldav'] = None; from stretchexport.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", hide, "publish", str(ROUTINE), "--caldav", "https://host/"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert result.returncode == 3
    assert "pip install 'stretchexport[caldav]'" in result.stderr


def test_no_file_with_passwords_is_read_unasked(calendar: str, tmp_path: Path) -> None:
    """The file .netrc could send one where it should not go."""
    (tmp_path / ".netrc").write_text(
        f"machine {parse(calendar).host} login {USER} password {PASSWORD.replace(' ', '')}\n",
        "utf-8",
    )
    result = run(ROUTINE, "--caldav", calendar, password=None, HOME=str(tmp_path))
    assert result.returncode == 3
    assert "(401)" in result.stderr
