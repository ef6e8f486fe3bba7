"""Proof that a JSON Schema says what it seems to say: every keyword of it rejects something.

A keyword is proven by a *mutant*: a valid document with one change, which the schema rejects, and
which the same schema without that one keyword accepts. So the rejection is due to the keyword and
to nothing else, and a keyword that another one makes superfluous cannot be proven.
"""

from __future__ import annotations

import copy
import datetime as dt
import itertools
import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from jsonschema import Draft202012Validator
from jsonschema.validators import extend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema.protocols import Validator

Path = tuple[str | int, ...]
Schema = dict[str, Any]

ANNOTATIONS = frozenset({"$schema", "$id", "$comment", "title", "description", "examples"})

CONSTRAINTS = frozenset(
    {
        "type", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems",
        "uniqueItems", "minProperties", "maxProperties", "required", "additionalProperties",
        "not", "anyOf", "oneOf",
    }
)  # fmt: skip
"""What rejects: ``additionalProperties`` if it is ``false``, ``required`` once for each name."""

STRUCTURE = frozenset(
    {
        "definitions", "$ref", "allOf", "properties", "patternProperties", "propertyNames",
        "items", "if", "then", "else",
    }
)  # fmt: skip
"""What only leads to other schemas."""

SHARED_KEYWORDS = ANNOTATIONS | CONSTRAINTS | STRUCTURE
"""The keywords that mean the same in draft-07 and in 2020-12, if ``$ref`` stands alone.

``definitions`` is kept by the 2020-12 meta-schema, ``items`` is one schema for all entries.
"""

_SCHEMAS_BY_KEY = frozenset({"definitions", "properties", "patternProperties"})
_SCHEMA_LISTS = frozenset({"allOf", "anyOf", "oneOf"})
_SCHEMAS = frozenset(
    {"items", "additionalProperties", "propertyNames", "if", "then", "else", "not"}
)
_CONDITIONS = frozenset({"if", "not"})

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")

_ANYTHING: tuple[Any, ...] = (None, True, 1, 1.5, "text", [], {})


