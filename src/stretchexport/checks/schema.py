"""The schema check: what ``jsonschema`` finds wrong, in words for people and with a place."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from stretchexport.checks.near import did_you_mean, listing
from stretchexport.findings import Finding, Path
from stretchexport.resources import SCHEMAS, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

    from stretchexport.reading import Document

ROUTINE_SCHEMA = "stretch-routine.schema.json"

_KINDS = {
    "object": "a set of keys and values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


@cache
def validator(name: str = ROUTINE_SCHEMA) -> Draft202012Validator:
    """The validator of a packaged schema; in it 30.0 is no integer, as the format wants it."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    strict_integers = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    strict = extend(Draft202012Validator, type_checker=strict_integers)
    return strict(json.loads(read_text(name, SCHEMAS)))


def check(document: Document) -> Iterator[Finding]:
    """Every breach of the routine schema in ``document``; none twice."""
    errors = list(validator().iter_errors(document.data))
    misspelt = {
        (tuple(error.absolute_path), near)
        for error in errors
        if error.validator == "additionalProperties"
        for key in _unknown_keys(error)
        if (near := did_you_mean(key, _known_keys(error)))
    }
    for error in errors:
        if error.validator == "required" and (_place(error), _missing_key(error)) in misspelt:
            continue  # the misspelt key already says so
        yield from _FINDERS.get(str(error.validator), _other)(document, error)


def _place(error: ValidationError) -> Path:
    return tuple(error.absolute_path)


def _unknown_keys(error: ValidationError) -> list[str]:
    known = _known_keys(error)
    patterns = error.schema.get("patternProperties", {})
    return [
        key
        for key in error.instance
        if key not in known and not any(re.search(pattern, key) for pattern in patterns)
    ]


def _known_keys(error: ValidationError) -> list[str]:
    return list(error.schema.get("properties", {}))


def _missing_key(error: ValidationError) -> str:
    """The one key that a ``required`` error is about."""
    match = re.match(r"'(.+)' is a required property", error.message)
    return match[1] if match else ""


def _unknown(document: Document, error: ValidationError) -> Iterator[Finding]:
    known = _known_keys(error)
    for key in _unknown_keys(error):
        path = (*_place(error), key)
        near = did_you_mean(key, known)
        text = f"did you mean {near}?" if near else f"known here: {listing(known)}"
        yield Finding(
            "SE201", f"there is no key {_shown(key)} here", document.key_span(path), path, text
        )


def _missing(document: Document, error: ValidationError) -> Iterator[Finding]:
    key = _missing_key(error)
    described = _description(error.schema["properties"].get(key, {}))
    place = _place(error)
    owner = f"{place[-1]} lacks" if place and isinstance(place[-1], str) else "this lacks"
    if not place:
        owner = "the routine lacks"
    yield Finding(
        "SE202", f"{owner} the key {key}", document.key_span(place), place, f"{key}: {described}"
    )


def _description(schema: dict[str, Any]) -> str:
    """A property's description, followed through one reference."""
    if "description" in schema:
        return str(schema["description"])
    target = str(schema.get("$ref", "")).rsplit("/", 1)[-1]
    return str(validator().schema["definitions"].get(target, {}).get("description", ""))


def _kind(document: Document, error: ValidationError) -> Iterator[Finding]:
    allowed = error.validator_value
    names = [allowed] if isinstance(allowed, str) else list(allowed)
    wanted = " or ".join(_KINDS[name] for name in names)
    hint = error.schema.get("patternErrorMessage", "")
    if isinstance(error.instance, float) and "integer" in names:
        hint = "write it without a decimal point"
    elif names == ["string"] and isinstance(error.instance, bool | int | float):
        hint = "put it in quotation marks if it is meant as text"
    yield _at(document, error, "SE203", f"expected {wanted}, found {_found(error.instance)}", hint)


def _found(value: object) -> str:
    if isinstance(value, dict):
        return _KINDS["object"]
    if isinstance(value, list):
        return _KINDS["array"]
    return "nothing" if value is None else _shown(value)


def _shown(value: object) -> str:
    """A scalar as JSON, cut if it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + '…"'


def _word(document: Document, error: ValidationError) -> Iterator[Finding]:
    near = did_you_mean(str(error.instance), error.validator_value)
    allowed = f"allowed: {', '.join(error.validator_value)}"
    yield _at(
        document,
        error,
        "SE204",
        f"{_found(error.instance)} is not one of the words allowed here",
        f"did you mean {near}? {allowed}" if near else allowed,
    )


def _version(document: Document, error: ValidationError) -> Iterator[Finding]:
    yield _at(
        document,
        error,
        "SE205",
        f"this program does not know the format {_found(error.instance)}",
        f"write schema: {error.validator_value}",
    )


def _pattern(document: Document, error: ValidationError) -> Iterator[Finding]:
    hint = str(error.schema.get("patternErrorMessage", ""))
    if "propertyNames" in error.absolute_schema_path:
        path = (*_place(error), error.instance)
        message = f"{_shown(error.instance)} cannot be an id"
        yield Finding("SE210", message, document.key_span(path), path, hint)
        return
    colon = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", error.instance)
    if colon and "duration" in hint:
        minutes, seconds = colon.groups()
        hint = f"if you mean minutes and seconds, write {int(minutes)}m{int(seconds)}s; {hint}"
    yield _at(
        document, error, "SE206", f"{_shown(error.instance)} is not written as it should be", hint
    )


def _range(document: Document, error: ValidationError) -> Iterator[Finding]:
    word = "at least" if error.validator == "minimum" else "at most"
    yield _at(
        document,
        error,
        "SE207",
        f"{_found(error.instance)} is out of range",
        f"{word} {error.validator_value}",
    )


def _count(document: Document, error: ValidationError) -> Iterator[Finding]:
    limit = error.validator_value
    word = "at least" if str(error.validator).startswith("min") else "at most"
    unit = {"Items": "entries", "Length": "characters", "Properties": "entries"}
    kind = unit[str(error.validator)[3:]]
    if error.validator in ("maxLength", "minLength") and "propertyNames" in (
        error.absolute_schema_path
    ):
        path = (*_place(error), error.instance)
        yield Finding(
            "SE210", f"{_shown(error.instance)} is too long for an id", document.key_span(path),
            path, f"{word} {limit} {kind}",
        )  # fmt: skip
        return
    message = f"{len(error.instance)} {kind} are {'too few' if word == 'at least' else 'too many'}"
    yield _at(document, error, "SE208", message, f"{word} {limit}")


def _twice(document: Document, error: ValidationError) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, entry in enumerate(error.instance):
        text = json.dumps(entry, sort_keys=True)
        if text in seen:
            path = (*_place(error), index)
            yield Finding(
                "SE209", f"{_found(entry)} is listed twice", document.span(path), path,
                "remove one of them",
            )  # fmt: skip
        seen.add(text)


def _other(document: Document, error: ValidationError) -> Iterator[Finding]:
    yield _at(document, error, "SE206", error.message, "")


def _at(document: Document, error: ValidationError, code: str, message: str, hint: str) -> Finding:
    path = _place(error)
    return Finding(code, message, document.span(path), path, hint)


_FINDERS: dict[str, Callable[[Document, ValidationError], Iterator[Finding]]] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "type": _kind,
    "enum": _word,
    "const": _version,
    "pattern": _pattern,
    "minimum": _range,
    "maximum": _range,
    "minItems": _count,
    "maxItems": _count,
    "minLength": _count,
    "maxLength": _count,
    "minProperties": _count,
    "maxProperties": _count,
    "uniqueItems": _twice,
}
