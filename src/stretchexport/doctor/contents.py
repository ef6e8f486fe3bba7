"""The values of properties: each is of its type, and says so where it has to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stretchexport.doctor.grammar import properties
from stretchexport.doctor.tree import finding
from stretchexport.doctor.values import LOOKS, READERS
from stretchexport.reading.report import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.doctor.grammar import PropertyKind
    from stretchexport.doctor.lines import ContentLine
    from stretchexport.doctor.tree import Component
    from stretchexport.findings import Finding

_BAD_ESCAPE = re.compile(r"(?s)(?:[^\\]|\\[\\;,nN])*+(\\.?)")
_BARE = re.compile(r"(?s)(?:[^\\;,]|\\.)*+([;,])")
_BARE_IN_LIST = re.compile(r"(?s)(?:[^\\;]|\\.)*+(;)")
_NUMBERS = {"PERCENT-COMPLETE": (0, 100), "PRIORITY": (0, 9)}
_NOT_NEGATIVE = frozenset({"SEQUENCE", "REPEAT"})
_POSITIVE = frozenset({"DURATION", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"})
_IN_UTC = frozenset({"ACKNOWLEDGED", "COMPLETED", "CREATED", "DTSTAMP", "LAST-MODIFIED"})


def check(root: Component) -> Iterator[Finding]:
    """What is wrong with the values of all properties."""
    known = properties()
    for component in root.walk():
        for line in component.lines:
            kind = known.get(line.name)
            if kind is not None:
                yield from _line(line, kind)


def _line(line: ContentLine, kind: PropertyKind) -> Iterator[Finding]:
    declared = line.parameter("VALUE")
    type_ = (declared or kind.types[0]).upper()
    if declared is None and kind.named:
        message = f"{line.name} has to say of which type it is"
        hint = f"write {line.name};VALUE={kind.types[0]}:…"
        yield finding("SE920", line, message, hint, span=line.name_span())
    elif type_ not in kind.types and not type_.startswith("X-") and kind.types != ("ANY",):
        message = f"VALUE={shown(type_)} is no type of {line.name}"
        hint = f"it may be {' or '.join(kind.types)}"
        yield finding("SE920", line, message, hint, span=line.span(0, line.value_start - 1))
        return
    if type_ == "TEXT":
        yield from _text(line, kind)
    elif type_ in READERS:
        yield from _typed(line, kind, type_)


def _text(line: ContentLine, kind: PropertyKind) -> Iterator[Finding]:
    value = line.value
    if kind.words:
        if value.upper() not in kind.words:
            message = f"{line.name} cannot be {shown(value)}"
            yield finding("SE918", line, message, f"it is one of {', '.join(kind.words)}")
        return
    if "\\" in value and (bad := _BAD_ESCAPE.match(value)):
        at = line.value_start + bad.start(1)
        message = f"{shown(bad[1])} is no escape"
        hint = r"a backslash is written \\, a line break \n, and before , and ; stands a backslash"
        yield finding("SE919", line, message, hint, span=line.span(at, at + len(bad[1])))
        return
    bare = (_BARE_IN_LIST if kind.is_list else _BARE).match(value)
    if bare:
        at = line.value_start + bare.start(1)
        message = f"the text has a {bare[1]} without a backslash before it"
        hint = f"write \\{bare[1]}; some readers end the text here"
        yield finding("SE919", line, message, hint, span=line.span(at, at + 1))


def _typed(line: ContentLine, kind: PropertyKind, type_: str) -> Iterator[Finding]:
    """One value, or several with commas between, read as ``type_``."""
    at = line.value_start
    for value in line.value.split(",") if kind.is_list else (line.value,):
        span = line.span(at, at + len(value))
        at += len(value) + 1
        read = READERS[type_](value)
        if read is None:
            other = _other_type(kind, value)
            if other and line.parameter("VALUE") is None:
                message = f"{shown(value)} is a {other}, and the line does not say so"
                hint = f"write {line.name};VALUE={other}:{value}"
                yield finding("SE920", line, message, hint, span=span)
            else:
                message = f"{line.name} is no {type_}: {shown(value)}"
                yield finding("SE918", line, message, LOOKS[type_], span=span)
        elif trouble := _out_of_range(line.name, value):
            yield finding("SE918", line, f"{line.name} is {shown(value)}", trouble, span=span)


def _other_type(kind: PropertyKind, value: str) -> str:
    """The type of the property that ``value`` is, or nothing."""
    types = (one for one in kind.types if one in READERS)
    return next((one for one in types if READERS[one](value) is not None), "")


def _out_of_range(name: str, value: str) -> str:
    """What a number or a duration has to be, if it is not."""
    if name in _NUMBERS:
        least, most = _NUMBERS[name]
        return "" if least <= int(value) <= most else f"it goes from {least} to {most}"
    if name in _NOT_NEGATIVE and int(value) < 0:
        return "it cannot be negative"
    if name in _POSITIVE and value.startswith("-"):
        return "it cannot go back in time"
    if name in _IN_UTC and not value.endswith("Z"):
        return "it has to be in UTC, with a Z at the end"
    return ""
