"""Poses: whether a person could do what is drawn.

The rules of this module read plain data that has passed the schema. The mannequin is loaded for a
file that has a pose only.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.anatomy.muscles import targets
from stretchexport.checks.near import suggestion
from stretchexport.counting import counted
from stretchexport.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.figure.pins import Miss
    from stretchexport.figure.props import Through
    from stretchexport.figure.solving import Beyond, Sunk
    from stretchexport.findings import Path
    from stretchexport.reading import Document

    Pose = dict[str, Any]


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Everything about the poses of stretches and variants that cannot be drawn or done."""
    for key, stretch in data["stretches"].items():
        path: Path = ("stretches", key)
        if "pose" in stretch:
            yield from _pose(document, stretch["pose"], (*path, "pose"))
        for index, variant in enumerate(stretch.get("variants", ())):
            if "pose" in variant:
                yield from _pose(document, variant["pose"], (*path, "variants", index, "pose"))


def _pose(document: Document, pose: Pose, path: Path) -> Iterator[Finding]:
    wrong = [
        *_felt(document, pose, path),
        *_twice(document, pose, path),
        *_places(document, pose, path),
    ]
    yield from wrong
    if not wrong:
        yield from _solved(document, pose, path)


def _felt(document: Document, pose: Pose, path: Path) -> Iterator[Finding]:
    from stretchexport.figure.tables import split

    for index, name in enumerate(pose.get("felt", ())):
        if split(name)[0] not in targets():
            place = (*path, "felt", index)
            hint = suggestion(split(name)[0], tuple(targets()), "known")
            yield Finding("SE303", f"there is no muscle {name}", document.span(place), place, hint)


def _twice(document: Document, pose: Pose, path: Path) -> Iterator[Finding]:
    """Angles that are given in both directions."""
    from stretchexport.figure.tables import SIDES, joints

    for joint, angles in joints().items():
        for sides in ((), *((side,) for side in SIDES)):
            found = pose.get(joint, {})
            for side in sides:
                found = found.get(side, {})
            for name, angle in angles.items():
                if name in found and angle.opposite in found:
                    place = (*path, joint, *sides, angle.opposite)
                    yield Finding(
                        "SE520",
                        f"{angle.opposite} is the other way than {name}, and both are given",
                        document.key_span(place),
                        place,
                        f"keep one of them; {name} below 0 is {angle.opposite}",
                    )


def _places(document: Document, pose: Pose, path: Path) -> Iterator[Finding]:
    """Pins and straps that are nowhere, or in two places."""
    from stretchexport.figure.pose import pinned

    for limb, pin in pinned(pose):
        if ("point" in pin) == ("floor" in pin):
            place = (*path, "pins", limb)
            what = "in two places" if "point" in pin else "held nowhere"
            yield Finding(
                "SE521",
                f"the {limb.replace('-', ' ')} is {what}",
                document.key_span(place),
                place,
                "give either point: [forward, left, up] or floor: [forward, left], in cm",
            )
    for index, prop in enumerate(pose.get("props", ())):
        if (prop["kind"] in _lines()) != ("through" in prop):
            place = (*path, "props", index)
            needs = prop["kind"] in _lines()
            yield Finding(
                "SE521",
                f"a {prop['kind']} {'runs through nothing' if needs else 'runs through no points'}",
                document.span((*place, "kind")),
                place,
                "give through: the points it runs through" if needs else "give at: where it stands",
            )


@cache
def _lines() -> frozenset[str]:
    from stretchexport.figure.tables import table

    return frozenset(kind for kind, entry in table("props").items() if "line" in entry)


def _solved(document: Document, pose: Pose, path: Path) -> Iterator[Finding]:
    """What is wrong with the pose once its bones are set."""
    from stretchexport.figure.pins import Miss
    from stretchexport.figure.props import Through
    from stretchexport.figure.solving import Beyond, solve_data

    said: set[Path] = set()
    for fault in solve_data(pose).faults:
        if isinstance(fault, Miss):
            finding = _missed(document, fault, path)
        elif isinstance(fault, Beyond):
            finding = _beyond(document, fault, pose, path)
        elif isinstance(fault, Through):
            finding = _through(document, fault, path)
        else:
            finding = _sunk(document, fault, path)
        if finding.path not in said:
            # one pin may bend three joints too far: moving it mends them all
            said.add(finding.path)
            yield finding


def _missed(document: Document, miss: Miss, path: Path) -> Finding:
    place = (*path, "pins", miss.limb)
    limb = miss.limb.replace("-", " ")
    by = (
        f"ends {miss.cm:.0f} cm short of its place"
        if miss.far
        else f"is turned {counted(round(miss.degrees), 'degree')} away from how it should lie"
    )
    return Finding(
        "SE523",
        f"the {limb} {by}",
        document.key_span(place),
        place,
        "move what it is held at, or bend the joints before it so that it gets there",
    )


def _beyond(document: Document, beyond: Beyond, pose: Pose, path: Path) -> Finding:
    place, span = _written(document, beyond, pose, path)
    joint, angle = beyond.joint.replace("-", " "), beyond.angle.replace("-", " ")
    return Finding(
        "SE522",
        f"the {joint} has {counted(round(beyond.degrees), 'degree')} of {angle}, people usually "
        f"have {beyond.low:g} to {beyond.high:g}",
        span,
        place,
        "choose an angle that people can reach, or move what the hand or foot is held at",
    )


def _written(document: Document, beyond: Beyond, pose: Pose, path: Path) -> tuple[Path, Any]:
    """Where an angle comes from: its own key, or the pin that led to it."""
    from stretchexport.figure.tables import joints, split

    joint, side = split(beyond.joint)
    names = (beyond.angle, joints()[joint][beyond.angle].opposite)
    inner = pose.get(joint, {})
    for name in names:
        if side and name in inner.get(side, {}):
            place: Path = (*path, joint, side, name)
            return place, document.span(place)
        if name in inner:
            place = (*path, joint, name)
            return place, document.span(place)
    limb = "foot" if joint in _LEG else "hand"
    pinned = (*path, "pins", f"{side}-{limb}")
    if f"{side}-{limb}" in pose.get("pins", {}):
        return pinned, document.key_span(pinned)
    return path, document.key_span(path)


_LEG = ("hip", "knee", "ankle", "toes")


def _sunk(document: Document, sunk: Sunk, path: Path) -> Finding:
    return Finding(
        "SE524",
        f"the {sunk.part.replace('-', ' ')} is {sunk.cm:.0f} cm below the floor",
        document.key_span(path),
        path,
        "bend it, pin it to the floor, or take it out of free so that it carries the body",
    )


def _through(document: Document, through: Through, path: Path) -> Finding:
    place = (*path, "props", through.index)
    return Finding(
        "SE525",
        f"the {through.part.replace('-', ' ')} goes through the {through.kind}",
        document.span((*place, "kind")),
        place,
        "move the one or the other, or pin the hand or foot to its surface",
    )
