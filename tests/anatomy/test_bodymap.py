"""The body map as a document: what lights, what it says, and that it stays small and equal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.anatomy.bodymap import bodymap_alt, bodymap_svg
from stretchexport.anatomy.lighting import SIDES, chosen_views, lit, on_side, views_of
from stretchexport.anatomy.muscles import muscles, resolve, targets
from stretchexport.anatomy.regions import palettes, regions

if TYPE_CHECKING:
    from collections.abc import Callable

SVG = "{http://www.w3.org/2000/svg}"
LIMIT = 16_000
MOST = 22_000
"""All muscles lit, which nobody asks for."""
MID_BACK = ("rhomboids", "trapezius-middle", "trapezius-lower")

each_palette = pytest.mark.parametrize("palette", palettes())
each_target = pytest.mark.parametrize("target", sorted(targets()))
some_targets = st.lists(st.sampled_from(sorted(targets())), max_size=6)


def test_every_region_stands_for_muscles_there_are() -> None:
    for region in regions():
        assert region.muscles
        assert set(region.muscles) <= set(muscles())


def test_no_region_has_the_id_of_another_in_its_view() -> None:
    assert len({(region.view, region.id) for region in regions()}) == len(regions())


@each_target
def test_every_target_lights_all_its_muscles(target: str) -> None:
    found = lit([target], [])
    for side in SIDES:
        shown = {muscle for region, there in found if there == side for muscle in region.muscles}
        assert {muscle.id for muscle in resolve(target)} <= shown
    assert set(found.values()) == {"primary"}


@each_target
@each_palette
def test_every_target_changes_the_picture(target: str, palette: str) -> None:
    plain = bodymap_svg([], [], palette=palette)
    assert bodymap_svg([target], [], palette=palette) != plain
    assert bodymap_svg([], [target], palette=palette) != plain


def test_the_higher_level_wins() -> None:
    found = lit(["rhomboids"], ["upper-back"])
    levels = {region.id: level for (region, _), level in found.items()}
    assert levels["rhomboids"] == "primary"
    assert levels["trapezius-middle"] == "secondary"


@given(some_targets, some_targets, st.sampled_from(["colour", "grey"]))
def test_the_document_is_valid_small_and_the_same_twice(
    primary: list[str], secondary: list[str], palette: str
) -> None:
    svg = bodymap_svg(primary, secondary, palette=palette)
    assert svg == bodymap_svg(primary, secondary, palette=palette)
    assert len(svg.encode()) < LIMIT
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == bodymap_alt(primary, secondary)


@each_palette
def test_everything_at_once_is_still_small(palette: str) -> None:
    assert len(bodymap_svg((), tuple(muscles()), palette=palette)) < MOST
    assert len(bodymap_svg(tuple(muscles()), (), palette=palette)) < MOST


@each_palette
def test_ids_are_unique_and_every_reference_has_its_target(palette: str) -> None:
    svg = bodymap_svg(MID_BACK, tuple(muscles()), palette=palette)
    ids = re.findall(r' id="([^"]+)"', svg)
    used = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', svg)
    assert len(set(ids)) == len(ids)
    assert {left or right for left, right in used} == set(ids)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_two_maps_on_one_page_mean_the_same_by_the_same_id() -> None:
    named: dict[str, str] = {}
    for primary in (MID_BACK, ("hamstrings",), ()):
        for palette in palettes():
            root = ElementTree.fromstring(bodymap_svg(primary, ("calves",), palette=palette))
            for element in root.iter():
                if name := element.get("id"):
                    text = ElementTree.tostring(element, encoding="unicode")
                    assert named.setdefault(name, text) == text


@pytest.mark.parametrize("palette", ["grey", "lines"])
def test_black_and_white_uses_no_colour(palette: str) -> None:
    for colour in palettes()[palette].values():
        assert re.fullmatch(r"#(..)\1\1", colour)


@each_palette
def test_stripes_tell_the_second_level_apart_and_only_that(palette: str) -> None:
    assert "<pattern" in bodymap_svg(MID_BACK, ["lats"], palette=palette)
    assert "<pattern" not in bodymap_svg(MID_BACK, [], palette=palette)
    assert "<pattern" not in bodymap_svg(MID_BACK, ["lats"], palette=palette, view="front")


def test_deep_muscles_are_dashed_and_only_then_drawn() -> None:
    assert "dasharray" in bodymap_svg(["rhomboids"], [])
    assert "dasharray" not in bodymap_svg(["hamstrings"], [])


def test_unknown_names_are_key_errors() -> None:
    with pytest.raises(KeyError):
        bodymap_svg(["nose"], [])
    with pytest.raises(KeyError):
        bodymap_alt([], ["nose"])
    with pytest.raises(KeyError):
        bodymap_svg([], [], palette="sepia")
    with pytest.raises(KeyError):
        bodymap_svg([], [], view="top")


@pytest.mark.parametrize(
    ("primary", "secondary", "text"),
    [
        (
            ("rhomboids", "trapezius-middle"),
            ("latissimus-dorsi",),
            "Stretched most: rhomboids, middle trapezius. Also: latissimus dorsi.",
        ),
        (("left-calves",), ("calves",), "Stretched most: left calves. Also: calves."),
        (("calves",), ("calves",), "Stretched most: calves."),
        ((), ("calves",), "Stretched: calves."),
        ((), (), "No muscle is marked."),
        ({"soleus", "calves"}, (), "Stretched most: calves, soleus."),
    ],
)
def test_alternative_text(primary: tuple[str], secondary: tuple[str], text: str) -> None:
    assert bodymap_alt(primary, secondary) == f"Body map, front and back. {text}"


def test_a_set_gives_the_same_bytes_under_every_hash_seed() -> None:
    code = (
        "from stretchexport.anatomy.bodymap import bodymap_svg as svg;"
        "print(svg({'rhomboids', 'trapezius-middle', 'calves'}, {'glutes', 'lats'}))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    ]
    assert runs[0] == runs[1] == runs[2]


def test_a_side_in_front_of_a_target_lights_that_side_alone() -> None:
    found = lit(["left-hamstrings"], ["hamstrings"])
    levels = {(region.id, side): level for (region, side), level in found.items()}
    assert levels["biceps-femoris", "left"] == "primary"
    assert levels["biceps-femoris", "right"] == "secondary"
    assert {side for _, side in lit(["right-calves"], [])} == {"right"}


@pytest.mark.parametrize("view", ["front", "back"])
def test_both_sides_together_are_the_two_sides(view: str) -> None:
    both = lit(["calves"], ["deltoids"])
    apart = lit(["left-calves", "right-calves"], ["left-deltoids", "right-deltoids"])
    assert both == apart
    left, right = (bodymap_svg([f"{side}-calves"], [], view=view) for side in SIDES)
    assert len({left, right, bodymap_svg(["calves"], [], view=view)}) == 3


def test_a_side_is_put_before_targets_that_name_none() -> None:
    assert on_side(["calves", "right-lats"], "left") == ("left-calves", "right-lats")
    assert on_side(["calves"], None) == ("calves",)


@pytest.mark.parametrize("muscle", muscles())
def test_every_muscle_is_in_a_view_and_auto_shows_it(muscle: str) -> None:
    assert list(views_of(muscle))
    assert set(chosen_views("auto", [muscle], [])) <= set(views_of(muscle))


@pytest.mark.parametrize(
    ("primary", "secondary", "views"),
    [
        (["rhomboids"], [], ("back",)),
        (["pectorals"], ["biceps"], ("front",)),
        (["pectorals"], ["rhomboids"], ("front", "back")),
        (["calves"], [], ("back",)),
        (["left-calves"], ["hamstrings"], ("back",)),
        ([], [], ("front", "back")),
    ],
)
def test_auto_is_one_view_if_it_shows_every_muscle(
    primary: list[str], secondary: list[str], views: tuple[str, ...]
) -> None:
    assert chosen_views("auto", primary, secondary) == views


def test_all_maps_have_the_same_body_below_what_is_lit() -> None:
    """So a PDF can hold the body once, however many maps are in it."""
    plain = ElementTree.fromstring(bodymap_svg([], []))
    body = [ElementTree.tostring(one) for one in plain][1:]
    for primary in (MID_BACK, ("left-calves",)):
        drawn = ElementTree.fromstring(bodymap_svg(primary, ["lats"]))
        assert [ElementTree.tostring(one) for one in drawn][1 : len(body) + 1] == body


@pytest.mark.parametrize(
    ("name", "primary", "secondary", "options"),
    [
        ("mid-back", MID_BACK, ("levator-scapulae",), {}),
        ("mid-back-grey-15mm", MID_BACK, ("levator-scapulae",), {"palette": "grey", "height": 15}),
        ("left-leg", ("left-hamstrings",), ("left-calves",), {"view": "back"}),
        ("hips-grey", ("hip-flexors",), ("quadriceps",), {"palette": "grey", "view": "auto"}),
    ],
)
def test_no_map_changes_unseen(
    name: str,
    primary: tuple[str, ...],
    secondary: tuple[str, ...],
    options: dict[str, Any],
    golden: Callable[[str, bytes], None],
) -> None:
    golden(f"bodymap/{name}.svg", bodymap_svg(primary, secondary, **options).encode())


@each_palette
def test_typst_draws_it(palette: str) -> None:
    import typst

    source = b"#set page(width: 40mm, height: 40mm, margin: 2mm)\n#image(bytes(sys.inputs.svg))"
    svg = bodymap_svg(MID_BACK, ["lats"], palette=palette)
    plain = bodymap_svg([], [], palette=palette)
    drawn, empty = (
        typst.compile(source, format="png", ppi=100, sys_inputs={"svg": each})
        for each in (svg, plain)
    )
    assert drawn != empty
