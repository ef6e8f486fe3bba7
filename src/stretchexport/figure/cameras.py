"""The best place to look from, where a pose does not say.

Every camera on a ring is tried on points of the surface. Good is what shows the muscles felt, then
the hands, feet and head, then as much of the outline as it can.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from stretchexport.figure import muscles, scene
from stretchexport.figure.geometry import turned
from stretchexport.figure.pose import View
from stretchexport.figure.raster import camera
from stretchexport.figure.rows import BONES, FINGERS
from stretchexport.figure.surface import HEAD
from stretchexport.figure.tables import split, table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stretchexport.figure.geometry import Array
    from stretchexport.figure.solving import Figure
    from stretchexport.figure.surface import Surface
    from stretchexport.figure.tracing import Mask

CELL = 2.5
"""Side of the squares (cm) in which the front point hides those behind it."""

SLACK = 2.5
"""How far (cm) behind the front point another one is still seen."""

_DIRECTIONS = np.array(
    [d for d in itertools.product((-2.0, -1.0, 0.0, 1.0, 2.0), repeat=3) if sum(map(abs, d)) == 3]
)
_DIRECTIONS /= np.linalg.norm(_DIRECTIONS, axis=1)[:, None]


@dataclass(frozen=True, slots=True)
class _Points:
    """Points of the surface (3, n), which of them matter, and points (3, m) that only hide them.

    ``outward`` points (3, n) away from the body: what does not face the camera is not seen, even
    where no other point happens to lie before it.
    """

    places: Array
    outward: Array
    felt: Mask
    ends: Mask
    head: Mask
    hiding: Array


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a camera sees: shares of what matters, and the room (cells) that the figure takes."""

    felt: float
    ends: float
    head: float
    arrows: float
    room: int


def best_view(figure: Figure, body: Surface) -> View:
    """The view that shows most of a figure with the surface ``body``; the first of equals."""
    points = _points(figure, body)
    rules = table("views")
    shown = {
        View(azimuth, elevation): _shown(figure, points, camera(azimuth, elevation))
        for elevation in rules["elevations"]
        for azimuth in rules["azimuths"]
    }
    widest = max(one.room for one in shown.values())
    most = max(one.felt for one in shown.values()) or 1.0
    weights = rules["weights"]

    def score(view: View) -> float:
        one = shown[view]
        shares = sum(weights[name] * getattr(one, name) for name in ("ends", "head", "arrows"))
        shares += weights["felt"] * one.felt / most
        height = weights["height"] * view.elevation / 90
        return float(shares + weights["room"] * one.room / widest - height)

    return max(shown, key=score)


def _points(figure: Figure, surface: Surface) -> _Points:
    some = slice(None, None, _EVERY)
    outward = np.einsum("dk,nik->ndi", _DIRECTIONS, surface.axes[some])
    flat = np.round((surface.centres[some, None, :] + outward).reshape(-1, 3).T, 6)
    parts = np.repeat(surface.parts[some], len(_DIRECTIONS))
    felt = np.zeros(flat.shape[1], bool)
    for region, side in muscles.regions(figure.pose.felt):
        felt |= muscles.mask(region, side, figure.bones, flat, parts)
    ends = np.repeat(_ends(surface)[some], len(_DIRECTIONS))
    return _Points(flat, outward.reshape(-1, 3).T, felt, ends, parts == HEAD, _hiding(figure))


_EVERY = 2
"""Ellipsoids overlap so much that every second one shows the same."""


def _ends(surface: Surface) -> Mask:
    names = ("hand", *FINGERS, "foot", "toes")
    last: NDArray[np.bool_] = np.array([split(bone)[0] in names for bone in BONES])
    found: Mask = last[surface.bones]
    return found


def _hiding(figure: Figure) -> Array:
    """Points all over the boxes of the props."""
    boxes = [
        middle + (_shell() * half) @ turn.T for middle, half, turn, _ in scene.boxes(figure.pose)
    ]
    return np.round(np.concatenate([*boxes, np.zeros((0, 3))]).T, 6)


@cache
def _shell() -> Array:
    """Points all over a cube."""
    steps = np.linspace(-1, 1, _ACROSS)
    cube = np.stack(np.meshgrid(steps, steps, steps), -1).reshape(-1, 3)
    found: Array = cube[np.abs(cube).max(axis=1) == 1]
    return found


_ACROSS = 25


def _shown(figure: Figure, points: _Points, turn: Array) -> _Shown:
    count = points.places.shape[1]
    x, y, depth = turned(turn, np.concatenate([points.places, points.hiding], axis=1))
    columns, rows = (np.floor((one - one.min()) / CELL).astype(int) for one in (x, y))
    cells = rows * (int(columns.max()) + 1) + columns
    front = np.full(int(cells.max()) + 1, -np.inf)
    np.maximum.at(front, cells, depth)
    faces = turned(turn, points.outward)[2] > 0
    seen = faces & (depth > front[cells] - SLACK)[:count]
    felt, ends, head = (
        float(seen[mask].mean()) if mask.any() else 0.0
        for mask in (points.felt, points.ends, points.head)
    )
    lengths = [
        float(np.linalg.norm((turn @ np.array(arrow.towards))[:2]) / np.linalg.norm(arrow.towards))
        for arrow in figure.pose.arrows
    ]
    arrows = min(lengths, default=1.0)
    return _Shown(felt, ends, head, arrows, int(np.count_nonzero(np.bincount(cells[:count][seen]))))
