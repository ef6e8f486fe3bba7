"""How the findings about doses put things: what is usual, and what this is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchexport.counting import counted

if TYPE_CHECKING:
    from stretchexport.checks.guidance_facts import Band
    from stretchexport.findings import Path
    from stretchexport.model import Amount


@dataclass(frozen=True, slots=True)
class Advice:
    """A finding before its place in the text is known.

    ``path`` is where its cause stands, ``help`` what to do if the dose is not meant so.
    """

    code: str
    path: Path
    message: str
    help: str


def amount(value: Amount) -> str:
    """An amount as the file gives it: ``30 s``, ``5 breaths``."""
    if value.breaths is None:
        return f"{value.seconds} s"
    return counted(value.breaths, "breath")


def span(band: Band) -> str:
    """``10 to 30 s``; ``45 s`` if both ends are the same."""
    return f"{band.least} s" if band.least == band.most else f"{band.least} to {band.most} s"
