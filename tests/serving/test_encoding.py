"""Which coding a client gets, by its Accept-Encoding."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.serving.encoding import packed, takes_gzip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([], False),
        ([""], False),
        (["gzip"], True),
        (["GZip"], True),
        (["x-gzip"], True),
        (["gzip, deflate, br"], True),
        (["br", "gzip;q=0.5"], True),
        (["*"], True),
        (["*;q=0.1"], True),
        (["gzip;q=0"], False),
        (["gzip;q=0.000"], False),
        (["gzip;q=0, *"], False),
        (["*;q=0, gzip"], True),
        (["*;q=0"], False),
        (["identity"], False),
        (["identity, gzip"], True),
        (["identity;q=1, gzip;q=0.5"], False),
        (["identity;q=0.5, gzip;q=1.0"], True),
        (["identity;q=0, gzip;q=0.1"], True),
        (["br, deflate"], False),
        (["gzip;q=2"], False),
        (["gzip;q=-1"], False),
        (["gzip;q=0.1234"], False),
        (["gzip;level=9"], False),
        (["gzipped"], False),
        (["gzip ; q=1"], True),
    ],
)
def test_accept_encoding(fields: list[str], expected: bool) -> None:
    assert takes_gzip(fields) is expected


@given(st.lists(st.text(max_size=40), max_size=3))
def test_no_header_breaks_it(fields: list[str]) -> None:
    assert takes_gzip(fields) in (True, False)


@given(st.binary(max_size=500))
def test_packing_is_the_same_every_time_and_holds_no_time(data: bytes) -> None:
    first = packed(data)
    assert first == packed(data)
    assert first[4:8] == bytes(4)  # RFC 1952 section 2.3: MTIME
    assert gzip.decompress(first) == data
