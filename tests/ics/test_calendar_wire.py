"""Folding: long lines are cut where nothing is lost (RFC 5545 section 3.1)."""

from __future__ import annotations

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from stretchexport.exporters.calendar.lines import MAX_OCTETS
from stretchexport.exporters.calendar.wire import fold

WOMAN = "\U0001f9d8\u200d\u2640\ufe0f"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1e9\U0001f1ea"
THUMB = "\U0001f44d\U0001f3fd"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
PIECES = (WOMAN, FAMILY, FLAG, THUMB, SCOTLAND, "a\u0308\u0332", "\u0928\u093f", "x", "\u00e9", " ")


def physical(line: str) -> list[bytes]:
    return fold(line.encode()).split(b"\r\n ")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n")))
@example("")
@example("x" * 75)
@example("x" * 76)
@example("\u00e4" * 400)
@example("a" + "\u0301" * 200)
def test_a_folded_line_unfolds_to_itself(line: str) -> None:
    parts = physical(line)
    assert b"".join(parts).decode() == line
    assert len(parts[0]) <= MAX_OCTETS
    assert all(len(part) < MAX_OCTETS for part in parts[1:])
    assert all(part.decode() for part in parts[1:])


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_cut_falls_into_what_people_see_as_one(line: str) -> None:
    cuts = set()
    at = 0
    for part in physical(line)[:-1]:
        at += len(part.decode())
        cuts.add(at)
    ends = {0}
    for cluster in regex.findall(r"\X", line):
        ends.add(max(ends) + len(cluster))
    assert cuts <= ends


@pytest.mark.parametrize("piece", [WOMAN, FAMILY, FLAG, THUMB, SCOTLAND])
def test_lines_are_as_long_as_they_can_be(piece: str) -> None:
    longest = MAX_OCTETS - len(piece.encode())
    for part in physical(piece * 40)[:-1]:
        assert len(part) >= longest - 1
