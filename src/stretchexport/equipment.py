"""What people need for a stretch: names for equipment ids."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.model import Routine


@cache
def known() -> dict[str, str]:
    """The built-in equipment, name by id."""
    return tomllib.loads(read_text("equipment.toml"))


def names(routine: Routine, ids: Iterable[str]) -> list[str]:
    """What ``routine`` calls each of ``ids``; raises ``KeyError`` if nobody knows one."""
    return [name(routine, one) for one in ids]


def name(routine: Routine, equipment: str) -> str:
    """What ``routine`` calls ``equipment``; raises ``KeyError`` if nobody knows it."""
    return routine.equipment[equipment] if equipment in routine.equipment else known()[equipment]
