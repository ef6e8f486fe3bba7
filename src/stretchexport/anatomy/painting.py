"""Pieces of the body map as SVG: outline, muscles, stripes and lines of one view.

Coordinates are path units (see ``splines.SCALE``) with the midline at x = 0. Text is joined by
hand: an XML library would cost more than all the rest of a map.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

from stretchexport.anatomy.lighting import LEVELS, SIDES
from stretchexport.anatomy.regions import Region, hair, lines, palettes, regions, silhouette
from stretchexport.anatomy.splines import path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stretchexport.anatomy.lighting import Part
    from stretchexport.anatomy.pen import Pen
    from stretchexport.anatomy.splines import Shape

LINE: Final = 8
"""The width of thin lines in path units: of a mouth, or between fingers."""


STRIPE: Final = 0.4
"""The part of the ground that stripes cover: with its outline a thin muscle is still half light."""


@dataclass(frozen=True, slots=True)
class Style:
    """The name of a palette, and a pen."""

    palette: str
    pen: Pen

    @property
    def colours(self) -> Mapping[str, str]:
        """The colours of the palette by use."""
        return palettes()[self.palette]


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
def hatch(style: Style) -> tuple[str, str]:
    """The definition of the stripes of the second level, and its fill."""
    colours, step = style.colours, style.pen.step
    body = (
        f'width="{step}" height="{step}" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(-45)">'
        f'<path d="M0 0h{step}v{step}h-{step}z" fill="{colours["secondary"]}"/>'
        f'<path d="M0 0h{step}v{round(STRIPE * step)}h-{step}z" fill="{colours["hatch"]}"/>'
    )
    name = _name(body)
    return f'<pattern id="{name}" {body}</pattern>', f"url(#{name})"


@cache
def trunk() -> tuple[str, str]:
    """The definition of what both views' outlines share, and its id."""
    shapes = _joined(silhouette("both"))
    return _path(shapes, id=_name(shapes)), _name(shapes)


@cache
def _outline(view: str, style: Style) -> str:
    """The body without its muscles: ink, then skin on top of it."""
    colours = style.colours
    own, top = _joined(silhouette(view)), _joined(hair(view))
    return (
        f'<g fill="{colours["line"]}" stroke="{colours["line"]}" stroke-width="{style.pen.ink}">'
        f'<use href="#{trunk()[1]}"/>{_path(own, id=_name(own))}{_path(top, id=_name(top))}</g>'
        f'<g fill="{colours["skin"]}"><use href="#{trunk()[1]}"/><use href="#{_name(own)}"/>'
        f'<use href="#{_name(top)}" fill="{colours["hair"]}" stroke="{colours["line"]}"'
        f' stroke-width="{LINE}"/></g>'
    )


def _mirrored(half: str, name: str) -> str:
    return f'<g id="{name}">{half}</g><use href="#{name}" transform="scale(-1 1)"/>'


@cache
def base_view(view: str, style: Style) -> str:
    """One view with no muscle lit: outline, muscles and lines."""
    colours = style.colours
    surface = (each for each in regions() if each.view == view and not each.deep)
    shapes = "".join(_region_path(each) for each in surface)
    drawn = _joined(lines(view), closed=False)
    half = _path(shapes, fill=colours["muscle"]) + _path(
        drawn, fill="none", stroke=colours["line"], stroke_width=LINE, stroke_linecap="round"
    )
    # Isolated, so that a PDF holds it once however many maps are in it.
    return (
        f'<g style="isolation:isolate">{_outline(view, style)}'
        f'<g stroke="{colours["gap"]}" stroke-width="{style.pen.gap}" stroke-linejoin="round">'
        f"{_mirrored(half, _name(half))}</g></g>"
    )


def _fill(level: str, style: Style) -> str:
    return style.colours["primary"] if level == "primary" else hatch(style)[1]


def _surface(shapes: str, level: str, style: Style) -> str:
    """Lit muscles have no light gap around them, which would halve a thin one."""
    if level == "primary":
        return _path(shapes, fill=_fill(level, style))
    # Stripes alone lose the edge of a muscle, so they get one.
    return _path(
        shapes,
        fill=_fill(level, style),
        stroke=style.colours["hatch"],
        stroke_width=style.pen.edge,
    )


def _deep(shapes: str, level: str, style: Style) -> str:
    """A light rim with dashes in it: it shows on skin, on a lit muscle and on black alike."""
    name = _name(shapes)
    colours, widths = style.colours, style.pen
    # The path inherits its paint, so that the second use of it can have another.
    return (
        f'<g fill="{_fill(level, style)}" stroke="{colours["gap"]}" stroke-width="{widths.halo}">'
        f"{_path(shapes, id=name)}</g>"
        f'<use href="#{name}" fill="none" stroke="{colours["edge"]}"'
        f' stroke-width="{widths.edge}" stroke-dasharray="{widths.dash[0]} {widths.dash[1]}"/>'
    )


def _lit_half(view: str, side: str, levels: Mapping[Part, str], style: Style) -> str:
    """What is lit on one side of a view, drawn where x >= 0."""
    parts = []
    for draw, deep in ((_surface, False), (_deep, True)):
        for level in LEVELS:
            chosen = (each for each in regions() if each.view == view and each.deep is deep)
            shapes = [_region_path(each) for each in chosen if levels.get((each, side)) == level]
            if shapes:
                parts.append(draw("".join(shapes), level, style))
    return "".join(parts)


def lit_view(view: str, levels: Mapping[Part, str], style: Style) -> str:
    """What is lit in one view, to be laid over :func:`base_view`; empty if nothing is.

    The shapes are those of the right half of the picture. Whoever faces the reader has the left
    hand there; whoever turns the back, the right hand.
    """
    here, there = SIDES if view == "front" else reversed(SIDES)
    half, other = (_lit_half(view, side, levels, style) for side in (here, there))
    if half == other:
        drawn = _mirrored(half, _name(half)) if half else ""
    else:
        drawn = half + (f'<g transform="scale(-1 1)">{other}</g>' if other else "")
    return f'<g stroke-linejoin="round">{drawn}</g>' if drawn else ""
