"""The weeks of a review as a picture (SVG), or as a page with tables around it (HTML).

A bar a week: how much of the time planned under stretch was kept. Where a side is behind the other,
left and right have a bar each, the right one striped, so that it reads without colour too.
Everything that comes from a routine is escaped by the template engine.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from stretchexport.counting import counted
from stretchexport.exporters.base import File
from stretchexport.exporters.text import clip_characters
from stretchexport.model import Side
from stretchexport.reporting.reviews import clock, in_a_row, percent
from stretchexport.resources import read_text
from stretchexport.reviewing.adherence import one_sided, stretches, weeks
from stretchexport.reviewing.outcomes import Outcome, Status
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from jinja2 import Template

    from stretchexport.reviewing.adherence import Week
    from stretchexport.reviewing.review import Review

SVG, HTML = ".svg", ".html"
TOP, BASE, LEFT, RIGHT = 92, 292, 58, 16
"""Where the bars begin and end, and what is kept free beside them."""

WIDEST, LEAST_WIDTH = 900, 520
"""Of the picture."""

ROOMY, USUAL = 140, 84
"""Of a week, if there are few of them, and if there are more."""

NARROWEST, NARROWEST_SIDED, LABEL = 14, 34, 62
"""The narrowest place for a week, for one with sides, and the place that its label takes."""

LONGEST_TITLE = 50
"""Characters of a title that fit above the narrowest picture."""

SOLID, STRIPES, SOFT = "#0f4c5c", "url(#weeks-right)", "#7d9aa3"


def drawn(review: Review, kind: str) -> File:
    """The picture of ``review``; ``kind`` is :data:`SVG` or :data:`HTML`."""
    name = f"{review.routine.id}-review{kind}"
    if kind == SVG:
        return File(name, _svg(review).encode(), "image/svg+xml", "picture")
    return File(name, _page(review).encode(), "text/html", "page")


def _svg(review: Review) -> str:
    every = weeks(review)
    sided = any(map(one_sided, every))
    place = _place(max(len(every), 1), sided=sided)
    width = max(LEAST_WIDTH, round(LEFT + RIGHT + place * len(every)))
    step = -(-LABEL // round(place))
    return _template("weeks.svg").render(
        width=width,
        height=BASE + (96 if sided else 68),
        top=TOP,
        base=BASE,
        left=LEFT,
        right=RIGHT,
        title=_title(review),
        description=_description(every),
        heading=_title(review),
        subheading=_subheading(review),
        lines=[{"share": one, "y": _y(one / 100)} for one in (0, 50, 100)],
        weeks=[
            _drawn_week(one, LEFT + place * number, place, sided) | {"labelled": number % step == 0}
            for number, one in enumerate(every)
        ],
        legend=_legend() if sided else [],
    )


def _place(count: int, *, sided: bool) -> float:
    """How wide each of ``count`` weeks is: they fill a narrow picture, then it grows."""
    narrow, wide = ((one - LEFT - RIGHT) / count for one in (LEAST_WIDTH, WIDEST))
    least = NARROWEST_SIDED if sided else NARROWEST
    return max(min(ROOMY, max(narrow, USUAL), wide), least)


def _drawn_week(one: Week, x: float, place: float, sided: bool) -> dict[str, Any]:
    gap = place * 0.14
    inner = place - 2 * gap
    if sided and one.sides:
        third = inner / 3
        bars = [_bar(one.share, x + gap, third - 2, SOFT, "")]
        for number, side in enumerate(Side, start=1):
            share = one.sides[side].share if side in one.sides else 0.0
            fill = SOLID if side is Side.LEFT else STRIPES
            letter = side[0].upper() if place >= NARROWEST_SIDED else ""
            bars.append(_bar(share, x + gap + third * number, third - 2, fill, letter))
    else:
        bars = [_bar(one.share, x + gap, inner, SOFT if sided else SOLID, "")]
    return {
        "bars": bars,
        "middle": round(x + place / 2, 1),
        "name": _name(one),
        "day": f"{one.first:%m-%d}",
        "count": _count(one),
        "told": _told(one),
    }


def _bar(share: float, x: float, width: float, fill: str, letter: str) -> dict[str, Any]:
    return {
        "x": round(x, 1),
        "width": round(width, 1),
        "middle": round(x + width / 2, 1),
        "height": round((BASE - TOP) * min(share, 1.0), 1),
        "fill": fill,
        "letter": letter,
    }


def _legend() -> list[dict[str, Any]]:
    texts = (("all stretches", SOFT), ("left side", SOLID), ("right side", STRIPES))
    return [
        {"x": LEFT + 120 * number, "fill": fill, "text": text}
        for number, (text, fill) in enumerate(texts)
    ]


def _page(review: Review) -> str:
    style = read_text("review/page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template("page.html").render(
        # nothing is loaded but the page's own style (Content Security Policy Level 3)
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'",
        style=Markup(style),
        title=_title(review),
        language=review.routine.language,
        routine=one_line(review.routine.title),
        row=in_a_row(review),
        picture=Markup(_svg(review)),
        weeks=[
            {
                "name": _name(one),
                "first": one.first,
                "share": percent(one.share) if one.planned else "",
                "counts": (*(one.statuses[status] for status in Status), one.extra),
            }
            for one in weeks(review)
        ],
        stretches=[
            {
                "name": one_line(review.routine.stretches[one.stretch].name),
                "side": str(one.side) if one.side else "",
                "done": one.tally.done,
                "planned": one.tally.planned,
                "short": one.tally.outcomes[Outcome.SHORT],
                "skipped": one.tally.outcomes[Outcome.SKIPPED],
                "held": clock(one.tally.held),
                "time": clock(one.tally.planned_seconds),
            }
            for one in stretches(review.sessions)
        ],
    )


def _title(review: Review) -> str:
    title = clip_characters(one_line(review.routine.title), LONGEST_TITLE).text
    return f"{title}: planned and done"


def _subheading(review: Review) -> str:
    days = f"up to {review.until}" if review.until else "in what was recorded"
    return f"Planned time that was kept, and sessions done, {days}"


def _description(every: list[Week]) -> str:
    """Every week in words, for those who do not see the bars."""
    return " ".join(f"{_told(one)}." for one in every) or "No session yet."


def _told(one: Week) -> str:
    name = _name(one)
    head = f"{name}, from {one.first}" if name else f"From {one.first}"
    sessions = counted(one.planned, "session")
    parts = [f"{percent(one.share)} kept, {one.statuses[Status.DONE]} of {sessions} done"]
    if not one.planned:
        parts = ["nothing planned"]
    if one.extra:
        parts.append(f"{one.extra} on top")
    if one_sided(one):
        sides = (f"{side} {percent(one.sides[side].share)}" for side in Side)
        parts.append(", ".join(sides))
    return f"{head}: {', '.join(parts)}"


def _name(one: Week) -> str:
    return f"Week {one.number}" if one.number is not None and one.number > 0 else ""


def _count(one: Week) -> str:
    told = f"{one.statuses[Status.DONE]}/{one.planned}" if one.planned else ""
    return f"{told} +{one.extra}".strip() if one.extra else told


def _y(share: float) -> float:
    return round(BASE - (BASE - TOP) * share, 1)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(read_text(f"review/{name}"))
