"""The body map: front and back of a body with the stretched muscles lit, as one small SVG."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from html import escape
from typing import TYPE_CHECKING, Final

from stretchexport.anatomy.muscles import resolve, target_name
from stretchexport.anatomy.painting import hatch, trunk, view_svg
from stretchexport.anatomy.regions import VIEWS, Region, regions
from stretchexport.anatomy.splines import SCALE

if TYPE_CHECKING:
    from collections.abc import Collection

# The frame of one view in path units: half its width, and where y = 0 is.
HALF: Final = 90 * SCALE
TOP: Final = 4 * SCALE
WIDTH: Final = 2 * HALF * len(VIEWS)
HEIGHT: Final = 410 * SCALE


def _in_order(targets: Collection[str]) -> tuple[str, ...]:
    """Targets each once: in the order given, or sorted where a set gives none."""
    return tuple(sorted(targets) if isinstance(targets, AbstractSet) else dict.fromkeys(targets))


def _muscles(targets: Collection[str]) -> frozenset[str]:
    return frozenset(muscle.id for target in targets for muscle in resolve(target))


def lit(primary: Collection[str], secondary: Collection[str]) -> dict[Region, str]:
    """The regions that light for these targets, each with ``primary`` or ``secondary``.

    A region of several muscles takes the higher level; ``KeyError`` for an unknown target.
    """
    first, second = _muscles(primary), _muscles(secondary)
    found = {}
    for region in regions():
        if not first.isdisjoint(region.muscles):
            found[region] = "primary"
        elif not second.isdisjoint(region.muscles):
            found[region] = "secondary"
    return found


def bodymap_svg(
    primary: Collection[str], secondary: Collection[str], *, palette: str = "colour"
) -> str:
    """The body map as an SVG document, without an XML declaration.

    ``primary`` and ``secondary`` are target ids (muscles or groups). ``palette`` is ``colour`` or
    ``grey``, which needs no colour to be read. The same arguments give the same text, and no id
    in it clashes with those of another map on the same page. The aspect ratio is 36 to 41.
    ``KeyError`` for an unknown target or palette.
    """
    levels = lit(primary, secondary)
    stripes = hatch(palette)[0] if "secondary" in levels.values() else ""
    views = "".join(
        f'<g transform="translate({HALF * (2 * place + 1)} {TOP})">'
        f"{view_svg(view, levels, palette)}</g>"
        for place, view in enumerate(VIEWS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(bodymap_alt(primary, secondary))}</title>"
        f"<defs>{trunk()[0]}{stripes}</defs>{views}</svg>"
    )


def _sentence(targets: Collection[str]) -> str:
    names = (target_name(target) for target in _in_order(targets))
    return ", ".join(name[0].lower() + name[1:] for name in names)


def bodymap_alt(primary: Collection[str], secondary: Collection[str]) -> str:
    """What the body map shows, in plain words, for a screen reader."""
    also = [target for target in _in_order(secondary) if target not in primary]
    parts = ["Body map, front and back."]
    if primary:
        parts.append(f"Stretched most: {_sentence(primary)}.")
    if also:
        parts.append(f"Also: {_sentence(also)}." if primary else f"Stretched: {_sentence(also)}.")
    if len(parts) == 1:
        parts.append("No muscle is marked.")
    return " ".join(parts)
