"""What a stretch has to say for people's safety: when to stop, and who asks a clinician first.

The rules of this module read plain data that has passed the schema.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.anatomy.motions import motions
from stretchexport.anatomy.muscles import resolve, targets
from stretchexport.checks import texts_claims
from stretchexport.findings import Finding, Path
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.reading import Document


@dataclass(frozen=True, slots=True)
class _Region:
    """A part of the body where some motions ask for care; see ``data/end_range.toml``."""

    code: str
    says: str
    """What a stretch does there, after its name."""
    motions: frozenset[str]
    types: frozenset[str]
    condition: str
    """An example of what to ask a clinician about."""


@cache
def _regions() -> tuple[_Region, ...]:
    return tuple(
        _Region(
            one["code"],
            one["says"],
            frozenset(f"{joint}.{motion}" for joint in one["joints"] for motion in one["motions"]),
            frozenset(one["types"]),
            one["condition"],
        )
        for one in tomllib.loads(read_text("end_range.toml"))["region"]
    )


def check(document: Document, data: dict[str, Any]) -> Iterator[Finding]:
    """Every stretch that lacks a stop rule or a word about clinicians, every promise of health."""
    for key, stretch in data["stretches"].items():
        path = ("stretches", key)
        yield from _stop(document, stretch, path)
        yield from _clinician(document, stretch, path)
    yield from texts_claims.check(document, data)


def _stop(document: Document, stretch: dict[str, Any], path: Path) -> Iterator[Finding]:
    if not stretch.get("stop_if"):
        place = (*path, "stop_if")
        yield Finding(
            "SE821",
            f"{path[-1]} does not say when to stop",
            document.span(place) if "stop_if" in stretch else document.key_span(path),
            place,
            "add the signs that end it at once: stop_if: [Sharp pain, Tingling or numbness]",
        )


def _clinician(document: Document, stretch: dict[str, Any], path: Path) -> Iterator[Finding]:
    """The first region that the stretch takes far, if it sends nobody to a clinician."""
    if any(one["action"] == "ask-clinician" for one in stretch.get("avoid_if", ())):
        return
    for region in _regions():
        place = _reason(stretch, path, region)
        if place is not None:
            yield Finding(
                region.code,
                f"{path[-1]} {region.says}, and nobody is told to ask a clinician first",
                document.span(place),
                place,
                f'add avoid_if: [{{condition: "{region.condition}", action: ask-clinician}}]',
            )
            return


def _reason(stretch: dict[str, Any], path: Path, region: _Region) -> Path | None:
    """The place of the first motion of the region, or of a target that needs one."""
    if stretch["type"] not in region.types:
        return None
    ways = [(path, stretch)]
    ways += [
        ((*path, "variants", index), one) for index, one in enumerate(stretch.get("variants", ()))
    ]
    for owner, way in ways:
        for index, motion in enumerate(way.get("motions", ())):
            if motion in region.motions:
                return (*owner, "motions", index)
    if not any(way.get("motions") for _, way in ways):
        for index, target in enumerate(stretch["targets"]):
            if _stretched_by(target) and _stretched_by(target) <= region.motions:
                return (*path, "targets", index)
    return None


@cache
def _stretched_by(target: str) -> frozenset[str]:
    """The motions that undo what a target does in the first place; none if nobody knows it."""
    known = resolve(target) if target in targets() else ()
    return frozenset(motions()[one].opposite for muscle in known for one in muscle.primary)
