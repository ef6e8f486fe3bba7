"""From lines of pixels to few smooth curves. Points are complex numbers: x + iy."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from stretchexport.figure.tracing import trace

if TYPE_CHECKING:
    from stretchexport.figure.geometry import Array
    from stretchexport.figure.tracing import Line2, Mask

UNITS = 10
"""Units of the picture a cm: whole numbers are the shortest."""

ROUNDS = 24
"""How often a line is smoothed; takes the stairs of the pixels away."""

PIECE = 80
"""Points of a line that a curve is first tried on."""


def soften(points: Line2, *, closed: bool) -> Line2:
    """The middles of a line's edges, smoothed with a binomial kernel; open ends stay put."""
    middles: Line2 = (points[1:] + points[:-1]) / 2
    if closed:
        # going round twice, so that the ends of the row lie in the middle of another
        n = min(ROUNDS, len(middles))
        line = np.concatenate([middles[-n:], middles, middles[:n]])
        for _ in range(ROUNDS):
            line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
        return np.concatenate([line[n:-n], line[n : n + 1]])
    line = np.concatenate([points[:1], middles, points[-1:]])
    for _ in range(ROUNDS):
        line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    return line


def path(line: Line2, *, closed: bool, tolerance: float) -> str:
    """SVG path data for a line in cm: relative cubics in whole units.

    They are at most ``tolerance`` cm from the line.
    """
    n = min(6, len(line) - 1)
    start, end = _unit(line[n] - line[0]), _unit(line[-1 - n] - line[-1])
    if closed:
        start = _unit(line[n] - line[-1 - n])
        end = -start
    steps = np.abs(np.diff(line))
    length = np.concatenate([[0.0], np.cumsum(steps)])
    curves: list[tuple[complex, complex, complex]] = []
    pieces = max(1, round(len(line) / PIECE))
    cuts = [round(k * (len(line) - 1) / pieces) for k in range(pieces + 1)]
    for i, j in itertools.pairwise(cuts):
        a = start if i == 0 else -_tangent(line, i)
        b = end if j == len(line) - 1 else _tangent(line, j)
        _fit(line[i : j + 1], length[i : j + 1] - length[i], a, b, tolerance, curves)
    at = _rounded(complex(line[0]))
    text = "M" + _numbers([at])
    for curve in curves:
        whole = [_rounded(point) for point in curve]
        text += "c" + _numbers([point - at for point in whole])
        at = whole[2]
    return text + ("z" if closed else "")


def _unit(step: complex) -> complex:
    return complex(step) / max(abs(step), 1e-9)


def _tangent(line: Line2, i: int) -> complex:
    """The direction back along a line at one of its points."""
    return _unit(line[max(i - 6, 0)] - line[min(i + 6, len(line) - 1)])


def units(*lengths: float) -> tuple[int, ...]:
    """Lengths in cm in whole units of the picture."""
    return tuple(round(UNITS * one) for one in lengths)


def _rounded(point: complex) -> complex:
    return complex(*units(point.real, point.imag))


def _numbers(points: list[complex]) -> str:
    """Coordinates in as few characters as SVG allows."""
    values = [int(part) for point in points for part in (point.real, point.imag)]
    return " ".join(map(str, values)).replace(" -", "-")


def _fit(
    line: Line2,
    length: Array,
    start: complex,
    end: complex,
    tolerance: float,
    out: list[tuple[complex, complex, complex]],
) -> None:
    """Least-squares cubics through a line with these tangents at its ends (Schneider 1990).

    ``length`` is how far along the line each point is.
    """
    size = max(float(length[-1]), 1e-9)
    u = length / size
    v = 1 - u
    b1, b2 = 3 * u * v * v, 3 * u * u * v
    rise = u * u * (3 - 2 * u)
    first, last = complex(line[0]), complex(line[-1])
    base = first + (last - first) * rise
    rest = line - base
    aa, ab, bb = float(b1 @ b1), float(b1 @ b2) * (start * end.conjugate()).real, float(b2 @ b2)
    ra = (complex(b1 @ rest) * start.conjugate()).real
    rb = (complex(b2 @ rest) * end.conjugate()).real
    det = aa * bb - ab * ab
    one, two = ((ra * bb - rb * ab) / det, (aa * rb - ab * ra) / det) if abs(det) > 1e-9 else (0, 0)
    if min(one, two) < size * 0.05 or max(one, two) > size * 1.5:
        one = two = abs(last - first) / 3
    error = np.abs(b1 * (start * one) + b2 * (end * two) - rest)
    worst = int(error.argmax())
    if error[worst] <= tolerance or len(line) < 10:
        out.append((first + start * one, last + end * two, last))
        return
    middle = min(max(worst, 4), len(line) - 5)
    turn = _tangent(line, middle)
    _fit(line[: middle + 1], length[: middle + 1], start, turn, tolerance, out)
    _fit(line[middle:], length[middle:] - length[middle], -turn, end, tolerance, out)


def majority(mask: Mask, radius: int) -> Mask:
    """The pixels around which more than half of a square is set; some pixel has to be."""
    box = box_of(mask)  # beyond it, less than half of a square can be set
    sums = np.pad(mask[box].astype(np.int32), radius + 1).cumsum(0).cumsum(1)
    n = 2 * radius + 1
    total = sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]
    most = np.zeros_like(mask)
    most[box] = total[:-1, :-1] * 2 > n * n
    return most


def box_of(mask: Mask) -> tuple[slice, slice]:
    """The rows and the columns from the first to the last pixel that is set."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


LEAST = 2.5
"""Pieces of a fill with a rim shorter than this (cm) are left out."""


def outline(mask: Mask, px: float, tolerance: float) -> str:
    """Closed path data around a mask of ``px`` pixels a cm; see :func:`path`."""
    if not mask.any():
        return ""
    # the pieces alone, with a pixel of nothing around them
    rows, columns = box = box_of(mask)
    whole = np.pad(mask[box], 1)
    for _ in range(2):
        # pixels that touch at a corner only would leave no single way round them
        falling = whole[:-1, :-1] & whole[1:, 1:] & ~whole[:-1, 1:] & ~whole[1:, :-1]
        rising = whole[:-1, 1:] & whole[1:, :-1] & ~whole[:-1, :-1] & ~whole[1:, 1:]
        whole[:-1, 1:] |= falling
        whole[:-1, :-1] |= rising
    across, down = whole[:, :-1] != whole[:, 1:], whole[:-1] != whole[1:]
    lines = trace(across, down, across.astype(np.int64), down.astype(np.int64))
    corner = complex(columns.start - 1, rows.start - 1)
    return "".join(
        path((soften(line.points, closed=True) + corner) / px, closed=True, tolerance=tolerance)
        for line in lines
        if line.closed and len(line.points) > LEAST * px
    )
