"""What a server may answer that no real one can be brought to, and what is said then."""

from __future__ import annotations

import gzip
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from calendar_routines import routine, schedule, slot
from publishing.published import actions, problems, push
from publishing.servers import PASSWORD, USER
from publishing.standin import Answer, StandIn, event, multistatus
from stretchexport.exporters.base import Export, File
from stretchexport.exporters.calendar.identity.content import MAX_BYTES
from stretchexport.online import session
from stretchexport.online.trouble import OnlineError
from stretchexport.publishing.plan import plan

if TYPE_CHECKING:
    from stretchexport.publishing.publication import Publication

BACK = routine(schedule(slot(), slot("18:00", (6,), "evening")))
UID = "back.morning.w1@stretchexport"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (ord("b") + n, b"&%c;" % (ord("a") + n) * 20) for n in range(9)
    )
    + b']><D:multistatus xmlns:D="DAV:"><D:response><D:href>&j;</D:href></D:response>'
    b"</D:multistatus>"
)
XML = {"Content-Type": "application/xml"}


def stopped(stand_in: StandIn) -> str:
    """Why nothing could be published."""
    with pytest.raises(OnlineError) as caught:
        push(stand_in.url, BACK)
    assert "PUT" not in stand_in.methods
    assert "DELETE" not in stand_in.methods
    return str(caught.value)


def published(stand_in: StandIn) -> Publication:
    return push(stand_in.url, BACK)


@pytest.mark.parametrize("method", ["PROPFIND", "REPORT"])
@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(200, b"<html><form>Log in</form></html>", {"Content-Type": "text/html"}), "CalDAV"),
        (Answer(207, b"<D:multistatus", XML), "CalDAV"),
        (Answer(207, b"", XML), "CalDAV"),
        (Answer(207, BOMB, XML), ""),
        (Answer(404), "(404)"),
        (Answer(405), "CalDAV"),
        (Answer(500, b"<html>oops</html>"), "(500)"),
        (Answer(503, headers={"Retry-After": "60"}), "busy"),
        (Answer(403), "(403)"),
        (Answer(401), "(401)"),
        (Answer(207, b"<D:mult", XML, cut=True), ""),
        (Answer(207, gzip.compress(b"x" * 3_000_000), {**XML, "Content-Encoding": "gzip"}), "MiB"),
        (Answer(302, headers={"Location": "/c/"}), "circle"),
        (Answer(302, headers={"Location": "http://[broken"}), "CalDAV"),
    ],
    ids=lambda value: str(getattr(value, "status", value))[:12],
)
def test_an_odd_answer_stops_it_with_a_sentence(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch, method: str, answer: Answer, says: str
) -> None:
    monkeypatch.setattr(session, "ANSWER_BYTES", 2_000_000)
    stand_in.answers[method] = answer
    text = stopped(stand_in)
    assert says in text
    assert "grün" not in text


def test_an_answer_that_goes_on_and_on_is_left(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "ANSWER_SECONDS", -1)
    assert "seconds" in stopped(stand_in)


def test_a_redirect_to_another_server_does_not_take_the_password_along(
    stand_in: StandIn,
) -> None:
    with StandIn() as other:
        stand_in.answers["PROPFIND"] = Answer(307, headers={"Location": other.url})
        assert other.url in stopped(stand_in)
        assert other.asked == []


def test_a_redirect_on_the_same_server_is_followed(stand_in: StandIn) -> None:
    answers = iter([Answer(301, headers={"Location": "/c/"})])
    usual = stand_in._answer("PROPFIND")
    stand_in.answers["PROPFIND"] = lambda: next(answers, usual)
    assert len(actions(published(stand_in))) == 2


@pytest.mark.parametrize(
    "href",
    [
        "http://elsewhere.invalid/c/x.ics",
        "/other/x.ics",
        "/c/../other/x.ics",
        "/c/%2e%2e/other.ics",
        "/c/deeper/x.ics",
        "/c/",
        "/c/x.ics?confirm=yes",
        "//elsewhere.invalid/c/x.ics",
        "http://[broken",
        "",
    ],
)
def test_an_event_that_is_said_to_be_elsewhere_is_not_touched(stand_in: StandIn, href: str) -> None:
    stand_in.answers["REPORT"] = multistatus(event(href, UID))
    assert "not in this calendar" in stopped(stand_in)


def test_calendars_on_another_server_are_named_and_not_asked(stand_in: StandIn) -> None:
    with StandIn() as other:
        stand_in.answers["PROPFIND"] = multistatus(
            "<D:response><D:href>/c/</D:href><D:propstat><D:prop>"
            f"<C:calendar-home-set><D:href>{other.url}</D:href></C:calendar-home-set>"
            "<D:current-user-principal><D:href>/c/</D:href></D:current-user-principal>"
            "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
        )
        assert f"{other.url}, and the password stays here" in stopped(stand_in)
        assert other.asked == []


