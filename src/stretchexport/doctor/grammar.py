"""What a calendar file may hold: components, properties and their types of value."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from stretchexport.resources import read_text


@dataclass(frozen=True, slots=True)
class ComponentKind:
    """Where a component may stand, and the properties it must have."""

    inside: frozenset[str]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PropertyKind:
    """The types of value of a property, the default first, and the components that may have it."""

    types: tuple[str, ...]
    once: frozenset[str]
    many: frozenset[str]
    words: tuple[str, ...] = ()
    is_list: bool = False
    named: bool = False
    """Whether the VALUE parameter has to be there: the property has no default type."""


@cache
def components() -> dict[str, ComponentKind]:
    """Every component, by name."""
    return {
        name: ComponentKind(frozenset(entry["in"]), tuple(entry["needs"]))
        for name, entry in _table()["components"].items()
    }


@cache
def properties() -> dict[str, PropertyKind]:
    """Every property with a meaning that is fixed, by name."""
    return {name: _property(entry) for name, entry in _table()["properties"].items()}


@cache
def parameters() -> frozenset[str]:
    """The names of all registered parameters."""
    return frozenset(_table()["parameters"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(read_text("icalendar.toml"))


def _property(entry: dict[str, Any]) -> PropertyKind:
    return PropertyKind(
        tuple(entry["types"]),
        _members(entry.get("once", ())),
        _members(entry.get("many", ())),
        tuple(entry.get("words", ())),
        entry.get("list", False),
        entry.get("named", False),
    )


def _members(names: list[str]) -> frozenset[str]:
    """The components that ``names`` mean, with groups resolved."""
    groups = _table()["groups"]
    return frozenset(
        one for name in names for one in (groups[name[1:]] if name[0] == "@" else [name])
    )
