"""Tokens: the same after a restart, others with another secret, and a file nobody else reads."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.serving.addresses import BadBaseError, base_for, checked_base
from stretchexport.serving.tokens import NoSecretError, Tokens, open_tokens, others_may_read

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_routine_keeps_its_token_over_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state" / "secret"
    assert open_tokens(path).feed("a") == open_tokens(path).feed("a")


def test_a_renewed_secret_changes_every_token(tmp_path: Path) -> None:
    old = open_tokens(tmp_path / "secret")
    new = open_tokens(tmp_path / "secret", renew=True)
    assert old.page() != new.page()
    assert old.feed("a") != new.feed("a")
    assert open_tokens(tmp_path / "secret").page() == new.page()


def test_only_the_owner_reads_the_secret(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    for renew in (False, True):
        open_tokens(path, renew=renew)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert not others_may_read(path)
    path.chmod(0o640)
    assert others_may_read(path)


def test_a_foreign_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    for content in (b"", b"my notes", b"stretchexport-secret/v1 " + b"a" * 63, bytes(5000)):
        path.write_bytes(content)
        for renew in (False, True):
            with pytest.raises(NoSecretError):
                open_tokens(path, renew=renew)
        assert path.read_bytes() == content


@given(st.binary(min_size=32, max_size=32), st.text(max_size=20), st.text(max_size=20))
def test_a_token_is_160_bits_in_an_address_and_tells_routines_apart(
    secret: bytes, one: str, other: str
) -> None:
    tokens = Tokens(secret)
    assert re.fullmatch("[a-z2-7]{32}", tokens.feed(one))
    assert (tokens.feed(one) == tokens.feed(other)) is (one == other)
    assert tokens.page() != tokens.feed(one)


def test_the_secret_is_not_shown() -> None:
    assert "secret" not in repr(Tokens(b"secret" * 6))


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("https://cal.example.org", "https://cal.example.org"),
        ("https://cal.example.org/", "https://cal.example.org"),
        ("http://192.0.2.7:8010/stretch/", "http://192.0.2.7:8010/stretch"),
        ("http://[2001:db8::1]:80", "http://[2001:db8::1]:80"),
    ],
)
def test_a_base_address(given: str, base: str) -> None:
    assert checked_base(given) == base


@pytest.mark.parametrize(
    "given",
    [
        "",
        "cal.example.org",
        "ftp://cal.example.org",
        "javascript:alert(1)",
        "https://",
        "https://a?b",
        "https://a#b",
        "https://me:pass@a",
        "https://a:99999",
        "https://a b",
        'https://a"b',
        "https://[::1",
        "https://ä.example",
        "https://a\nb",
    ],
)
def test_what_is_no_base_address(given: str) -> None:
    with pytest.raises(BadBaseError):
        checked_base(given)


def test_an_ipv6_address_stands_in_brackets() -> None:
    assert base_for("::1", 80) == "http://[::1]:80"
    assert base_for("127.0.0.1", 80) == "http://127.0.0.1:80"
