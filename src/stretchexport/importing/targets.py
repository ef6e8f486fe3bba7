"""Muscles for a stretch that has nothing but a name: a guess, and always told as one."""

from __future__ import annotations

from functools import cache
from typing import Any

from stretchexport.anatomy.muscles import groups
from stretchexport.exporters.mapping import normalised
from stretchexport.reading import read_bytes
from stretchexport.resources import resource
from stretchexport.wording import words


def guess(name: str, language: str) -> tuple[list[str], str]:
    """The muscles that a stretch called ``name`` may be for, and why; empty if nothing tells."""
    ours = _starters().get(normalised(name))
    if ours:
        return list(ours), "our own stretch of this name"
    told = f" {_stem(name)} "
    found = [group for group in groups() if f" {_stem(words(language).muscle(group))} " in told]
    return found, "its name"


def _stem(text: str) -> str:
    """Words without their plural, so that a hamstring is one of the hamstrings."""
    return " ".join(word.removesuffix("s") for word in normalised(text).split())


@cache
def _starters() -> dict[str, tuple[str, ...]]:
    """The targets of the stretches that ``new`` begins with, by their names."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(resource("starter/regions").iterdir()):
        document, _ = read_bytes(file.read_bytes(), file.name)
        assert document is not None, "our own routines can be read"
        data: Any = document.data
        for stretch in data["stretches"].values():
            for name in (stretch["name"], *stretch.get("aka", ())):
                found[normalised(name)] = tuple(stretch["targets"])
    return found
