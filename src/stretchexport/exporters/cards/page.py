"""The cards as one HTML page, for the screen and for the browser's own print.

It needs no script and no other file. Everything that comes from a routine is escaped by the
template engine; pictures are images, in which nothing runs.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from stretchexport.anatomy.regions import palettes
from stretchexport.exporters.cards.layout import one_line
from stretchexport.locales import direction
from stretchexport.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Template

    from stretchexport.exporters.cards.layout import Card
    from stretchexport.exporters.cards.letterhead import Letterhead
    from stretchexport.model import Routine
    from stretchexport.wording import Words


def page(
    routine: Routine,
    cards: Sequence[Card],
    letterhead: Letterhead,
    theme: Mapping[str, Any],
    words: Words,
) -> bytes:
    """The page with ``cards``, in the colours of ``theme``."""
    style = _style(theme)
    html = _template().render(
        style=Markup(style),
        policy=_policy(style),
        language=routine.language,
        direction=direction(routine.language),
        words_language=words.language,
        title=words.text("cards.document", title=one_line(routine.title)),
        author=routine.author,
        cards=cards,
        letterhead=letterhead,
        text=words.text,
    )
    return html.encode()


def _policy(style: str) -> str:
    """What the page may load: nothing but its own style (Content Security Policy Level 3)."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _style(theme: Mapping[str, Any]) -> str:
    colours = {name: value for name, value in theme.items() if name != "drawings"}
    colours.setdefault("frame", "transparent")
    drawn = palettes()[theme["drawings"]]
    for level in ("primary", "secondary", "hatch"):
        colours[f"map-{level}"] = drawn[level]
    told = "".join(f"--{name}:{value};" for name, value in colours.items())
    return f":root{{{told}}}\n{read_text('cards/page.css')}"


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["address"] = _address
    return environment.from_string(read_text("cards/page.html"))


def _address(svg: str) -> str:
    """An SVG as a ``data:`` address."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
