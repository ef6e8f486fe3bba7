"""A pose: what a routine file says of a drawing, in the words the mannequin uses.

Angles turn a bone against the one before it. Where several angles of a joint are given they are
taken in the order of the table, each in the frame the ones before it have made. Flexion of the
shoulder and hip is about the axis from side to side of the trunk, abduction about the floating
axis, rotation about the long axis of the limb (Grood and Suntay 1983); horizontal adduction comes
last, about the long axis of the trunk: "lift it out to the side, then bring it across".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stretchexport.figure.people import FIRST
from stretchexport.figure.tables import SIDES, joints, split, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Point = tuple[float, float, float]
Angles = dict[str, dict[str, float]]
"""Degrees by joint (``spine``, ``left-hip``) and by the word for the positive direction."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A hand or foot that is held somewhere.

    ``point`` counts from the bone ``on``, or in the world without one. ``palm`` and ``fingers`` are
    directions of a hand, seen from that bone; ``toes`` and ``up`` those of a foot and ``bend``,
    where the elbow or knee points, are seen from the world. ``grip`` is how far from the wrist the
    hand takes hold.
    """

    limb: str
    point: Point
    on: str | None = None
    floor: bool = False
    palm: Point | None = None
    fingers: Point | None = None
    toes: Point | None = None
    up: Point | None = None
    bend: Point | None = None
    grip: float = 7.0


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture: its ``kind`` in ``data/figure/props.toml``, and where it stands.

    ``at`` is the middle of its underside. A strap or cable has ``through`` instead: the points it
    runs through, each on a bone, or in the world if that is empty.
    """

    kind: str
    at: Point = (0, 0, 0)
    size: Point | None = None
    heading: float = 0.0
    through: tuple[tuple[str, Point], ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """A direction to move in: from ``offset`` beside the bone ``beside``, along ``towards``."""

    beside: str
    offset: Point
    towards: Point
    bow: float = 0.0


@dataclass(frozen=True, slots=True)
class View:
    """Where it is seen from: azimuth 0 faces the figure, -90 looks at its right side."""

    azimuth: float
    elevation: float


@dataclass(frozen=True, slots=True)
class Pose:
    """Everything that a drawing shows.

    ``felt`` names muscles or groups, with ``left-`` or ``right-`` in front for one side. ``cut``
    is the height (cm) below which nothing is drawn, ``seat`` that of what it sits on, ``flat`` the
    feet with a level sole, ``free`` the limbs that do not carry it, ``person`` who is drawn (a
    table of ``data/figure/people.toml``). Without ``view`` the best one is found.
    """

    angles: Mapping[str, Mapping[str, float]]
    pins: tuple[Pin, ...] = ()
    props: tuple[Prop, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    felt: tuple[str, ...] = ()
    view: View | None = None
    cut: float | None = None
    seat: float = 0.0
    flat: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    person: str = FIRST


def from_data(data: Mapping[str, Any], felt: Sequence[str] = (), person: str = FIRST) -> Pose:
    """The pose that plain data which passed the schema describes.

    ``felt`` are the muscles to show, and ``person`` who to draw, if the pose does not say.
    """
    start = table("starts")[data.get("start", "standing")]
    angles: Angles = defaultdict(dict)
    for source in (start.get("angles", {}), {"fingers": _holding(data)}, data):
        _add_angles(angles, source)
    view = data.get("view")
    return Pose(
        {joint: dict(found) for joint, found in angles.items()},
        tuple(_pin(limb, entry) for limb, entry in pinned(data)),
        tuple(_prop(entry) for entry in data.get("props", ())),
        tuple(_arrow(entry) for entry in data.get("arrows", ())),
        tuple(data.get("felt", felt)),
        View(view["azimuth"], view.get("elevation", 0)) if view else None,
        data.get("cut"),
        float(data.get("seat", start.get("seat", 0))),
        tuple(data.get("flat", start.get("flat", ()))),
        tuple(data.get("free", start.get("free", ()))),
        data.get("person", person),
    )


def drawn_side(data: Mapping[str, Any]) -> str:
    """The side that is stretched in a pose in plain data."""
    return str(data.get("side", "right"))


def pinned(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The limbs that a pose in plain data pins, and how."""
    for limb, pin in data.get("pins", {}).items():
        if split(limb)[0] in ("hand", "foot"):
            yield limb, pin


def _holding(data: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """The flexion of the fingers of each hand that holds or leans on something."""
    pinned_at = table("hands")["pinned"]
    bent = {}
    for limb, pin in pinned(data):
        part, side = split(limb)
        if part == "hand" and side and "palm" in pin:
            bone = split(pin["on"])[0] if "on" in pin else None
            bent[side] = pinned_at["on"].get(bone) if bone else pinned_at["room"]
    ends = (one.get("on", "") for prop in data.get("props", ()) for one in prop.get("through", ()))
    for part, side in map(split, ends):
        if part == "hand" and side:
            bent[side] = pinned_at["line"]
    return {side: {"flexion": degrees} for side, degrees in bent.items() if degrees is not None}


def _add_angles(angles: Angles, source: Mapping[str, Any]) -> None:
    """Read the joints of ``source`` into ``angles``, over what is there."""
    for joint, words in joints().items():
        both = source.get(joint, {})
        if joint in _AXIAL:
            angles[joint].update(_values(words, both))
            continue
        for side in SIDES:
            angles[f"{side}-{joint}"].update(_values(words, {**both, **both.get(side, {})}))


_AXIAL = ("pelvis", "spine", "neck")


def _values(words: Mapping[str, Any], entries: Mapping[str, Any]) -> dict[str, float]:
    """Degrees in the positive direction, from words for either direction."""
    found = {}
    for name, angle in words.items():
        if name in entries:
            found[name] = float(entries[name])
        elif angle.opposite in entries:
            found[name] = -float(entries[angle.opposite])
    return found


def _point(value: Sequence[float]) -> Point:
    x, y, z = (float(one) for one in value)
    return x, y, z


def _maybe(value: Sequence[float] | None) -> Point | None:
    return None if value is None else _point(value)


def _pin(limb: str, entry: Mapping[str, Any]) -> Pin:
    floor = "floor" in entry
    return Pin(
        limb,
        _point((*entry["floor"], 0.0) if floor else entry["point"]),
        entry.get("on"),
        floor,
        palm=_maybe(entry.get("palm")),
        fingers=_maybe(entry.get("fingers")),
        toes=_maybe(entry.get("toes")),
        up=_maybe(entry.get("up")),
        bend=_maybe(entry.get("bend")),
        grip=float(entry.get("grip", 7.0)),
    )


def _prop(entry: Mapping[str, Any]) -> Prop:
    at = tuple(entry.get("at", (0, 0)))
    return Prop(
        entry["kind"],
        _point(at if len(at) == 3 else (*at, 0.0)),
        _maybe(entry.get("size")),
        float(entry.get("heading", 0)),
        tuple((one.get("on", ""), _point(one["point"])) for one in entry.get("through", ())),
    )


def _arrow(entry: Mapping[str, Any]) -> Arrow:
    return Arrow(
        entry["beside"],
        _point(entry.get("offset", (0, 0, 0))),
        _point(entry["towards"]),
        float(entry.get("bow", 0)),
    )


def mirrored(pose: Pose) -> Pose:
    """The same pose with left and right exchanged, seen from the mirrored side."""
    return replace(
        pose,
        angles={other_side(joint): dict(_turned(joint, of)) for joint, of in pose.angles.items()},
        pins=tuple(_mirrored_pin(pin) for pin in pose.pins),
        props=tuple(
            replace(
                prop,
                at=_flip(prop.at),
                heading=-prop.heading,
                through=tuple((other_side(bone), _flip(at)) for bone, at in prop.through),
            )
            for prop in pose.props
        ),
        arrows=tuple(
            replace(
                arrow,
                beside=other_side(arrow.beside),
                offset=_flip(arrow.offset),
                towards=_flip(arrow.towards),
                bow=-arrow.bow,
            )
            for arrow in pose.arrows
        ),
        felt=tuple(other_side(muscle) for muscle in pose.felt),
        view=replace(pose.view, azimuth=-pose.view.azimuth) if pose.view else None,
        flat=tuple(other_side(limb) for limb in pose.flat),
        free=tuple(other_side(limb) for limb in pose.free),
    )


def _turned(joint: str, angles: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    words = joints()[split(joint)[0]]
    for name, degrees in angles.items():
        yield name, -degrees if words[name].flips else degrees


def _mirrored_pin(pin: Pin) -> Pin:
    return replace(
        pin,
        limb=other_side(pin.limb),
        point=_flip(pin.point),
        on=None if pin.on is None else other_side(pin.on),
        palm=pin.palm and _flip(pin.palm),
        fingers=pin.fingers and _flip(pin.fingers),
        toes=pin.toes and _flip(pin.toes),
        up=pin.up and _flip(pin.up),
        bend=pin.bend and _flip(pin.bend),
    )


def _flip(point: Point) -> Point:
    return point[0], -point[1], point[2]


def other_side(name: str) -> str:
    """``left-hand`` for ``right-hand`` and the other way round; other names as they are."""
    base, side = split(name)
    return f"{'right' if side == 'left' else 'left'}-{base}" if side else name
