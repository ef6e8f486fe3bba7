"""From a routine to its cards."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from stretchexport import glyphs
from stretchexport.anatomy.regions import palettes as map_palettes
from stretchexport.counting import counted
from stretchexport.exporters.base import Export, File, Loss
from stretchexport.exporters.cards import Form, presets
from stretchexport.exporters.cards.boxes import page_boxes
from stretchexport.exporters.cards.doses import expand, uses
from stretchexport.exporters.cards.fits import fits, unshown_weeks
from stretchexport.exporters.cards.fitting import fitted
from stretchexport.exporters.cards.imposition import impose
from stretchexport.exporters.cards.layout import one_line
from stretchexport.exporters.cards.letterhead import letterhead
from stretchexport.exporters.cards.pictured import alone, pictured
from stretchexport.exporters.cards.plan import plan_card
from stretchexport.exporters.cards.printing import missing_loss, printable
from stretchexport.exporters.cards.stretch import Look, stretch_card
from stretchexport.exporters.cards.typesetting import typeset
from stretchexport.exporters.cards.whole import calibration, log_sheet, poster
from stretchexport.locales import base_of, direction, region_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stretchexport.exporters.cards import CardsOptions
    from stretchexport.exporters.cards.doses import Use
    from stretchexport.exporters.cards.imposition import Imposition
    from stretchexport.exporters.cards.layout import Card
    from stretchexport.exporters.cards.letterhead import Letterhead
    from stretchexport.exporters.cards.sheets import Sheet
    from stretchexport.model import Routine
    from stretchexport.timeline import Timeline
    from stretchexport.wording import Words


def export(routine: Routine, options: CardsOptions) -> Export:
    """The files and what they cannot hold."""
    pictures = options.form in (Form.PNG, Form.SVG)
    sheet = alone(options.paper) if pictures else options.paper
    theme = presets.theme(options.theme)
    words = options.words(routine)
    places = impose(sheet, options.two_sided, options.back_offset)
    head, lost = letterhead(options, words, grey=theme["drawings"] != "colour", short=sheet.short)
    codes: dict[str, None] = {}
    data = _common(routine, sheet, places, theme, words)
    data["letterhead"] = asdict(printable(head, codes))
    if options.calibrate:
        return calibration(routine, options, data, words)
    sessions = expand(routine, options.selection)
    used = uses(sessions, words)
    losses = [
        *options.wordless(routine),
        *_unused(routine, used),
        *lost,
        *missing_loss("clinic and patient", codes),
    ]
    backs = bool(places.backs) and not sheet.short
    look = Look(theme["drawings"], sheet.figure, sheet.least_map, backs=backs)
    if sheet.layout == "poster":
        made = poster(routine, sessions, options, data, look, words)
    elif sheet.layout == "log":
        made = log_sheet(routine, options, data, words)
    else:
        cards, lost = _cards(routine, sessions, used, look, words)
        losses.extend(lost)
        if options.form is Form.HTML:
            made = _page(routine, cards, head, theme, words)
        else:
            made = _printed(routine, cards, sheet, places, data, options)
    return replace(made, losses=(*losses, *made.losses))


def _cards(
    routine: Routine,
    sessions: dict[str, tuple[Timeline, ...]],
    used: Iterable[Use],
    look: Look,
    words: Words,
) -> tuple[list[Card], list[Loss]]:
    """The plan, and a card for each way to do a stretch, with what they cannot hold."""
    cards, losses = [plan_card(routine, sessions, words)], []
    for number, use in enumerate(used, start=1):
        card, lost = stretch_card(routine, use, number, look, words)
        cards.append(card)
        losses.extend(lost)
    return cards, losses


def _page(
    routine: Routine,
    cards: Sequence[Card],
    head: Letterhead,
    theme: Mapping[str, Any],
    words: Words,
) -> Export:
    """The cards as a page for the browser."""
    from stretchexport.exporters.cards.page import page

    html = page(routine, cards, head, theme, words)
    return Export((File(f"{routine.id}-cards.html", html, "text/html", _about(cards)),))


def _printed(
    routine: Routine,
    cards: Sequence[Card],
    sheet: Sheet,
    places: Imposition,
    data: dict[str, Any],
    options: CardsOptions,
) -> Export:
    """The cards as they are printed: a PDF, or pictures."""
    losses, shown = [], []
    for card in cards:
        missing: dict[str, None] = {}
        shown.append(printable(card, missing))
        losses.extend(missing_loss(card.about, missing))
    laid = fitted(data, [asdict(card) for card in shown])
    losses.extend(unshown_weeks(laid[0]))
    data = {**data, "cards": laid}
    if options.form is Form.PDF:
        boxes = page_boxes(sheet, places)
        pdf = typeset(data, int(routine.updated.timestamp()), boxes, pdf_a=options.pdf_a)
        about = f"{_about(cards)}, sheet {sheet.name}"
        files = [File(f"{routine.id}-cards.pdf", pdf, "application/pdf", about)]
    else:
        files = [*pictured(routine.id, cards, data, options.form)]
    return Export(tuple(files), tuple(losses), fits(laid, backs=bool(places.backs)))


def _about(cards: Sequence[Card]) -> str:
    return f"cards of {counted(len(cards) - 1, 'stretch', 'stretches')} and the plan"


def _common(
    routine: Routine,
    sheet: Sheet,
    places: Imposition,
    theme: Mapping[str, Any],
    words: Words,
) -> dict[str, Any]:
    """What goes for everything on paper."""
    return {
        "title": words.text("cards.document", title=one_line(routine.title)),
        "author": routine.author or "",
        **_language(routine, words),
        "fonts": glyphs.families(),
        "sheet": _measures(sheet, places),
        "colours": {name: value for name, value in theme.items() if name != "drawings"},
        "map": dict(map_palettes()[theme["drawings"]]),
        "words": _labels(words),
    }


def _measures(sheet: Sheet, imposition: Imposition) -> dict[str, Any]:
    """What the template has to know of a sheet."""
    return {
        "page": sheet.page,
        "card": sheet.card,
        "margin": sheet.margin,
        "bleed": sheet.bleed,
        "unit": sheet.unit,
        "floor": sheet.text[1],
        "fits": sheet.fits,
        "short": sheet.short,
        **asdict(imposition),
    }


def _language(routine: Routine, words: Words) -> dict[str, str | None]:
    """The language of the document, as ISO 639 and, if given, ISO 3166, and its direction."""
    tag = routine.language
    return {
        "lang": base_of(tag),
        "region": region_of(tag),
        "dir": direction(tag),
        "words-lang": words.language,
    }


def _labels(words: Words) -> dict[str, str | list[str]]:
    """The fixed words that the template itself sets."""
    return {
        "name": words.text("cards.name"),
        "later": words.text("cards.later"),
        "note": words.text("cards.notes"),
        "week": words.text("cards.week"),
        "continued": words.text("label.continued"),
        "safety": words.text("safety.line"),
        "digits": list(words.digits()),
    }


def _unused(routine: Routine, used: Iterable[Use]) -> list[Loss]:
    """A loss for every stretch that no session uses."""
    found = {use.choice.stretch.id for use in used}
    return [
        Loss(f"stretch {one}", "is in no session and has no card")
        for one in routine.stretches
        if one not in found
    ]
