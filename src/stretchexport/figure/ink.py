"""Where ink goes: between neighbouring pixels of which one surface ends in front of another.

Joints merge: a line appears only where the depths differ by more than a limit, and the limit
depends on what the two surfaces are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stretchexport.figure.rows import BONES, FINGERS
from stretchexport.figure.surface import HEAD, LIMBS, LINE, PROP, SHADOW, TORSO
from stretchexport.figure.tables import split
from stretchexport.figure.tracing import places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stretchexport.figure.geometry import Array
    from stretchexport.figure.raster import Buffer
    from stretchexport.figure.surface import Surface
    from stretchexport.figure.tracing import Mask

NEAR, FAR, OF_PROP = 1, 2, 3
"""Styles of ink: of the body, of limbs on its far side, of props."""

ALWAYS = -1.0
"""A limit that every jump of depth is over."""

FINE = ("head", "hand", *FINGERS)
"""Bones with small shapes, where small jumps count."""


@dataclass(frozen=True, slots=True)
class Owners:
    """What each owner of a pixel is, the background last: arrays over owners.

    ``part`` is an index of :data:`~stretchexport.figure.surface.PARTS` (the background is one
    more), ``bone`` a number of its own for each bone and face, ``digit`` one for the fingers, the
    index finger and the thumb, 0 for what is none of them.
    """

    part: NDArray[np.int64]
    bone: NDArray[np.int64]
    reach: Array
    fine: Mask
    digit: NDArray[np.int64]
    far: Mask


def owners(surface: Surface, faces: int, far: NDArray[np.int64]) -> Owners:
    """The owners of a buffer with this surface and so many faces; ``far`` are parts far away."""
    rest = faces + 1
    part = np.concatenate([surface.parts, np.full(faces, PROP), [PROP + 1]])
    small = np.array([split(bone)[0] in FINE for bone in BONES])
    digit = np.array([_DIGITS.get(split(bone)[0], 0) for bone in BONES])
    return Owners(
        part,
        np.concatenate([surface.bones, len(BONES) + np.arange(rest)]),
        np.concatenate([surface.reach, np.full(rest, 9.0)]),
        np.concatenate([small[surface.bones], np.zeros(rest, bool)]),
        np.concatenate([digit[surface.bones], np.zeros(rest, np.int64)]),
        np.isin(part, far),
    )


_DIGITS = {"fingers": 1, "fingertips": 1, "index": 2, "indextip": 2, "thumb": 3}


def separations(
    buffer: Buffer, who: Owners
) -> tuple[Mask, Mask, NDArray[np.int64], NDArray[np.int64]]:
    """Where neighbours in a row and in a column are separated by ink, and its style in both."""
    depth, owner = buffer.depth, buffer.owner
    across, across_style = _between(owner[:, :-1], depth[:, :-1], owner[:, 1:], depth[:, 1:], who)
    down, down_style = _between(owner[:-1], depth[:-1], owner[1:], depth[1:], who)
    return across, down, across_style, down_style


def _between(
    a: NDArray[np.int64], a_depth: Array, b: NDArray[np.int64], b_depth: Array, who: Owners
) -> tuple[Mask, NDArray[np.int64]]:
    cut, style = np.zeros(a.shape, bool), np.zeros(a.shape, np.int64)
    # only where the owner changes can a line be: a small share of the picture
    changes = places(a != b)
    one, other = a[changes], b[changes]
    za, zb = a_depth[changes], b_depth[changes]
    front, back = np.where(za >= zb, one, other), np.where(za >= zb, other, one)
    jump = np.abs(za - zb) > _limits(front, back, who)
    part = who.part[front]
    whole = (part < SHADOW) | (who.bone[front] != who.bone[back])
    cut[changes] = jump & (part != SHADOW) & whole
    style[changes] = np.where(part == PROP, OF_PROP, np.where(who.far[front], FAR, NEAR))
    return cut, style


def _limits(front: NDArray[np.int64], back: NDArray[np.int64], who: Owners) -> Array:
    """By how much (cm) the depths of two neighbours must differ for a line between them."""
    f, b = who.part[front], who.part[back]
    fine = who.fine[front]
    same = np.where(
        who.bone[front] == who.bone[back], np.where(fine, 0.9, 3.0), np.where(fine, 1.2, 2.0)
    )
    # fingers that lie side by side are apart, however level they are
    f_digit, b_digit = who.digit[front], who.digit[back]
    same = np.where((f_digit != b_digit) & (np.minimum(f_digit, b_digit) > 0), ALWAYS, same)
    same = np.where(f == PROP, ALWAYS, np.where(f == TORSO, 4.0, same))
    limb = np.maximum(_along(front, f, who), _along(back, b, who))
    # a limb blends into the torso near its root
    touch = np.where(limb > 0.6, ALWAYS, 5.5 - 8 * limb)
    touch = np.where((f == HEAD) | (b == HEAD), 0.9, touch)
    body = (f < LINE) & (b < LINE) & (np.minimum(f, b) == TORSO)
    limits: Array = np.where(f == b, same, np.where(body, touch, ALWAYS))
    return limits


def _along(owner: NDArray[np.int64], part: NDArray[np.int64], who: Owners) -> Array:
    is_limb = (part >= LIMBS.start) & (part < LIMBS.stop)
    along: Array = np.where(is_limb, who.reach[owner], 0.0)
    return along
