"""Break one thing in a good file: the finding stands on the broken line."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

from stretchexport.loading import load_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
FILES = [
    ROOT / "tests" / "corpus" / "every-key.yaml",
    ROOT / "tests" / "corpus" / "checks" / "base.yaml",
    *sorted((ROOT / "examples").glob("*.yaml")),
]
MUTANTS = 900
AIM = 0.95

KEY = re.compile(r"(?<=[\s{,])([a-z_]{3,})(?=:)")
"""A key of the format; ids have hyphens or stand where any id may stand."""
VALUE = re.compile(
    r"(?<=\b)(type|sides|order|side|action|on|at|hold|rest|sets|reps|tempo|contract|relax|weeks|"
    r"starts|timezone|updated|from_week|transition|targets|motions|equipment|stretch|session)"
    r": (\[[^\]]*\]|\"[^\"]*\"|[^,}\s][^,}]*)"
)
NONSENSE = ("zzz", "-5", "1.5", "[]", "{}", "[[]]", '"a\\nb"', "1:30", "2026-02-30", "null", "true")


def broken(text: str, dice: random.Random) -> tuple[str, int] | None:
    """The text with one thing broken, and the number of its line (from 1)."""
    lines = text.splitlines()
    number = dice.randrange(len(lines))
    line = lines[number]
    if line.lstrip().startswith("#") or line.startswith(("x-", "  x-")):
        return None
    kinds = (_misspelt, _revalued, _repeated, _unclosed, _tabbed)
    changed = dice.choice(kinds)(line, dice)
    if changed is None or changed == line:
        return None
    return "\n".join([*lines[:number], changed, *lines[number + 1 :]]) + "\n", number + 1


def _misspelt(line: str, dice: random.Random) -> str | None:
    found = list(KEY.finditer(" " + line))
    if not found:
        return None
    start, end = (place - 1 for place in dice.choice(found).span())
    at = dice.randrange(start, end - 1)
    return line[:at] + line[at + 1] + line[at] + line[at + 2 :]


def _revalued(line: str, dice: random.Random) -> str | None:
    found = list(VALUE.finditer(line))
    if not found:
        return None
    start, end = dice.choice(found).span(2)
    return line[:start] + dice.choice(NONSENSE) + line[end:]


def _repeated(line: str, dice: random.Random) -> str | None:
    found = re.match(r"( +)([a-z_]+): \S", line)
    return f"{line}\n{line}" if found and dice.random() < 0.5 else None


def _unclosed(line: str, _: random.Random) -> str | None:
    return line.rstrip("]}") if line.endswith(("]", "}")) else None


def _tabbed(line: str, _: random.Random) -> str | None:
    return line.replace("  ", "\t", 1) if line.startswith("  ") else None


def lines_told(text: str) -> Iterator[int]:
    for finding in load_bytes(text.encode(), "mutant.yaml").findings:
        yield finding.span.line
        yield from (one.span.line for one in finding.related)


def test_the_finding_is_on_the_broken_line() -> None:
    dice = random.Random(20261122)
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    good = [set(lines_told(text)) for text in texts]
    hits = 0
    misses: list[tuple[str, list[int]]] = []
    while hits + len(misses) < MUTANTS:
        which = dice.randrange(len(texts))
        mutant = broken(texts[which], dice)
        if mutant is None:
            continue
        text, line = mutant
        told = set(lines_told(text))
        if told <= good[which]:
            continue  # still a good file: two letters alike, or a value as good as before
        repeated = text.splitlines()[line - 1 : line] == text.splitlines()[line : line + 1]
        if {line, line + 1 if repeated else line} & told:
            hits += 1
        else:
            misses.append((text.splitlines()[line - 1], sorted(told)))
    share = hits / MUTANTS
    print(f"{share:.1%} of {MUTANTS} mistakes were found on their line")
    assert share >= AIM, misses[:10]
