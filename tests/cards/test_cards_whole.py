"""Pages that are not cut: posters, the log, and the page to calibrate a printer with."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import page
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from cards.pdf import MM, plain
from cards.routines import HOLD, made, routine, stretch
from cards.test_cards_two_sided import runs
from stretchexport.exporters.cards import Form
from stretchexport.exporters.cards.imposition import Flip
from stretchexport.exporters.cards.sheets import preset, sheet
from stretchexport.model import Item, Session

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export
    from stretchexport.model import Routine


def texts(export: Export) -> list[str]:
    """The text of each page, all of which lies between the margins."""
    document = pdfium.PdfDocument(io.BytesIO(export.files[0].data))
    for one in document:
        for text, (left, top, right, bottom) in runs(one):
            assert min(left, top) >= 10 * MM, text
            assert right <= one.get_width() - 10 * MM, text
            assert bottom <= one.get_height() - 10 * MM, text
    return [plain(one.get_textpage().get_text_range()) for one in document]


def sound(export: Export) -> None:
    report = page.validate_pdf_bytes(export.files[0].data, profile=page.ValidationProfile.PDF_UA_1)
    assert [(one.rule_id, one.message) for one in report.failures] == []


def test_a_poster_has_a_session_in_order_on_a_page(example: Routine) -> None:
    export = made(example, sheet="poster")
    (text,) = texts(export)
    sound(export)
    assert text.index("Self-hug") < text.index("Child's pose")
    for words in ("Desk break", "5 min 50 s", "3 × hold 30 s", "2 × hold 45 s"):
        assert words in text
    assert export.files[0].name == "mid-back-release-poster.pdf"
    assert [(fit.where, fit.cards) for fit in export.fits] == [("session desk-break", 1)]


@pytest.mark.parametrize("count", [1, 2, 5, 12, 40])
def test_any_number_of_stretches_is_on_a_poster(count: int) -> None:
    names = [f"Stretch number {number} of many" for number in range(1, count + 1)]
    stretches = [stretch(number, name=name) for number, name in enumerate(names)]
    export = made(routine(*stretches), sheet="poster")
    found = texts(export)
    assert all(any(name in text for text in found) for name in names)
    assert len(found) == (1 if count <= 12 else export.fits[0].cards)


def test_a_poster_holds_long_words_right_to_left_and_another_page() -> None:
    hard = routine(
        stretch(1, name="Donaudampfschifffahrt" * 5, targets=("hamstrings",)),
        stretch(2, name="מתיחה לירך", pose={"hip": {"flexion": 90}}),
        language="he",
    )
    export = made(hard, sheet=sheet({"like": "poster", "page": "letter"}, "mine"))
    texts(export)
    sound(export)


@pytest.mark.parametrize("name", ["W" * 300, "Lorem ipsum dolor " * 280])
def test_names_without_end_stay_on_posters_and_logs(name: str) -> None:
    one = stretch(name=name)
    long = replace(routine(one, title=name, summary=name), sessions={})
    long = replace(long, sessions={"day": Session("day", name, (Item(one.id, HOLD),))})
    poster = made(long, sheet="poster")
    assert len(texts(poster)) == 1
    assert [(loss.where, loss.what) for loss in poster.losses] == [
        (f"stretch {one.id}", "its name is cut"),
        ("session day", "its name is cut"),
    ]
    texts(made(long, sheet="log"))


def test_a_log_has_the_dates_with_a_box_for_each_session(example: Routine) -> None:
    export = made(example, sheet="log")
    text = " ".join(texts(export))
    sound(export)
    for words in ("Week 1", "7 Dec 2026", "Week 6", "11 Jan 2027", "Desk break", "F 25", "Note"):
        assert words in text
    assert text.count("Desk break") == 6


def test_a_log_without_dates_has_weeks_to_fill_in() -> None:
    text = " ".join(texts(made(routine(stretch()), sheet="log")))
    assert "Week 4 M T W T F S S" in text


def test_a_log_of_many_weeks_and_sessions_goes_on(example: Routine) -> None:
    assert example.schedule is not None
    sessions = {
        f"s{n}": Session(f"s{n}", f"Session {n} " + "x" * 40, (Item("mid-back-reach", HOLD),))
        for n in range(6)
    }
    many = replace(example, sessions={**example.sessions, **sessions})
    many = replace(many, schedule=replace(example.schedule, weeks=30))
    export = made(many, sheet="log")
    assert "Week 30" in texts(export)[-1]
    assert export.fits[0].cards == len(texts(export)) > 3


@pytest.mark.parametrize("flip", [*Flip])
def test_the_calibration_page_reads_what_to_type(flip: Flip) -> None:
    """A ruler's number stands where the front's cross shows if that is what has to be typed."""
    offset = (3.0, -2.0)
    export = made(
        routine(stretch()), sheet="a5", two_sided=flip, back_offset=offset, calibrate=True
    )
    front, back = texts(export)
    sound(export)
    assert "100 mm" in front
    assert "--back-offset" in back
    document = pdfium.PdfDocument(export.files[0].data)
    width, height = (side * MM for side in preset("a5").page)
    numbers: dict[str, Any] = {text.strip(): box for text, box in runs(document[1])}
    left, _, right, _ = numbers["13"]
    # Printed 3 mm to the right already, 13 stands another 10 from there.
    assert (left + right) / 2 == pytest.approx(width / 2 + (3 + 10) * MM, abs=1)
    _, top, _, bottom = numbers["-12"]
    assert (top + bottom) / 2 == pytest.approx(height / 2 - (2 + 10) * MM, abs=2)
    lines = [
        one.get_bounds()
        for one in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        if one.get_bounds()[3] - one.get_bounds()[1] > 50 * MM
    ]
    assert any((line[0] + line[2]) / 2 == pytest.approx(width / 2, abs=0.5) for line in lines)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"calibrate": True}, "how the paper is turned"),
        ({"sheet": "poster", "two_sided": Flip.LONG}, "leave out --two-sided"),
        ({"sheet": "log", "form": Form.PNG}, "ask for PDF, not png"),
        ({"form": Form.HTML, "two_sided": Flip.LONG}, "leave out --two-sided, or ask for PDF"),
        ({"form": Form.SVG, "pdf_a": True}, "leave out --pdf-a, or ask for PDF"),
        ({"back_offset": (1.0, 0.0)}, "--back-offset moves backs"),
    ],
)
def test_what_does_not_go_together_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        made(routine(stretch()), **options)


def test_weeks_without_boxes_on_the_plan_are_a_loss_that_names_the_log(example: Routine) -> None:
    assert example.schedule is not None
    many = replace(example, schedule=replace(example.schedule, weeks=30))
    (loss,) = made(many).losses
    assert loss.where == "plan card"
    assert "no room for the boxes of the last" in loss.what
    assert "the sheet log" in loss.what
    assert made(example).losses == ()
