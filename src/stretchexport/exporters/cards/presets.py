"""The themes there are, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping


def theme(name: str) -> Mapping[str, Any]:
    """A theme of ``data/cards/themes.toml``; raises ``ValueError`` with those there are."""
    return _entry("theme", name)


@cache
def _table(kind: str) -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(read_text(f"cards/{kind}s.toml"))


def _entry(kind: str, name: str) -> Mapping[str, Any]:
    entries = _table(kind)
    if name not in entries:
        raise ValueError(f"{kind} {name}: there are {', '.join(entries)}")
    return entries[name]
