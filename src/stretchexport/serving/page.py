"""The page that lists the feeds: made for a phone held in one hand, without a script.

Everything that comes from a routine is escaped by the template engine.
"""

from __future__ import annotations

import base64
import hashlib
import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from stretchexport.resources import read_text
from stretchexport.schedule import occurrences
from stretchexport.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

    from stretchexport.model import Routine, Schedule
    from stretchexport.serving.addresses import Addresses
    from stretchexport.serving.feeds import Feed
    from stretchexport.serving.shelf import Shelf, Trouble
    from stretchexport.wording import Words

QUIET_ZONE = 4
"""Blank modules around a QR code (ISO/IEC 18004 section 6.3.8)."""

MOST_FINDINGS = 5
"""Findings of a file that the page shows; ``stretchexport validate`` shows them all."""

STYLE = read_text("serving/page.css")

POLICY = (
    "default-src 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load: nothing but its own style (Content Security Policy Level 3)."""


@dataclass(frozen=True, slots=True)
class _Card:
    """What the page shows of a feed."""

    title: str
    language: str
    summary: str
    about: str
    times: tuple[tuple[str, str], ...]
    """The days with their time, and the session, of each slot."""
    dates: str
    address: str
    subscription: str
    code: Markup
    troubles: tuple[Trouble, ...]


def page_html(shelf: Shelf, addresses: Addresses) -> str:
    """The page for what is on ``shelf``."""
    cards = [
        _card(feed, addresses, tuple(one for one in shelf.troubles if one.routine_id == name))
        for name, feed in shelf.feeds.items()
    ]
    unserved = [one for one in shelf.troubles if one.routine_id not in shelf.feeds]
    return _template().render(
        style=Markup(STYLE), cards=cards, unserved=unserved, most=MOST_FINDINGS
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(read_text("serving/page.html"))


def _card(feed: Feed, addresses: Addresses, troubles: tuple[Trouble, ...]) -> _Card:
    routine = feed.routine
    assert routine.schedule is not None  # without one there is no feed
    subscription = addresses.subscription(routine.id)
    return _Card(
        title=one_line(routine.title),
        language=routine.language,
        summary=one_line(routine.summary or ""),
        about=feed.file.about.removeprefix("calendar of "),
        times=tuple(_times(routine, routine.schedule, feed.words)),
        dates=_dates(routine.schedule, feed.words),
        address=addresses.feed(routine.id),
        subscription=subscription,
        code=_code(subscription),
        troubles=troubles,
    )


def _times(routine: Routine, schedule: Schedule, say: Words) -> Iterator[tuple[str, str]]:
    """``Mon, Wed, Fri 07:30`` and ``Desk break`` for each slot."""
    for slot in schedule.slots:
        days = say.days(slot.days)
        when = say.text("cards.slot", days=days, time=say.clock(slot.at))
        yield when, one_line(routine.sessions[slot.session].title)


def _dates(schedule: Schedule, say: Words) -> str:
    """The first and the last date, and the zone: ``7 Dec 2026 to 15 Jan 2027, Europe/Berlin``."""
    dates = [one.start.date() for one in occurrences(schedule)]
    first, last = say.short_date(min(dates)), say.short_date(max(dates))
    run = first if first == last else say.text("days.span", first=first, last=last)
    return f"{run}, {schedule.timezone}" if schedule.timezone else run


def _code(address: str) -> Markup:
    """A QR code as SVG; dark on white whatever the theme, since many cameras read no other."""
    import segno

    svg = io.BytesIO()
    segno.make_qr(address, error="m").save(
        svg,
        kind="svg",
        border=QUIET_ZONE,
        xmldecl=False,
        svgns=False,
        omitsize=True,
        light="#fff",
        svgclass=None,
        lineclass=None,
        title=None,
    )
    return Markup(svg.getvalue().decode())
