"""The drawing of a stretch against its motions, as far as it can be known.

A drawing shows a place, motions a direction, and many a drawing does not say which of its sides is
the stretched one. So only what holds for both of them is certain: a joint far on the other side of
a motion, or one that a large motion would have to move and that stays where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchexport.anatomy.motions import motions as all_motions
from stretchexport.checks.anatomical_joints import table
from stretchexport.counting import counted
from stretchexport.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from stretchexport.findings import Path
    from stretchexport.reading import Document


def compare(
    document: Document, pose: Mapping[str, object], motions: Collection[str], path: Path
) -> Iterator[Finding]:
    """Every motion of which the ``pose`` at ``path`` shows the opposite, or nothing at all."""
    from stretchexport.figure.motions import measured, thresholds
    from stretchexport.figure.solving import solve_data
    from stretchexport.figure.tables import SIDES

    figure = solve_data(pose)
    sides = [measured(figure, side) for side in SIDES]
    for motion in motions:
        joint, opposite = all_motions()[motion].joint, all_motions()[motion].opposite
        drawn = min(degrees.get(opposite, 0.0) for degrees in sides)
        if drawn >= table()["drawing"]["certain"]:
            place = (*path, joint) if joint in pose else path
            yield _opposite(document, motion, opposite, drawn, place)
            continue
        limits = thresholds().get(motion)
        missing = limits.missing if limits else None
        if missing is not None and all(degrees[motion] <= missing for degrees in sides):
            yield _missing(document, motion, path)


def _opposite(
    document: Document, motion: str, opposite: str, degrees: float, path: Path
) -> Finding:
    return Finding(
        "SE510",
        f"the drawing shows {counted(round(degrees), 'degree')} of {opposite}, "
        f"the motions say {motion}",
        document.key_span(path),
        path,
        "mend whichever of the two is wrong",
    )


def _missing(document: Document, motion: str, path: Path) -> Finding:
    return Finding(
        "SE512",
        f"the motions say {motion}, and the drawing shows nothing of it",
        document.key_span(path),
        path,
        "draw it, or leave the motion out if it is no part of the stretch",
    )
