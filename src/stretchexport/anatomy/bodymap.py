"""The body map: front and back of a body with the stretched muscles lit, as one small SVG.

Targets are muscles or groups, with ``left-`` or ``right-`` in front for one side of the person.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from stretchexport.anatomy.lighting import SIDES, chosen_views, in_order, lit, sided
from stretchexport.anatomy.painting import Style, base_view, hatch, lit_view, trunk
from stretchexport.anatomy.pen import HEIGHT, pen
from stretchexport.anatomy.splines import SCALE
from stretchexport.wording import FALLBACK
from stretchexport.wording import words as words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from stretchexport.anatomy.lighting import Part
    from stretchexport.wording import Words

# The frame of one view in path units: half its width, and where y = 0 is.
HALF: Final = 90 * SCALE
TOP: Final = 4 * SCALE

USUAL: Final = 60.0
"""The height of a map in mm if nobody says another."""


def bodymap_svg(
    primary: Collection[str],
    secondary: Collection[str],
    *,
    palette: str = "colour",
    view: str = "both",
    height: float = USUAL,
    words: Words | None = None,
) -> str:
    """The body map as an SVG document, without an XML declaration; its title is in ``words``.

    ``palette`` is ``colour``, ``grey`` or ``lines``; none needs colour to be read. ``view`` is
    ``front``, ``back``, ``both`` or ``auto`` (see :func:`chosen_views`); a view is 18 wide to 41
    high.
    ``height`` is how high it will be drawn, in mm: lines and stripes are made for that. The same
    arguments give the same text, and no id in it clashes with those of another map on the same
    page. ``KeyError`` for an unknown target, palette or view.
    """
    views, style = chosen_views(view, primary, secondary), Style(palette, pen(height))
    content = _base(views, style) + _marks(views, lit(primary, secondary), style)
    title = bodymap_alt(primary, secondary, view=view, words=words)
    return _document(views, height, title, content)


def bodymap_alt(
    primary: Collection[str],
    secondary: Collection[str],
    *,
    view: str = "both",
    words: Words | None = None,
) -> str:
    """What the body map shows, in plain ``words`` (English ones), for a screen reader."""
    say = words or words_of(FALLBACK)
    shown = chosen_views(view, primary, secondary)
    also = [target for target in in_order(secondary) if target not in primary]
    parts = [say.text(f"bodymap.{shown[0] if len(shown) == 1 else 'both'}")]
    if primary:
        parts.append(say.text("bodymap.most", muscles=_named(primary, say)))
    if also:
        key = "bodymap.also" if primary else "bodymap.stretched"
        parts.append(say.text(key, muscles=_named(also, say)))
    if len(parts) == 1:
        parts.append(say.text("bodymap.none"))
    return " ".join(parts)


def _named(targets: Collection[str], say: Words) -> str:
    """``left hamstrings`` for ``left-hamstrings``."""
    names = []
    for key, sides in map(sided, in_order(targets)):
        name = say.muscle(key)
        names.append(name if sides == SIDES else say.text(f"bodymap.{sides[0]}", muscle=name))
    return say.listed(names)


def _document(views: tuple[str, ...], height: float, title: str, content: str) -> str:
    wide = 2 * HALF * len(views)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{height * wide / HEIGHT:.5g}mm"'
        f' height="{height:.5g}mm" viewBox="0 0 {wide} {HEIGHT}" role="img">'
        f"<title>{escape(title)}</title>{content}</svg>"
    )


def _side_by_side(views: tuple[str, ...], draw: Callable[[str], str]) -> str:
    return "".join(
        f'<g transform="translate({HALF * (2 * place + 1)} {TOP})">{drawn}</g>'
        for place, view in enumerate(views)
        if (drawn := draw(view))
    )


def _base(views: tuple[str, ...], style: Style) -> str:
    drawn = _side_by_side(views, lambda view: base_view(view, style))
    return f"<defs>{trunk()[0]}</defs>{drawn}"


def _marks(views: tuple[str, ...], levels: Mapping[Part, str], style: Style) -> str:
    seen = {level for (region, _), level in levels.items() if region.view in views}
    stripes = f"<defs>{hatch(style)[0]}</defs>" if "secondary" in seen else ""
    return stripes + _side_by_side(views, lambda view: lit_view(view, levels, style))
