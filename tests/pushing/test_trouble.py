"""What a service may answer that it should not, and that the token is never told."""

from __future__ import annotations

import email.utils
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from calendar_routines import HOSTILE, routine, schedule, titled
from pushing.pushed import NoWaiting, actions, problems, pushed
from pushing.services import ALL, TOKEN, Garmin, Hevy, Wger
from pushing.standin import Answer, StandIn
from stretchexport.online import session
from stretchexport.online.credentials import token_variable
from stretchexport.online.trouble import OnlineError

if TYPE_CHECKING:
    from pushing.standin import Service

BACK = routine(schedule(), author="Anna")
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "mid-back-release.yaml"
HTML = f"<html>Log in. Your token {TOKEN} is wrong.</html>".encode()


def stopped(there: StandIn, what: Any = BACK) -> str:
    """Why nothing was pushed; nothing was written, and the token is not told."""
    done = pushed(there, what, NoWaiting())
    told = [one.problem for one in done.outcomes]
    assert all(told)
    assert not there.counts
    assert TOKEN not in repr(done)
    return told[0]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(200, HTML, {"Content-Type": "text/html"}), "no JSON"),
        (Answer(200, b""), "no JSON"),
        (Answer(200, b"[" * 200_000), "no JSON"),
        (Answer(200, {"results": {}}), "no list"),
        (Answer(200, {"results": [1, 2]}), "no list"),
        (Answer(200, []), "no list"),
        (Answer(200, None), "no JSON"),
        (Answer(200, b"x" * 3_000_000), "MiB"),
        (Answer(401, HTML), "(401)"),
        (Answer(403, {"detail": TOKEN}), "(403)"),
        (Answer(404, HTML), "(404)"),
        (Answer(500, HTML), "(500)"),
        (Answer(302, headers={"Location": f"http://elsewhere.invalid/?t={TOKEN}"}), "not shown"),
        (Answer(302, headers={"Location": "http://elsewhere.invalid/x"}), "elsewhere.invalid"),
        (Answer(302, headers={"Location": "/api/v2/exerciseinfo/"}), "circle"),
        (Answer(429, headers={"Retry-After": "86400"}), "run this again later"),
        (Answer(429, headers={"Retry-After": "2"}), "run this again later"),
        (Answer(200, {"results": [], "next": "/x"}), "elsewhere"),
        (Answer(200, {"results": [], "next": "http://[x"}), "elsewhere"),
        (Answer(200, {"results": [], "next": 5}), "elsewhere"),
    ],
    ids=lambda value: str(getattr(value, "status", value)),
)
def test_an_odd_answer_stops_it_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, answer: Answer, says: str
) -> None:
    monkeypatch.setattr(session, "ANSWER_BYTES", 2_000_000)
    with StandIn(Wger()) as there:
        there.faults = dict.fromkeys(range(100), answer)
        assert says in stopped(there)


def test_only_the_query_of_a_next_page_counts() -> None:
    """A server behind another one may not know its own address."""
    with StandIn(Wger()) as there:
        following = "http://elsewhere.invalid/wger/api/v2/exerciseinfo/?offset=20&limit=20"
        there.faults[0] = Answer(200, {"results": [], "next": following})
        assert problems(pushed(there, BACK, NoWaiting())) == {}
        assert there.asked[1].query == {"offset": "20", "limit": "20"}


def test_a_list_without_an_end_is_left() -> None:
    with StandIn(Wger()) as there:
        following = f"{there.url}/api/v2/exerciseinfo/?offset=20"
        answer = Answer(200, {"results": [], "next": following})
        there.faults = dict.fromkeys(range(100), answer)
        assert "without an end" in stopped(there)
        assert len(there.asked) == 2


@pytest.mark.parametrize(
    "id", ["../x", "a/b", "", ".", "..", None, True, 1.5, {}, "x" * 200, "a?b", "ä", "1\n"]
)
def test_an_id_that_is_none_is_never_put_into_an_address(id: Any) -> None:
    with StandIn(Hevy()) as there:
        there.service.kept["routine_folders"] = [{"id": id, "title": "Back"}]
        assert "id that is none" in stopped(there)