def test_a_list_that_is_cut_short_changes_nothing(stand_in: StandIn) -> None:
    more = "<D:response><D:href>/c/</D:href><D:status>HTTP/1.1 507 No</D:status></D:response>"
    stand_in.answers["REPORT"] = multistatus(more)
    assert "only a part" in stopped(stand_in)


def test_an_event_that_is_there_twice_changes_nothing(stand_in: StandIn) -> None:
    stand_in.answers["REPORT"] = multistatus(event("/c/a.ics", UID), event("/c/b.ics", UID))
    assert "twice" in stopped(stand_in)


def test_a_damaged_event_of_ours_is_told(stand_in: StandIn) -> None:
    damaged = event("/c/a.ics", UID).replace("DTSTAMP:", "DTSTAMP")
    stand_in.answers["REPORT"] = multistatus(damaged)
    assert "damaged" in stopped(stand_in)


@pytest.mark.parametrize("etag", ["", "ü", '"a\x85b"'])
def test_without_an_etag_nothing_is_changed(stand_in: StandIn, etag: str) -> None:
    stand_in.answers["REPORT"] = multistatus(event("/c/a.ics", UID, etag))
    done = push(stand_in.url, BACK, force=True)
    assert "ETag" in problems(done)["back.morning.w1"]
    assert actions(done) == {"back.evening.w1": "new"}


@pytest.mark.parametrize(
    ("answer", "says", "puts"),
    [
        (Answer(412), "(412)", 2),
        (Answer(413), "(413)", 2),
        (Answer(409), "(409)", 2),
        (Answer(400), "(400)", 2),
        (
            Answer(
                403,
                b'<error xmlns="DAV:"><no-uid-conflict xmlns="urn:ietf:params:xml:ns:caldav"/>'
                b"</error>",
                XML,
            ),
            "another calendar",
            2,
        ),
        (Answer(403), "may not write", 1),
        (Answer(507), "no room", 1),
        (Answer(500), "(500)", 1),
        (Answer(503), "(503)", 1),
        (Answer(503, headers={"Retry-After": "60"}), "busy", 1),
        (Answer(429), "busy", 1),
        (Answer(401), "(401)", 1),
        (Answer(302, headers={"Location": "http://elsewhere.invalid/"}), "another one", 1),
    ],
    ids=lambda value: str(getattr(value, "status", value)),
)
def test_a_refusal_is_told_and_the_rest_tried_if_that_makes_sense(
    stand_in: StandIn, answer: Answer, says: str, puts: int
) -> None:
    stand_in.answers["PUT"] = answer
    found = problems(published(stand_in))
    assert found.keys() == {"back.morning.w1", "back.evening.w1"}
    assert says in found["back.morning.w1"]
    assert stand_in.methods.count("PUT") == puts
    assert found["back.evening.w1"].startswith("not tried") is (puts == 1)


def test_what_was_done_before_a_failure_is_told(stand_in: StandIn) -> None:
    answers = iter([Answer(201), Answer(500)])
    stand_in.answers["PUT"] = lambda: next(answers)
    done = published(stand_in)
    assert actions(done) == {"back.morning.w1": "new"}
    assert problems(done).keys() == {"back.evening.w1"}


def test_a_calendar_too_large_to_be_taken_apart_is_told() -> None:
    file = File("back.ics", b"x" * (MAX_BYTES + 1), "text/calendar", "calendar")
    with pytest.raises(OnlineError, match="larger than 10 MiB"):
        plan({"back": Export((file,))}, ())


def test_nobody_there_is_told(stand_in: StandIn) -> None:
    with StandIn() as gone:
        url = gone.url
    with pytest.raises(OnlineError, match="cannot be reached"):
        push(url, BACK)
    assert stand_in.asked == []


def test_a_server_that_ignores_what_kind_is_asked_for_tells_everything_twice(
    stand_in: StandIn,
) -> None:
    stand_in.answers["REPORT"] = multistatus(event("/c/a.ics", UID))
    assert stand_in.methods.count("PUT") == 0
    assert "--force" in problems(published(stand_in))["back.morning.w1"]


def test_a_server_that_wants_it_gets_a_digest_of_the_password(stand_in: StandIn) -> None:
    """RFC 7616 section 3.4.1; Baïkal asks for it unless told otherwise."""
    stand_in.challenge = 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5'
    assert len(actions(published(stand_in))) == 2
    method, path, given = stand_in.asked[-1]
    sent = dict(re.findall(r'(\w+)="?([^",]+)"?', given.removeprefix("Digest ")))
    account, request = (
        hashlib.md5(text.encode()).hexdigest()
        for text in (f"{USER}:r:{PASSWORD}", f"{method}:{path}")
    )
    expected = f"{account}:n:{sent['nc']}:{sent['cnonce']}:auth:{request}"
    assert sent["response"] == hashlib.md5(expected.encode()).hexdigest()


def test_without_a_challenge_no_password_goes_out_in_the_clear(stand_in: StandIn) -> None:
    stand_in.challenge = "Negotiate"
    assert "no way of signing in that is known here" in stopped(stand_in)
    assert not any(given for _, _, given in stand_in.asked)
