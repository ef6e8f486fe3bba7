"""A depth buffer: which ellipsoid or face is seen at each point of the picture, exactly.

Painter's order would not do: in a self-hug each arm is in front of the other somewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from stretchexport.figure.geometry import Array

MARGIN = 3.0
"""Empty picture around everything, in cm."""


def camera(azimuth: float, elevation: float) -> Array:
    """The rotation from the world to the camera.

    Its rows are the picture's right, the picture's up, and the way to the viewer.
    """
    a, e = math.radians(azimuth), math.radians(elevation)
    return np.array(
        [
            [-math.sin(a), math.cos(a), 0],
            [-math.sin(e) * math.cos(a), -math.sin(e) * math.sin(a), math.cos(e)],
            [math.cos(e) * math.cos(a), math.cos(e) * math.sin(a), math.sin(e)],
        ]
    )


@dataclass(frozen=True, slots=True)
class Face:
    """A flat piece of a prop: four ``corners`` and the ``normal``, and the name of its colour."""

    corners: Array
    normal: Array
    fill: str


@dataclass(frozen=True, slots=True)
class Buffer:
    """Depth (towards the viewer, cm) and owner of each pixel; :attr:`nobody` owns the background.

    Owners are ellipsoids first, faces after them. ``px`` are pixels a cm; ``left`` and ``top`` are
    where the picture begins, seen from the camera.
    """

    depth: Array
    owner: NDArray[np.int64]
    left: float
    top: float
    px: float
    nobody: int

    def xy(self, points: Array) -> Array:
        """Points of the camera in the picture: cm from its left and from its top."""
        there: Array = np.stack([points[..., 0] - self.left, self.top - points[..., 1]], -1)
        return there

    def points(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Array:
        """What is seen at these pixels, as points of the camera (3, n)."""
        return np.stack(
            [
                self.left + (columns + 0.5) / self.px,
                self.top - (rows + 0.5) / self.px,
                self.depth[rows, columns],
            ]
        )


def raster(centres: Array, axes: Array, faces: Sequence[Face], px: float) -> Buffer:
    """Draw ellipsoids and faces, all seen from the camera, into a new buffer.

    Numbers are rounded first and the small products done by hand, so that no build of the linear
    algebra library changes a pixel.
    """
    centres, axes = np.round(centres, 6), np.round(axes, 6)
    corners = [np.round(face.corners, 6) for face in faces]
    reach = np.sqrt((axes[:, :2] ** 2).sum(axis=2))
    low = np.min([*(centres[:, :2] - reach), *(c[:, :2].min(0) for c in corners)], axis=0) - MARGIN
    high = np.max([*(centres[:, :2] + reach), *(c[:, :2].max(0) for c in corners)], axis=0) + MARGIN
    width, height = (int(size) for size in np.ceil((high - low) * px))
    nobody = len(centres) + len(faces)
    buffer = Buffer(
        np.full((height, width), -1e6),
        np.full((height, width), nobody, dtype=np.int64),
        float(low[0]),
        float(high[1]),
        px,
        nobody,
    )
    _draw_ellipsoids(buffer, centres, axes, reach)
    for index, (face, four) in enumerate(zip(faces, corners, strict=True)):
        _draw_face(buffer, len(centres) + index, four, np.round(face.normal, 6))
    return buffer


def _draw_ellipsoids(buffer: Buffer, centres: Array, axes: Array, reach: Array) -> None:
    # the quadric q of each: the inverse of axes times axes transposed
    a = (axes[:, :, None, :] * axes[:, None, :, :]).sum(axis=3)
    q = np.cross(a[:, [1, 2, 0]], a[:, [2, 0, 1]])
    q = q / (a[:, 0] * q[:, 0]).sum(axis=1)[:, None, None]
    slope = q[:, 2, :2] / q[:, 2, 2:]
    shape = q / q[:, 2:, 2:]
    curve = slope[:, :, None] * slope[:, None, :] - shape[:, :2, :2]
    square = 1 / q[:, 2, 2]
    left, top, px = buffer.left, buffer.top, buffer.px
    height, width = buffer.depth.shape
    xs = left + (np.arange(width) + 0.5) / px
    ys = top - (np.arange(height) + 0.5) / px
    first_x = np.maximum(0, ((centres[:, 0] - reach[:, 0] - left) * px).astype(int))
    last_x = ((centres[:, 0] + reach[:, 0] - left) * px).astype(int) + 1
    first_y = np.maximum(0, ((top - centres[:, 1] - reach[:, 1]) * px).astype(int))
    last_y = ((top - centres[:, 1] + reach[:, 1]) * px).astype(int) + 1
    windows = np.stack([first_x, last_x, first_y, last_y], axis=1)
    # one by one, numbers are faster in lists
    each = zip(*(one.tolist() for one in (windows, centres, curve, slope, square)), strict=True)
    with np.errstate(invalid="ignore"):
        for index, ((x0, x1, y0, y1), at, ((xx, xy), (_, yy)), (dx, dy), high) in enumerate(each):
            x = xs[x0:x1] - at[0]
            y = (ys[y0:y1] - at[1])[:, None]
            inside = (xx * x * x + high) + y * (2 * xy * x + yy * y)
            z = (at[2] - dx * x) - dy * y + np.sqrt(inside)
            _put(buffer, (slice(y0, y1), slice(x0, x1)), z, index)


def _draw_face(buffer: Buffer, index: int, corners: Array, normal: Array) -> None:
    left, top, px = buffer.left, buffer.top, buffer.px
    (x0, y0), (x1, y1) = corners.min(0)[:2], corners.max(0)[:2]
    columns = np.arange(max(0, int((x0 - left) * px)), int((x1 - left) * px) + 1)
    lines = np.arange(max(0, int((top - y1) * px)), int((top - y0) * px) + 1)
    x, y = left + (columns + 0.5) / px, (top - (lines + 0.5) / px)[:, None]
    turns = [
        (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])
        for a, b in zip(corners, np.roll(corners, -1, 0), strict=True)
    ]
    inside = np.logical_and.reduce([turn >= 0 for turn in turns])
    inside |= np.logical_and.reduce([turn <= 0 for turn in turns])
    start = corners[0]
    fall = (normal[0] * (x - start[0]) + normal[1] * (y - start[1])) / normal[2]
    z = np.where(inside, start[2] - fall, np.nan)
    window = (slice(lines[0], lines[-1] + 1), slice(columns[0], columns[-1] + 1))
    _put(buffer, window, z, index)


def _put(buffer: Buffer, window: tuple[slice, slice], z: Array, index: int) -> None:
    """Write where ``z`` is in front of what is there; not a number is never in front."""
    depth = buffer.depth[window]
    # what is level with an earlier one stays behind it
    front = z > depth + 1e-6
    np.copyto(depth, z, where=front)
    np.copyto(buffer.owner[window], index, where=front)
