"""Splines as path data."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from stretchexport.anatomy.splines import Point, mirrored, nodes, path

numbers = st.integers(-9990, 9990).map(lambda tenths: tenths / 10)
points = st.builds(Point, numbers, numbers, st.booleans())
shapes = st.lists(points, min_size=2, max_size=8).map(tuple)
NUMBER = re.compile(r"-?\d+")


def test_corners_have_no_handles() -> None:
    square = [Point(0, 0, True), Point(3, 0, True), Point(3, 3, True)]
    assert path(square) == "M0 0c0 0 30 0 30 0s0 30 0 30-30-30-30-30z"


def test_a_handle_is_a_sixth_of_the_way_between_the_neighbours() -> None:
    _, middle, _ = nodes([Point(0, 0), Point(3, 6), Point(6, 0)], closed=False)
    assert (middle.dx, middle.dy) == (10, 0)


def test_an_open_line_of_two_points_is_straight() -> None:
    assert path([Point(0, 0), Point(3, 0)], closed=False) == "M0 0c0 0 30 0 30 0"


@given(shapes, st.booleans())
def test_the_path_passes_through_every_point(shape: tuple[Point, ...], closed: bool) -> None:
    found = [int(number) for number in NUMBER.findall(path(shape, closed=closed))]
    place, steps = (found[0], found[1]), found[4:]
    visited = [place]
    for index in range(0, len(steps), 4):
        place = (place[0] + steps[index + 2], place[1] + steps[index + 3])
        visited.append(place)
    expected = [(round(p.x * 10), round(p.y * 10)) for p in shape]
    assert visited == expected + expected[:1] * closed


@given(shapes)
def test_mirroring_twice_changes_nothing(shape: tuple[Point, ...]) -> None:
    assert mirrored(mirrored(shape)) == shape
