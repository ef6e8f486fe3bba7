"""A pose solved: the bones where they stand, and what is wrong with the pose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.figure import pins
from stretchexport.figure.skeleton import skeleton
from stretchexport.figure.surface import LIMBS, PARTS, body
from stretchexport.figure.tables import joints, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.figure.geometry import Frames
    from stretchexport.figure.pins import Miss
    from stretchexport.figure.pose import Angles, Pin, Pose
    from stretchexport.figure.surface import Surface

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


@dataclass(frozen=True, slots=True)
class Figure:
    """A solved pose; ``angles`` are those it came to, with what the pins have made of the limbs."""

    pose: Pose
    angles: Angles
    bones: Frames
    surface: Surface
    misses: tuple[Miss, ...]

    @property
    def faults(self) -> tuple[Miss | Beyond | Sunk, ...]:
        """What a person could not do: pins missed, angles out of range, parts below the floor."""
        missed = (miss for miss in self.misses if miss.told)
        return (*missed, *_beyond(self.angles), *_sunk(self.surface))


def solve(pose: Pose) -> Figure:
    """Set the bones, put the lowest point on the floor or seat, then pin the feet and the hands.

    Limbs that are pinned or free do not carry the body.
    """
    angles = {joint: dict(found) for joint, found in pose.angles.items()}
    bones = skeleton(angles, pose.flat)
    _put_down(pose, bones)
    # feet before hands, and a hand that holds an arm after that arm
    misses = tuple(pins.hold(bones, angles, pin) for pin in sorted(pose.pins, key=_order))
    return Figure(pose, angles, bones, body(bones), misses)


def _order(pin: Pin) -> tuple[bool, bool, str]:
    on_arm = any(word in (pin.on or "") for word in ("hand", "arm"))
    return pin.limb.endswith("hand"), on_arm, pin.limb


def _put_down(pose: Pose, bones: Frames) -> None:
    limbs = {"hand": "arm", "foot": "leg"}
    free = set(pose.free)
    for pin in pose.pins:
        limb, side = split(pin.limb)
        free.add(f"{side}-{limbs[limb]}")
    surface = body(bones)
    carrying = [index for index, part in enumerate(PARTS) if part not in free]
    chosen = [part in carrying for part in surface.parts.tolist()]
    lift = pose.seat - float(surface.lowest()[chosen].min())
    for bone in bones.values():
        bone.origin = bone.origin + (0, 0, lift)


def _beyond(angles: Angles) -> Iterator[Beyond]:
    for joint, found in angles.items():
        for name, degrees in found.items():
            usual = joints()[split(joint)[0]][name]
            if not usual.low - ROUNDING <= degrees <= usual.high + ROUNDING:
                yield Beyond(joint, name, degrees, usual.low, usual.high)


def _sunk(surface: Surface) -> Iterator[Sunk]:
    lowest = surface.lowest()
    for index in (0, 1, *LIMBS):
        low = float(lowest[surface.parts == index].min())
        if low < SUNK_CM:
            yield Sunk(PARTS[index], -low)
