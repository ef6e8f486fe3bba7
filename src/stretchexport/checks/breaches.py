"""Breaches of a packaged schema: what ``jsonschema`` reports, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from stretchexport.packaged_schemas import ROUTINE, is_surely_valid, validator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.findings import Path


@dataclass(frozen=True, slots=True)
class Breach:
    """A keyword of the schema that a value breaks."""

    keyword: str
    limit: Any
    """What the schema gives the keyword."""
    schema: dict[str, Any]
    """The schema the keyword stands in."""
    value: Any
    path: Path
    of_key: bool
    """Whether ``value`` is a key of the object at ``path``, and not the value there."""


def breaches(data: Any, schema: str = ROUTINE) -> Iterator[Breach]:
    """Every breach of a packaged schema in ``data``; ``required`` once an object."""
    if is_surely_valid(schema, data):
        return
    lacking: set[Path] = set()
    for error in validator(schema).iter_errors(data):
        path = tuple(error.absolute_path)
        if error.validator == "required":
            if path in lacking:
                continue
            lacking.add(path)
        yield Breach(
            keyword=str(error.validator),
            limit=error.validator_value,
            schema=cast("dict[str, Any]", error.schema),
            value=error.instance,
            path=path,
            of_key="propertyNames" in error.absolute_schema_path,
        )


def root_keys() -> list[str]:
    """The keys that a routine may have."""
    schema = cast("dict[str, Any]", validator(ROUTINE).schema)
    return list(schema["properties"])


def definition(name: str) -> dict[str, Any]:
    """A definition of the routine schema by its name; empty if there is none."""
    schema = cast("dict[str, Any]", validator(ROUTINE).schema)
    return cast("dict[str, Any]", schema["definitions"].get(name, {}))
