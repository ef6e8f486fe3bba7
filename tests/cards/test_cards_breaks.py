"""Where lines of text break on the cards, and where they do not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest

from cards.pdf import UNSEEN, cards
from cards.routines import pdf, routine, stretch
from cards.test_cards_layout import check
from stretchexport.exporters.cards.imposition import Flip
from stretchexport.model import Schedule, Slot, Source, Video, Weekly

if TYPE_CHECKING:
    from stretchexport.model import Routine

SHEETS = ["a6", "a5", "large", "poker", "3x5"]


def lines(data: bytes) -> list[str]:
    """Every line of text, without what shows nothing."""
    texts = (page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data))
    hidden = UNSEEN | dict.fromkeys(map(ord, "\u2068\u2069"))
    found = (line.translate(hidden) for text in texts for line in text.splitlines())
    return [line.replace("\u00a0", " ") for line in found]


def scheduled(zone: str) -> Schedule:
    slots = (Slot("slot", "day", Weekly((0, 2, 3, 4)), dt.time(20, 0)),)
    return Schedule(dt.date(2026, 12, 7), 6, slots, zone)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("zone", ["Europe/London", "Europe/Luxembourg", "Pacific/Auckland"])
def test_a_time_zone_stands_on_one_line(sheet: str, zone: str) -> None:
    found = lines(pdf(routine(stretch(), schedule=scheduled(zone)), sheet=sheet))
    assert sum(f"({zone})" in line for line in found) == 1


def test_a_time_zone_that_is_wider_than_a_card_breaks_behind_its_strokes() -> None:
    zone = "America/Argentina/ComodRivadavia"
    found = lines(pdf(routine(stretch(), schedule=scheduled(zone)), sheet="poker"))
    (start,) = (index for index, line in enumerate(found) if "(America/" in line)
    assert found[start].rstrip().endswith("/")
    assert found[start + 1].strip().endswith("ComodRivadavia)")


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize(
    "url",
    [
        "https://athleanx.com/",
        "https://www.example.org/videos/shoulder-and-neck/mid-back-release.html?part=2",
    ],
)
def test_an_address_breaks_behind_its_strokes_and_dots(sheet: str, url: str) -> None:
    source = Source("Mid Back Stretch and Rhomboid Release", "Somebody", url)
    found = lines(pdf(routine(stretch(video=Video(url)), sources=(source,)), sheet=sheet))
    starts = [index for index, line in enumerate(found) if "https:" in line]
    assert len(starts) == 3  # on the plan, at the foot of the card, at the code
    for start in starts:
        said = found[start][found[start].index("https:") :].strip()
        while said != url:
            assert url.startswith(said)
            assert said[-1] in "/.?=-&"
            assert not said.endswith("://")
            start += 1
            said += found[start].strip()


@pytest.mark.parametrize(
    ("language", "time"),
    [
        ("en", "20:00"),
        ("en-US", "8:00\u202fPM"),
        ("ar", "8:00 م"),
        ("ar-EG", "٨:٠٠ م"),
        ("de", "20:00"),
    ],
)
def test_a_time_stands_on_one_line(language: str, time: str) -> None:
    for sheet in SHEETS:
        day = routine(stretch(), schedule=scheduled("Africa/Cairo"), language=language)
        assert any(time in line for line in lines(pdf(day, sheet=sheet))), sheet


def test_a_dot_between_items_does_not_begin_a_line() -> None:
    for count in range(1, 20):
        stops = ("Sharp pain", "A" + "n" * count, "Tingling or numbness in the arm", "Dizziness")
        found = lines(pdf(routine(stretch(stop_if=stops)), sheet="poker"))
        assert not [line for line in found if line.strip().startswith("·")]


@pytest.mark.parametrize("sheet", SHEETS)
def test_muscles_are_no_ladder_of_short_lines(example: Routine, sheet: str) -> None:
    found = [line.strip() for line in lines(pdf(example, sheet=sheet))]
    assert any("Latissimus dorsi, erector spinae" in line for line in found)


def test_that_a_card_goes_on_is_said_behind_its_name() -> None:
    steps = tuple(f"Step {number} of many, which takes a line or two." for number in range(24))
    for count in range(1, 30):
        long = stretch(name="Hamstring stretch with " + "i" * count, steps=steps)
        found = [line.strip() for line in lines(pdf(routine(long), sheet="half-letter"))]
        assert any(line.endswith("· continued") for line in found)
        assert not any(line.startswith(("· continued", "continued")) for line in found), count


def test_lines_to_write_on_are_called_notes() -> None:
    german = routine(stretch(), language="de")
    for options in ({"two_sided": Flip.LONG}, {"sheet": "log"}):
        found = lines(pdf(german, **options))
        assert "Notizen" in found
        assert "Hinweis" not in found


def test_words_held_together_by_no_break_spaces_break_where_they_are_too_wide() -> None:
    for sheet in ("a6", "large"):
        glued = "\u00a0".join(["x" * 24] * 4)
        one = routine(stretch(feel=glued), sources=(Source(glued),))
        check(cards(pdf(one, sheet=sheet), sheet), sheet)


def test_the_name_on_a_continuation_is_cut_between_words() -> None:
    name = "Hamstring contraction wide, lying with the strap around the foot"
    steps = tuple(f"Step {n}: go there slowly, stay there and breathe." for n in range(20))
    found = lines(pdf(routine(stretch(name=name, steps=steps))))
    (cut, *_) = (line.partition("…")[0] for line in found if "…" in line and "continued" in line)
    assert cut == "Hamstring contraction wide"


def test_a_name_of_one_word_is_cut_within_it() -> None:
    name = "Oberschenkelrückseitenmuskulatur" * 3
    steps = tuple(f"Step {n}: go there slowly, stay there and breathe." for n in range(20))
    found = lines(pdf(routine(stretch(name=name, steps=steps))))
    cuts = [line.partition("…")[0] for line in found if "…" in line]
    assert all(len(cut) > 15 for cut in cuts)
    assert cuts
