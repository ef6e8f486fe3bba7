"""Every text of a routine that people get to read, with its place and what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchexport.findings import Path


class Role(Enum):
    """What a text is for, which decides what can be said about it."""

    NAME = auto()
    """What something is called: often a word of another language."""
    PROSE = auto()
    """What something is, does or feels like."""
    STEP = auto()
    """What to do."""
    CONDITION = auto()
    """When something holds: a complaint, a sign, a place."""
    OTHER = auto()
    """Names of people and things, titles of sources, reasons."""
    LINK = auto()
    """A web address."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a routine and the path it stands at."""

    path: Path
    value: str
    role: Role

    @property
    def is_language(self) -> bool:
        """Whether it is certain to be in the language of the file."""
        return self.role in (Role.PROSE, Role.STEP, Role.CONDITION)


_EVERY_KEY = "*"
_SILENCE: Any = [{"reason": Role.OTHER}]
_VIDEO: Any = {"url": Role.LINK}
_PICTURE: Any = {"alt": Role.PROSE, "credit": Role.OTHER}
_VARIANT: Any = {
    "name": Role.NAME,
    "fits": Role.PROSE,
    "steps": [Role.STEP],
    "feel": Role.PROSE,
    "video": _VIDEO,
    "picture": _PICTURE,
    "silence": _SILENCE,
}
_STRETCH: Any = {
    "name": Role.NAME,
    "aka": [Role.NAME],
    "feel": Role.PROSE,
    "not_feel": [{"where": Role.CONDITION, "then": Role.STEP}],
    "avoid_if": [{"condition": Role.CONDITION}],
    "stop_if": [Role.CONDITION],
    "steps": [Role.STEP],
    "spots": [Role.CONDITION],
    "variants": [_VARIANT],
    "video": _VIDEO,
    "picture": _PICTURE,
    "silence": _SILENCE,
}
_SESSION: Any = {
    "title": Role.NAME,
    "summary": Role.PROSE,
    "place": Role.OTHER,
    "items": [{"note": Role.STEP, "silence": _SILENCE}],
    "silence": _SILENCE,
}
_ROUTINE: Any = {
    "title": Role.NAME,
    "summary": Role.PROSE,
    "author": Role.OTHER,
    "sources": [{"title": Role.OTHER, "author": Role.OTHER, "url": Role.LINK}],
    "equipment": {_EVERY_KEY: Role.OTHER},
    "stretches": {_EVERY_KEY: _STRETCH},
    "sessions": {_EVERY_KEY: _SESSION},
    "schedule": {
        "slots": [{"silence": _SILENCE}],
        "progression": [{"silence": _SILENCE}],
        "silence": _SILENCE,
    },
    "silence": _SILENCE,
}
"""Where the texts stand: the shape of the data, as far as it leads to them."""


def texts(data: Mapping[str, Any]) -> list[Text]:
    """Every text in ``data``, which has passed the schema, in the order of the table above.

    Ids, fixed words and extensions (``x-``) are not among them.
    """
    found: list[Text] = []
    _collect(found, data, _ROUTINE, ())
    return found


def _collect(found: list[Text], value: Any, shape: Any, path: Path) -> None:
    """Add the texts in ``value`` to those ``found``."""
    if isinstance(shape, Role):
        found.append(Text(path, value, shape))
    elif isinstance(shape, list):
        for index, entry in enumerate(value):
            _collect(found, entry, shape[0], (*path, index))
    elif _EVERY_KEY in shape:
        for key, entry in value.items():
            _collect(found, entry, shape[_EVERY_KEY], (*path, key))
    else:
        for key, inner in shape.items():
            if key in value:
                _collect(found, value[key], inner, (*path, key))
