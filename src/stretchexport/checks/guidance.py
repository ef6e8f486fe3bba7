"""Doses against published guidance: holds, repetitions, totals, days a week.

The rules of this module read the model. They say what is usual and what a routine does instead,
never that it is wrong; thresholds and sources are in ``data/guidance.toml``.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from stretchexport.checks import guidance_days, guidance_doses, guidance_effort
from stretchexport.checks.guidance_stages import stages, steps
from stretchexport.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.checks.guidance_stages import Step
    from stretchexport.checks.guidance_words import Advice
    from stretchexport.findings import Path
    from stretchexport.model import Item, Routine, Session
    from stretchexport.reading import Document


def check(document: Document, routine: Routine) -> Iterator[Finding]:
    """Every dose outside the guidance, in any week, once for the value that causes it."""
    said: set[tuple[str, Path]] = set()
    for advice in _every(routine):
        if (advice.code, advice.path) not in said:
            said.add((advice.code, advice.path))
            path = _there(document, advice.path)
            meant = f"; or, if it is meant, silence {advice.code} with the reason"
            yield Finding(
                advice.code, advice.message, document.span(path), path, advice.help + meant
            )


def _every(routine: Routine) -> Iterator[Advice]:
    changes = steps(routine)
    for session in routine.sessions.values():
        own = [one for one in changes if one.session in (None, session.id)]
        yield from _doses(routine, session, own)
        yield from guidance_effort.check(routine, session, own)
    yield from guidance_days.check(routine)


def _doses(routine: Routine, session: Session, changes: Sequence[Step]) -> Iterator[Advice]:
    together: defaultdict[str, list[Item]] = defaultdict(list)
    for item in session.items:
        together[item.stretch].append(item)
    for key, items in together.items():
        stretch = routine.stretches[key]
        own = (one for one in changes if one.stretch in (None, key))
        for now in stages(items, own):
            yield from guidance_doses.troubles(routine.audience, stretch, now)


def _there(document: Document, path: Path) -> Path:
    """``path`` without its last key if the file leaves that to the default."""
    owner: Any = document.data
    for step in itertools.islice(path, len(path) - 1):
        owner = owner[step]
    last = path[-1]
    return path if isinstance(last, int) or last in owner else path[:-1]
