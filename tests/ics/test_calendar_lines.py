"""Content lines as they stand in files of any origin."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.exporters.calendar.lines import (
    CONTENT,
    folded,
    parameters,
    physical,
    unfolded,
    values,
)
from stretchexport.exporters.calendar.wire import fold


def content(data: bytes) -> list[tuple[int, bytes]]:
    return [(number, unfolded(lines)) for number, lines in folded(physical(data))]


def test_a_line_goes_on_after_a_blank_or_a_tab_and_has_the_number_of_its_first() -> None:
    assert content(b"A:1\r\n 2\r\n\t3\r\nB:4\r\n") == [(1, b"A:123"), (4, b"B:4")]


def test_only_the_first_blank_is_of_the_fold() -> None:
    assert content(b"A:1\r\n  2") == [(1, b"A:1 2")]


def test_an_empty_line_ends_a_line_and_is_none() -> None:
    assert content(b"\r\nA:1\n\n 2\r\n\r\n") == [(2, b"A:1"), (4, b" 2")]


def test_a_carriage_return_too_many_is_left_out() -> None:
    assert content(b"A:1\r\r\nB:2\r") == [(1, b"A:1"), (2, b"B:2")]


def test_a_character_that_the_fold_cuts_is_whole_again() -> None:
    assert content(b"A:\xc3\r\n \xa4") == [(1, "A:ä".encode())]


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), min_size=1))
def test_what_we_fold_is_unfolded_to_what_it_was(text: str) -> None:
    line = f"X:{text}".encode()
    assert content(fold(line) + b"\r\n") == [(1, line)]


@given(st.lists(st.sampled_from([b"A:1", b" ", b"\t", b"\n", b"\r\n", b"\r", b"\xff", b"B"])))
def test_no_byte_is_lost_but_line_ends(parts: list[bytes]) -> None:
    data = b"".join(parts)
    kept = b"".join(line for _, lines in folded(physical(data)) for line in lines)
    assert kept == re.sub(rb"\r?\n|\r\Z", b"", data)


@pytest.mark.parametrize(
    ("text", "name", "in_order", "found", "value"),
    [
        ("summary:a:b", "summary", True, [], "a:b"),
        ("X-A;B=c:", "X-A", True, [("B", "c")], ""),
        ('A;b="c:;d";E=f,"g":h', "A", True, [("B", "c:;d"), ("E", "f,g")], "h"),
        ("A;B:c", "A", False, [("B", "")], "c"),
        ('A;B=c"d:"e:f', "A", False, [("B", "cd:e")], "f"),
        ("A;;B=c:d", "A", False, [("", ""), ("B", "c")], "d"),
    ],
)
def test_what_stands_before_the_value(
    text: str, name: str, in_order: bool, found: list[tuple[str, str]], value: str
) -> None:
    match = CONTENT.match(text)
    assert match is not None
    assert match[1] == name
    assert (match[2] is not None) is in_order
    between = match[2] or match[3] or ""
    assert [(one.name, one.value) for one in parameters(between)] == found
    assert text[match.end() :] == value


@pytest.mark.parametrize("text", ["", "A", ":b", " A:b", "Ä:b", 'A;B="c:d', "A b:c"])
def test_what_is_no_content_line(text: str) -> None:
    assert CONTENT.match(text) is None


def test_a_parameter_knows_its_place() -> None:
    text = 'DTSTART;VALUE=DATE;TZID="a b":1'
    match = CONTENT.match(text)
    assert match is not None
    places = [text[one.start : one.end] for one in parameters(match[2], match.start(2))]
    assert places == ["VALUE=DATE", 'TZID="a b"']


def test_quotes_that_never_close_are_given_up_at_once() -> None:
    assert CONTENT.match("A" + ';B="c"' * 100_000 + '"') is None
    assert CONTENT.match("A;B=" + '"' * 100_001) is None


def test_the_values_of_a_property_are_found_in_what_is_no_calendar_too() -> None:
    data = b'nothing\n<br>\nuid:one\nDESCRIPTION:UID:no\n UID:no\nUID;X="a:b":tw\r\n o\xff\n'
    assert list(values(data, "UID")) == ["one", "two\udcff"]
