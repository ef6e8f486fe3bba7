"""A PDF written smaller, with nothing else changed.

Typst writes every object on its own, and a tagged file has dozens of small ones for each card. They
go together into compressed object streams (ISO 32000-1, 7.5.7), found by a cross-reference stream
(7.5.8).
"""

from __future__ import annotations

import re
import zlib
from itertools import pairwise

TOGETHER = 500
"""Objects in a stream: a reader has to unpack all of them for one."""

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
_SIZE = re.compile(rb"/Size \d+")


def packed(pdf: bytes) -> bytes:
    """The same file as ``pdf``, which is as Typst writes it: one table of objects, no updates."""
    start = _START.search(pdf)
    assert start is not None
    table = pdf[int(start[1]) :]
    trailer = _TRAILER.search(table)
    assert trailer is not None
    offsets = sorted(int(offset) for offset in _ENTRY.findall(table))
    objects = _objects(pdf, [*offsets, int(start[1])])

    out = bytearray(pdf[: offsets[0]])
    places: dict[int, tuple[int, int, int]] = {}
    small = []
    for number, body in objects.items():
        if body.endswith(b"endstream"):
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
    entries = _SIZE.sub(b"", trailer[1]) + b"/Type/XRef/Size %d/W[1 4 2]" % (free + 1)
    rows = b"".join(_row(places.get(number, (0, 0, 0))) for number in range(free + 1))
    out += _indirect(free, _stream(entries, rows))
    out += b"startxref\n%d\n%%%%EOF" % found_at
    return bytes(out)


def _objects(pdf: bytes, offsets: list[int]) -> dict[int, bytes]:
    """By number, what stands between ``obj`` and ``endobj``."""
    objects = {}
    for start, end in pairwise(offsets):
        number, _, body = pdf[start:end].partition(b" 0 obj\n")
        objects[int(number)] = body.rstrip().removesuffix(b"endobj").rstrip()
    return objects


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
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)
