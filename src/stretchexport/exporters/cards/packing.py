"""A PDF written smaller, with nothing else changed.

Typst writes every object on its own, and a tagged file has dozens of small ones for each card. They
go together into compressed object streams (ISO 32000-1, 7.5.7), found by a cross-reference stream
(7.5.8).
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from stretchexport.exporters.cards.objects import is_stream

if TYPE_CHECKING:
    from stretchexport.exporters.cards.objects import Document

TOGETHER = 500
"""Objects in a stream: a reader has to unpack all of them for one."""


def packed(document: Document) -> bytes:
    """The file of ``document``."""
    objects = document.objects
    out = bytearray(document.head)
    places: dict[int, tuple[int, int, int]] = {}
    small = []
    for number, body in objects.items():
        if is_stream(body):
            places[number] = (1, len(out), 0)
            out += _indirect(number, body)
        else:
            small.append((number, body))
    free = max(objects) + 1
    for first in range(0, len(small), TOGETHER):
        some = small[first : first + TOGETHER]
        places[free] = (1, len(out), 0)
        places |= {number: (2, free, index) for index, (number, _) in enumerate(some)}
        out += _indirect(free, _object_stream(some))
        free += 1
    places[free] = (1, len(out), 0)
    found_at = len(out)
    entries = document.trailer + b"/Type/XRef/Size %d/W[1 4 2]" % (free + 1)
    rows = b"".join(_row(places.get(number, (0, 0, 0))) for number in range(free + 1))
    out += _indirect(free, _stream(entries, rows))
    out += b"startxref\n%d\n%%%%EOF" % found_at
    return bytes(out)


def _object_stream(objects: list[tuple[int, bytes]]) -> bytes:
    """Objects one after another, behind a list of their numbers and places."""
    places, at = [], 0
    for number, body in objects:
        places.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(places) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
    return _stream(entries, head + b"\n".join(body for _, body in objects))


def _row(place: tuple[int, int, int]) -> bytes:
    kind, where, index = place
    return kind.to_bytes(1) + where.to_bytes(4) + index.to_bytes(2)


def _stream(entries: bytes, data: bytes) -> bytes:
    small = zlib.compress(data)
    head = b"<<%s/Filter/FlateDecode/Length %d>>" % (entries, len(small))
    return head + b"\nstream\n" + small + b"\nendstream"


def _indirect(number: int, body: bytes) -> bytes:
    if body.endswith(b"\r\nendstream"):
        # Data that end with CR: a line feed behind it would read as one end of line with it, and
        # the data as a byte shorter than they say (ISO 19005-2, 6.1.7.1).
        body = body.removesuffix(b"\nendstream") + b"\r\nendstream"
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)