def test_a_redirect_to_another_server_does_not_take_the_token_along() -> None:
    with StandIn(Wger()) as other, StandIn(Wger()) as there:
        there.faults[0] = Answer(307, headers={"Location": other.url})
        assert other.url in stopped(there)
        assert other.asked == []


@pytest.mark.parametrize("kind", ALL, ids=lambda one: str(one.name))
def test_a_service_that_stumbles_is_asked_again(kind: type[Service]) -> None:
    date = email.utils.formatdate(1_780_000_030, usegmt=True)
    faults = [
        Answer(500, HTML),
        Answer(503, headers={"Retry-After": "7"}),
        Answer(429, headers={"Retry-After": date}),
        Answer(429, headers={"Retry-After": "soon"}),
    ]
    with StandIn(kind()) as there:
        there.faults = {number * 3: fault for number, fault in enumerate(faults)}
        time = NoWaiting()
        assert problems(pushed(there, BACK, time)) == {}
        assert {1.0, 7.0} <= set(time.slept)
        first = {one: len(some) for one, some in there.service.kept.items()}
    with StandIn(kind()) as there:
        pushed(there, BACK, NoWaiting())
        assert {one: len(some) for one, some in there.service.kept.items()} == first


def test_what_is_refused_stops_only_what_belongs_to_it() -> None:
    with StandIn(Hevy()) as there:
        there.service.most_routines = 0  # type: ignore[attr-defined]
        done = pushed(there, BACK, NoWaiting())
        assert actions(done) == {"new": 2}
        (problem,) = problems(done).values()
        assert problem == "127.0.0.1 refused it (403): error: limit"
        there.service.most_routines = 5  # type: ignore[attr-defined]
        assert problems(pushed(there, BACK, NoWaiting())) == {}


@pytest.mark.parametrize("body", [HTML, {"error": [{"x": f"no {TOKEN}"}]}, {"e": "no\x1b[2J way"}])
def test_a_reason_with_the_token_in_it_is_not_told(body: Any) -> None:
    with StandIn(Hevy()) as there:
        pushed(there, BACK, NoWaiting())
        there.again()
        there.faults = {number: Answer(400, body) for number in range(3, 9)}
        done = pushed(there, replace(BACK, summary="Other."), NoWaiting())
        assert all("(400)" in one for one in problems(done).values())
        assert TOKEN not in repr(done)


def test_an_exercise_that_has_to_be_there_stops_it_before_anything_is_written() -> None:
    with StandIn(Wger()) as there:
        nobody = replace(BACK, author=None)
        assert "make it there under this name" in stopped(there, nobody)
        there.service.keep("exerciseinfo", {"translations": [{"name": "reach ", "aliases": []}]})
        assert problems(pushed(there, nobody, NoWaiting())) == {}


def test_what_is_somebody_elses_is_never_changed() -> None:
    """Objects that are called like ours, and a service that passes over what it is asked for."""
    with StandIn(Wger()) as there:
        mine = {"name": "Back", "description": "[stretchexport:back:2] mine", "is_public": False}
        number = there.service.keep("routine", mine)["id"]
        there.service.keep("day", {"routine": number, "order": 1, "name": "Mine"})
        before = json.dumps(there.service.kept)
        pushed(there, BACK, NoWaiting())
        pushed(there, replace(BACK, schedule=schedule(weeks=1)), NoWaiting())
        after = {kind: some[: before.count(kind)] for kind, some in there.service.kept.items()}
        assert after["routine"][0] == {"id": number, **mine}
        assert after["day"][0]["name"] == "Mine"


@pytest.mark.parametrize("kind", ALL, ids=lambda one: str(one.name))
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_pushed_and_found_again(kind: type[Service], text: str) -> None:
    what = replace(titled(text), author="Anna")
    with StandIn(kind()) as there:
        assert problems(pushed(there, what, NoWaiting())) == {}
        there.again()
        again = pushed(there, what, NoWaiting())
        assert problems(again) == {}
        assert there.counts["POST"] == 0


