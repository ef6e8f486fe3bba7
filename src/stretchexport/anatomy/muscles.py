"""The fact table: muscles, what they do, and the names people use for several at once."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Dependence:
    """An action that turns round or fades once ``motion`` is part of the stretch.

    The piriformis turns the thigh out, but turns it in when the hip is bent: its
    ``hip.external-rotation`` depends on ``hip.flexion``.
    """

    action: str
    motion: str


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle, or a part of one that moves by itself, with the motions it produces.

    ``primary``, ``secondary`` and ``disputed`` hold motion ids. Disputed actions differ between
    texts or with the fibres looked at; ``posture`` lists those that hold in some postures only.
    """

    id: str
    name: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    note: str = ""
    posture: tuple[Dependence, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Muscles that a routine may name as one target; ``muscles`` holds their ids."""

    id: str
    name: str
    muscles: tuple[str, ...]


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _dependence(text: str) -> Dependence:
    action, _, motion = text.partition("@")
    return Dependence(action, motion)


def _muscle(row: Mapping[str, str]) -> Muscle:
    return Muscle(
        id=row["id"],
        name=row["name"],
        primary=_ids(row["primary"]),
        secondary=_ids(row["secondary"]),
        disputed=_ids(row["disputed"]),
        note=row["note"],
        posture=tuple(_dependence(text) for text in _ids(row["posture"])),
    )


@cache
def muscles() -> Mapping[str, Muscle]:
    """Every muscle, by id, in the order of ``data/muscles.csv``."""
    rows = csv.DictReader(read_text("muscles.csv").splitlines())
    return MappingProxyType({row["id"]: _muscle(row) for row in rows})


@cache
def groups() -> Mapping[str, Group]:
    """Every named group, by id, in the order of ``data/muscle_groups.toml``."""
    table = tomllib.loads(read_text("muscle_groups.toml"))
    return MappingProxyType(
        {key: Group(key, entry["name"], tuple(entry["muscles"])) for key, entry in table.items()}
    )


@cache
def targets() -> frozenset[str]:
    """Every id a routine may use as a target: all muscles and all groups."""
    return frozenset(muscles()) | frozenset(groups())


@cache
def resolve(target: str) -> tuple[Muscle, ...]:
    """The muscles a target stands for; ``KeyError`` if there is no such target."""
    group = groups().get(target)
    ids = group.muscles if group else (target,)
    return tuple(muscles()[muscle] for muscle in ids)


@cache
def target_name(target: str) -> str:
    """What people call a target; ``KeyError`` if there is no such target."""
    group = groups().get(target)
    return group.name if group else muscles()[target].name
