"""What an editor can say about a routine with nothing but its schema.

A model of a language server: it follows the schema along a path, through references, ``allOf``,
``properties``, ``patternProperties``, ``additionalProperties`` and ``items``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.findings import Path

Schema = dict[str, Any]


class SchemaEditor:
    """Hover and completion for any document of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._root = schema

    def hover(self, path: Path) -> str:
        """What is said about the key at the end of ``path``; empty if nothing is."""
        return next((one["description"] for one in self._at(path) if "description" in one), "")

    def keys(self, path: Path) -> set[str]:
        """The keys that are offered for the object that ``path`` leads into."""
        return {key for one in self._at(path[:-1]) for key in one.get("properties", {})}

    def values(self, path: Path) -> set[str]:
        """The words that are offered at ``path``."""
        return {str(word) for one in self._at(path) for word in _words(one)}

    def _at(self, path: Path) -> list[Schema]:
        """Every schema that speaks about the value at ``path``, outer ones first."""
        found = list(self._whole(self._root))
        for step in path:
            found = [
                whole
                for one in found
                for inner in _below(one, step)
                for whole in self._whole(inner)
            ]
        return found

    def _whole(self, schema: Schema) -> Iterator[Schema]:
        """``schema`` and those it takes in at the same place."""
        yield schema
        if "$ref" in schema:
            yield from self._whole(self._root["definitions"][schema["$ref"].rsplit("/", 1)[-1]])
        for inner in schema.get("allOf", ()):
            yield from self._whole(inner)


def _below(schema: Schema, step: str | int) -> Iterator[Schema]:
    if isinstance(step, int):
        if "items" in schema:
            yield schema["items"]
        return
    named = schema.get("properties", {}).get(step)
    by_pattern = [
        inner
        for pattern, inner in schema.get("patternProperties", {}).items()
        if re.search(pattern, step)
    ]
    others = schema.get("additionalProperties")
    if named is not None:
        yield named
    yield from by_pattern
    if named is None and not by_pattern and isinstance(others, dict):
        yield others


def _words(schema: Schema) -> list[Any]:
    return [schema["const"]] if "const" in schema else schema.get("enum", [])
