"""One PDF from several that Typst made of the same cards' sheets, one after another.

What is the same in them is taken once. Their pages, tags and outlines become one tree each
(ISO 32000-1, 7.7.3.2, 12.3.3 and 14.7).
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from itertools import pairwise
from typing import TYPE_CHECKING

from stretchexport.exporters.cards.objects import (
    Document,
    entries,
    numbered,
    references,
    renamed,
)
from stretchexport.exporters.cards.stand_ins import pictures_of, stands_for

if TYPE_CHECKING:
    from collections.abc import Iterable

_INSTANCE = re.compile(rb"\)\(([^)]*)\)\]")
_KIDS = re.compile(rb"/(?:Kids|K)\[([^\]]*)\]")
_NUMS = re.compile(rb"/Nums\[([^\]]*)\]")
_PAIR = re.compile(rb"(\d+) (\d+ 0 R)")
_PAGES = re.compile(rb"<xmpTPg:NPages>\d+<")
_LENGTH = re.compile(rb"/Length \d+")
_KEYS = re.compile(rb"/ParentTreeNextKey \d+")
_TRUNK = 7
"""Objects that there is one of in each document."""


class _Part:
    """One of the documents, what its objects are called in the whole, and its place in it.

    ``keys`` are the keys of the parent tree that come before its own.
    """

    def __init__(self, document: Document, keys: int) -> None:
        self.head, self.objects, self.trailer = document.head, document.objects, document.trailer
        self.keys = keys
        self.instance = _INSTANCE.findall(document.trailer)[-1]
        self.root = numbered(rb"/Root (\d+)", document.trailer)
        catalog = self.objects[self.root]
        self.pages = numbered(rb"/Pages (\d+)", catalog)
        self.outline = numbered(rb"/Outlines (\d+)", catalog)
        self.tags = numbered(rb"/StructTreeRoot (\d+)", catalog)
        self.top = numbered(rb"/K\[(\d+)", self.objects[self.tags])
        self.info = numbered(rb"/Info (\d+)", document.trailer)
        self.metadata = numbered(rb"/Metadata (\d+)", catalog)
        self.next_key = keys + numbered(rb"/ParentTreeNextKey (\d+)", self.objects[self.tags])
        self.names = {number: name for name, number in enumerate(self.trunk, start=1)}

    @property
    def trunk(self) -> tuple[int, ...]:
        """What there is one of in each document: it is one in the whole, with the first names."""
        return (
            self.root, self.pages, self.outline, self.tags, self.top, self.info, self.metadata,
        )  # fmt: skip

    def named(self, body: bytes) -> bytes:
        """An object, or a part of one, with the names of the whole."""
        return renamed(body, self.names.__getitem__, self.keys)

    def kids(self, number: int) -> bytes:
        """What is below a node of a tree."""
        found = _KIDS.search(self.objects[number])
        assert found is not None
        return self.named(found[1])

    def rows(self) -> bytes:
        """The rows of the parent tree."""
        found = _NUMS.search(self.objects[self.tags])
        assert found is not None
        rows = _PAIR.findall(found[1])
        return b" ".join(b"%d %s" % (int(key) + self.keys, self.named(to)) for key, to in rows)


class _Whole:
    """What has been taken of the documents so far, with the names that it has in the whole."""

    def __init__(self) -> None:
        self.first: _Part | None = None  # its trunk becomes that of the whole
        self.objects = dict.fromkeys(range(1, _TRUNK + 1), b"")
        self.shared: dict[bytes, int] = {}
        self.pictures: list[int] = []
        self.next_key = 0
        self.pages: list[bytes] = []
        self.tops: list[bytes] = []
        self.rows: list[bytes] = []
        self.instances: list[bytes] = []
        self.ends: list[tuple[int, int]] = []
        self.entries = 0

    def show(self, document: Document) -> None:
        """Take the pictures of a file that has one on each page."""
        names: dict[int, int] = {}

        def take(number: int) -> int:
            if number not in names:
                body = document.objects[number]
                for named in sorted(references(body)):
                    take(named)
                names[number] = self._share(renamed(body, names.__getitem__))
            return names[number]

        self.pictures += map(take, pictures_of(document))

    def take(self, document: Document) -> None:
        """Take one of the documents, which stands behind those taken before."""
        part = _Part(document, self.next_key)
        self.first = self.first or part
        self._take_shared(part)
        self._take_others(part)
        self.next_key = part.next_key
        self.pages.append(part.kids(part.pages))
        self.tops.append(part.kids(part.top))
        self.rows.append(part.rows())
        self.instances.append(part.instance)
        outline = part.objects[part.outline]
        one, other = numbered(rb"/First (\d+)", outline), numbered(rb"/Last (\d+)", outline)
        self.ends.append((part.names[one], part.names[other]))
        self.entries += numbered(rb"/Count (\d+)", outline)

    def _share(self, body: bytes) -> int:
        name = self.shared.setdefault(body, len(self.objects) + 1)
        self.objects[name] = body
        return name

    def _take_shared(self, part: _Part) -> None:
        """Take, once, what names nothing but what has been taken in the same way."""
        taken = set()
        for number, body in part.objects.items():
            if (picture := stands_for(body)) is not None:
                part.names[number] = self.pictures[picture]
                taken.add(number)
        waiting = {
            number: references(body)
            for number, body in part.objects.items()
            if number not in part.names and b"/StructElem" not in entries(body)
        }
        while ready := [number for number, named in waiting.items() if named <= taken]:
            for number in ready:
                del waiting[number]
                part.names[number] = self._share(part.named(part.objects[number]))
            taken.update(ready)

    def _take_others(self, part: _Part) -> None:
        others = [number for number in part.objects if number not in part.names]
        names = enumerate(others, start=len(self.objects) + 1)
        part.names |= {number: name for name, number in names}
        self.objects |= {part.names[number]: part.named(part.objects[number]) for number in others}

    def document(self) -> Document:
        """All that was taken."""
        first = self.first
        assert first is not None
        names, objects = first.names, self.objects
        objects |= {names[number]: first.named(first.objects[number]) for number in first.trunk}
        pages = b" ".join(self.pages)
        count = pages.count(b"R")
        objects[names[first.pages]] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, pages)
        objects[names[first.outline]] = self._outline()
        self._change(names[first.top], _KIDS, b"/K[%s]" % b" ".join(self.tops))
        self._change(names[first.tags], _NUMS, b"/Nums[%s]" % b" ".join(self.rows))
        self._change(names[first.tags], _KEYS, b"/ParentTreeNextKey %d" % self.next_key)
        instance = b64encode(hashlib.sha256(b"".join(self.instances)).digest()[:16])
        described = objects[names[first.metadata]].replace(first.instance, instance)
        described = _PAGES.sub(b"<xmpTPg:NPages>%d<" % count, described)
        objects[names[first.metadata]] = _measured(described)
        trailer = first.named(first.trailer).replace(first.instance, instance)
        return Document(first.head, objects, trailer)

    def _outline(self) -> bytes:
        """The outlines' entries in one chain."""
        for (_, before), (after, _) in pairwise(self.ends):
            self.objects[before] = b"<</Next %d 0 R" % after + self.objects[before][2:]
            self.objects[after] = b"<</Prev %d 0 R" % before + self.objects[after][2:]
        return b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (
            self.ends[0][0], self.ends[-1][1], self.entries,
        )  # fmt: skip

    def _change(self, name: int, pattern: re.Pattern[bytes], new: bytes) -> None:
        self.objects[name] = pattern.sub(lambda _: new, self.objects[name], count=1)


def joined(documents: Iterable[Document], pictures: Iterable[Document]) -> Document:
    """The documents as one, in their order.

    ``pictures`` are files with what the documents have stand-ins for, a picture on each page.
    """
    whole = _Whole()
    for one in pictures:
        whole.show(one)
    for one in documents:
        whole.take(one)
    return whole.document()


def _measured(stream: bytes) -> bytes:
    """A stream whose data has changed, with the length that it has now."""
    start = stream.index(b"stream\n") + len(b"stream\n")
    length = stream.rindex(b"\nendstream") - start
    return _LENGTH.sub(b"/Length %d" % length, stream, count=1)
