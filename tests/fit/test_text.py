"""Texts fit into a FIT string by bytes and break between what people see as characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.exporters.text import ELLIPSIS, Part, clip, compose, size

LIMIT = 254
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1e9\U0001f1ea"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
CLUSTERS = {
    "latin": "a",
    "umlaut": "ü",
    "combining": "e\u0301",
    "many marks": "o" + "\u0302\u0323" * 3,
    "cjk": "伸",
    "hangul": "\u1112\u1161\u11ab",
    "devanagari": "नि",
    "arabic": "ع",
    "emoji": "\U0001f9d8",
    "skin tone": "\U0001f9d8\U0001f3fd",
    "woman in lotus": "\U0001f9d8\u200d\u2640\ufe0f",
    "family": FAMILY,
    "flag": FLAG,
    "flag of tags": ENGLAND,
    "keycap": "1\ufe0f\u20e3",
}
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")))


@pytest.mark.parametrize("cluster", CLUSTERS.values(), ids=CLUSTERS.keys())
@pytest.mark.parametrize("lead", range(5))
def test_a_character_is_kept_whole_or_left_out(cluster: str, lead: int) -> None:
    prefix = "x" * lead
    fitted = clip(prefix + cluster * 300, LIMIT)
    body = fitted.text.removeprefix(prefix).removesuffix(ELLIPSIS)
    assert fitted.cut
    assert body == cluster * (len(body) // len(cluster))
    assert LIMIT - size(cluster) < size(fitted.text) <= LIMIT


@pytest.mark.parametrize("cluster", CLUSTERS.values(), ids=CLUSTERS.keys())
def test_a_text_of_exactly_the_limit_stays_as_it_is(cluster: str) -> None:
    text = cluster * (LIMIT // size(cluster))
    text = "x" * (LIMIT - size(text)) + text
    assert size(text) == LIMIT
    assert clip(text, LIMIT).text == text
    assert not clip(text, LIMIT).cut


def test_one_byte_more_than_the_limit_is_cut() -> None:
    fitted = clip("x" * (LIMIT + 1), LIMIT)
    assert fitted.text == "x" * (LIMIT - size(ELLIPSIS)) + ELLIPSIS
    assert size(fitted.text) == LIMIT
    assert fitted.cut


def test_a_character_longer_than_the_limit_is_broken_but_still_fits() -> None:
    fitted = clip("o" + "\u0302" * 5000, LIMIT)
    assert fitted.cut
    assert fitted.text.startswith("o\u0302")
    assert size(fitted.text) <= LIMIT


def test_a_text_ends_after_a_word_if_one_ends_near() -> None:
    assert clip("Drop the chin a little and round", 20).text == "Drop the chin a…"
    assert clip("Drop the chin", 11).text == "Drop the…"
    assert clip("A" + "x" * 30, 11).text == "Axxxxxxx…"


@given(ANY_TEXT, st.integers(0, 30))
def test_a_clipped_text_always_fits_and_is_the_beginning(text: str, limit: int) -> None:
    fitted = clip(text, limit)
    assert size(fitted.text) <= limit
    assert fitted.cut == (size(text) > limit)
    assert text.startswith(fitted.text.removesuffix(ELLIPSIS) if fitted.cut else fitted.text)


@given(st.lists(st.builds(Part, ANY_TEXT, st.integers(0, 3)), max_size=6), st.integers(0, 60))
def test_composed_texts_always_fit(parts: list[Part], limit: int) -> None:
    composed = compose(parts, limit)
    assert size(composed.text) <= limit
    if not composed.cut:
        assert composed.text == "\n".join(part.text for part in parts if part.text)


def test_the_highest_rank_is_cut_first_and_the_order_stays() -> None:
    parts = [Part("Left", 0), Part("How " * 100, 2), Part("Stop if: pain", 1)]
    composed = compose(parts, 40)
    assert composed.cut
    assert composed.text.split("\n") == ["Left", "How How How How…", "Stop if: pain"]
