"""The picture: what is in it, and that it stays the same."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from figure.gallery import data, poses
from stretchexport.anatomy.muscles import muscles
from stretchexport.figure.drawing import draw
from stretchexport.figure.hatching import hatch
from stretchexport.figure.muscles import drawn
from stretchexport.figure.pose import from_data, mirrored
from stretchexport.figure.tables import SIDES, table

if TYPE_CHECKING:
    from collections.abc import Callable

SVG = "{http://www.w3.org/2000/svg}"
FROM_BEHIND = ("self-hug", "self-hug-elbow")
"""Poses that are shown from where the muscle is not seen, but what the hands do is."""

ON_THE_BACK = ("knees-to-chest",)
"""Poses that lie on the muscle."""


def test_every_muscle_of_the_fact_table_has_a_place_on_the_mannequin() -> None:
    assert drawn().keys() == muscles().keys()


@pytest.mark.parametrize("region", table("regions"))
def test_every_muscle_can_be_drawn_on_either_side(region: str) -> None:
    muscle = table("regions")[region]["muscles"][0]
    for side in SIDES:
        assert draw(from_data({"felt": [f"{side}-{muscle}"]})).felt_cm2 > 3


@pytest.mark.parametrize("name", data())
def test_a_drawing_is_small_well_formed_and_shows_the_muscles_felt(name: str) -> None:
    drawing = draw(poses()[name], title="Reach & <hold>")
    root = ET.fromstring(drawing.svg)
    assert root.findtext(f"{SVG}title") == "Reach & <hold>"
    assert len(drawing.svg) < 13_000
    assert drawing.width <= 46.1
    assert drawing.height <= 44.1
    fills = {path.get("fill") for path in root.iter(f"{SVG}path")}
    shown = table("palettes")["colour"]["region"] in fills
    assert shown is (name not in FROM_BEHIND)


@pytest.mark.parametrize("name", data())
def test_no_pose_changes_unseen(name: str, golden: Callable[[str, bytes], None]) -> None:
    golden(f"figure/{name}.svg", draw(poses()[name]).svg.encode() + b"\n")


def test_drawings_have_eight_kilobytes_on_average() -> None:
    assert sum(len(draw(pose).svg) for pose in poses().values()) < 8_000 * len(poses())


@pytest.mark.parametrize("name", data())
def test_the_best_view_shows_the_muscles_felt(name: str) -> None:
    least = 2 if name in ON_THE_BACK else 20
    assert draw(replace(poses()[name], view=None)).felt_cm2 > least


def test_the_same_pose_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from figure.gallery import poses;"
        "from stretchexport.figure.drawing import draw;"
        "print(hashlib.sha256(draw(poses()['cobra']).svg.encode()).hexdigest())"
    )
    there = {**os.environ, "PYTHONHASHSEED": "7", "OPENBLAS_NUM_THREADS": "1",
             "OPENBLAS_CORETYPE": "Nehalem", "PYTHONPATH": os.pathsep.join(sys.path)}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], env=there, capture_output=True, text=True, check=True
    )
    here = hashlib.sha256(draw(poses()["cobra"]).svg.encode()).hexdigest()
    assert done.stdout.strip() == here


def test_a_mirrored_drawing_is_as_large_and_shows_as_much() -> None:
    one = draw(poses()["doorway-mid-back"])
    other = draw(mirrored(poses()["doorway-mid-back"]))
    assert abs(one.width - other.width) < 0.5
    assert abs(one.felt_cm2 - other.felt_cm2) < 4


@pytest.mark.parametrize("palette", ["grey", "lines"])
def test_the_palettes_for_black_and_white_have_no_colour(palette: str) -> None:
    svg = draw(poses()["cobra"], palette).svg
    colours = {part[1:7] for part in svg.replace('"', " ").split() if part.startswith("#")}
    for colour in colours:
        assert len({colour[0:2], colour[2:4], colour[4:6]}) == 1 or len(colour) < 6


@pytest.mark.parametrize("box", [(46, 44), (16, 15)])
def test_the_muscles_felt_are_hatched_in_grey_and_nothing_else_is(
    box: tuple[float, float],
) -> None:
    lines = table("palettes")["grey"]["hatch"]
    for name in ("forward-fold", "calf-at-wall"):
        (hatched,) = paths(draw(poses()[name], "grey", box).svg, "stroke", lines)
        assert hatched.get("d", "").count("M") >= 3
    assert paths(draw(replace(poses()["cobra"], felt=()), "grey", box).svg, "stroke", lines) == []
    assert paths(draw(poses()["cobra"], "colour", box).svg, "stroke", lines) == []


def paths(svg: str, attribute: str, value: str) -> list[ET.Element]:
    every = ET.fromstring(svg).iter(f"{SVG}path")
    return [path for path in every if path.get(attribute) == value]


def test_each_person_looks_different_in_colour_and_none_has_colour_in_grey() -> None:
    people = [
        {"person": name, "view": {"azimuth": -60, "elevation": 8}} for name in table("people")
    ]
    for palette in ("colour", "grey"):
        assert len({draw(from_data(one), palette).svg for one in people}) == len(people) >= 4
    for entry in table("people").values():
        assert all(len({c[1:3], c[3:5], c[5:]}) == 1 for c in entry.get("grey", {}).values())
        for palette in ("colour", "grey"):
            assert entry.get(palette, {}).keys() <= table("palettes")[palette].keys()


def test_the_same_content_is_drawn_once_and_other_content_anew() -> None:
    one, other = (from_data({"spine": {"flexion": 20}}) for _ in range(2))
    assert one is not other
    assert draw(one) is draw(other)
    assert draw(one, "grey") is not draw(other)
    assert draw(from_data({"spine": {"flexion": 21}})) is not draw(one)


@pytest.mark.parametrize("mask", ["#", "###\n###\n###"])
def test_areas_too_small_for_lines_have_none(mask: str) -> None:
    small = np.array([[one == "#" for one in row] for row in mask.split("\n")])
    assert hatch(small, 10, 4) == ""


@pytest.mark.parametrize("kind", table("props"))
def test_every_prop_is_drawn(kind: str) -> None:
    entry = {"kind": kind, "at": [60, 0]}
    if "line" in table("props")[kind]:
        entry = {"kind": kind, "through": [{"on": "left-hand", "point": [0, 0, -8]},
                                           {"point": [60, 0, 40]}]}  # fmt: skip
    with_it, without = draw(from_data({"props": [entry]})), draw(from_data({}))
    assert with_it.svg != without.svg


@pytest.mark.parametrize("start", table("starts"))
def test_every_start_is_a_pose_that_people_can_take(start: str) -> None:
    drawing = draw(from_data({"start": start}))
    assert drawing.figure.faults == ()
