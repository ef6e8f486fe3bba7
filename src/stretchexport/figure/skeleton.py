"""From angles to bones: forward kinematics.

The order of the turns in each joint, the left factor first (a product is intrinsic):

=========  ====================================================================================
pelvis     Rz(heading) Ry(tilt) Rx(-list) Rz(roll)
spine      Ry(flexion) Rx(-lateral flexion) Rz(rotation), shared over seven levels
neck       like the spine, half at its foot and half at the skull
scapula    Rz(-protraction) Rx(elevation) of the collar bone
shoulder   Rz(-horizontal adduction) Ry(-flexion) Rx(abduction) Rz(-internal rotation)
elbow      Ry(-flexion); forearm Rz(-pronation); wrist Rx(-flexion) Ry(-radial deviation)
hip        Ry(-flexion) Rx(abduction) Rz(external rotation)
knee       Ry(flexion); ankle Ry(-dorsiflexion) Rx(-inversion) Rz(abduction)
=========  ====================================================================================

Signs are for the left side; turns about x and z change theirs on the right.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stretchexport.figure.geometry import (
    UP,
    Frame,
    basis,
    column,
    euler_yxz,
    product,
    rx,
    ry,
    rz,
    transposed,
)
from stretchexport.figure.tables import SIDES, joints, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchexport.figure.geometry import Frames, Turn
    from stretchexport.figure.pose import Angles

UPPER_ARM, FOREARM = 31.0, 25.5
THIGH, SHANK, SOLE = 42.0, 42.0, 7.5
LUMBAR, THORACIC = 5.5, 7.5
"""Lengths in cm; the last two are one level of the spine."""

LUMBAR_LEVELS, THORACIC_LEVELS = 3, 4
LUMBAR_SHARE = {"flexion": 0.55, "lateral-flexion-left": 0.5, "rotation-left": 0.2}
"""How much of a turn of the spine is in its lower part: rotation is mostly thoracic."""

RHYTHM, RHYTHM_FROM = 0.15, 30.0
"""Degrees that the shoulder blade rises a degree of arm elevation, from this elevation on."""


def skeleton(angles: Angles, flat: tuple[str, ...] = ()) -> Frames:
    """All bones, the pelvis at the origin of the world.

    For the feet in ``flat`` the angles of the ankle that keep the sole level are written into
    ``angles``.
    """
    bones = _trunk(angles)
    for side in SIDES:
        set_arm(bones, angles, side)
        set_leg(bones, angles, side, flat=f"{side}-foot" in flat)
    return bones


def _trunk(angles: Angles) -> Frames:
    pelvis = angles.get("pelvis", {})
    turn = product(
        rz(pelvis.get("heading-left", 0)),
        ry(pelvis.get("anterior-tilt", 0)),
        rx(-pelvis.get("list-left", 0)),
        rz(pelvis.get("roll-left", 0)),
    )
    bones = {"pelvis": Frame(turn, (0.0, 0.0, 0.0))}
    last, at = bones["pelvis"], (-1.0, 0.0, 9.0)
    spine = angles.get("spine", {})
    for level in range(LUMBAR_LEVELS + THORACIC_LEVELS):
        lumbar = level < LUMBAR_LEVELS
        last = bones[f"spine{level + 1}"] = last.child(at, _level(spine, lumbar=lumbar))
        at = (0.0, 0.0, LUMBAR if lumbar else THORACIC)
    bones["thorax"] = Frame(last.axes, last.origin)
    half = _bend({name: degrees / 2 for name, degrees in angles.get("neck", {}).items()})
    bones["neck"] = last.child((-1.5, 0, THORACIC), half)
    bones["head"] = bones["neck"].child((1.8, 0, 9.4), half)
    return bones


def _level(spine: Mapping[str, float], *, lumbar: bool) -> Turn:
    """The turn of one level of the spine."""
    levels = LUMBAR_LEVELS if lumbar else THORACIC_LEVELS
    share = {
        name: degrees * (LUMBAR_SHARE[name] if lumbar else 1 - LUMBAR_SHARE[name]) / levels
        for name, degrees in spine.items()
    }
    return _bend(share)


def _bend(angles: Mapping[str, float]) -> Turn:
    return product(
        ry(angles.get("flexion", 0)),
        rx(-angles.get("lateral-flexion-left", 0)),
        rz(angles.get("rotation-left", 0)),
    )


def set_arm(bones: Frames, angles: Angles, side: str) -> None:
    """Put the bones of one arm where ``angles`` say."""
    sign = SIDES[side]
    shoulder, wrist = angles.get(f"{side}-shoulder", {}), angles.get(f"{side}-wrist", {})
    turn = product(
        rz(-sign * shoulder.get("horizontal-adduction", 0)),
        ry(-shoulder.get("flexion", 0)),
        rx(sign * shoulder.get("abduction", 0)),
        rz(-sign * shoulder.get("internal-rotation", 0)),
    )
    raised = math.degrees(math.acos(max(-1.0, min(1.0, turn[2][2]))))
    scapula = angles.get(f"{side}-scapula", {})
    rise = scapula.get("elevation", 0) + RHYTHM * max(0.0, raised - RHYTHM_FROM)
    protraction = -sign * scapula.get("protraction", 0)
    blade = bones["thorax"].child((4, sign * 2.5, 0.5), product(rz(protraction), rx(sign * rise)))
    upper = Frame(product(bones["thorax"].axes, turn), blade.at((-4, sign * 15, 1.2)))
    elbow = angles.get(f"{side}-elbow", {}).get("flexion", 0)
    fore = upper.child((0, 0, -UPPER_ARM), ry(-elbow))
    pronation = angles.get(f"{side}-forearm", {}).get("pronation", 0)
    hand = fore.child(
        (0, 0, -FOREARM),
        product(
            rz(-sign * pronation),
            rx(-sign * wrist.get("flexion", 0)),
            ry(-wrist.get("radial-deviation", 0)),
        ),
    )
    parts = {"scapula": blade, "upper-arm": upper, "forearm": fore, "hand": hand}
    curl = angles.get(f"{side}-fingers", {}).get("flexion", 0)
    for name, finger in table("hands")["bone"].items():
        x, y, z = finger["at"]
        across, toward = (straight + curl * bent for straight, bent in finger["turn"])
        parts[name] = parts[finger["on"]].child(
            (x, sign * y, z), product(rx(-sign * toward), ry(-across))
        )
    bones.update({f"{side}-{name}": part for name, part in parts.items()})


def set_leg(bones: Frames, angles: Angles, side: str, *, flat: bool = False) -> None:
    """Put the bones of one leg where ``angles`` say; see :func:`skeleton` for ``flat``."""
    sign = SIDES[side]
    hip = angles.get(f"{side}-hip", {})
    thigh = bones["pelvis"].child(
        (0, sign * 8.8, 0),
        product(
            ry(-hip.get("flexion", 0)),
            rx(sign * hip.get("abduction", 0)),
            rz(sign * hip.get("external-rotation", 0)),
        ),
    )
    knee = angles.get(f"{side}-knee", {}).get("flexion", 0)
    shank = thigh.child((0, 0, -THIGH), ry(knee))
    bones.update({f"{side}-thigh": thigh, f"{side}-shank": shank})
    if flat:
        set_ankle(bones, angles, side, basis(UP, column(shank.axes, 0)))
    ankle = angles.get(f"{side}-ankle", {})
    foot = shank.child(
        (0, 0, -SHANK),
        product(
            ry(-ankle.get("dorsiflexion", 0)),
            rx(-sign * ankle.get("inversion", 0)),
            rz(sign * ankle.get("abduction", 0)),
        ),
    )
    toes = angles.get(f"{side}-toes", {}).get("extension", 0)
    bones[f"{side}-foot"] = foot
    bones[f"{side}-toes"] = foot.child((12.5, 0, -5.2), ry(-toes))


def limited(joint: str, found: Mapping[str, float]) -> dict[str, float]:
    """Angles of ``joint`` brought into its range."""
    ranges = joints()[joint]
    return {
        name: min(max(angle, ranges[name].low), ranges[name].high) for name, angle in found.items()
    }


def set_ankle(bones: Frames, angles: Angles, side: str, wanted: Turn) -> None:
    """Write the ankle angles that bring the foot closest to the world rotation ``wanted``."""
    sign = SIDES[side]
    a, b, c = euler_yxz(product(transposed(bones[f"{side}-shank"].axes), wanted))
    found = {"dorsiflexion": -a, "inversion": -sign * b, "abduction": sign * c}
    angles[f"{side}-ankle"] = limited("ankle", found)


def set_wrist(bones: Frames, angles: Angles, side: str, wanted: Turn) -> None:
    """Write the forearm and wrist angles that bring the hand closest to ``wanted``."""
    sign = SIDES[side]
    forearm = bones[f"{side}-forearm"].axes
    deviation, wrist, pronation = euler_yxz(product(transposed(wanted), forearm))
    wrist, pronation = sign * wrist, sign * pronation
    if abs(wrist) > _SQUARE:
        # nearly square: pronation and deviation turn about one axis and can take from each other
        extra = deviation - min(max(deviation, -20), 20)
        deviation -= extra
        pronation = (pronation - extra * math.copysign(1, wrist) + 180) % 360 - 180
    angles[f"{side}-forearm"] = limited("forearm", {"pronation": pronation})
    angles[f"{side}-wrist"] = limited("wrist", {"flexion": wrist, "radial-deviation": deviation})


_SQUARE = 55
