"""Pieces of the body map as SVG: outline, muscles, stripes and lines of one view.

Coordinates are path units (see ``splines.SCALE``) with the midline at x = 0. Text is joined by
hand: an XML library would cost more than all the rest of a map.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

from stretchexport.anatomy.regions import Region, lines, palettes, regions, silhouette
from stretchexport.anatomy.splines import path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stretchexport.anatomy.splines import Shape

LEVELS: Final = ("secondary", "primary")
"""Lower levels first: what is drawn later is on top."""

# Widths in path units. The outline's ink lies under the skin, so half of it shows.
INK: Final = 28
GAP: Final = 12
LINE: Final = 8
HALO: Final = 20
EDGE: Final = 9
DASH: Final = "24 14"
HATCH_STEP: Final = 80
HATCH_WIDTH: Final = 32


def _joined(shapes: Iterable[Shape], *, closed: bool = True) -> str:
    return "".join(path(shape, closed=closed) for shape in shapes)


def _path(shapes: str, **attributes: str | int) -> str:
    pairs = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<path d="{shapes}"{pairs}/>'


def _name(content: str) -> str:
    """An id made from what it names, so that two maps on one web page cannot clash."""
    return f"m{crc32(content.encode()):08x}"


@cache
def _region_path(region: Region) -> str:
    return _joined(region.shapes)


@cache
def hatch(palette: str) -> tuple[str, str]:
    """The definition of a palette's stripes (may be empty) and the fill of its second level."""
    colours = palettes()[palette]
    if "hatch" not in colours:
        return "", colours["secondary"]
    body = (
        f'width="{HATCH_STEP}" height="{HATCH_STEP}" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(-45)">'
        f'<path d="M0 0h{HATCH_STEP}v{HATCH_STEP}h-{HATCH_STEP}z" fill="{colours["secondary"]}"/>'
        f'<path d="M0 0h{HATCH_STEP}v{HATCH_WIDTH}h-{HATCH_STEP}z" fill="{colours["hatch"]}"/>'
    )
    name = _name(body)
    return f'<pattern id="{name}" {body}</pattern>', f"url(#{name})"


@cache
def trunk() -> tuple[str, str]:
    """The definition of what both views' outlines share, and its id."""
    shapes = _joined(silhouette("both"))
    return _path(shapes, id=_name(shapes)), _name(shapes)


@cache
def _outline(view: str, palette: str) -> str:
    """The body without its muscles: ink, then skin on top of it."""
    colours = palettes()[palette]
    feet = _joined(silhouette(view))
    return (
        f'<g fill="{colours["line"]}" stroke="{colours["line"]}" stroke-width="{INK}">'
        f'<use href="#{trunk()[1]}"/>{_path(feet, id=_name(feet))}</g>'
        f'<g fill="{colours["skin"]}">'
        f'<use href="#{trunk()[1]}"/><use href="#{_name(feet)}"/></g>'
    )


@cache
def _lines(view: str, colour: str) -> str:
    shapes = _joined(lines(view), closed=False)
    return _path(shapes, fill="none", stroke=colour, stroke_width=LINE, stroke_linecap="round")


def _fill(level: str, palette: str) -> str:
    return palettes()[palette]["primary"] if level == "primary" else hatch(palette)[1]


def _surface(shapes: str, level: str, palette: str) -> str:
    """Lit muscles have no light gap around them, which would halve a thin one."""
    striped = palettes()[palette].get("hatch") if level == "secondary" else None
    # Stripes alone lose the edge of a muscle, so they get one.
    return _path(shapes, fill=_fill(level, palette), stroke=striped or "none")


def _deep(shapes: str, level: str, palette: str) -> str:
    """A light rim with dashes in it: it shows on skin, on a lit muscle and on black alike."""
    name = _name(shapes)
    # The path inherits its paint, so that the second use of it can have another.
    return (
        f'<g fill="{_fill(level, palette)}" stroke-width="{HALO}">{_path(shapes, id=name)}</g>'
        f'<use href="#{name}" fill="none" stroke="{palettes()[palette]["edge"]}"'
        f' stroke-width="{EDGE}" stroke-dasharray="{DASH}"/>'
    )


def _half(view: str, levels: Mapping[Region, str], palette: str) -> str:
    """The muscles and lines of the half of a view where x >= 0."""
    here = [region for region in regions() if region.view == view]

    def shapes(level: str | None, *, deep: bool) -> str:
        chosen = (each for each in here if each.deep is deep and levels.get(each) == level)
        return "".join(_region_path(each) for each in chosen)

    parts = [_path(shapes(None, deep=False), fill=palettes()[palette]["muscle"])]
    for draw, deep in ((_surface, False), (_deep, True)):
        for level in LEVELS:
            if found := shapes(level, deep=deep):
                parts.append(draw(found, level, palette))
    return "".join(parts)


def view_svg(view: str, levels: Mapping[Region, str], palette: str) -> str:
    """One view, both halves; ``levels`` says which regions are lit, ``primary`` or not."""
    colours = palettes()[palette]
    half = _half(view, levels, palette) + _lines(view, colours["line"])
    name = _name(half)
    return (
        f"{_outline(view, palette)}"
        f'<g stroke="{colours["gap"]}" stroke-width="{GAP}" stroke-linejoin="round">'
        f'<g id="{name}">{half}</g><use href="#{name}" transform="scale(-1 1)"/></g>'
    )
