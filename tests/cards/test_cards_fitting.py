"""How cards are fitted, as data."""

from __future__ import annotations

from typing import Any

import pytest

from cards.routines import made, routine, stretch
from stretchexport.exporters.cards import document, fitting


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
