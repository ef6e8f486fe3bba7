"""What a client gets, header by header."""

from __future__ import annotations

import datetime as dt
import gzip
from email.utils import format_datetime, parsedate_to_datetime

import pytest
from icalendar import Calendar

from serving.served import Served, routine

PLAIN = {"accept_encoding": "identity"}
ZIPPED = {"accept_encoding": "gzip"}


@pytest.fixture
def full(served: Served) -> Served:
    """A folder with two routines, served."""
    served.write("plain.yaml")
    served.write("other.yaml", routine("other", "Other"))
    served.look()
    return served


def test_a_feed_is_the_calendar_that_export_writes(full: Served) -> None:
    response = full.get(**PLAIN)
    assert response.status_code == 200
    assert response.content == full.library.shelf.feeds["plain"].file.data
    assert Calendar.from_ical(response.content)["X-WR-CALNAME"] == "Plain"


def test_a_feed_says_where_it_is_from_and_how_often_to_look(full: Served) -> None:
    calendar = Calendar.from_ical(full.get("other").content)
    assert str(calendar["SOURCE"]) == full.addresses.feed("other")
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"PT1H"
    assert str(calendar["X-PUBLISHED-TTL"]) == "PT1H"


def test_the_headers_of_a_feed(full: Served) -> None:
    headers = full.get(**PLAIN).headers
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["content-disposition"] == 'inline; filename="plain.ics"'
    assert headers["cache-control"] == "private, max-age=300"
    assert headers["vary"] == "Accept-Encoding"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "content-encoding" not in headers
    assert parsedate_to_datetime(headers["last-modified"]).tzinfo is not None


def test_gzip_holds_the_same_calendar_under_another_tag(full: Served) -> None:
    plain = full.get(**PLAIN)
    zipped = full.get(**ZIPPED)
    assert zipped.content == plain.content
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.headers["vary"] == "Accept-Encoding"
    assert zipped.headers["etag"] != plain.headers["etag"]
    assert int(zipped.headers["content-length"]) < len(plain.content) / 2
    zipped_bytes = full.library.shelf.feeds["plain"].zipped.body
    assert gzip.decompress(zipped_bytes) == plain.content


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_head_is_get_without_the_body(full: Served, coding: str) -> None:
    for address in (full.addresses.feed("plain"), full.addresses.page(), "/nowhere"):
        fields = {"accept-encoding": coding}
        got = full.client.get(address, headers=fields)
        head = full.client.head(address, headers=fields)
        assert head.content == b""
        assert head.status_code == got.status_code
        assert head.headers == got.headers


@pytest.mark.parametrize("coding", [PLAIN, ZIPPED])
def test_a_client_that_has_it_gets_304_by_tag_and_by_time(
    full: Served, coding: dict[str, str]
) -> None:
    first = full.get(**coding)
    for condition in (
        {"if_none_match": first.headers["etag"]},
        {"if_none_match": f"W/{first.headers['etag']}"},
        {"if_none_match": f'"x", {first.headers["etag"]}'},
        {"if_none_match": "*"},
        {"if_modified_since": first.headers["last-modified"]},
    ):
        again = full.get(**coding, **condition)
        assert again.status_code == 304
        assert again.content == b""
        # RFC 9110 section 15.4.5: what a 200 would have said
        for name in ("etag", "vary", "cache-control"):
            assert again.headers[name] == first.headers[name]
        assert "content-type" not in again.headers


def test_the_tag_of_one_coding_is_not_that_of_the_other(full: Served) -> None:
    plain = full.get(**PLAIN).headers["etag"]
    assert full.get(**ZIPPED, if_none_match=plain).status_code == 200


def test_a_client_with_an_older_calendar_gets_the_new_one(full: Served) -> None:
    first = full.get().headers
    before = parsedate_to_datetime(first["last-modified"]) - dt.timedelta(seconds=1)
    assert full.get(if_modified_since=format_datetime(before, usegmt=True)).status_code == 200
    full.write("plain.yaml", routine(title="Newer"))
    full.look()
    assert full.get(if_none_match=first["etag"]).status_code == 200
    assert full.get(if_modified_since=first["last-modified"]).status_code == 200
    last = first["last-modified"]
    assert full.get(if_none_match=first["etag"], if_modified_since=last).status_code == 200


def test_the_tag_wins_over_the_time(full: Served) -> None:
    headers = full.get().headers
    future = "Fri, 01 Jan 2100 00:00:00 GMT"
    assert full.get(if_none_match='"x"', if_modified_since=future).status_code == 200
    past = "Sat, 01 Jan 2000 00:00:00 GMT"
    assert full.get(if_none_match=headers["etag"], if_modified_since=past).status_code == 304


def test_a_failed_precondition(full: Served) -> None:
    assert full.get(if_match='"x"').status_code == 412
    assert full.get(if_match=full.get().headers["etag"]).status_code == 200


def test_ranges_are_not_offered(full: Served) -> None:
    response = full.get(range="bytes=0-10")
    assert response.status_code == 200
    assert len(response.content) > 11


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"]
)
def test_other_methods_are_refused_and_tell_nothing(full: Served, method: str) -> None:
    answers = {
        (answer.status_code, answer.text, tuple(answer.headers.items()))
        for address in (full.addresses.feed("plain"), full.addresses.page(), "/", "/feed/x.ics")
        for answer in [full.client.request(method, address)]
    }
    ((status, _, headers),) = answers
    assert status == 405
    assert dict(headers)["allow"] == "GET, HEAD"


def test_every_wrong_address_gets_the_same_answer(full: Served) -> None:
    tokens = full.addresses.tokens
    good, page = tokens.feed("plain"), tokens.page()
    wrong = [
        "/",
        "//",
        "/feed",
        "/feed/",
        "/page",
        "/page/",
        "/robots.txt",
        "/favicon.ico",
        "/plain.yaml",
        "/plain.ics",
        f"/feed/{good}",
        f"/feed/{good}.ics/",
        f"/feed/{good}.yaml",
        f"/feed/{good.upper()}.ics",
        f"/feed/{good[:-1]}.ics",
        f"/feed/{page}.ics",
        f"/feed/{tokens.feed('unknown')}.ics",
        f"/page/{good}",
        f"/page/{page}/",
        f"/page/{page[:-1]}",
        f"/page/{page}%00",
        "/feed/%2e%2e%2fplain.yaml",
        f"/feed/..%2f{good}.ics",
        "/feed/\udcff.ics".encode("utf-8", "surrogateescape").decode("latin-1"),
    ]
    answers = {
        (answer.status_code, answer.text, tuple(answer.headers.items()))
        for address in wrong
        for answer in [full.client.get(address)]
    }
    ((status, text, _),) = answers
    assert status == 404
    assert "plain" not in text


def test_the_page_is_never_stored_and_may_load_nothing(full: Served) -> None:
    response = full.client.get(full.addresses.page())
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "unsafe" not in policy
