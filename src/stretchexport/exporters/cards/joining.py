"""One PDF from several that Typst made of the same cards' sheets, one after another.

What is the same in them, such as a picture, is taken once. Their pages, tags and outlines become
one tree each (ISO 32000-1, 7.7.3.2, 12.3.3 and 14.7).
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from itertools import pairwise
from typing import TYPE_CHECKING

from stretchexport.exporters.cards.objects import Document, entries, references, renamed

if TYPE_CHECKING:
    from collections.abc import Sequence

_INSTANCE = re.compile(rb"\)\(([^)]*)\)\]")
_KIDS = re.compile(rb"/(?:Kids|K)\[([^\]]*)\]")
_NUMS = re.compile(rb"/Nums\[([^\]]*)\]")
_PAIR = re.compile(rb"(\d+) (\d+ 0 R)")
_PAGES = re.compile(rb"<xmpTPg:NPages>\d+<")
_LENGTH = re.compile(rb"/Length \d+")
_KEYS = re.compile(rb"/ParentTreeNextKey \d+")


class _Part:
    """One of the documents, what its objects are called in the whole, and its place in it.

    ``keys`` are the keys of the parent tree that come before its own.
    """

    def __init__(self, document: Document, keys: int) -> None:
        self.objects = document.objects
        self.keys = keys
        self.instance = _INSTANCE.findall(document.trailer)[-1]
        self.root = _number(rb"/Root (\d+)", document.trailer)
        catalog = self.objects[self.root]
        self.pages = _number(rb"/Pages (\d+)", catalog)
        self.outline = _number(rb"/Outlines (\d+)", catalog)
        self.tags = _number(rb"/StructTreeRoot (\d+)", catalog)
        self.top = _number(rb"/K\[(\d+)", self.objects[self.tags])
        self.info = _number(rb"/Info (\d+)", document.trailer)
        self.metadata = _number(rb"/Metadata (\d+)", catalog)
        self.next_key = keys + _number(rb"/ParentTreeNextKey (\d+)", self.objects[self.tags])
        # What there is one of in each is one in the whole: it has the same name in all of them.
        trunk = (
            self.root, self.pages, self.outline, self.tags, self.top, self.info, self.metadata,
        )  # fmt: skip
        self.names = {number: name for name, number in enumerate(trunk, start=1)}

    def named(self, body: bytes) -> bytes:
        """An object, or a part of one, with the names of the whole."""
        return renamed(body, self.names.__getitem__, self.keys)

    def kids(self, number: int) -> bytes:
        """What is below a node of a tree."""
        found = _KIDS.search(self.objects[number])
        assert found is not None
        return self.named(found[1])


def joined(documents: Sequence[Document]) -> Document:
    """The documents as one, in their order; a single one stays as it is."""
    if len(documents) == 1:
        return documents[0]
    parts: list[_Part] = []
    for one in documents:
        parts.append(_Part(one, parts[-1].next_key if parts else 0))
    first, last = parts[0], parts[-1]
    trunk = dict(first.names)
    whole = dict.fromkeys(trunk.values(), b"")
    shared: dict[bytes, int] = {}
    for part in parts:
        _take_shared(part, whole, shared)
        _take_others(part, whole)
    whole |= {name: first.named(first.objects[number]) for number, name in trunk.items()}
    pages = b" ".join(part.kids(part.pages) for part in parts)
    count = pages.count(b"R")
    whole[first.names[first.pages]] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, pages)
    whole[first.names[first.outline]] = _outline(parts, whole)
    tops = b" ".join(part.kids(part.top) for part in parts)
    _change(whole, first.names[first.top], _KIDS, b"/K[%s]" % tops)
    nums = b" ".join(_nums(part) for part in parts)
    _change(whole, first.names[first.tags], _NUMS, b"/Nums[%s]" % nums)
    _change(whole, first.names[first.tags], _KEYS, b"/ParentTreeNextKey %d" % last.next_key)
    instance = b64encode(hashlib.sha256(b"".join(part.instance for part in parts)).digest()[:16])
    described = whole[first.names[first.metadata]].replace(first.instance, instance)
    described = _PAGES.sub(b"<xmpTPg:NPages>%d<" % count, described)
    whole[first.names[first.metadata]] = _measured(described)
    trailer = first.named(documents[0].trailer).replace(first.instance, instance)
    return Document(documents[0].head, whole, trailer)


def _take_shared(part: _Part, whole: dict[int, bytes], shared: dict[bytes, int]) -> None:
    """Take, once, what names nothing but what has been taken in the same way."""
    waiting = {
        number: references(body)
        for number, body in part.objects.items()
        if number not in part.names and b"/StructElem" not in entries(body)
    }
    taken: set[int] = set()
    while ready := [number for number, named in waiting.items() if named <= taken]:
        for number in ready:
            del waiting[number]
            body = part.named(part.objects[number])
            name = shared.setdefault(body, len(whole) + 1)
            whole[name] = body
            part.names[number] = name
        taken.update(ready)


def _take_others(part: _Part, whole: dict[int, bytes]) -> None:
    others = [number for number in part.objects if number not in part.names]
    part.names |= {number: name for name, number in enumerate(others, start=len(whole) + 1)}
    whole |= {part.names[number]: part.named(part.objects[number]) for number in others}


def _outline(parts: Sequence[_Part], whole: dict[int, bytes]) -> bytes:
    """The outlines' entries in one chain."""
    ends = []
    for part in parts:
        found = part.objects[part.outline]
        one, other = _number(rb"/First (\d+)", found), _number(rb"/Last (\d+)", found)
        ends.append((part.names[one], part.names[other]))
    for (_, before), (after, _) in pairwise(ends):
        whole[before] = b"<</Next %d 0 R" % after + whole[before][2:]
        whole[after] = b"<</Prev %d 0 R" % before + whole[after][2:]
    count = sum(_number(rb"/Count (\d+)", part.objects[part.outline]) for part in parts)
    return b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (
        ends[0][0], ends[-1][1], count,
    )  # fmt: skip


def _nums(part: _Part) -> bytes:
    """The rows of the parent tree."""
    found = _NUMS.search(part.objects[part.tags])
    assert found is not None
    rows = _PAIR.findall(found[1])
    return b" ".join(b"%d %s" % (int(key) + part.keys, part.named(to)) for key, to in rows)


def _change(whole: dict[int, bytes], name: int, pattern: re.Pattern[bytes], new: bytes) -> None:
    whole[name] = pattern.sub(lambda _: new, whole[name], count=1)


def _measured(stream: bytes) -> bytes:
    """A stream whose data has changed, with the length that it has now."""
    start = stream.index(b"stream\n") + len(b"stream\n")
    length = stream.rindex(b"\nendstream") - start
    return _LENGTH.sub(b"/Length %d" % length, stream, count=1)


def _number(pattern: bytes, body: bytes) -> int:
    found = re.search(pattern, body)
    assert found is not None
    return int(found[1])
