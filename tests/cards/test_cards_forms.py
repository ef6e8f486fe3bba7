"""The cards as other things than sheets to print: pictures, a page, a file for archives."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import html5lib
import page
import pikepdf
import pytest
from PIL import Image

from cards.routines import made, pdf, routine, stretch
from stretchexport.exporters.base import File, VerificationError
from stretchexport.exporters.cards import EXPORTER, Form
from stretchexport.exporters.cards.imposition import Flip
from stretchexport.model import Video

if TYPE_CHECKING:
    from stretchexport.exporters.base import Export
    from stretchexport.model import Routine

HOSTILE = '</style><script>alert(1)</script><img src=x onerror=alert(1)> & " {{ 7 * 7 }}'
THEMES = ["colour", "grey", "ink-saver"]


def parsed(export: Export) -> Any:
    """The page as a browser reads it; a mistake in it is an error."""
    (file,) = export.files
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(file.data.decode())


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


# ---- PDF -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
def test_no_rule_of_pdf_ua_or_pdf_a_is_broken(example: Routine, theme: str) -> None:
    data = pdf(example, theme=theme, pdf_a=True)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert [(one.rule_id, one.message) for one in report.failures] == []


def test_a_pdf_a_says_what_it_is_and_what_its_colours_mean(example: Routine) -> None:
    document = pikepdf.open(io.BytesIO(pdf(example, pdf_a=True)))
    with document.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert told["pdfuaid:part"] == "1"
    (intent,) = document.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()


@pytest.mark.parametrize("form", list(Form))
def test_the_same_bytes_twice(example: Routine, form: Form) -> None:
    for pdf_a in (False, True) if form is Form.PDF else (False,):
        first, second = (made(example, form=form, pdf_a=pdf_a) for _ in range(2))
        assert first == second


def test_every_theme_but_colour_is_grey(example: Routine) -> None:
    for theme in THEMES:
        files = made(example, form=Form.PNG, theme=theme).files
        images = [Image.open(io.BytesIO(one.data)).convert("RGB") for one in files]
        coloured = any(len(set(pixel)) > 1 for image in images for pixel in colours(image))
        assert coloured is (theme == "colour")


def colours(image: Image.Image) -> list[tuple[int, ...]]:
    found = image.resize((200, 280), Image.Resampling.NEAREST).getcolors(maxcolors=100_000)
    assert found is not None
    return [one for _, one in found if isinstance(one, tuple)]


def test_ink_saver_takes_less_ink(example: Routine) -> None:
    def ink(theme: str) -> float:
        (_, card, *_) = made(example, form=Form.PNG, theme=theme).files
        histogram = Image.open(io.BytesIO(card.data)).convert("L").histogram()
        return sum((255 - level) * count for level, count in enumerate(histogram))

    assert ink("ink-saver") < 0.7 * ink("grey")
    assert ink("ink-saver") < 0.7 * ink("colour")


# ---- Pictures ------------------------------------------------------------------------------------


def test_each_card_is_a_picture_of_its_own_size(example: Routine) -> None:
    files = made(example, form=Form.PNG).files
    assert [one.name for one in files][:2] == [
        "mid-back-release-card-00-plan.png",
        "mid-back-release-card-01-mid-back-reach.png",
    ]
    assert len({one.name for one in files}) == len(files)
    for one in files:
        image = Image.open(io.BytesIO(one.data))
        assert image.size == (1240, 1748)  # A6 at 300 pixels an inch
        assert image.convert("RGB").getpixel((3, 3)) == (255, 255, 255)
        assert EXPORTER.verify(one) == "1240 x 1748 pixels"


def test_a_drawing_has_its_title_and_needs_nothing_else() -> None:
    files = made(routine(stretch(name=HOSTILE)), form=Form.SVG).files
    for one in files:
        root = ElementTree.fromstring(one.data)
        assert root.get("role") == "img"
        assert not [each for each in root.iter() if each.tag.endswith("}script")]
        assert EXPORTER.verify(one).startswith("a drawing with ")
    title = ElementTree.fromstring(files[1].data)[0]
    assert title.tag.endswith("}title")
    assert (title.text or "").startswith("</style><script>")


def test_a_sheet_to_fold_gives_cards_of_its_size_too(example: Routine) -> None:
    for sheet in ("3x5", "poker"):
        files = made(example, form=Form.PNG, sheet=sheet).files
        assert len({Image.open(io.BytesIO(one.data)).size for one in files}) == 1


# ---- The page ------------------------------------------------------------------------------------


def test_a_card_is_an_article_with_a_heading_steps_and_described_pictures(
    example: Routine,
) -> None:
    document = parsed(made(example, form=Form.HTML))
    assert document.get("lang") == "en"
    assert document.get("dir") == "ltr"
    articles = list(document.iter("article"))
    assert [words(one.find("header/h2")) for one in articles] == [
        "Mid-back release",
        "Self-hug",
        "Child's pose",
    ]
    headings = {one.get("id") for one in document.iter("h2")}
    assert {one.get("aria-labelledby") for one in articles} == headings
    assert [one.get("class") for one in articles] == [None, "pictured", "pictured"]
    assert all(one.get("alt") for one in document.iter("img"))
    assert [len(one.find(".//ol")) for one in articles] == [2, 4, 3]
    boxes = list(document.iter("input"))
    assert len(boxes) == 17 + 2 * 3  # the plan's dates, and the days of a week on each card
    assert {one.get("type") for one in boxes} == {"checkbox"}
    assert sum(one.get("aria-label") is not None for one in boxes) == 17
    assert sum(one.find("input") is not None for one in document.iter("label")) == 6


def test_the_page_loads_nothing_and_runs_nothing(example: Routine) -> None:
    (file,) = made(example, form=Form.HTML).files
    document = parsed(made(example, form=Form.HTML))
    style = document.find(".//style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [
        one.get("content")
        for one in document.iter("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    ]
    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;" in policy
    assert not list(document.iter("script"))
    assert not re.search(r"url\(|@import", style)
    assert all(one.get("src").startswith("data:image/") for one in document.iter("img"))
    assert not [one for one in document.iter() if "style" in one.attrib]
    assert EXPORTER.verify(file).startswith("3 cards with ")


def test_what_a_routine_says_is_only_ever_text() -> None:
    hostile = stretch(
        name=HOSTILE, steps=(HOSTILE,), stop_if=(HOSTILE,), video=Video("javascript:alert(1)")
    )
    document = parsed(made(routine(hostile, title=HOSTILE, author=HOSTILE), form=Form.HTML))
    assert not list(document.iter("script"))
    assert not [one for one in document.iter() if "onerror" in one.attrib]
    assert not [one for one in document.iter("a") if not one.get("href").startswith("http")]
    assert words(document.findall(".//h2")[1]) == words(document.findall(".//ol/li")[1])
    assert "{{ 7 * 7 }}" in words(document.find(".//h1"))


def test_an_arabic_routine_runs_from_the_right() -> None:
    document = parsed(made(routine(stretch(), language="ar-EG"), form=Form.HTML))
    assert (document.get("lang"), document.get("dir")) == ("ar-EG", "rtl")


def test_a_week_without_a_schedule_has_a_box_a_day() -> None:
    document = parsed(made(routine(stretch()), form=Form.HTML))
    assert len(list(document.iter("input"))) == 4 * 7 + 7


# ---- What does not go together -------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [{"form": Form.PNG, "pdf_a": True}, {"form": Form.HTML, "two_sided": Flip.LONG}],
)
def test_options_of_the_pdf_are_refused_for_other_forms(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"for PDF|kind of PDF"):
        made(routine(stretch()), **options)


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("image/svg+xml", b"<svg"),
        ("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("text/html", b"<p>nothing</p>"),
        ("text/html", b"\xff"),
    ],
)
def test_a_file_that_is_not_what_it_says_does_not_read_back(media_type: str, data: bytes) -> None:
    with pytest.raises(VerificationError):
        EXPORTER.verify(File("x", data, media_type, ""))
