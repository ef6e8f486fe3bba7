"""What is easily left out beside a stretch, from ``data/balance.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from stretchexport.anatomy.muscles import resolve
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

Muscles = frozenset[str]
"""Ids of single muscles."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Speaks up if a muscle of ``stretched`` is stretched and none of ``lacking`` is.

    With ``beside`` one of these has to be stretched as well.
    """

    code: str
    stretched: Muscles
    beside: Muscles
    lacking: Muscles
    message: str
    help: str


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file."""
    return tuple(
        Rule(
            code=entry["code"],
            stretched=muscles_of(entry["stretched"]),
            beside=muscles_of(entry.get("beside", ())),
            lacking=muscles_of(entry["lacking"]),
            message=entry["message"],
            help=entry["help"],
        )
        for entry in tomllib.loads(read_text("balance.toml"))["rule"]
    )


def muscles_of(targets: Iterable[str]) -> Muscles:
    """The muscles that ``targets`` stand for."""
    return frozenset(muscle.id for target in targets for muscle in resolve(target))
