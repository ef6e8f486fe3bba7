"""A solved figure as SVG.

Lines and arrows have physical widths, whatever size the picture has. The same pose gives the same
bytes on every machine.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from stretchexport.figure import arrows, clothing, ink, muscles, people, scene, surface
from stretchexport.figure.cameras import best_view
from stretchexport.figure.curves import UNITS, box_of, majority, outline, path, soften, units
from stretchexport.figure.geometry import turned
from stretchexport.figure.hatching import hatch
from stretchexport.figure.raster import camera, raster
from stretchexport.figure.rows import bone_of
from stretchexport.figure.solving import solve
from stretchexport.figure.surface import HEAD, LINE, SHADOW, TORSO
from stretchexport.figure.tables import SIDES, table
from stretchexport.figure.tracing import places, trace
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchexport.figure.geometry import Array, Vector
    from stretchexport.figure.pose import Pose
    from stretchexport.figure.raster import Buffer
    from stretchexport.figure.solving import Figure
    from stretchexport.figure.tracing import Mask

PX = 4.0
"""Pixels a cm of the depth buffer."""

MARGIN = 2.5
"""Empty picture around the figure, in cm."""

FLOOR_OVERHANG = 4.0
"""How far a floor line goes beyond the figure on both sides, in cm."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: its ``svg``, its size in mm, and the ``figure`` it shows.

    ``felt_cm2`` is how much of the muscles felt is seen, in cm² of the figure.
    """

    svg: str
    width: float
    height: float
    felt_cm2: float
    figure: Figure


def draw(
    pose: Pose, palette: str = "colour", box: tuple[float, float] = (46, 44), title: str = ""
) -> Drawing:
    """Draw ``pose`` so that it fits into ``box`` (width and height in mm).

    ``palette`` is a table of ``data/figure/palettes.toml``; ``title`` says what it shows to those
    who do not see it. A picture that was drawn before is not drawn again.
    """
    return _draw(_Content(repr(pose), pose), palette, box, title)


@dataclass(frozen=True, slots=True)
class _Content:
    """A pose as a key of a cache: the same is what says the same."""

    key: str
    pose: Pose = field(compare=False)


KEPT = 256
"""How many drawings are remembered; one takes some 30 kB."""


@lru_cache(maxsize=KEPT)
def _draw(content: _Content, palette: str, box: tuple[float, float], title: str) -> Drawing:
    figure = solve(content.pose)
    own = people.own(content.pose.person).get(palette, {})
    return _Picture(figure, {**table("palettes")[palette], **own}, box).drawing(title)


class _Picture:
    """One drawing in the making: the buffer it is traced from and the frame it is cut to."""

    def __init__(self, figure: Figure, colours: dict[str, str], box: tuple[float, float]) -> None:
        self.figure, self.colours = figure, colours
        body = surface.body(figure.bones, figure.pose.person)
        view = figure.pose.view or best_view(figure, body)
        self.camera = camera(view.azimuth, view.elevation)
        self.surface = surface.joined([body, *scene.surfaces(figure, body, self.camera)])
        self.faces = scene.faces(figure, self.camera)
        self.buffer = _raster(self)
        self.cut = self._cut()
        self.arrows = tuple(arrows.placed(figure, self.camera, self.buffer))
        self._frame(box)

    def _cut(self) -> float:
        """Where the picture ends below, in cm from its top; everything under it is wiped."""
        if self.figure.pose.cut is None:
            return math.inf
        cut = float(self.xy((0, 0, self.figure.pose.cut))[1])
        self.buffer.owner[round((cut + 1.5) * PX) :] = self.buffer.nobody
        return cut

    def _frame(self, box: tuple[float, float]) -> None:
        """The part of the picture that is shown, and its scale in mm a cm."""
        rows, columns = box_of(self.buffer.owner < self.buffer.nobody)
        corners = [
            (columns.start / PX, rows.start / PX),
            ((columns.stop - 1) / PX, (rows.stop - 1) / PX),
        ]
        ends = np.array([*corners, *(p for a in self.arrows for p in (a.start, a.end))])
        (x0, y0), (x1, y1) = ends.min(0) - MARGIN, ends.max(0) + MARGIN
        self.level = self.camera[2, 2] < scene.SEEN_FROM_ABOVE and self.cut == math.inf
        room = FLOOR_OVERHANG if self.level else 0
        self.x0, self.x1 = x0 - room, x1 + room
        self.y0, self.y1 = y0, min(y1, self.cut)
        self.mm = min(box[0] / (self.x1 - self.x0), box[1] / (self.y1 - self.y0))
        self.line = min(0.4, 0.16 + 0.0035 * max(box)) / self.mm

    def xy(self, point: Vector) -> Array:
        """A point of the world in the picture."""
        return self.buffer.xy(self.camera @ point)

    def _wide(self, times: float) -> str:
        """The width of a line, ``times`` that of ink."""
        return f"{UNITS * self.line * times:.1f}"

    def drawing(self, title: str) -> Drawing:
        """The finished picture."""
        fills, felt = self._fills()
        parts = [*self._floor(), *self._props(), *fills, *self._ink()]
        parts += [arrows.svg(arrow, self.mm, self.colours["arrow"]) for arrow in self.arrows]
        width, height = self.x1 - self.x0, self.y1 - self.y0
        shown = " ".join(map(str, units(self.x0, self.y0, width, height)))
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * self.mm:.1f}mm" '
            f'height="{height * self.mm:.1f}mm" viewBox="{shown}" fill-rule="evenodd" role="img">'
        )
        name = f"<title>{escape(one_line(title))}</title>" if title else ""
        svg = f"{head}{name}{''.join(parts)}</svg>"
        return Drawing(svg, width * self.mm, height * self.mm, felt, self.figure)

    def _floor(self) -> Iterator[str]:
        if self.level:
            y = float(self.xy((0, 0, 0))[1]) + self.line / 2
            start, level, end = units(self.x0 + 1, y, self.x1 - 1)
            yield (
                f'<path d="M{start} {level}H{end}" '
                f'stroke="{self.colours["propink"]}" stroke-width="{self._wide(1.3)}" '
                'stroke-linecap="round"/>'
            )

    def _props(self) -> Iterator[str]:
        for face in sorted(self.faces, key=lambda face: float(face.corners[:, 2].mean())):
            corners = "L".join("{} {}".format(*units(*at)) for at in self.buffer.xy(face.corners))
            yield f'<path fill="{self.colours[face.fill]}" d="M{corners}z"/>'

    def _fills(self) -> tuple[list[str], float]:
        """The coloured areas from back to front, and how much of the felt muscles is seen (cm²)."""
        bones = self.figure.bones
        body = self.buffer.owner < len(self.surface)
        rows, columns = places(body)
        own = self.buffer.owner[rows, columns]
        seen = clothing.Seen(
            np.stack(turned(self.camera.T, self.buffer.points(rows, columns))),
            self.surface.bones[own],
            self.surface.parts[own],
            self.surface.reach[own],
        )
        far = np.isin(seen.parts, clothing.far_parts(bones, self.camera))
        shorts = clothing.shorts(seen, bones, self.figure.pose.person)
        felt = np.zeros(len(own), bool)
        for region, side in muscles.regions(self.figure.pose.felt):
            felt |= muscles.mask(region, side, bones, seen.points, seen.parts)
        layers = (
            ("shadow", seen.parts == SHADOW, 0),
            ("prop", seen.parts > SHADOW, 0),
            ("skin", seen.parts < LINE, 0),
            ("far", far, 1),
            ("shirt", clothing.shirt(seen, bones, shorts), 0),
            ("shorts", shorts & ~far, 0),
            ("shortsfar", shorts & far, 0),
            ("hair", clothing.hair(seen, bones), 0),
            ("strap", seen.parts == LINE, 0),
            ("region", felt, 0.5),
        )
        fills = []
        for colour, chosen, smooth in layers:
            if not chosen.any():
                continue
            mask = np.zeros(body.shape, bool)
            mask[rows[chosen], columns[chosen]] = True
            if smooth:
                mask = majority(mask, round(smooth * PX)) & body
            if d := outline(mask, PX, _LOOSE / self.mm):
                fills.append(f'<path fill="{self.colours[colour]}" d="{d}"/>')
                if colour == "region" and "hatch" in self.colours:
                    fills.append(self._hatched(mask))
        return fills, float(felt.sum()) / PX**2

    def _hatched(self, mask: Mask) -> str:
        return (
            f'<path fill="none" stroke="{self.colours["hatch"]}" '
            f'stroke-width="{self._wide(0.3)}" d="{hatch(mask, self.line * 2.2, PX)}"/>'
        )

    def _ink(self) -> Iterator[str]:
        """The lines of bodies and props, thinner the farther away."""
        found: dict[int, list[str]] = {
            style: [] for style in (_DETAIL, ink.OF_PROP, ink.FAR, ink.NEAR)
        }
        far = clothing.far_parts(self.figure.bones, self.camera)
        who = ink.owners(self.surface, len(self.faces), far)
        for line in trace(*ink.separations(self.buffer, who)):
            least = max(4.0, 1.3 / self.mm) if line.loose else 0.6
            if len(line.points) >= least * PX:
                points = soften(line.points, closed=line.closed) / PX
                off = (_LOOSE if line.style == ink.OF_PROP else _CLOSE) / self.mm
                found[line.style].append(path(points, closed=line.closed, tolerance=off))
        found[_DETAIL] += self._details(who)
        for style, (colour, width) in _INKS.items():
            if found[style]:
                yield (
                    f'<path fill="none" stroke="{self.colours[colour]}" '
                    f'stroke-width="{self._wide(width)}" stroke-linecap="round" '
                    f'stroke-linejoin="round" d="{"".join(found[style])}"/>'
                )

    def _details(self, who: ink.Owners) -> Iterator[str]:
        """Spine, shoulder blades and eyes, where they are seen."""
        if self.mm <= _DETAILS_FROM:
            return
        for row in table("body")["line"]:
            for side in SIDES if row["points"][0]["at"][1] else ("left",):
                knots = [
                    ("none", self._knot(point, side), np.eye(3), 0.0) for point in row["points"]
                ]
                centres = surface.chain(TORSO, knots).centres @ self.camera.T
                yield from self._visible(centres, row["part"], who)

    def _knot(self, point: dict[str, Any], side: str) -> Vector:
        x, y, z = point["at"]
        return self.figure.bones[bone_of(point["bone"], side)].at((x, SIDES[side] * y, z))

    def _visible(self, centres: Array, part: str, who: ink.Owners) -> Iterator[str]:
        """The runs of a row of points that are seen, if they are long enough."""
        height, width = self.buffer.depth.shape
        j, i = np.round(self.buffer.xy(centres) * PX - 0.5).astype(int).T
        i, j = np.clip(i, 0, height - 1), np.clip(j, 0, width - 1)
        parts = who.part[self.buffer.owner[i, j]]
        seen = (np.abs(self.buffer.depth[i, j] - centres[:, 2]) < _ON_SURFACE) & (
            parts == {"torso": TORSO, "head": HEAD}[part]
        )
        for run in np.split(np.arange(len(centres)), np.nonzero(np.diff(seen))[0] + 1):
            if seen[run[0]] and len(run) > _MOST * len(centres):
                x, y = self.buffer.xy(centres[run]).T
                yield path(x + 1j * y, closed=False, tolerance=_CLOSE / self.mm)


_DETAIL = 4
_INKS = {
    _DETAIL: ("farink", 0.6),
    ink.OF_PROP: ("propink", 0.7),
    ink.FAR: ("farink", 0.85),
    ink.NEAR: ("ink", 1.0),
}
_CLOSE, _LOOSE = 0.045, 0.1
"""How far a curve may be from the line it stands for, in mm: ink, and what lies under ink."""

_DETAILS_FROM = 0.16
_ON_SURFACE = 1.6
_MOST = 0.4


def _raster(picture: _Picture) -> Buffer:
    turn = picture.camera
    return raster(picture.surface.centres @ turn.T, turn @ picture.surface.axes, picture.faces, PX)
