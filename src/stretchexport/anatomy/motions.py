"""Motions of the joints, each with the one that undoes it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion of one joint.

    ``id`` is ``joint.motion`` as in a routine file, ``opposite`` the id of the motion that undoes
    it, ``name`` plain words with the technical term in brackets.
    """

    id: str
    name: str
    opposite: str

    @property
    def joint(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]


@cache
def motions() -> Mapping[str, Motion]:
    """Every motion there is, by id, in the order of ``data/motions.toml``."""
    table = tomllib.loads(read_text("motions.toml"))
    found = (
        Motion(f"{joint}.{key}", entry["name"], f"{joint}.{entry['opposite']}")
        for joint, entries in table.items()
        for key, entry in entries.items()
    )
    return MappingProxyType({motion.id: motion for motion in found})
