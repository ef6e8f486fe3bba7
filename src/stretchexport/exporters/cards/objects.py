"""The objects of a PDF as Typst writes it: one table of them, no updates, nothing encrypted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
_SIZE = re.compile(rb"/Size \d+")
_END = b"endstream"
_DATA = b"\nstream"
_NAMED = re.compile(rb"(\d+) 0 R|(/StructParents? )(\d+)")
_MARK = re.compile(rb"\\.|[()]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """What stands before the objects, the objects by number, the entries of the trailer."""

    head: bytes
    objects: dict[int, bytes]
    trailer: bytes


def opened(pdf: bytes) -> Document:
    """The objects of a file."""
    start = _START.search(pdf)
    assert start is not None
    table = pdf[int(start[1]) :]
    trailer = _TRAILER.search(table)
    assert trailer is not None
    offsets = sorted(int(offset) for offset in _ENTRY.findall(table))
    objects = {}
    for one, other in pairwise([*offsets, int(start[1])]):
        number, _, body = pdf[one:other].partition(b" 0 obj\n")
        objects[int(number)] = body.rstrip().removesuffix(b"endobj").rstrip()
    return Document(pdf[: offsets[0]], objects, _SIZE.sub(b"", trailer[1]))


def is_stream(body: bytes) -> bool:
    """Whether an object has data behind its entries."""
    return body.endswith(_END)


def entries(body: bytes) -> bytes:
    """An object without its data."""
    return body[: body.index(_DATA)] if is_stream(body) else body


def references(body: bytes) -> set[int]:
    """The numbers of the objects that an object names."""
    return {
        int(found[1]) for part in _outside(entries(body)) for found in _NAMED.finditer(part)
        if found[1]
    }  # fmt: skip


def renamed(body: bytes, name: Callable[[int], int], key: int = 0) -> bytes:
    """An object with other names for those it names, and its keys of the parent tree ``key`` up."""

    def new(found: re.Match[bytes]) -> bytes:
        if found[1]:
            return b"%d 0 R" % name(int(found[1]))
        return found[2] + b"%d" % (int(found[3]) + key)

    own = entries(body)
    said = b"".join(_NAMED.sub(new, part) if outside else part for outside, part in _parts(own))
    return said + body[len(own) :]


def numbered(pattern: bytes, body: bytes) -> int:
    """The number that ``pattern``, which must be there, finds first."""
    found = re.search(pattern, body)
    assert found is not None
    return int(found[1])


def _outside(body: bytes) -> Iterator[bytes]:
    return (part for outside, part in _parts(body) if outside)


def _parts(body: bytes) -> Iterator[tuple[bool, bytes]]:
    """``body`` in pieces: those outside of texts, and texts in their parentheses (7.3.4.2)."""
    depth, start = 0, 0
    for found in _MARK.finditer(body) if b"(" in body else ():
        mark = found[0]
        if mark == b"(":
            if depth == 0:
                yield True, body[start : found.start()]
                start = found.start()
            depth += 1
        elif mark == b")" and depth:
            depth -= 1
            if depth == 0:
                yield False, body[start : found.end()]
                start = found.end()
    yield depth == 0, body[start:]
