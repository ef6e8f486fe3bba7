"""A session as the text of a planned workout, and that text read again.

``data/intervals_icu.toml`` names the source of the syntax. Texts of a routine are broken up where
they would be taken for a part of it: by U+2060 WORD JOINER, which nobody sees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stretchexport.exporters.base import Loss, VerificationError
from stretchexport.exporters.fit.repeats import rolled_up, unrolled
from stretchexport.exporters.fit.workouts import where
from stretchexport.exporters.intervals_icu.facts import facts
from stretchexport.exporters.timers.spoken import Spoken
from stretchexport.exporters.tracking import notes
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.exporters.fit.repeats import Block
    from stretchexport.exporters.timers.spoken import Speaker

JOINER = "\u2060"
MINUTE = 60
_TAGS = str.maketrans("<>", "‹›")
_REPEAT = re.compile(r"([0-9]+)x")
_STEP = re.compile(r"- .+ (?:([0-9]+)m)?(?:([0-9]+)s)?")


def harmless(text: str) -> str:
    """``text`` on one line, in which the service finds no step, amount, repeat or tag.

    Tags it would keep or drop as HTML get other brackets.
    """
    plain = one_line(text).strip().translate(_TAGS)
    if plain.startswith("-"):
        plain = "–" + plain[1:]
    for pattern in (facts().amounts, facts().zones, facts().words, facts().zeros):
        plain = pattern.sub(rf"\1{JOINER}", plain)
    return plain


@dataclass
class Writer:
    """Writes the text of one run of weeks and collects what it cannot hold."""

    speaker: Speaker
    unroll: bool
    losses: list[Loss] = field(default_factory=list)

    def text(self) -> str:
        """What to know before, the steps, and how each stretch is done; parts by empty lines."""
        steps = tuple(Spoken(one.name, one.seconds, one.work) for one in self.speaker.steps())
        blocks = unrolled(steps) if self.unroll else rolled_up(steps)
        parts = [self._lines(self._before()), *map(self._block, blocks)]
        parts += [self._lines(lines) for lines in self._how()]
        return "\n\n".join(part for part in parts if part)

    def _block(self, block: Block[Spoken]) -> str:
        lines = [f"- {self._harmless(one.name)} {duration(one.seconds)}" for one in block.steps]
        return "\n".join([f"{block.times}x", *lines] if block.times > 1 else lines)

    def _before(self) -> list[str]:
        speaker = self.speaker
        told = notes.session(speaker.routine, speaker.run.timeline, speaker.words)
        return [speaker.words.text("safety.line"), *told]

    def _how(self) -> Iterator[list[str]]:
        speaker = self.speaker
        line = speaker.run.timeline
        for choice in dict.fromkeys(line.choices):
            items = [
                item for item, its in zip(line.items, line.choices, strict=True) if its == choice
            ]
            own = dict.fromkeys(item.note for item in items if item.note)
            yield [choice.name, *own, *notes.how(speaker.routine, choice, speaker.words)]

    def _lines(self, lines: list[str]) -> str:
        return "\n".join(filter(None, map(self._harmless, lines)))

    def _harmless(self, text: str) -> str:
        plain = harmless(text)
        if plain != one_line(text).strip():
            what = "texts that would be taken for a step, an amount or a tag are broken up unseen"
            self.losses.append(Loss(where(self.speaker.run), what))
        return plain


def duration(seconds: int) -> str:
    """``1m30s``: minutes are m, and there are no hours, which few would expect in a stretch."""
    minutes, rest = divmod(seconds, MINUTE)
    return (f"{minutes}m" if minutes else "") + (f"{rest}s" if rest or not minutes else "")


def seconds(text: str) -> int:
    """How long the steps of a text take; raises :class:`VerificationError` if one has no time."""
    return sum(map(_seconds, text.split("\n\n")))


def _seconds(part: str) -> int:
    first, *rest = part.split("\n")
    repeat = _REPEAT.fullmatch(first)
    lines = rest if repeat else [first, *rest]
    total = 0
    for line in lines:
        if line.startswith("-"):
            step = _STEP.fullmatch(line)
            if step is None or not any(step.groups()):
                raise VerificationError(f"a step has no duration: {line}")
            total += MINUTE * int(step[1] or 0) + int(step[2] or 0)
    return total * (int(repeat[1]) if repeat else 1)
