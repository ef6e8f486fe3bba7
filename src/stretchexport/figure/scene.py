"""Everything around the figure: props, straps, and the shadow on the floor."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from stretchexport.figure import props
from stretchexport.figure.geometry import rz
from stretchexport.figure.raster import Face
from stretchexport.figure.rows import BONES
from stretchexport.figure.surface import LINE, PROP, SHADOW, Surface, chain
from stretchexport.figure.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.figure.geometry import Array
    from stretchexport.figure.pose import Pose, Prop
    from stretchexport.figure.solving import Figure

FACING = 0.02
"""A face turned away from the viewer by more than this is not seen."""

SEEN_FROM_ABOVE = 0.06
"""From this height of the camera on, the floor is a plane; below it is a line."""

SHADOW_NEAR, SHADOW_HIGH = 2.0, 9.0
"""What is lower than the one and has its middle below the other (cm) has a shadow."""


def surfaces(figure: Figure, body: Surface, camera: Array) -> list[Surface]:
    """Straps, cables, balls, rollers and the shadows of ``body`` as ellipsoids in the world."""
    found = [one for prop in figure.pose.props for one in _round(prop, figure)]
    on_mat = any(_is_mat(prop) for prop in figure.pose.props)
    if camera[2, 2] > SEEN_FROM_ABOVE and not on_mat:
        found.append(_shadows(body))
    return found


def _is_mat(prop: Prop) -> bool:
    return any(box.fill == props.MAT for box in props.boxes(prop))


def _round(prop: Prop, figure: Figure) -> Iterator[Surface]:
    kind = table("props")[prop.kind]
    if "line" in kind:
        places = [figure.bones[bone].at(at) if bone else at for bone, at in prop.through]
        radius = np.eye(3) * kind["line"]
        # taut: straight from one point to the next
        for one, other in itertools.pairwise(places):
            yield chain(LINE, [("none", one, radius, 0.0), ("none", other, radius, 0.0)])
    if ball := props.round_of(prop):
        axes = np.array(rz(prop.heading)) * (ball.wide, ball.high, ball.high)
        yield chain(PROP, [("none", end, axes, 9.0) for end in ball.ends])


def _shadows(surface: Surface) -> Surface:
    """Flat ellipsoids under what is close to the floor."""
    low = (surface.lowest() < SHADOW_NEAR) & (surface.centres[:, 2] < SHADOW_HIGH)
    centres = surface.centres[low] * (1, 1, 0) - (0, 0, 0.3)
    radius = np.linalg.norm(surface.axes[low][:, :2], axis=2).mean(axis=1) + 2
    axes = np.zeros((len(centres), 3, 3))
    axes[:, 0, 0] = axes[:, 1, 1] = radius
    axes[:, 2, 2] = 0.05
    count = len(centres)
    return Surface(
        centres,
        axes,
        np.full(count, BONES.index("none")),
        np.full(count, SHADOW),
        np.full(count, 9.0),
    )


def boxes(pose: Pose) -> Iterator[tuple[Array, Array, Array, str]]:
    """The boxes of all props: middle, half of the size, rotation, and the name of the colour."""
    for prop in pose.props:
        for box in props.boxes(prop):
            turn = np.array(box.middle.axes)
            yield np.array(box.middle.origin), np.array(box.half), turn, box.fill


def faces(figure: Figure, camera: Array) -> list[Face]:
    """The faces of props that are turned to the viewer, seen from the camera."""
    return [face for box in boxes(figure.pose) for face in _faces(*box, camera)]


def _faces(middle: Array, half: Array, turn: Array, colour: str, camera: Array) -> Iterator[Face]:
    for axis in range(3):
        for sign in (1.0, -1.0):
            normal = camera @ turn @ (np.eye(3)[axis] * sign)
            if normal[2] > FACING:
                square = np.full((4, 3), sign)
                square[:, (axis + 1) % 3], square[:, (axis + 2) % 3] = (
                    (1, -1, -1, 1),
                    (1, 1, -1, -1),
                )
                lit = axis == 2 or colour != "prop" or normal[2] > _LIT
                corners = (middle + (square * half) @ turn.T) @ camera.T
                yield Face(corners, normal, colour if lit else "propdark")


_LIT = 0.6
"""A side turned to the viewer by this much is as light as the top."""
