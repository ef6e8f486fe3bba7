"""Fronts and backs as PDFium sees them: text inside its card, each back behind its front."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from cards.pdf import MM, text_of
from cards.routines import made, routine, stretch
from stretchexport.exporters.cards.imposition import Flip, impose
from stretchexport.exporters.cards.sheets import Sheet, names, preset, sheet
from stretchexport.model import NotFeel, Source

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export
    from stretchexport.model import Routine, Stretch

SLACK = 0.5
"""Points by which a letter may reach over where it stands."""

CARD_SHEETS = [name for name in names() if preset(name).layout == "cards"]

Box = tuple[float, float, float, float]


def named(number: int) -> Stretch:
    """A stretch with its number in a word of its own on either side."""
    return stretch(
        number,
        name=f"Front{number:02}",
        steps=(f"Step{number:02} slowly.",),
        feel="In the back of the thigh.",
        stop_if=("Sharp pain",),
        not_feel=(NotFeel("In the knee", "bend it a little"),),
    )


def runs(sheet: pdfium.PdfPage) -> list[tuple[str, Box]]:
    """Every text of a page with its box in points: left, top, right, bottom, from above."""
    textpage, high = sheet.get_textpage(), sheet.get_height()
    found = []
    for item in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=textpage):
        assert isinstance(item, pdfium.PdfTextObj)
        left, bottom, right, top = item.get_bounds()
        if (text := text_of(item, textpage)).strip():
            found.append((text, (left, high - top, right, high - bottom)))
    return found


def holder(box: Box, on: Sheet, places: Any) -> int:
    """On which card a text lies; it lies on one with all of its box."""
    (index,) = [
        index
        for index, place in enumerate(places)
        if box[0] >= (place.x + 3) * MM - SLACK
        and box[1] >= (place.y + 3) * MM - SLACK
        and box[2] <= (place.x + on.card[0] - 3) * MM + SLACK
        and box[3] <= (place.y + on.card[1] - 3) * MM + SLACK
    ]
    return index


def labels(export: Export, on: Sheet, flip: Flip | None) -> list[dict[int, str]]:
    """For each page, what number the card in each place has, after a look at every text."""
    places = impose(on, flip)
    found: list[dict[int, str]] = []
    for number, one in enumerate(pdfium.PdfDocument(export.files[0].data)):
        sides = places.backs if places.overleaf and number % 2 else places.fronts
        if places.backs and not places.overleaf:
            sides = (*places.fronts, *places.backs)
        found.append({})
        for text, box in runs(one):
            index = holder(box, on, sides)
            if text.startswith(("Card ", "The plan")):
                found[-1][index] = text.strip()
    return found


def check(export: Export, on: Sheet, flip: Flip | None, count: int) -> None:
    """Every text on a card, every card once and in order, each back behind its front."""
    places = impose(on, flip)
    pages = labels(export, on, flip)
    fronts = pages[::2] if places.overleaf else pages
    if places.overleaf:
        # A back is in the list of backs where its front is in that of fronts.
        assert pages[::2] == pages[1::2]
    elif places.backs:
        half = len(places.fronts)
        for one in pages:
            behind = {index - half: text for index, text in one.items() if index >= half}
            assert behind == {index: text for index, text in one.items() if index < half}
        fronts = [{i: text for i, text in one.items() if i < half} for one in pages]
    order = [one[index] for one in fronts for index in sorted(one)]
    numbers = [int(text.split()[1]) for text in order if text.startswith("Card")]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, count + 1))
    assert len(order) == sum(fit.cards for fit in export.fits)
    for one in fronts[:-1]:
        assert len(one) == len(places.fronts)


PAIRS = [
    (name, flip, count)
    for index, name in enumerate(CARD_SHEETS)
    for flip, count in zip(
        (None, Flip.LONG, Flip.SHORT), [(1, 5, 13), (7, 2, 9), (3, 10, 1)][index % 3], strict=True
    )
]


@pytest.mark.parametrize(("name", "flip", "count"), [*PAIRS, ("poker", Flip.LONG, 50)])
def test_text_lies_on_its_card_and_backs_behind_their_fronts(
    name: str, flip: Flip | None, count: int
) -> None:
    stretches = [named(number) for number in range(1, count + 1)]
    export = made(routine(*stretches), sheet=name, two_sided=flip)
    check(export, preset(name), flip, count)
    assert len(export.fits) == count + 1
    floor = preset(name).text[1]
    assert all(part.size >= floor for fit in export.fits for part in fit.parts)


HARD: dict[str, Stretch] = {
    "a long word": stretch(name="Donaudampfschifffahrt" * 4, aka=("x" * 90,), steps=("y" * 400,)),
    "forty steps": stretch(steps=tuple(f"Step {number} of many." for number in range(1, 41))),
    "a name without end": stretch(name="A name of many words " * 20, aka=("and another " * 30,)),
    "next to nothing": stretch(steps=(), targets=("hamstrings",)),
    "right to left": stretch(name="מתיחה לירך", steps=("שלום לכולם", "לנשום לאט"), feel="בירך"),
    "a pose": stretch(pose={"hip": {"flexion": 90}}, stop_if=("Sharp pain. " * 30,)),
}


@pytest.mark.parametrize(
    ("what", "name", "flip"),
    [
        ("a long word", "poker", Flip.SHORT),
        ("a long word", "half-letter", None),
        ("forty steps", "a6", Flip.LONG),
        ("forty steps", "poker-letter", None),
        ("a name without end", "a6", Flip.LONG),
        ("a name without end", "poker", Flip.SHORT),
        ("a name without end", "fold-over", None),
        ("next to nothing", "fold-over", None),
        ("next to nothing", "3x5", Flip.SHORT),
        ("right to left", "a5", Flip.LONG),
        ("right to left", "poker", None),
        ("a pose", "4x6", Flip.SHORT),
        ("a pose", "poker", Flip.LONG),
        ("a pose", "large", Flip.LONG),
    ],
)
def test_hard_cards_stay_on_their_cards_and_keep_pdf_ua_1(
    what: str, name: str, flip: Flip | None
) -> None:
    language = "he" if what == "right to left" else "en"
    export = made(
        routine(HARD[what], language=language, sources=(Source("A book"),)),
        sheet=name,
        two_sided=flip,
    )
    places = impose(preset(name), flip)
    sides = (*places.fronts, *places.backs)
    for one in pdfium.PdfDocument(export.files[0].data):
        for _, box in runs(one):
            assert any(
                box[0] >= (place.x + 3) * MM - SLACK
                and box[1] >= (place.y + 3) * MM - SLACK
                and box[2] <= (place.x + preset(name).card[0] - 3) * MM + SLACK
                and box[3] <= (place.y + preset(name).card[1] - 3) * MM + SLACK
                for place in sides
            )
    report = page.validate_pdf_bytes(export.files[0].data, profile=page.ValidationProfile.PDF_UA_1)
    assert [(one.rule_id, one.message) for one in report.failures] == []


def test_two_hundred_cards_come_in_order() -> None:
    stretches = [stretch(number, name="The same") for number in range(200)]
    export = made(routine(*stretches), sheet="poker", two_sided=Flip.LONG)
    check(export, preset("poker"), Flip.LONG, 200)


def boxes(data: bytes) -> list[dict[str, list[float]]]:
    with pikepdf.open(io.BytesIO(data)) as document:
        return [
            {name: [float(end) for end in one.obj[f"/{name}"]] for name in BOXES}
            for one in document.pages
        ]


BOXES = ("MediaBox", "BleedBox", "TrimBox")
BLEED = {"like": "poker", "page": [80, 110], "bleed": 3}


def test_boxes_say_where_to_cut_and_colour_reaches_into_the_bleed(example: Routine) -> None:
    own = sheet(BLEED, "own")
    export = made(example, sheet=own, two_sided=Flip.LONG, back_offset=(1.0, -0.5))
    front, back = boxes(export.files[0].data)[:2]
    points = [end * MM for end in (8.25, 10.55, 8.25 + 63.5, 10.55 + 88.9)]
    assert front["TrimBox"] == pytest.approx(points, abs=0.01)
    shift = (1 * MM, 0.5 * MM, 1 * MM, 0.5 * MM)
    moved = [end + by for end, by in zip(points, shift, strict=True)]
    assert back["TrimBox"] == pytest.approx(moved, abs=0.01)
    for one in (front, back):
        more = [-3 * MM, -3 * MM, 3 * MM, 3 * MM]
        grown = [end + by for end, by in zip(one["TrimBox"], more, strict=True)]
        assert one["BleedBox"] == pytest.approx(grown, abs=0.01)
        assert one["MediaBox"][2:] == pytest.approx([80 * MM, 110 * MM], abs=0.01)
    document = pdfium.PdfDocument(export.files[0].data)
    picture = document[2].render(scale=4).to_pil().convert("RGB")
    left, top = (front["TrimBox"][0], front["MediaBox"][3] - front["TrimBox"][3])
    just_in_the_bleed = picture.getpixel((int((left + 40) * 4), int((top - 2.5 * MM) * 4)))
    outside_of_it = picture.getpixel((int((left + 40) * 4), int((top - 3.5 * MM) * 4)))
    assert just_in_the_bleed != (255, 255, 255)
    assert outside_of_it == (255, 255, 255)


def test_the_fit_tells_what_stands_where(example: Routine) -> None:
    plan, first, _ = made(example, two_sided=Flip.LONG).fits
    assert (plan.where, first.where) == ("plan card", "stretch mid-back-reach")
    front, back = first.parts
    assert (front.side, back.side, first.cards) == ("front", "back", 1)
    assert front.holds == ("pictures", "Feel it", "Take care if", "Stop if")
    assert "How" in back.holds


@pytest.mark.parametrize("sheet", CARD_SHEETS)
def test_when_to_stop_is_on_the_front_of_a_full_card(example: Routine, sheet: str) -> None:
    export = made(example, sheet=sheet, two_sided=Flip.LONG)
    for fit in export.fits[1:]:
        front = fit.parts[0]
        assert "Stop if" in front.holds, fit.where
        if "Feel it" in front.holds and sheet == "3x5":
            assert "Take care if" in front.holds
