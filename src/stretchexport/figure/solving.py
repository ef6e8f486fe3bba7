"""A pose solved: the bones where they stand, and what is wrong with the pose."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from stretchexport.figure import pins
from stretchexport.figure.geometry import Frame, plus
from stretchexport.figure.pins import Miss
from stretchexport.figure.pose import from_data
from stretchexport.figure.props import Through, collisions
from stretchexport.figure.rows import BODY, lowest
from stretchexport.figure.skeleton import skeleton
from stretchexport.figure.tables import joints, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stretchexport.figure.geometry import Frames
    from stretchexport.figure.pose import Angles, Pin, Pose

SUNK_CM = -3.0
"""A part of the body lower than this is through the floor; flesh gives way to the mat a little."""

ROUNDING = 1.0
"""Degrees beyond a range that are let pass: tables are rounded."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """An angle outside of what people usually can do, all in degrees."""

    joint: str
    angle: str
    degrees: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sunk:
    """A part of the body ``cm`` below the floor."""

    part: str
    cm: float


Fault = Miss | Beyond | Sunk | Through


@dataclass(frozen=True, slots=True)
class Figure:
    """A solved pose; ``angles`` are those it came to, with what the pins have made of the limbs."""

    pose: Pose
    angles: Angles
    bones: Frames
    misses: tuple[Miss, ...]
    faults: tuple[Fault, ...]
    """What a person could not do: pins missed, angles beyond their range, parts below the floor or
    in a prop."""


def solve(pose: Pose) -> Figure:
    """Set the bones, put the lowest point on the floor or seat, then pin the feet and the hands.

    Limbs that are pinned or free do not carry the body.
    """
    angles = {joint: dict(found) for joint, found in pose.angles.items()}
    bones = _put_down(pose, skeleton(angles, pose.flat))
    misses = tuple(pins.hold(bones, angles, pin) for pin in sorted(pose.pins, key=_order))
    missed = (miss for miss in misses if miss.told)
    sunk = _sunk(bones, pose.person)
    faults: tuple[Fault, ...] = (*missed, *_beyond(angles), *sunk, *collisions(pose, bones))
    return Figure(pose, angles, bones, misses, faults)


KEPT = 512
"""How many poses stay solved: the same stretch stands in many routines of a folder."""


def solve_data(data: Mapping[str, Any]) -> Figure:
    """The pose that plain data which passed the schema describes, solved; see :func:`solve`.

    The same pose is solved once. Nobody may change what comes back.
    """
    return _solve_text(json.dumps(data))


@lru_cache(KEPT)
def _solve_text(text: str) -> Figure:
    return solve(from_data(json.loads(text)))


def _order(pin: Pin) -> tuple[bool, bool]:
    """Feet before hands, a hand that holds an arm after that arm; else as they are written."""
    on_arm = any(word in (pin.on or "") for word in ("hand", "arm"))
    return pin.limb.endswith("hand"), on_arm


def _put_down(pose: Pose, bones: Frames) -> Frames:
    limbs = {"hand": "arm", "foot": "leg"}
    pinned = (split(pin.limb) for pin in pose.pins)
    free = {*pose.free, *(f"{side}-{limbs[limb]}" for limb, side in pinned)}
    low = lowest(bones, pose.person)
    lift = pose.seat - min(height for part, height in low.items() if part not in free)
    return {name: Frame(bone.axes, plus(bone.origin, (0, 0, lift))) for name, bone in bones.items()}


def _beyond(angles: Angles) -> Iterator[Beyond]:
    for joint, found in angles.items():
        for name, degrees in found.items():
            usual = joints()[split(joint)[0]][name]
            if not usual.low - ROUNDING <= degrees <= usual.high + ROUNDING:
                yield Beyond(joint, name, degrees, usual.low, usual.high)


def _sunk(bones: Frames, person: str) -> Iterator[Sunk]:
    low = lowest(bones, person)
    for part in BODY:
        if low[part] < SUNK_CM:
            yield Sunk(part, -low[part])
