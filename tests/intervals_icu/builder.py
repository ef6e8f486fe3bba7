"""The workout builder of Intervals.icu, as its guide and its author describe it.

It reads generously, as people report that the service does: a unit may stand apart from its number,
and a line that has ``6x`` anywhere repeats what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

JOINER = "\u2060"
DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", re.ASCII)
REPEAT = re.compile(r"(\d+)\s*x(?![a-z])", re.ASCII | re.IGNORECASE)
MEANT = re.compile(
    r"""
    \d+(?:[.,]\d+)? \s*
      (?: (?:h|hours?|m|mins?|minutes?|s|secs?|seconds?|km|mi|miles?|mtr|met(?:er|re)s?
            |y|yds?|yrds?|yards?|w|x|rpm|spm|bpm)(?![a-z])
        | [%'":^] )
    | \b c?z \d
    | \b (?: ramp|freeride|maxeffort|hidepower|press\s+lap|lap\s+press|pool\s+length ) \b
    | \b (?: intensity|power|hr ) \s* =
    | (?:^|\s) 0 (?=\s|$)
    | [<>]
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""A duration, distance, target, cadence, repeat, option or tag."""


@dataclass(frozen=True)
class Prompted:
    """A step: the text it shows, and its seconds."""

    prompt: str
    seconds: int


def steps(text: str) -> list[Prompted]:
    """What the service makes of a description, step by step."""
    done: list[Prompted] = []
    block: list[Prompted] = []
    times = 1
    for raw in [*text.split("\n"), ""]:
        line = raw.strip()
        if not line:
            done += block * times
            block, times = [], 1
        elif line.startswith("-"):
            block.append(_step(line[1:].strip()))
        else:
            repeat = REPEAT.search(line)
            if repeat:
                assert repeat[0] == line, f"a text is taken for a repeat: {line}"
                assert not block, "a repeat has no empty line before it"
                times = int(repeat[1])
            else:
                assert not MEANT.search(line), f"a text is taken for something: {line}"
    return done


def _step(body: str) -> Prompted:
    """The text before the first thing that means something is the prompt."""
    meant = MEANT.search(body)
    assert meant, f"a step has no duration: {body}"
    prompt, rest = body[: meant.start()].strip(), body[meant.start() :].strip()
    time = DURATION.fullmatch(rest)
    assert time, f"a prompt is taken for something: {body}"
    assert prompt
    assert not prompt.startswith("-")
    hours, minutes, seconds = (int(part or 0) for part in time.groups())
    return Prompted(prompt.replace(JOINER, ""), 3600 * hours + 60 * minutes + seconds)
