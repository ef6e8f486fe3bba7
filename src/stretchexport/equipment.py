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
    """What ``routine`` calls each of ``ids``, in English; ``KeyError`` if nobody knows one.

    In other languages: :meth:`stretchexport.wording.Words.equipment`.
    """
    return [routine.equipment[one] if one in routine.equipment else known()[one] for one in ids]
