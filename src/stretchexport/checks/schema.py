"""The schema check: breaches of the routine schema in words for people, each with its place."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, Any

from stretchexport.checks.breaches import Breach, breaches, definition
from stretchexport.checks.near import did_you_mean, listing
from stretchexport.counting import counted
from stretchexport.findings import MAX_FINDINGS, Finding
from stretchexport.kinds import TITLES, kind_of_data
from stretchexport.packaged_schemas import ROUTINE
from stretchexport.reading.decoding import HOW_TO_START

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stretchexport.reading import Document

SHOWN = 60
"""Characters of a value that a message repeats."""

_KINDS = {
    "object": "a set of keys and values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}

_COUNTED = {
    "Items": ("entry", "entries"),
    "Length": ("character", "characters"),
    "Properties": ("entry", "entries"),
}


def check(document: Document, schema: str = ROUTINE) -> Iterator[Finding]:
    """Every breach of a packaged schema in ``document``, each mistake once."""
    found = list(itertools.islice(breaches(document.data, schema), MAX_FINDINGS + 1))
    misspelt = {
        (*one.path, near)
        for one in found
        if one.keyword == "additionalProperties"
        for key in itertools.islice(_unknown_keys(one), MAX_FINDINGS)
        if (near := did_you_mean(key, _known_keys(one)))
    }
    for one in found:
        for finding in _FINDERS[one.keyword](document, one):
            # A required key that is only misspelt is told of where it is misspelt.
            if finding.code != "SE202" or finding.path not in misspelt:
                yield finding


def other_kind(document: Document) -> Finding | None:
    """What is to be said of a file that is no routine and can become one."""
    kind = kind_of_data(document.data)
    if kind is None:
        return None
    keys = document.data if isinstance(document.data, dict) else {}
    path = next(((key,) for key in ("schema", "plan_version") if key in keys), ())
    return Finding(
        "SE205",
        f"this is {TITLES[kind]} and no routine",
        document.span(path),
        path,
        "'stretchexport import' makes a routine of it",
    )


def _unknown_keys(breach: Breach) -> Iterator[str]:
    known = _known_keys(breach)
    patterns = breach.schema.get("patternProperties", {})
    for key in breach.value:
        if key not in known and not any(re.search(pattern, key) for pattern in patterns):
            yield key


def _known_keys(breach: Breach) -> list[str]:
    return list(breach.schema.get("properties", {}))


def _unknown(document: Document, breach: Breach) -> Iterator[Finding]:
    known = _known_keys(breach)
    for key in _unknown_keys(breach):
        path = (*breach.path, key)
        near = did_you_mean(key, known)
        help_ = f"did you mean {near}?" if near else f"known here: {listing(known)}"
        message = f"there is no key {_shown(key)} here"
        yield Finding("SE201", message, document.key_span(path), path, help_)


def _missing(document: Document, breach: Breach) -> Iterator[Finding]:
    path = breach.path
    owner = path[-1] if path and isinstance(path[-1], str) else "this entry"
    for key in breach.limit:
        if key not in breach.value:
            wanted = breach.schema["properties"][key]
            described = f"{key}: {_description(wanted)}"
            yield Finding(
                "SE202",
                f"{owner if path else 'the routine'} lacks the key {key}",
                document.key_span(path),
                (*path, key),
                f"write {key}: {wanted['const']}" if "const" in wanted else described,
            )


def _description(schema: dict[str, Any]) -> str:
    """The first sentence of a property's description, as messages are written.

    It is followed through one reference.
    """
    name = str(schema.get("$ref", "")).rsplit("/", 1)[-1]
    whole = str(schema.get("description") or definition(name).get("description", ""))
    sentence = whole.partition(". ")[0].removesuffix(".")
    return sentence[:1].lower() + sentence[1:]


def _kind(document: Document, breach: Breach) -> Iterator[Finding]:
    names = [breach.limit] if isinstance(breach.limit, str) else list(breach.limit)
    wanted = " or ".join(_KINDS[name] for name in names)
    help_ = breach.schema.get("patternErrorMessage") or _description(breach.schema)
    if isinstance(breach.value, float) and "integer" in names:
        help_ = "write it without a decimal point"
    elif not breach.path:
        help_ = HOW_TO_START
    elif names == ["string"] and isinstance(breach.value, bool | int | float):
        help_ = "put it in quotation marks if it is meant as text"
    message = f"expected {wanted}, found {_found(breach.value)}"
    yield _at(document, breach, "SE203", message, help_)


def _found(value: object) -> str:
    if isinstance(value, dict):
        return _KINDS["object"]
    if isinstance(value, list):
        return _KINDS["array"]
    return "nothing" if value is None else _shown(value)


def _shown(value: object) -> str:
    """A scalar as JSON, cut if it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else text[: SHOWN - 2] + '…"'


def _word(document: Document, breach: Breach) -> Iterator[Finding]:
    allowed = f"allowed: {', '.join(breach.limit)}"
    near = did_you_mean(str(breach.value), breach.limit)
    message = f"{_found(breach.value)} is not one of the words allowed here"
    help_ = f"did you mean {near}? {allowed}" if near else allowed
    yield _at(document, breach, "SE204", message, help_)


def _version(document: Document, breach: Breach) -> Iterator[Finding]:
    message = f"this program does not know the format {_found(breach.value)}"
    yield _at(document, breach, "SE205", message, f"write schema: {breach.limit}")


def _pattern(document: Document, breach: Breach) -> Iterator[Finding]:
    help_ = str(breach.schema.get("patternErrorMessage", ""))
    if breach.of_key:
        yield _key(document, breach, f"{_shown(breach.value)} cannot be an id", help_)
        return
    colon = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", breach.value)
    if colon and "duration" in help_:
        minutes, seconds = map(int, colon.groups())
        help_ = f"if you mean minutes and seconds, write {minutes}m{seconds}s; {help_}"
    message = f"{_shown(breach.value)} is not written as it should be"
    yield _at(document, breach, "SE206", message, help_)


def _range(document: Document, breach: Breach) -> Iterator[Finding]:
    word = "at least" if breach.keyword == "minimum" else "at most"
    message = f"{_found(breach.value)} is out of range"
    yield _at(document, breach, "SE207", message, f"{word} {breach.limit}")


def _count(document: Document, breach: Breach) -> Iterator[Finding]:
    few = breach.keyword.startswith("min")
    kind = _COUNTED[breach.keyword[3:]]
    help_ = f"{'at least' if few else 'at most'} {breach.limit}"
    if breach.of_key:
        message = f"{_shown(breach.value)} is too long for an id"
        yield _key(document, breach, message, f"{help_} {kind[1]}")
        return
    number = len(breach.value)
    are = "is" if number == 1 else "are"
    message = f"{counted(number, *kind)} {are} {'too few' if few else 'too many'}"
    yield _at(document, breach, "SE208", message, help_)


def _twice(document: Document, breach: Breach) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, entry in enumerate(breach.value):
        text = json.dumps(entry, sort_keys=True)
        if text in seen:
            path = (*breach.path, index)
            message = f"{_found(entry)} is listed twice"
            yield Finding("SE209", message, document.span(path), path, "remove one of them")
        seen.add(text)


def _at(document: Document, breach: Breach, code: str, message: str, help_: str) -> Finding:
    return Finding(code, message, document.span(breach.path), breach.path, help_)


def _key(document: Document, breach: Breach, message: str, help_: str) -> Finding:
    path = (*breach.path, breach.value)
    return Finding("SE210", message, document.key_span(path), path, help_)


_FINDERS: dict[str, Callable[[Document, Breach], Iterator[Finding]]] = {
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
