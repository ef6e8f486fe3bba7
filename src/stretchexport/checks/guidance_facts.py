"""The published guidance on doses, from ``data/guidance.toml``, where the sources stand as well."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.model import Audience
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchexport.model import Amount


@dataclass(frozen=True, slots=True)
class Band:
    """What a value lies between, both ends included: seconds, or a number of repetitions.

    A time worked out from breaths is such a band itself.
    """

    least: int
    most: int

    def below(self, other: Band) -> bool:
        """Whether all of this band lies below ``other``."""
        return self.most < other.least

    def above(self, other: Band) -> bool:
        """Whether all of this band lies above ``other``."""
        return self.least > other.most


@dataclass(frozen=True, slots=True)
class Facts:
    """The thresholds: times in seconds, ``repetitions`` a side, ``days`` a week."""

    hold: Mapping[Audience, Band]
    pnf_hold: Band
    contract: Band
    repetitions: Band
    total: Band
    total_target: int
    days: int
    days_words: str
    before_effort: int
    breath: Band


@cache
def facts() -> Facts:
    """What ``data/guidance.toml`` says."""
    table: dict[str, Any] = tomllib.loads(read_text("guidance.toml"))
    hold, total, days, breath = (table[key] for key in ("hold", "total", "days", "breath"))
    return Facts(
        hold={audience: Band(**hold[audience]) for audience in Audience},
        pnf_hold=Band(**hold["pnf"]),
        contract=Band(**table["contract"]["seconds"]),
        repetitions=Band(**table["repetitions"]["sets"]),
        total=Band(**total["seconds"]),
        total_target=total["target"],
        days=days["least"],
        days_words=days["words"],
        before_effort=table["before-effort"]["most"],
        breath=Band(breath["shortest"], breath["longest"]),
    )


def seconds(amount: Amount) -> Band:
    """How long ``amount`` takes: exactly what it says, or from short to long breaths."""
    if amount.breaths is None:
        return Band(amount.seconds, amount.seconds)
    breath = facts().breath
    return Band(amount.breaths * breath.least, amount.breaths * breath.most)
