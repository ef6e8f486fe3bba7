"""SVG pictures: drawings, and nothing that loads, runs or grows.

A picture keeps only the elements of SVG that draw; it may refer to itself, but to nothing else.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, tostring

from stretchexport.pictures import rendering
from stretchexport.pictures.flaw import SMALLER, Flaw, broken

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SVG_BYTES = 2 * 2**20
MAX_ELEMENTS = 20_000
"""With what is drawn again by reference: a few lines may stand for billions of shapes."""
MAX_DEPTH = 100
"""Levels of nesting, and references that follow each other."""

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")

_DRAWS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "switch", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern"),
    }
)
_LEFT_OUT = frozenset(["title", "desc", "metadata", "marker"])
"""What an SVG says about itself (alt and credit stand in the routine), and what nothing may use."""

_URL = re.compile(r"url\(\s*['\"]?\s*([^)'\"]*)", re.IGNORECASE)
_LOADS = re.compile(r"@import|@font-face|\\", re.IGNORECASE)
"""CSS that loads something, or hides what it says behind escapes."""

_MARKS = re.compile(r"marker[a-z-]*\s*:\s*url", re.IGNORECASE)
"""A drawing at each corner of a line: a few kilobytes of them fill the memory."""

_INSTEAD = "save it as a plain SVG without this, or as PNG"


class _RefusedError(Exception):
    """Something that no picture has to hold; the message follows the name of the file."""


class _NoDoctype(TreeBuilder):
    """Stops at a document type: the entities in one can grow without end, and name other files."""

    def doctype(self, _name: str, _pubid: str, _system: str) -> None:
        raise _RefusedError("has a document type (DOCTYPE)")


def is_svg(raw: bytes) -> bool:
    """Whether the content can only be XML."""
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def drawing(raw: bytes, file: str) -> str | Flaw:
    """The SVG in ``raw`` with all that draws, and nothing else."""
    if len(raw) > MAX_SVG_BYTES:
        return Flaw("SE344", f"{file} has more than {MAX_SVG_BYTES // 2**20} MiB", SMALLER)
    parser = XMLParser(target=_NoDoctype())
    try:
        parser.feed(raw)
        root = parser.close()
        if root.tag != f"{_SVG}svg":
            return broken(f"{file} is not a PNG, JPEG, WebP or SVG picture")
        _keep_what_draws(root)
        _check_references(root)
    except (ParseError, ValueError, LookupError) as error:  # the last two are about its encoding
        return broken(f"{file} is broken SVG: {error}")
    except _RefusedError as refused:
        return Flaw("SE345", f"{file} {refused}", _INSTEAD)
    except OverflowError:
        return Flaw("SE344", f"{file} draws more than {MAX_ELEMENTS} shapes", SMALLER)
    return tostring(root, encoding="unicode")


def drawn(raw: bytes, file: str, width: int, height: int) -> bytes | Flaw:
    """The SVG in ``raw`` as a PNG, as large as it can be in so many pixels."""
    svg = drawing(raw, file)
    if isinstance(svg, Flaw):
        return svg
    return _pixels(svg, width, height) or broken(f"{file} is broken SVG: nobody can draw it")


def _pixels(svg: str, width: int, height: int) -> bytes | None:
    script = str(Path(rendering.__file__))
    try:
        done = subprocess.run(
            # -P: what lies in the working folder is not taken for a module.
            [sys.executable, "-P", script, str(width), str(height)],
            input=svg.encode(),
            capture_output=True,
            timeout=2 * rendering.MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def _keep_what_draws(root: Element) -> None:
    """Leave out what other programs wrote for themselves; refuse what does more than draw."""
    level, depth = [root], 1
    while level:
        if depth > MAX_DEPTH:
            raise _RefusedError(f"is nested more than {MAX_DEPTH} levels deep")
        for element in level:
            _check_attributes(element)
            for child in list(element):
                if not _is_kept(child):
                    element.remove(child)
        level = [child for element in level for child in element]
        depth += 1


def _is_kept(element: Element) -> bool:
    tag = element.tag
    name = tag.removeprefix(_SVG)
    if not tag.startswith(_SVG) or name in _LEFT_OUT:
        return False
    if name not in _DRAWS:
        hint = "; turn the text into paths" if name == "text" else ""
        raise _RefusedError(f"has an element that is no drawing: {name}{hint}")
    return True


def _check_attributes(element: Element) -> None:
    for key, value in list(element.items()):
        if key in _HREFS and not value.strip().startswith("#"):
            raise _RefusedError("refers to another file")
        if key.lower().startswith("on"):
            raise _RefusedError(f"has a script: {key}")
        if key.startswith("{") and key not in _HREFS:
            del element.attrib[key]
        _check_style(f"{key}:{value}")
    if element.tag == f"{_SVG}style":
        _check_style(element.text or "")


def _check_style(text: str) -> None:
    if _LOADS.search(text) or any(not one[1].startswith("#") for one in _URL.finditer(text)):
        raise _RefusedError("refers to another file in its style")
    if _MARKS.search(text):
        raise _RefusedError("has markers, such as arrow heads; turn them into paths")


def _check_references(root: Element) -> None:
    """Count what is drawn, with all that is drawn again by reference.

    Raises ``OverflowError`` if that is too much, and if it refers to itself, which never ends.
    """
    named: dict[str, Element] = {}
    for element in root.iter():
        if named.setdefault(element.get("id", ""), element) is not element and element.get("id"):
            raise _RefusedError(f"has the id {element.get('id')} twice")
    counts: dict[Element, int] = {}

    def count(element: Element, within: frozenset[Element]) -> int:
        if element in counts:
            return counts[element]
        if element in within or len(within) > 2 * MAX_DEPTH:
            raise OverflowError
        inside = within | {element}
        others = [named[name] for name in _names(element) if name in named]
        # Whatever is painted within an element takes over its pattern.
        painted = [one for one in others if one.tag == f"{_SVG}pattern"]
        drawn = [*element, *(one for one in others if one not in painted)]
        counts[element] = (1 + sum(count(one, inside) for one in drawn)) * (
            1 + sum(count(one, inside) for one in painted)
        )
        if counts[element] > MAX_ELEMENTS:
            raise OverflowError
        return counts[element]

    for style in root.iter(f"{_SVG}style"):
        for found in _URL.finditer(style.text or ""):
            # What a rule refers to is drawn once for each element that it is about.
            if not str(getattr(named.get(found[1].strip()[1:]), "tag", "")).endswith("Gradient"):
                raise _RefusedError("refers to more than gradients in its style rules")

    count(root, frozenset())


def _names(element: Element) -> Iterator[str]:
    """The ids that an element refers to."""
    for key, value in element.items():
        if key in _HREFS:
            yield value.strip()[1:]
        else:
            yield from (found[1].strip()[1:] for found in _URL.finditer(value))
