"""How cards are fitted, as data."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.routines import made, routine, stretch
from stretchexport.exporters.cards import document, fitting
from stretchexport.exporters.cards.fitting import lengths as measured
from stretchexport.exporters.cards.fitting.lengths import Lengths
from stretchexport.exporters.cards.fitting.paragraphs import filled, words_of


@pytest.fixture
def fits(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is found out about each card while cards are made."""
    found: list[dict[str, Any]] = []

    def fitted(*given: Any) -> list[dict[str, Any]]:
        found.extend(fitting.fitted(*given))
        return found

    monkeypatch.setattr(document, "fitted", fitted)
    return found


def texts(part: dict[str, Any]) -> list[str]:
    """The texts of a part's blocks."""
    return [
        item["text"]
        for view in part["views"]
        for block in [view.get("block"), *(one["block"] for one in view.get("left", []))]
        if block
        for item in block["items"]
    ]


def test_the_fit_says_how_large_the_text_is_and_what_stands_where(
    fits: list[dict[str, Any]],
) -> None:
    made(routine(stretch(), stretch(2, steps=tuple(f"Step {n}, and more." for n in range(40)))))
    _, little, much = fits
    assert [part["size"] for part in little["parts"]] == [10.5]
    assert texts(little["parts"][0])[:2] == ["Go there slowly.", "Stay and breathe."]
    first, second, *_ = much["parts"]
    assert first["size"] < 10.5
    said = texts(first) + texts(second)
    assert said[:2] == ["Step 0, and more.", "Step 1, and more."]
    assert "Step 39, and more." in said


def test_a_card_is_fitted_once_whatever_its_number_and_pictures(
    fits: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "TOGETHER", 1)
    fitting._fit.cache_clear()
    steps = ("Here.",)
    same = [stretch(n, name="Same", steps=steps) for n in range(1, 5)]
    made(routine(*same))
    assert fitting._fit.cache_info().misses == 2  # the plan, and four times the same stretch
    assert [card["place"] for card in fits[1:]] == [f"Card {n}" for n in range(1, 5)]
    assert len({card["body_map"]["svg"] for card in fits[1:]}) == 1


def test_a_card_is_fitted_alike_whichever_are_fitted_with_it(
    fits: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [f"Step {n}, and this is what to do then." for n in range(30)]
    one = routine(*(stretch(n, steps=tuple(steps[: 2 * n])) for n in range(1, 12)))
    for together, count in ((1, 1), (4, 2), (8, 1), (20, 1)):
        monkeypatch.setattr(fitting, "TOGETHER", together)
        monkeypatch.setattr(fitting, "processes", lambda _, count=count: count)
        fitting._fit.cache_clear()
        made(one)
    cards = len(fits) // 4
    assert fits[:cards] == fits[cards : 2 * cards] == fits[2 * cards : -cards] == fits[-cards:]


def test_what_lengths_are_guessed_to_be_has_no_influence_on_a_fit(
    fits: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "Left/right, in-and-out; see https://example.org/a/long/address?of=it. " * 12
    one = routine(*(stretch(n, steps=(long[: 90 * n], "Stay."), name=long[:n]) for n in (1, 9)))
    for letter in (measured.LETTER, 0.05, 5.0):
        monkeypatch.setattr(measured, "LETTER", letter)
        fitting._fit.cache_clear()
        made(one)
    assert fits[:3] == fits[3:6] == fits[6:]


@pytest.fixture(scope="module")
def lengths() -> Lengths:
    """What is known of the lengths of some document's cards."""
    found: list[Lengths] = []

    def kept(*of: Any) -> Lengths:
        found.append(Lengths(*of))
        return found[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "Lengths", kept)
        fitting._fit.cache_clear()
        made(routine(stretch()))
    return found[0]


WORDS = (
    *("a", "to", "the", "side", "hold", "knee,", "(each", "side)", "slowly.", "hamstrings"),
    *("30\u00a0s", "12.5", "don\u2019t", "d\u00e9tendez", "\u2192", "\u2013", "Schultergelenk"),
)


@settings(max_examples=40)
@given(
    texts=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), min_size=30),
    width=st.floats(5, 40),
)
def test_lines_that_are_surely_as_many_as_are_counted_are(
    lengths: Lengths, texts: list[list[str]], width: float
) -> None:
    for word in WORDS:
        lengths.string(word)
    lengths.ask()
    counted = {}
    for words in texts:
        text = " ".join(words)
        item = {"lead": "", "text": text, "link": None}
        count = filled(lengths, words_of((item,)), 10.0, 10.0 * width)
        if count.sure:
            counted["lines", 10.0, 10.0 * width, "", text, ""] = count.lines
    for wanted in counted:
        lengths.known(0, *wanted)
    lengths.ask()
    assert {wanted: lengths.known(0, *wanted) for wanted in counted} == counted


def test_lines_with_an_address_are_not_counted_but_measured(lengths: Lengths) -> None:
    item = {"lead": "", "text": "See 24 www.rfc-editor.org for more", "link": None}
    assert not filled(lengths, words_of((item,)), 12.0, 120.5).sure
