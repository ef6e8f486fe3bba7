"""From lines of pixels to few smooth curves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stretchexport.figure.geometry import unit
from stretchexport.figure.tracing import trace

if TYPE_CHECKING:
    from stretchexport.figure.geometry import Array
    from stretchexport.figure.tracing import Mask

ROUNDS = 24
"""How often a line is smoothed; takes the stairs of the pixels away."""

TOLERANCE = 0.15
"""How far (cm) a curve may be from the line it stands for."""


def soften(points: Array, *, closed: bool) -> Array:
    """The middles of a line's edges, smoothed with a binomial kernel; open ends stay put."""
    middles = (points[1:] + points[:-1]) / 2
    if closed:
        for _ in range(ROUNDS):
            middles = (np.roll(middles, 1, 0) + 2 * middles + np.roll(middles, -1, 0)) / 4
        return np.vstack([middles, middles[:1]])
    line = np.vstack([points[:1], middles, points[-1:]])
    if len(line) > 2:
        for _ in range(ROUNDS):
            line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    return line


def path(points: Array, px: float, *, closed: bool, tolerance: float = TOLERANCE) -> str:
    """SVG path data in cm for a line given in pixels: relative cubics with one decimal."""
    line = points / px
    n = min(6, len(line) - 1)
    start, end = unit(line[n] - line[0]), unit(line[-1 - n] - line[-1])
    if closed:
        start = unit(line[n] - line[-1 - n])
        end = -start
    curves: list[Array] = []
    _fit(line, start, end, tolerance, curves)
    at = np.round(line[0], 1)
    text = "M" + _numbers(at)
    for curve in curves:
        whole = np.round(curve, 1)
        text += "c" + _numbers((whole - at).ravel())
        at = whole[2]
    return text + ("z" if closed else "")


def _numbers(values: Array) -> str:
    """Numbers with one decimal in as few characters as SVG allows."""
    text = ""
    point_before = False
    for value in values.tolist():
        number = f"{value + 0.0:.1f}".removesuffix(".0").replace("-0.", "-.")
        if number in ("-0", "0", "-.0"):
            number = "0"
        elif number.startswith("0."):
            number = number[1:]
        joins = not text or number[0] == "-" or (number[0] == "." and point_before)
        text += number if joins else f" {number}"
        point_before = "." in number
    return text


def _fit(line: Array, start: Array, end: Array, tolerance: float, out: list[Array]) -> None:
    """Least-squares cubics through a line with these tangents at its ends (Schneider 1990)."""
    steps = np.sqrt((np.diff(line, axis=0) ** 2).sum(axis=1))
    size = float(steps.sum())
    u = np.concatenate([[0], np.cumsum(steps)]) / max(size, 1e-9)
    v = 1 - u
    b0, b1, b2, b3 = v**3, 3 * u * v**2, 3 * u * u * v, u**3
    rest = line - (b0 + b1)[:, None] * line[0] - (b2 + b3)[:, None] * line[-1]
    aa, ab, bb = (b1 * b1).sum(), (b1 * b2).sum() * float(start @ end), (b2 * b2).sum()
    ra, rb = float((b1 @ rest) @ start), float((b2 @ rest) @ end)
    det = aa * bb - ab * ab
    k = np.array([ra * bb - rb * ab, aa * rb - ab * ra]) / det if abs(det) > 1e-9 else np.zeros(2)
    if k.min() < size * 0.05 or k.max() > size * 1.5:
        k = np.full(2, float(np.linalg.norm(line[-1] - line[0])) / 3)
    one, two = line[0] + start * k[0], line[-1] + end * k[1]
    curve = b0[:, None] * line[0] + b1[:, None] * one + b2[:, None] * two + b3[:, None] * line[-1]
    error = ((curve - line) ** 2).sum(axis=1)
    if error.max() <= tolerance * tolerance or len(line) < 10:
        out.append(np.array([one, two, line[-1]]))
        return
    middle = min(max(int(error.argmax()), 4), len(line) - 5)
    turn = unit(line[max(middle - 6, 0)] - line[min(middle + 6, len(line) - 1)])
    _fit(line[: middle + 1], start, turn, tolerance, out)
    _fit(line[middle:], -turn, end, tolerance, out)


def majority(mask: Mask, radius: int) -> Mask:
    """The pixels around which more than half of a square is set."""
    sums = np.pad(mask.astype(np.int32), radius + 1).cumsum(0).cumsum(1)
    n = 2 * radius + 1
    total = sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]
    most: Mask = total[: mask.shape[0], : mask.shape[1]] * 2 > n * n
    return most


LEAST = 2.5
"""Pieces of a fill with a rim shorter than this (cm) are left out."""


def outline(mask: Mask, px: float) -> str:
    """Closed path data around a mask of pixels."""
    whole = mask.copy()
    for _ in range(2):
        # pixels that touch at a corner only would leave no single way round them
        falling = whole[:-1, :-1] & whole[1:, 1:] & ~whole[:-1, 1:] & ~whole[1:, :-1]
        rising = whole[:-1, 1:] & whole[1:, :-1] & ~whole[:-1, :-1] & ~whole[1:, 1:]
        whole[:-1, 1:] |= falling
        whole[:-1, :-1] |= rising
    across, down = whole[:, :-1] != whole[:, 1:], whole[:-1] != whole[1:]
    lines = trace(across, down, across.astype(np.int64), down.astype(np.int64))
    return "".join(
        path(soften(line.points, closed=True), px, closed=True)
        for line in lines
        if line.closed and len(line.points) > LEAST * px
    )