@pytest.mark.parametrize("token", ["a\r\nX-Other: b", "ä", "a\x00b"])
def test_a_token_that_cannot_stand_in_a_header_is_refused(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    if "\x00" not in token:
        monkeypatch.setenv(token_variable("wger"), token)
        with StandIn(Wger()) as there, pytest.raises(OnlineError, match="no token has"):
            pushed(there, BACK, NoWaiting())


def run(
    *arguments: str | Path, token: str | None = TOKEN, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Push as a person does; what is on the screen never has the token in it."""
    known = {name: value for name, value in os.environ.items() if not name.endswith("_TOKEN")}
    known |= {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", **environment}
    if token is not None:
        known |= {token_variable(service.name): token for service in ALL}
    result = subprocess.run(
        [sys.executable, "-m", "stretchexport", "push", *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=known,
        stdin=subprocess.DEVNULL,
    )
    assert TOKEN not in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    return result


def test_the_command_tells_people_what_it_does() -> None:
    with StandIn(Garmin()) as there:
        dry = run("garmin-connect", EXAMPLE, "--server", there.url, "--dry-run")
        assert dry.returncode == 0, dry.stderr
        assert "20 new (a dry run: nothing was written)" in dry.stdout
        assert "new        17 × date" in dry.stdout
        assert not there.counts


def test_the_command_tells_scripts_what_it_did() -> None:
    with StandIn(Wger()) as there:
        done = run("wger", EXAMPLE, "--server", there.url, "--format", "json")
        told = json.loads(done.stdout)
        assert done.returncode == 3
        assert (told["ok"], told["service"], told["server"]) == (False, "wger", f"{there.url}/")
        assert told["changes"][0]["kind"] == "exercise"
        assert "make it there" in told["changes"][0]["problem"]
        assert not there.counts


def test_without_a_token_it_says_where_one_comes_from() -> None:
    result = run("hevy", EXAMPLE, "--server", "http://127.0.0.1:9/", token=None)
    assert result.returncode == 3
    assert "set STRETCHEXPORT_HEVY_TOKEN" in result.stderr
    assert 'keyring set "stretchexport:127.0.0.1" "hevy"' in result.stderr


def test_the_token_may_be_in_the_keyring(
    tmp_path: Path,
) -> None:
    ring = {
        "PYTHON_KEYRING_BACKEND": "keyrings.alt.file.PlaintextKeyring",
        "XDG_DATA_HOME": str(tmp_path),
    }
    subprocess.run(
        [sys.executable, "-m", "keyring", "set", "stretchexport:127.0.0.1", "garmin-connect"],
        input=TOKEN.encode(),
        env={**os.environ, **ring},
        check=True,
    )
    with StandIn(Garmin()) as there:
        arguments = ("garmin-connect", EXAMPLE, "--server", there.url, "--dry-run")
        assert run(*arguments, token=None, **ring).returncode == 0


def test_no_token_goes_over_plain_http() -> None:
    result = run("wger", EXAMPLE, "--server", "http://wger.example.org/")
    assert result.returncode == 3
    assert "use https://" in result.stderr


@pytest.mark.parametrize("url", ["https://a:b@wger.example.org/", "wger.example.org", "ftp://x/"])
def test_an_address_that_cannot_be_used_is_wrong_usage(url: str) -> None:
    result = run("wger", EXAMPLE, "--server", url)
    assert result.returncode == 2
    assert "--server: " in result.stderr


def test_an_option_that_a_service_has_not_names_the_services_that_have_it() -> None:
    result = run("hevy", EXAMPLE, "--sport", "yoga")
    assert result.returncode == 2
    assert "--sport: not an option of hevy, but of intervals-icu, garmin-connect" in result.stderr


def test_without_the_extra_it_says_how_to_get_it() -> None:
    hide = "import sys; sys.modules['niquests'] = None; from stretchexport.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", hide, "push", "wger", str(EXAMPLE)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert result.returncode == 3
    assert "pip install 'stretchexport[push]'" in result.stderr


def test_a_title_with_the_token_in_it_is_not_told() -> None:
    with StandIn(Garmin()) as there:
        old = {"workoutName": f"{70 * 'x'}{TOKEN}", "description": "[stretchexport:back:old:w1]"}
        there.service.keep("workout", old, "workoutId")
        done = pushed(there, BACK, NoWaiting())
        assert actions(done)["removed"] == 1
        assert TOKEN[:5] not in repr(done)
