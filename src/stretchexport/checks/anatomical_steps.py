"""The steps of a stretch against its motions, as far as it can be known.

Steps are free text, so only plain English commands count that can mean one motion only, from
``data/step_phrases.toml``. The first step is how to get into the position, and nothing after the
words that lead out of it counts. Where the steps also say what the motions say, the one may well
be the way to the other, and nothing is certain.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from stretchexport.anatomy.motions import motions as all_motions
from stretchexport.checks.texts_places import Places
from stretchexport.findings import Finding
from stretchexport.model import StretchType
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from stretchexport.findings import Path
    from stretchexport.model import Stretch
    from stretchexport.reading import Document

_SENTENCE = re.compile(r"[.;:!?]?[^.;:!?]+")


@dataclass(frozen=True, slots=True)
class Command:
    """A command in the step ``index``, from ``start`` to ``end`` in it, that means ``motion``."""

    index: int
    start: int
    end: int
    motion: str


@dataclass(frozen=True, slots=True)
class _Table:
    uncertain: re.Pattern[str]
    ends: re.Pattern[str]
    phrases: Mapping[str, re.Pattern[str]]


@cache
def _table() -> _Table:
    data = tomllib.loads(read_text("step_phrases.toml"))
    return _Table(
        _words(data["uncertain"]),
        _words(data["ends"]),
        {
            motion: re.compile(
                rf"(?:^|[.;:!?,]|\band|\bthen)\s*(?:(?:slowly|gently)\s+)?({'|'.join(every)})(?![\w-])",
                re.IGNORECASE,
            )
            for motion, every in data["phrases"].items()
        },
    )


def _words(every: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(every)})(?![\w'-])", re.IGNORECASE)


def check(document: Document, stretch: Stretch) -> Iterator[Finding]:
    """Every step of a stretch, written in English, that says the opposite of a motion.

    Only where the stretch is held: a movement and a contraction go both ways.
    """
    if stretch.type is not StretchType.STATIC:
        return
    said: set[Path] = set()
    for owner in stretch.variants or (stretch,):
        told = owner if owner.steps else stretch
        for one in opposed(told.steps, owner.motions or stretch.motions):
            path = (*told.origin.path, "steps", one.index)
            if path not in said:
                said.add(path)
                yield _finding(document, told.steps[one.index], path, one)


def _finding(document: Document, step: str, path: Path, one: Command) -> Finding:
    words = step[one.start : one.end]
    return Finding(
        "SE511",
        f"'{words}' is {one.motion}, the motions say {all_motions()[one.motion].opposite}",
        Places(document).span(path, step, one.start, one.end),
        path,
        "mend whichever of the two is wrong",
    )


def opposed(steps: Sequence[str], motions: Collection[str]) -> Iterator[Command]:
    """Every command that means the opposite of one of ``motions``, of which the steps say nothing.

    ``steps`` are in English.
    """
    opposites = {all_motions()[motion].opposite: motion for motion in motions}
    wrong = opposites.keys() - set(motions)
    every = list(commands(steps, {*wrong, *motions})) if wrong & _table().phrases.keys() else []
    said = {one.motion for one in every}
    for one in every:
        if one.index > 0 and one.motion in wrong and opposites[one.motion] not in said:
            yield one


def commands(steps: Sequence[str], meaning: Collection[str]) -> Iterator[Command]:
    """Every certain command in ``steps`` for one of these motions, until they lead out of it."""
    table = _table()
    patterns = {key: one for key, one in table.phrases.items() if key in meaning}
    for index, step in enumerate(steps):
        for sentence in _SENTENCE.finditer(step):
            if table.ends.search(sentence[0]):
                return
            if table.uncertain.search(sentence[0]):
                continue
            for motion, pattern in patterns.items():
                for match in pattern.finditer(step, *sentence.span()):
                    yield Command(index, *match.span(1), motion)
