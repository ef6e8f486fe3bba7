"""Conditional requests, rule by rule of RFC 9110 section 13, and against any header at all."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from stretchexport.serving.conditional import Outcome, evaluate

ETAG = '"now"'
MODIFIED = dt.datetime(2026, 11, 22, 7, 30, tzinfo=dt.UTC)
SAME = "Sun, 22 Nov 2026 07:30:00 GMT"
OLDER = "Sun, 22 Nov 2026 07:29:59 GMT"
NEWER = "Sun, 22 Nov 2026 07:30:01 GMT"

SEND, HAVE, FAILED = Outcome.SEND, Outcome.NOT_MODIFIED, Outcome.PRECONDITION_FAILED


def outcome(*fields: tuple[str, str]) -> Outcome:
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in fields]
    return evaluate(Headers(raw=raw), ETAG, MODIFIED)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"now"', HAVE),
        ('W/"now"', HAVE),  # weak comparison, section 13.1.2
        ('"old", "now"', HAVE),
        ('"old" , W/"now" ,', HAVE),
        ('"a,b","now"', HAVE),
        (',, "now"', HAVE),
        ("*", HAVE),
        (" * ", HAVE),
        ('"old"', SEND),
        ('"NOW"', SEND),
        ('w/"now"', HAVE),  # no weak tag is written so, but the tag inside is
        ("now", SEND),
        ('"a,"now"', SEND),
        ('"now,"', SEND),
        ('*, "old"', SEND),
        ("", SEND),
    ],
)
def test_if_none_match(value: str, expected: Outcome) -> None:
    assert outcome(("If-None-Match", value)) is expected


def test_a_list_may_come_in_several_fields() -> None:
    assert outcome(("If-None-Match", '"old"'), ("If-None-Match", '"now"')) is HAVE


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (SAME, HAVE),
        (NEWER, HAVE),
        (OLDER, SEND),
        ("Sunday, 22-Nov-26 07:30:00 GMT", HAVE),  # RFC 850
        ("Sun Nov 22 07:30:00 2026", HAVE),  # asctime
        ("Sun Nov 22 07:29:59 2026", SEND),
        ("Sun, 22 Nov 2026 25:30:00 GMT", SEND),
        ("yesterday", SEND),
        ("", SEND),
        ("0", SEND),
        (f"{SAME}, {SAME}", SEND),
        ("Sat, 01 Jan 0001 00:00:00 +2359", SEND),
        ("Fri, 31 Dec 9999 23:59:59 -2359", SEND),
    ],
)
def test_if_modified_since(value: str, expected: Outcome) -> None:
    assert outcome(("If-Modified-Since", value)) is expected


def test_two_dates_are_no_date() -> None:
    assert outcome(("If-Modified-Since", SAME), ("If-Modified-Since", SAME)) is SEND


def test_if_none_match_shuts_out_if_modified_since() -> None:
    assert outcome(("If-None-Match", '"old"'), ("If-Modified-Since", NEWER)) is SEND
    assert outcome(("If-None-Match", '"now"'), ("If-Modified-Since", OLDER)) is HAVE
    assert outcome(("If-None-Match", "nonsense"), ("If-Modified-Since", NEWER)) is SEND


@pytest.mark.parametrize(
    ("value", "expected"),
    [('"now"', SEND), ('"old", "now"', SEND), ("*", SEND), ('W/"now"', FAILED), ('"old"', FAILED)],
)
def test_if_match_compares_strongly(value: str, expected: Outcome) -> None:
    assert outcome(("If-Match", value)) is expected


def test_if_unmodified_since() -> None:
    assert outcome(("If-Unmodified-Since", OLDER)) is FAILED
    assert outcome(("If-Unmodified-Since", SAME)) is SEND
    assert outcome(("If-Unmodified-Since", "never")) is SEND
    assert outcome(("If-Match", '"now"'), ("If-Unmodified-Since", OLDER)) is SEND


def test_preconditions_come_before_what_the_client_holds() -> None:
    assert outcome(("If-Match", '"old"'), ("If-None-Match", '"now"')) is FAILED
    assert outcome(("If-Match", '"now"'), ("If-None-Match", '"now"')) is HAVE


@given(
    st.dictionaries(
        st.sampled_from(["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"]),
        st.text(st.characters(max_codepoint=255), max_size=60),
    )
)
def test_no_header_breaks_it(fields: dict[str, str]) -> None:
    assert outcome(*fields.items()) in Outcome


# Years below 1000 are read as short for 1900 and later, as mail does; HTTP has none of them.
@given(st.datetimes(dt.datetime(1000, 1, 1), dt.datetime(9999, 12, 31), timezones=st.just(dt.UTC)))
def test_a_date_decides_by_the_second(moment: dt.datetime) -> None:
    moment = moment.replace(microsecond=0)
    expected = HAVE if moment >= MODIFIED else SEND
    assert outcome(("If-Modified-Since", format_datetime(moment, usegmt=True))) is expected
