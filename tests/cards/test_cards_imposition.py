"""Where cards lie on paper: on it, apart, marks outside them, and backs behind their fronts."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.exporters.cards.imposition import Flip, Imposition, Place, impose
from stretchexport.exporters.cards.sheets import Sheet, SheetError, names, preset, sheet

TINY = 1e-6

Box = tuple[float, float, float, float]


def box(place: Place, one: Sheet) -> Box:
    """Left, top, right, bottom of a card."""
    return (place.x, place.y, place.x + one.card[0], place.y + one.card[1])


def through_the_paper(seen: Box, page: tuple[float, float], *, like_a_book: bool) -> Box:
    """A box on the back of the paper as it would be seen from the front, through the paper."""
    left, top, right, bottom = seen
    if like_a_book:
        return (page[0] - right, top, page[0] - left, bottom)
    return (left, page[1] - bottom, right, page[1] - top)


def overlap(one: Box, other: Box) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > TINY
        and min(one[3], other[3]) - max(one[1], other[1]) > TINY
    )


@st.composite
def own(draw: st.DrawFn) -> Sheet:
    """A sheet of any size whose cards fit on its paper."""
    fold = draw(st.booleans())
    width, height = draw(st.floats(60, 200)), draw(st.floats(70, 200))
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    bleed = draw(st.sampled_from([0, 3]))
    gap = 2 * bleed + draw(st.sampled_from([0, 5]))
    spare = draw(st.floats(0, 30))
    page = [
        columns * width * (1 + fold) + (columns - 1) * gap + 2 * bleed + spare,
        rows * height + (rows - 1) * gap + 2 * bleed + spare,
    ]
    return sheet(
        {
            "page": page, "card": [width, height], "columns": columns, "rows": rows, "gap": gap,
            "bleed": bleed, "margin": 5, "fold": fold,
        },
        "own",
    )  # fmt: skip


def check(one: Sheet, found: Imposition, flip: Flip | None) -> None:
    fronts = [box(place, one) for place in found.fronts]
    backs = [box(place, one) for place in found.backs]
    assert len(fronts) == one.columns * one.rows
    for each in (*fronts, *backs):
        assert min(each[:2]) >= one.bleed - TINY
        assert each[2] <= one.page[0] - one.bleed + TINY
        assert each[3] <= one.page[1] - one.bleed + TINY
    same_side = [*fronts, *backs] if one.fold else fronts
    assert not any(overlap(a, b) for a, b in combinations(same_side, 2))
    if flip and not one.fold:
        width, height = one.page
        # Bound at the left or right edge, it turns like a book.
        bound_upright = flip is (Flip.LONG if height >= width else Flip.SHORT)
        assert all(place.turned is not bound_upright for place in found.backs)
        for front, back in zip(fronts, backs, strict=True):
            behind = through_the_paper(back, one.page, like_a_book=bound_upright)
            assert behind == pytest.approx(front, abs=TINY)
    trims = [(x, y) for each in fronts for x, y in (each[:2], each[2:])]
    assert found.trim[0][:2] == pytest.approx(trims[0])
    for mark in found.marks:
        line = (min(mark[0], mark[2]), min(mark[1], mark[3]), *mark[2:])
        for each in fronts if not one.fold else []:
            inner = (each[0] + TINY, each[1] + TINY, each[2] - TINY, each[3] - TINY)
            wide = (line[0] - TINY, line[1] - TINY, mark[2] + TINY, mark[3] + TINY)
            assert not overlap(inner, wide) or min(wide[2] - wide[0], wide[3] - wide[1]) < 1e-3


@pytest.mark.parametrize("flip", [None, *Flip])
@pytest.mark.parametrize("name", names())
def test_backs_of_every_preset_lie_behind_their_fronts(name: str, flip: Flip | None) -> None:
    check(preset(name), impose(preset(name), flip), flip)


@given(own(), st.sampled_from([None, *Flip]))
def test_backs_of_any_sheet_lie_behind_their_fronts(one: Sheet, flip: Flip | None) -> None:
    check(one, impose(one, flip), flip)


@given(own(), st.sampled_from([*Flip]), st.floats(-5, 5), st.floats(-5, 5))
def test_an_offset_moves_backs_as_one_looks_at_them(
    one: Sheet, flip: Flip, x: float, y: float
) -> None:
    if one.fold:
        return
    for before, after in zip(impose(one, flip).backs, impose(one, flip, (x, y)).backs, strict=True):
        assert (after.x - before.x, after.y - before.y) == pytest.approx((x, y))
        assert after.turned is before.turned


@pytest.mark.parametrize(
    ("name", "count"),
    {
        "a6": 4, "a5": 2, "large": 1, "3x5": 4, "4x6": 2, "half-letter": 2, "poker": 9,
        "poker-letter": 9, "poster": 1, "log": 1, "fold-over": 2,
    }.items(),
)  # fmt: skip
def test_how_many_cards_lie_on_a_preset(name: str, count: int) -> None:
    assert len(impose(preset(name)).fronts) == count


def test_marks_stay_out_of_the_bleed() -> None:
    one = sheet({"like": "poker", "page": [240, 320], "columns": 2, "rows": 2, "bleed": 3}, "own")
    found = impose(one)
    assert found.marks
    for x, y, to_x, to_y in found.marks:
        for place in found.fronts:
            left, top, right, bottom = box(place, one)
            outside_x = max(x, to_x) <= left - 3 or min(x, to_x) >= right + 3
            outside_y = max(y, to_y) <= top - 3 or min(y, to_y) >= bottom + 3
            assert outside_x or outside_y


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"card": [250, 100]}, "card"),
        ({"columns": 3}, "columns"),
        ({"margin": 40}, "margin"),
        ({"text": [8, 10]}, "text"),
        ({"like": "poker", "bleed": 3, "gap": 2}, "gap"),
        ({"card": ["2in", "2in"]}, "margin"),
    ],
)
def test_numbers_that_do_not_go_together_are_refused(data: dict[str, object], key: str) -> None:
    with pytest.raises(SheetError) as caught:
        sheet(data, "own")
    assert caught.value.key == key
