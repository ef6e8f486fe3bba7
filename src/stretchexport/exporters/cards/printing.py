"""Texts as the fonts can show them, and what is said about the characters that they cannot."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from stretchexport import glyphs
from stretchexport.exporters.base import Loss

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_CODES = 10
"""Characters that a loss names; more are counted."""

AS_THEY_ARE = frozenset({"svg", "alt", "link", "kind", "icon", "level", "about"})
"""Parts of a card that are not set in type."""


def printable(value: Any, missing: dict[str, None]) -> Any:
    """``value`` with every text in it as the fonts can show it."""
    if isinstance(value, str):
        return glyphs.printable(value, missing)
    if isinstance(value, tuple):
        return tuple(printable(one, missing) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        new = {
            one.name: printable(getattr(value, one.name), missing)
            for one in fields(value)
            if one.name not in AS_THEY_ARE
        }
        return replace(value, **new)
    return value


def missing_loss(about: str, missing: Mapping[str, None]) -> list[Loss]:
    """A loss that names the characters of a text that no font has."""
    if not missing:
        return []
    codes = list(missing)
    named = ", ".join(codes[:MOST_CODES])
    if len(codes) > MOST_CODES:
        named += f" and {len(codes) - MOST_CODES} more"
    return [Loss(about, f"characters the cards' fonts do not have are written as {named}")]