def _is_integer(_: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@cache
def _strict(draft: type[Validator]) -> type[Validator]:
    checker = draft.TYPE_CHECKER.redefine("integer", _is_integer)
    return cast("type[Validator]", extend(draft, type_checker=checker))  # type: ignore[no-untyped-call]


def strict_validator(schema: Schema, draft: type[Validator] = Draft202012Validator) -> Validator:
    """A validator for which 30.0 is no integer, and neither is ``true``."""
    return _strict(draft)(schema)


def pointer(path: Path) -> str:
    """A path as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def at(root: Any, path: Path) -> Any:
    """The value at ``path`` below ``root``."""
    for part in path:
        root = root[part]
    return root


def subschemas(schema: Schema) -> Iterator[tuple[Path, Schema]]:
    """Every schema in ``schema`` with its path, itself first."""
    return _subschemas(schema, (), frozenset())


def _subschemas(schema: Any, path: Path, but: frozenset[str]) -> Iterator[tuple[Path, Schema]]:
    if not isinstance(schema, dict):
        return
    yield path, schema
    for keyword, value in schema.items():
        if keyword in but:
            continue
        if keyword in _SCHEMAS_BY_KEY:
            below: Iterable[tuple[Path, Any]] = (((keyword, k), v) for k, v in value.items())
        elif keyword in _SCHEMA_LISTS:
            below = (((keyword, index), v) for index, v in enumerate(value))
        else:
            below = [((keyword,), value)] if keyword in _SCHEMAS else []
        for step, inner in below:
            yield from _subschemas(inner, path + step, but)


def constraints(schema: Schema) -> Iterator[tuple[Path, str]]:
    """Everything in ``schema`` that should reject something: where it stands, and its keyword.

    A condition (what is inside of ``if`` and ``not``) is not one; what depends on it is.
    """
    for path, inner in _subschemas(schema, (), _CONDITIONS):
        for keyword in CONSTRAINTS.intersection(inner):
            if keyword == "required":
                for index in range(len(inner["required"])):
                    yield (*path, keyword, index), keyword
            elif keyword != "additionalProperties" or inner[keyword] is False:
                yield (*path, keyword), keyword


def applications(schema: Schema, document: Any) -> Iterator[tuple[Path, Path]]:
    """Which schemas of ``schema`` speak about which values of the valid ``document``: both paths.

    A reference is followed to where it leads. ``propertyNames`` is not followed.
    """
    return _Walk(schema, document).at((), ())


class _Walk:
    def __init__(self, schema: Schema, document: Any) -> None:
        self.schema = schema
        self.document = document

    def at(self, path: Path, place: Path) -> Iterator[tuple[Path, Path]]:
        schema = at(self.schema, path)
        if not isinstance(schema, dict):
            return
        yield path, place
        if "$ref" in schema:
            yield from self.at(_target(schema["$ref"]), place)
        for keyword in _SCHEMA_LISTS.intersection(schema):
            for index in range(len(schema[keyword])):
                if self._applies((*path, keyword, index), place):
                    yield from self.at((*path, keyword, index), place)
        if "if" in schema:
            branch = "then" if self._applies((*path, "if"), place) else "else"
            if branch in schema:
                yield from self.at((*path, branch), place)
        yield from self._children(schema, path, place)

    def _children(self, schema: Schema, path: Path, place: Path) -> Iterator[tuple[Path, Path]]:
        value = at(self.document, place)
        if isinstance(value, list) and "items" in schema:
            for index in range(len(value)):
                yield from self.at((*path, "items"), (*place, index))
        if isinstance(value, dict):
            for key in value:
                for step in _about(key, schema):
                    yield from self.at(path + step, (*place, key))

    def _applies(self, path: Path, place: Path) -> bool:
        """Whether the value at ``place`` is valid against the schema at ``path``."""
        part = {**at(self.schema, path), "definitions": self.schema.get("definitions", {})}
        return strict_validator(part).is_valid(at(self.document, place))


def _about(key: str, schema: Schema) -> list[Path]:
    """The schemas in ``schema`` that speak about the value of ``key``."""
    found: list[Path] = [
        ("patternProperties", pattern)
        for pattern in schema.get("patternProperties", {})
        if re.search(pattern, key)
    ]
    if key in schema.get("properties", {}):
        found.append(("properties", key))
    return found or ([("additionalProperties",)] if "additionalProperties" in schema else [])


def _target(reference: str) -> Path:
    parts = reference.removeprefix("#/").split("/")
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts)


def rejecting_mutants(schema: Schema, *documents: Any) -> Iterator[tuple[str, str, Any]]:
    """One mutant for each constraint that one can be found for.

    Gives the constraint's JSON pointer, its keyword, and the changed document. Compare with
    :func:`constraints`: what is missing here rejects nothing, or no document ever gets there.
    """
    whole = strict_validator(schema)
    places: dict[Path, list[tuple[Any, Path]]] = {}
    for document in documents:
        if not whole.is_valid(document):
            raise ValueError("the documents to start from have to be valid")
        for path, place in applications(schema, document):
            places.setdefault(path, []).append((document, place))
    for where, keyword in constraints(schema):
        owner = where[:-2] if keyword == "required" else where[:-1]
        weaker = strict_validator(without(schema, where))
        mutants = (
            replaced(document, place, value)
            for document, place in places.get(owner, ())
            for value in _changed(
                at(document, place), keyword, at(schema, where), at(schema, owner)
            )
        )
        proof = (one for one in mutants if not whole.is_valid(one) and weaker.is_valid(one))
        for mutant in itertools.islice(proof, 1):
            yield pointer(where), keyword, mutant


def without(schema: Schema, where: Path) -> Schema:
    """``schema`` without the keyword, or without the one required name, at the path ``where``."""
    weaker = copy.deepcopy(schema)
    del at(weaker, where[:-1])[where[-1]]
    return weaker


def replaced(document: Any, place: Path, value: Any) -> Any:
    """A copy of ``document`` with another value at ``place``."""
    if not place:
        return value
    mutant = copy.deepcopy(document)
    at(mutant, place[:-1])[place[-1]] = value
    return mutant


def _changed(value: Any, keyword: str, limit: Any, owner: Schema) -> Iterator[Any]:
    """Values that break ``keyword: limit`` and, with luck, nothing else of its ``owner``."""
    if keyword == "type" and isinstance(value, int) and not isinstance(value, bool):
        yield float(value)
    if keyword in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"):
        yield from (limit - 1, limit, limit + 1, limit + 0.5)
    elif isinstance(value, str):
        yield from _changed_text(value, keyword, limit)
    elif isinstance(value, list):
        yield from _changed_list(value, keyword, limit)
    elif isinstance(value, dict):
        yield from _changed_object(value, keyword, limit, owner)
    yield from _ANYTHING


def _changed_text(value: str, keyword: str, limit: Any) -> Iterator[str]:
    if keyword == "pattern":
        yield value + "\n"
        yield ""
    elif keyword == "minLength":
        yield value[: limit - 1]
    elif keyword == "maxLength":
        yield value + value[-1:] * (limit + 1 - len(value))
    yield value + "-other"


def _changed_list(value: list[Any], keyword: str, limit: Any) -> Iterator[list[Any]]:
    if keyword == "minItems":
        yield value[: limit - 1]
    elif keyword == "maxItems":
        yield [_distinct(value[0], index) for index in range(limit + 1)]
        yield [value[0]] * (limit + 1)
    elif keyword == "uniqueItems":
        yield [*value, value[0]]


def _distinct(value: Any, number: int) -> Any:
    """The ``number``-th of many different values that are written like ``value``."""
    if isinstance(value, int):
        return value + number
    if not isinstance(value, str):
        return value
    if _DATE.fullmatch(value):
        return (dt.date.fromisoformat(value) + dt.timedelta(days=number)).isoformat()
    if _TIME.fullmatch(value):
        return f"{number:02}{value[2:]}"
    if value[0].isdigit():
        return re.sub(r"[0-9]+", str(number + 1), value, count=1)
    return value[:-1] + "abcdefghij"[number % 10] * (number // 10 + 1)


def _changed_object(
    value: dict[str, Any], keyword: str, limit: Any, owner: Schema
) -> Iterator[dict[str, Any]]:
    if keyword == "required":
        yield {key: one for key, one in value.items() if key != limit}
    elif keyword == "additionalProperties":
        yield {**value, "Unheard of": 1}
    elif keyword == "minProperties":
        yield dict(list(value.items())[: limit - 1])
    elif keyword == "maxProperties":
        key, one = next(iter(value.items()))
        yield {_distinct(key, number): one for number in range(limit + 1)}
    elif keyword in ("not", "anyOf", "oneOf"):
        names = limit.get("required", ()) if keyword == "not" else owner.get("properties", ())
        for name in names:
            yield {key: one for key, one in value.items() if key != name}
            yield from ({**value, name: one} for one in _ANYTHING)


def unportable_escapes(pattern: str) -> list[str]:
    """Escapes in ``pattern`` that Python and ECMA-262 do not read alike.

    With its ``u`` flag, which Ajv sets, ECMA-262 refuses to escape what has no meaning of its own
    (section 22.2.1, IdentityEscape); ``\\d`` and ``\\w`` are about all scripts in Python only.
    """
    return [one for one in re.findall(r"\\.", pattern) if one[1] not in r"^$\.*+?()[]{}|/-sS"]


def descriptions_missing(schema: Schema) -> list[str]:
    """The properties that an editor could say nothing about."""
    return [
        pointer((*path, "properties", name))
        for path, inner in _subschemas(schema, (), _CONDITIONS)
        for name, one in inner.get("properties", {}).items()
        if not one.get("description")
    ]
