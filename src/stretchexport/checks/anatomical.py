"""Anatomy: whether the motions of a stretch lengthen what it is meant for.

The rules of this module read the model. Self-massage is left out: it works by pressure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.anatomy.motions import motions as all_motions
from stretchexport.checks import anatomical_steps
from stretchexport.checks.anatomical_drawing import compare
from stretchexport.checks.anatomical_targets import judge
from stretchexport.findings import Finding, Related
from stretchexport.model import StretchType
from stretchexport.variants import Choice, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.findings import Path
    from stretchexport.model import Routine, Stretch
    from stretchexport.reading import Document

_ONE_SIDED = ("-ipsilateral", "-contralateral")


@dataclass(frozen=True, slots=True)
class _Way:
    """Motions that a stretch is really done with; ``owner`` is the stretch or the variant."""

    stretch: Stretch
    motions: tuple[str, ...]
    owner: Path
    derived: bool
    """Whether the motions are read from the pose."""

    @property
    def is_own(self) -> bool:
        """Whether a variant has these motions for itself."""
        return self.owner != self.stretch.origin.path


def check(document: Document, routine: Routine) -> Iterator[Finding]:
    """Every target that is not lengthened, and motions that cannot be meant so."""
    english = routine.language.partition("-")[0] == "en"
    for stretch in routine.stretches.values():
        if stretch.type is StretchType.SELF_MASSAGE:
            continue
        for way in _ways(stretch):
            if way.motions:
                yield from _way(document, way)
            else:
                yield _no_motions(document, way)
        yield from _drawings(document, stretch)
        if english:
            yield from anatomical_steps.check(document, stretch)


def _ways(stretch: Stretch) -> Iterator[_Way]:
    """The lists of motions that are done, each once.

    A variant without motions of its own has the stretch's, which count only if it is so done.
    Where nobody declares any, they are those of the drawing.
    """
    seen: set[frozenset[str]] = set()
    for way in sorted(_every_way(stretch), key=lambda one: one.is_own):
        if frozenset(way.motions) not in seen:
            seen.add(frozenset(way.motions))
            yield way


def _every_way(stretch: Stretch) -> Iterator[_Way]:
    for variant in stretch.variants or (None,):
        choice = Choice(stretch, variant, Reason.ONLY_WAY)
        derived = choice.motions_derived
        owner = variant if variant and (variant.pose if derived else variant.motions) else stretch
        yield _Way(stretch, choice.motions, owner.origin.path, derived)


def _way(document: Document, way: _Way) -> Iterator[Finding]:
    to_and_fro = way.stretch.type is StretchType.DYNAMIC
    opposites = [] if to_and_fro else list(_opposites(document, way))
    if opposites:
        # Nobody knows which of the two is meant, so there is no verdict.
        yield from opposites
        return
    if not to_and_fro and not way.stretch.each_side:
        yield from _one_sided(document, way)
    path = (*way.stretch.origin.path, "targets")
    for judged in judge(way.stretch.targets, way.motions, to_and_fro=to_and_fro):
        message = judged.message + " (as it is drawn)" * way.derived
        target = (*path, judged.index)
        if way.is_own:
            place = (*way.owner, "pose" if way.derived else "motions")
            related = (Related("the target", document.span(target)),)
            span = document.key_span(place) if way.derived else document.span(place)
            yield Finding(judged.code, message, span, place, judged.help, related)
        else:
            span = document.span(target)
            yield Finding(judged.code, message, span, target, judged.help)


def _no_motions(document: Document, way: _Way) -> Finding:
    return Finding(
        "SE506",
        "the motions are not given, so nothing can be checked",
        document.key_span(way.owner),
        way.owner,
        "add motions, such as [scapula.protraction]: the opposite of what the muscle does",
    )


def _opposites(document: Document, way: _Way) -> Iterator[Finding]:
    """Every motion whose opposite stands before it."""
    for index, motion in enumerate(way.motions):
        opposite = all_motions()[motion].opposite
        if opposite in way.motions[:index]:
            path = (*way.owner, "motions", index)
            first = (*way.owner, "motions", way.motions.index(opposite))
            yield Finding(
                "SE507",
                f"{motion} undoes {opposite}",
                document.span(path),
                path,
                "keep the one that makes the stretch, seen from the side that is stretched; a "
                "movement to and fro is type: dynamic",
                (Related("its opposite", document.span(first)),),
            )


def _one_sided(document: Document, way: _Way) -> Iterator[Finding]:
    """The first motion to one side where both sides are to be stretched at once."""
    for index, motion in enumerate(way.motions):
        if motion.endswith(_ONE_SIDED):
            path = (*way.owner, "motions", index)
            yield Finding(
                "SE509",
                f"{motion} stretches one side, but this is done on both sides at once",
                document.span(path),
                path,
                "write sides: each, so that both get their turn",
            )
            return


def _drawings(document: Document, stretch: Stretch) -> Iterator[Finding]:
    """Drawings that do not show the motions. One of a movement may be of either end."""
    if stretch.type is StretchType.DYNAMIC:
        return
    said: set[tuple[str, Path]] = set()
    for variant in stretch.variants or (None,):
        choice = Choice(stretch, variant, Reason.ONLY_WAY)
        if choice.pose and not choice.motions_derived:
            owner = variant if variant and variant.pose else stretch
            path = (*owner.origin.path, "pose")
            for finding in compare(document, choice.pose, choice.motions, path):
                if (finding.message, finding.path) not in said:
                    said.add((finding.message, finding.path))
                    yield finding
