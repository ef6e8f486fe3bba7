"""References: unused definitions, variants nobody gets, films that are over."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.checked import changed, findings, marked
from stretchexport.loading import load_bytes
from stretchexport.variants import Selection, choose

FREE = "      - {id: free, equipment: []}"
VARIANTS = "      - {id: doorway, equipment: [doorway]}\n" + FREE
GEAR = ("doorway", "strap", "chair")


def with_variants(*needs: tuple[str, ...], asked: str = "v0") -> str:
    lines = (f"      - {{id: v{i}, equipment: [{', '.join(n)}], steps: [Way {i}.]}}"
             for i, n in enumerate(needs))  # fmt: skip
    return changed((VARIANTS, "\n".join(lines)), ("variant: free", f"variant: {asked}"))


@given(st.lists(st.sets(st.sampled_from(GEAR)).map(lambda s: tuple(sorted(s))), min_size=1))
def test_a_variant_is_spoken_of_exactly_if_no_equipment_leads_to_it(
    needs: list[tuple[str, ...]],
) -> None:
    needs = needs[:20]
    loaded = load_bytes(with_variants(*needs).encode(), "case.yaml")
    assert loaded.routine is not None
    stretch = loaded.routine.stretches["reach"]
    sets = (frozenset(some) for n in range(4) for some in itertools.combinations(GEAR, n))
    chosen = {choose(stretch, Selection(have)).variant for have in sets}
    never = {one.id for one in stretch.variants if one not in chosen}
    told = {stretch.variants[int(one.path[3])].id for one in loaded.findings if one.code == "SE311"}
    assert told == never - {"v0"}


def test_a_variant_that_an_item_asks_for_is_chosen() -> None:
    assert findings(with_variants((), ("strap",), asked="v0"), "SE311")
    assert not findings(with_variants((), ("strap",), asked="v1"), "SE311")


def test_the_earlier_variant_is_shown() -> None:
    text = with_variants((), ("strap",))
    (found,) = findings(text, "SE311")
    (related,) = found.related
    assert related.span.line == found.span.line - 1


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("equipment: [wall, strap]", "equipment: [strap, wall]", True),
        ("equipment: [wall], steps: [A.]", "equipment: [wall], steps: [A.]", True),
        ("equipment: [wall], steps: [A.]", "equipment: [wall], steps: [B.]", False),
        ("equipment: [wall], steps: [A.]", "equipment: [strap], steps: [A.]", False),
        ("equipment: [wall], fits: Long arms.", "equipment: [wall], fits: Short arms.", True),
    ],
)
def test_variants_are_the_same_by_equipment_and_steps(first: str, second: str, same: bool) -> None:
    two = f"      - {{id: one, {first}}}\n      - {{id: two, {second}}}\n" + FREE
    assert bool(findings(changed((FREE, two)), "SE312")) is same


def test_two_variants_of_one_id_are_told_of_once() -> None:
    text = changed((FREE, f"{FREE}\n{FREE}"))
    assert [one.code for one in findings(text, "SE3")] == ["SE307"]


@pytest.mark.parametrize(
    ("film", "over"),
    [
        ("start: 89s, length: 1m30s", False),
        ("start: 1m30s, length: 90", True),
        ("start: 2h", False),
        ("length: 10s", False),
        ("start: 90", False),
    ],
)
def test_a_film_has_to_begin_before_its_end(film: str, over: bool) -> None:
    video = f"    video: {{url: 'https://example.org/', {film}}}\n    type: static"
    text = changed(("    type: static", video.replace("2h", "120m")))
    assert bool(findings(text, "SE313")) is over


def test_without_a_schedule_no_session_needs_a_slot() -> None:
    text = changed()
    assert findings(text[: text.index("schedule:")], "SE") == []


@pytest.mark.parametrize("owner", ["stretch", "variant"])
def test_equipment_of_ones_own_is_used_by_stretches_and_variants(owner: str) -> None:
    own = ("stretches:\n", "equipment: {peg: a peg}\nstretches:\n")
    users: dict[str, Any] = {
        "stretch": ("    type: dynamic", "    type: dynamic\n    equipment: [peg]"),
        "variant": ("equipment: [doorway]", "equipment: [doorway, peg]"),
    }
    assert marked(changed(own), findings(changed(own), "SE309")[0]) == "peg"
    assert not findings(changed(own, users[owner]), "SE309")
