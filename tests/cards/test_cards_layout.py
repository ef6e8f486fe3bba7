"""Where things lie on the cards: inside, apart, large enough, nothing lost."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.pdf import MM, Card, by_title, cards, seen, squeezed
from cards.routines import HOLD, made, pdf, routine, stretch
from strategies import routines
from stretchexport.exporters.cards.sheets import preset
from stretchexport.loading import load
from stretchexport.model import Item, NotFeel, Session, Source, Video

if TYPE_CHECKING:
    from stretchexport.model import Routine

TAIL = 0.5
"""How much of its size a letter may reach into the margin of its card: marks and tails do."""
LEAN = 0.1
"""How much of its size a letter may reach into the line above or below: marks and tails do."""
KERNED = 0.6
"""How much of its size a letter may reach over the next one on its line."""

CARD_SHEETS = ["a6", "a5", "large", "3x5", "4x6", "half-letter", "poker", "poker-letter"]
EXAMPLES = Path(__file__).parents[2] / "examples"

SENTENCE = "Breathe out slowly and let the shoulder blade slide away from the spine. "
WORD = "Donaudampfschifffahrt" * 143
TEXTS = {
    "a Typst call": '#read("/etc/passwd") #panic() $x$ *bold* _it_ `raw` <label> @ref // /* */',
    "a script": "<script>alert(1)</script>&amp;",
    "a calendar entry": "BEGIN:VEVENT\nEND:VEVENT",
    "5,000 characters": (SENTENCE * 70)[:5000].strip(),
    "a word of 3,000 characters": WORD,
    "right-to-left marks": "left\u200fright\u200eleft \u202eturned\u202c",
    "right-to-left script": "שלום לכולם, מתיחה אחת ביום. " * 8,
    "emoji": "\U0001f9d8\U0001f3fd\u200d\u2640\ufe0f one \U0001f468\u200d\U0001f467 two",
    "combining marks": "e\u0301 a\u0323\u0302 x\u0308 Tie\u0302\u0301ng",
    "joiners": "x\u200dy\u200d\u200dz",
}


TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def check(found: list[Card], sheet: str = "a6") -> None:
    """No text off its card, too small, or on top of another."""
    assert found
    on = preset(sheet)
    smallest = min(size for size, _ in on.fits)
    for card in found:
        for run in card.runs:
            if not squeezed(run.text):
                continue
            assert run.size >= smallest - 0.01, run
            safe = on.margin * MM - TAIL * run.size
            assert run.left >= safe, run
            assert run.top >= safe, run
            assert run.right <= card.width - safe, run
            assert run.bottom <= card.height - safe, run
        said = sorted((run for run in card.runs if squeezed(run.text)), key=lambda run: run.top)
        for index, one in enumerate(said):
            for other in said[index + 1 :]:
                size = max(one.size, other.size)
                if other.top >= one.bottom - LEAN * size:
                    break
                wide = min(one.right, other.right) - max(one.left, other.left)
                same_line = abs(one.bottom - other.bottom) < 0.5 * size
                assert wide <= (KERNED if same_line else LEAN) * size, (one, other)


def all_text(found: list[Card]) -> str:
    """All text of the cards without spaces and without marks that turn its direction."""
    return TURNING.sub("", squeezed("".join(card.text for card in found)))


def arrived(text: str, found: list[Card]) -> float:
    """How often ``text`` stands on the cards.

    A long text is counted by its sentences or words, as the heads of cards come between its parts;
    one that changes direction or has marks by its rarest word, as readers put it together in their
    own ways.
    """
    everything = unicodedata.normalize("NFC", all_text(found))
    if len(text) > 1000:
        unit = squeezed(text[: text.index(" ", 40)]) if " " in text else text[:21]
        return math.ceil(everything.count(unit) / squeezed(text).count(unit) * 1.05)
    words = [squeezed(text)] if text.isascii() else text.split()
    bare = [TURNING.sub("", unicodedata.normalize("NFC", word)).strip(",.") for word in words]
    return min(sum(everything.count(way) for way in {word, word[::-1]}) for word in bare)


@pytest.mark.parametrize("sheet", ["a6", "large"])
@pytest.mark.parametrize("theme", ["colour", "grey"])
def test_the_example_lies_on_its_cards(example: Routine, sheet: str, theme: str) -> None:
    check(cards(pdf(example, sheet=sheet, theme=theme), sheet), sheet)


@pytest.mark.parametrize("sheet", CARD_SHEETS)
@pytest.mark.parametrize("name", ["desk-day", "runners-legs", "schreibtisch-nacken"])
def test_examples_lie_on_the_cards_of_every_sheet_in_a_language_of_long_words(
    name: str, sheet: str
) -> None:
    found = load(EXAMPLES / f"{name}.yaml").routine
    assert found is not None
    check(cards(pdf(found, sheet=sheet, language="de"), sheet), sheet)


WORDS = (
    *("a", "side", "knee,", "hamstrings", "left/right", "in-and-out", "(each", "side)", "\u2192"),
    *("Oberschenkelr\u00fcckseitenmuskulatur", "30\u00a0s", "12.5", "\u201cquoted\u201d"),
    *("https://example.org/a/b?c=d", "x" * 40, "\u2013"),
)


def said(most: int) -> st.SearchStrategy[str]:
    """Words in a row."""
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(" ".join)


@settings(max_examples=40)
@given(
    name=said(8),
    aka=st.lists(said(3), max_size=4),
    steps=st.lists(said(40), min_size=1, max_size=10),
    stops=st.lists(said(4), min_size=1, max_size=5),
    sheet=st.sampled_from(CARD_SHEETS),
)
def test_whatever_words_lie_on_the_cards_of_every_sheet(
    name: str, aka: list[str], steps: list[str], stops: list[str], sheet: str
) -> None:
    one = stretch(name=name, aka=tuple(aka), steps=tuple(steps), stop_if=tuple(stops))
    check(cards(pdf(routine(one), sheet=sheet), sheet), sheet)


def test_the_example_fits_on_one_sheet_with_what_to_do_on_the_front(example: Routine) -> None:
    parts = by_title(cards(pdf(example)))
    assert {number: len(of_one) for number, of_one in parts.items()} == {"plan": 1, "1": 2, "2": 1}
    front, back = parts["1"]
    for words in ("Self-hug", "3 × 30 s", "Feel it", "Take care if", "Stop if", "along the spine"):
        assert words in front.text
    for words in ("continued", "Not here", "Other ways", "Video"):
        assert words in back.text


@pytest.mark.parametrize("count", [1, 4, 5, 13, 50])
def test_four_cards_share_a_sheet(count: int) -> None:
    found = cards(pdf(routine(*(stretch(number) for number in range(1, count + 1)))))
    parts = by_title(found)
    numbers = [str(number) for number in range(1, count + 1)]
    assert [number for number in parts if number != "plan"] == numbers
    assert all(len(parts[number]) == 1 for number in numbers)
    assert max(card.page for card in found) + 1 == math.ceil((len(parts["plan"]) + count) / 4)
    check(found)


@pytest.mark.parametrize("sheet", ["a6", "large"])
@pytest.mark.parametrize("kind", TEXTS)
def test_hostile_text_arrives_as_text_and_stays_on_its_card(kind: str, sheet: str) -> None:
    text = TEXTS[kind]
    hostile = stretch(
        name="Plain",
        steps=("First.", text, "Last."),
        feel=text,
        not_feel=(NotFeel(text, text),),
        stop_if=(text, "Pain"),
    )
    found = cards(pdf(routine(hostile, sources=(Source(text),)), sheet=sheet), sheet)
    # A step, feel, twice for not here, stop, and a source on the card and on the plan.
    assert arrived(text, found) >= 7
    assert "First." in all_text(found)
    assert "Last." in all_text(found)
    if kind not in ("emoji", "combining marks"):
        check(found, sheet)


@pytest.mark.parametrize("kind", TEXTS)
def test_hostile_names_stay_on_their_card(kind: str) -> None:
    text = TEXTS[kind]
    one = replace(routine(stretch(name=text, aka=(text,))), title=text, summary=text, author=text)
    session = replace(one.sessions["day"], title=text, summary=text)
    found = cards(pdf(replace(one, sessions={"day": session})))
    if kind not in ("emoji", "combining marks"):
        check(found)
    # Titles, other names, the summary and the author, and the session's title and summary.
    assert arrived(text, found) >= 5


def test_long_text_is_split_and_nothing_is_lost() -> None:
    words = [f"w{number}" for number in range(1500)]
    long = stretch(steps=("One.", " ".join(words), "Three."), feel=" ".join(words[:700]))
    parts = by_title(cards(pdf(routine(long))))["1"]
    assert len(parts) > 2
    read = " ".join(card.text for card in parts).split()
    assert [word for word in read if word[0] == "w" and word[1:].isdigit()] == words + words[:700]
    for index, card in enumerate(parts, start=1):
        assert f"Card 1 · {index}/{len(parts)}" in card.text
        assert ("continued" in card.text) == (index > 1)


def test_a_word_without_end_is_split_and_no_letter_is_lost() -> None:
    greek = "αβγδεζηθικλμνξοπρστυφχψω"
    word = "".join(greek[n // 24 % 24] + greek[n % 24] for n in range(1500))
    parts = by_title(cards(pdf(routine(stretch(steps=(word,))))))["1"]
    assert "".join(char for char in all_text(parts) if char in greek) == word
    check(parts)


def test_forty_steps_keep_their_numbers() -> None:
    steps = tuple(f"Step {number} of many, which takes a line or two." for number in range(1, 41))
    parts = by_title(cards(pdf(routine(stretch(steps=steps)))))["1"]
    text = " ".join(card.text for card in parts)
    for number, step in enumerate(steps, start=1):
        assert f" {number} {step}" in text
    check(parts)


def test_a_stretch_with_nothing_but_a_name() -> None:
    found = cards(pdf(routine(stretch(steps=()))))
    assert "Stretch 1" in found[1].text
    check(found)


def test_many_muscles_doses_and_slots_stay_on_the_card() -> None:
    targets = (
        "hamstrings", "calves", "rhomboids", "latissimus-dorsi", "erector-spinae", "soleus",
        "trapezius-middle", "trapezius-lower", "teres-major", "gastrocnemius",
    )  # fmt: skip
    many = stretch(
        targets=targets, video=Video("https://example.org/" + "very-long-path/" * 60, 3600)
    )
    sessions = {
        f"s{n}": Session(f"s{n}", f"Session {n} " + "x" * 70, (Item("stretch-1", HOLD, sets=n),))
        for n in range(1, 9)
    }
    found = cards(pdf(routine(many, sessions=sessions)))
    check(found)
    for n in range(1, 9):
        assert f"{n}×30s" in all_text(by_title(found)["1"])
        assert all_text(by_title(found)["plan"]).count(f"Session{n}" + "x" * 70) >= 1


def test_hebrew_runs_from_the_right_and_english_doses_stay_readable() -> None:
    data = pdf(routine(stretch(name="מתיחה", steps=("שלום לכולם",)), language="he"))
    found = cards(data)
    check(found)
    card = found[1]
    name = max((run for run in card.runs if "ה" in run.text), key=lambda run: run.size)
    assert name.right == pytest.approx(card.width - 6 * MM, abs=2)
    assert seen(data, smallest=25) == "3×30s"


def test_text_is_set_as_large_as_there_is_room_for() -> None:
    little = cards(pdf(routine(stretch())))[1].size("Go there")
    steps = tuple(SENTENCE for _ in range(9))
    much = min(run.size for run in cards(pdf(routine(stretch(steps=steps))))[1].runs)
    assert little == 10.5
    assert much < 9


@settings(max_examples=12)
@given(routines())
def test_any_routine_becomes_cards_that_hold_their_text(routine: Routine) -> None:
    check(cards(made(routine).files[0].data))
