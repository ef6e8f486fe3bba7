"""Pictures that are drawn once for all cards they are on.

Typst draws a picture anew wherever it stands, and that takes a good part of the time for a card. So
a card in a large file has a stand-in: a plain area that is told from others by how wide it is. The
pictures are drawn apart, and take the place of their stand-ins when all is joined to one file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from stretchexport.exporters.cards.objects import Document, entries, numbered

if TYPE_CHECKING:
    from collections.abc import Callable

_NARROWEST = 1_000_000
"""How wide the first stand-in is: far wider than anything that a picture draws."""

_EXTENT = re.compile(rb"/BBox\[0 0 (\d{7}) 1\]")
_KIDS = re.compile(rb"/Kids\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")


class Pictures:
    """The pictures of a file, each once, in the order in which they were met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    @property
    def drawn(self) -> list[str]:
        """The pictures, as SVG."""
        return list(self._numbers)

    def stand_in(self, svg: str) -> str:
        """What stands for a picture: an SVG of the same size."""
        wide = _NARROWEST + self._numbers.setdefault(svg, len(self._numbers))
        start, end = _content(svg)
        return grouped(f'{svg[:start]}<path d="M0 0H{wide}V1H0Z"/>{svg[end:]}')


def grouped(svg: str) -> str:
    """A picture in a group, which a PDF stores once however often it is used.

    Typst writes the paths of a picture into each page; only what is drawn apart before it is put on
    the page becomes an object of its own, as an isolated group is.
    """
    start, end = _content(svg)
    return f'{svg[:start]}<g style="isolation:isolate">{svg[start:end]}</g>{svg[end:]}'


def blank(svg: str) -> str:
    """An empty picture of the same size."""
    start, end = _content(svg)
    return svg[:start] + svg[end:]


def _content(svg: str) -> tuple[int, int]:
    return svg.index(">", svg.index("<svg")) + 1, svg.rindex("</svg>")


def with_pictures(value: Any, drawn: Callable[[str], str]) -> Any:
    """Data of cards with every picture in it as ``drawn`` makes it."""
    if isinstance(value, dict):
        return {
            key: drawn(one) if key == "svg" else with_pictures(one, drawn)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [with_pictures(one, drawn) for one in value]
    return value


def stands_for(body: bytes) -> int | None:
    """The number of the picture that an object of a PDF stands for, if it does."""
    found = _EXTENT.search(entries(body))
    return int(found[1]) - _NARROWEST if found else None


def pictures_of(document: Document) -> list[int]:
    """The objects that are the pictures, of a file with one on each page."""
    objects = document.objects
    catalog = objects[numbered(rb"/Root (\d+)", document.trailer)]
    found = _KIDS.search(objects[numbered(rb"/Pages (\d+)", catalog)])
    assert found is not None
    pages = [objects[int(number)] for number in _REFERENCE.findall(found[1])]
    resources = [objects[numbered(rb"/Resources (\d+)", page)] for page in pages]
    return [numbered(rb"/XObject<</x0 (\d+)", one) for one in resources]
