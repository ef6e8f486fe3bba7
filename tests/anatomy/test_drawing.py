"""The drawing itself: shapes are sound, do not overlap and stay inside the body."""

from __future__ import annotations

from itertools import combinations

import pytest

from anatomy.geometry import area, body, polygon, surface
from stretchexport.anatomy.lighting import SIDES
from stretchexport.anatomy.regions import VIEWS, Region, hair, regions, silhouette

TOLERANCE = 0.01
each_view = pytest.mark.parametrize("view", VIEWS)
each_region = pytest.mark.parametrize(
    "region", regions(), ids=lambda region: f"{region.view}-{region.id}"
)


@each_region
def test_a_region_is_on_its_half_and_does_not_cross_itself(region: Region) -> None:
    for shape in region.shapes:
        assert polygon(shape).is_valid
    left, right = area(region, "left"), area(region, "right")
    first, second = (right, left) if region.view == "front" else (left, right)
    assert first.bounds[2] < 0 < second.bounds[0]
    assert left.area == pytest.approx(right.area)


@each_region
@pytest.mark.parametrize("side", SIDES)
def test_a_region_stays_inside_the_body(region: Region, side: str) -> None:
    outside = area(region, side).difference(body(region.view)).area
    assert outside <= TOLERANCE * area(region).area


@each_view
def test_surface_regions_do_not_overlap(view: str) -> None:
    parts = {f"{side} {one.id}": area(one, side) for one in surface(view) for side in SIDES}
    for (one, first), (other, second) in combinations(parts.items(), 2):
        shared = first.intersection(second).area
        assert shared <= TOLERANCE * min(first.area, second.area), f"{one} and {other}"


@each_region
def test_the_area_is_about_that_of_the_drawing(region: Region) -> None:
    assert 100 * region.area == pytest.approx(area(region).area, rel=0.15)


@each_view
def test_the_body_is_one_piece_of_the_promised_height(view: str) -> None:
    outline = body(view)
    left, top, right, bottom = outline.bounds
    assert outline.geom_type == "Polygon"
    assert left == pytest.approx(-right)
    assert (top, bottom) == pytest.approx((0, 4000), abs=25)
    assert all(polygon(shape).is_valid for shape in (*silhouette(view), *hair(view)))


def test_the_mid_back_is_large_enough_to_read() -> None:
    """At 15 mm the map has 27 units to the millimetre; these are all over half a square one."""
    sizes = {each.id: area(each).area / 100 for each in regions() if each.view == "back"}
    for key in ("rhomboids", "trapezius-middle", "trapezius-lower"):
        assert sizes[key] > 0.5 * 27**2
