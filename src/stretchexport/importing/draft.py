"""What an import makes of a source: a routine in plain values, and what a person has to know.

A draft holds only what the source says. What it does not say is left out, or stands there as a
placeholder, and a decision says so in the routine's own line. What the source says and a routine
cannot hold is a loss, as it is for the exporters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.base import Loss

if TYPE_CHECKING:
    from stretchexport.findings import Path

Data = dict[str, Any]
"""A mapping of a routine file, in the order in which its keys are written."""

SCHEMA = "stretch-routine/v1"


class SourceError(Exception):
    """A source that is not what it should be; its text says why, and what to do, in a sentence."""


class UsageError(SourceError):
    """A source that is sound, and was asked for what it cannot give."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something a person decides. ``path`` leads to it in the routine, be it there or missing."""

    path: Path
    what: str


@dataclass
class Draft:
    """A routine as its file will have it, with what was guessed or missing, and what is lost."""

    data: Data
    decisions: list[Decision] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)

    def decide(self, path: Path, what: str) -> None:
        """Leave ``path`` to a person; ``what`` is said in its line."""
        self.decisions.append(Decision(path, what))

    def lose(self, where: str, what: str, seconds: int = 0) -> None:
        """Note that ``what`` of the source is not in the routine."""
        loss = Loss(where, what, seconds)
        if loss not in self.losses:
            self.losses.append(loss)
