"""Characters the fonts have, and what stands in for the others."""

from __future__ import annotations

import unicodedata

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.pdf import cards
from cards.routines import made, pdf, routine, stretch
from stretchexport import glyphs


def shown(text: str) -> str:
    return glyphs.printable(text, {})


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "Ünïcödé ąćęłńóśźż ẞ",
        "Привет Ωμέγα Tiếng Việt",
        "שָׁלוֹם",
        "肩甲骨を寄せる、ストレッチ。「痺れ」",
        "مُحَمَّد",
        "→ ≥ ✓ ☐ ½ °",
        "\U0001f9d8\U0001f3fd\u200d\u2640\ufe0f",
        "1\ufe0f\u20e3",
        "\U0001f1e9\U0001f1ea",
        "x\u200by",
        "e\u0301\u0323",
        "two\nlines",
    ],
)
def test_what_the_fonts_have_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ud55c\uae00", "[U+D55C][U+AE00]"),
        ("a\ue000b", "a[U+E000]b"),
        ("\U0001fffe", "[U+1FFFE]"),
        # No font has both the figure and the accent: Typst would drop the figure.
        ("\U0001f9d8\u0301", "\U0001f9d8[U+0301]"),
        # A mark with nothing to stand on, and a pile that would grow into the line above.
        ("\n\u0301", "\n[U+0301]"),
        ("a" + "\u0301" * 6, "a" + "\u0301" * 4 + "[U+0301]" * 2),
        ("\u200b\u200d", "[U+200B][U+200D]"),
        ("\ufeffx", "\u2060x"),
        ("a\tb", "a b"),
        # What a shell may hand over with a name; a routine file may not have it.
        ("A\x1b[31mB\x07", "A[U+001B][31mB[U+0007]"),
        ("ä\x85\x00", "ä[U+0085][U+0000]"),
    ],
)
def test_what_they_do_not_have_is_written_as_its_code(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_missing_character_is_a_loss_and_a_visible_code() -> None:
    export = made(routine(stretch(name="\ud55c", steps=("\ud55c \uae00 \uc790",))))
    assert {loss.where for loss in export.losses} == {"plan card", "stretch stretch-1"}
    assert "[U+D55C], [U+AE00], [U+C790]" in export.losses[1].what
    text = cards(export.files[0].data)[1].text
    assert "[U+D55C] [U+AE00] [U+C790]" in text


def test_a_loss_names_a_few_characters_and_counts_the_rest() -> None:
    steps = ("".join(chr(0xAC00 + number) for number in range(30)),)
    (loss,) = made(routine(stretch(steps=steps))).losses
    assert loss.what.endswith("[U+AC09] and 20 more")


def test_every_character_of_the_table_has_a_glyph() -> None:
    """Typst stops with an error at a character that no font has."""
    every = sorted(frozenset().union(*glyphs.covered()))
    alone = [char for char in every if glyphs.printable(char, {}) == char]
    assert len(alone) > 5000
    steps = tuple(" ".join(alone[at : at + 500]) for at in range(0, len(alone), 500))
    assert made(routine(stretch(steps=steps))).losses == ()


def test_every_script_leaves_ink_of_its_own() -> None:
    """What is painted for a character is neither blank nor the same empty box for all."""
    pictures = set()
    for char in ("\U0001f9d8", "✓", "→", "ש", "ع", "Ж", "Ω", "ế", "≥", " "):
        (sheet,) = pdfium.PdfDocument(pdf(routine(stretch(name="M" + char))))
        card = sheet.render(scale=1).to_pil().crop((297, 0, 595, 60))
        pictures.add(card.tobytes())
    assert len(pictures) == 10


clusters = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
    | st.sampled_from(sorted(frozenset().union(*glyphs.covered()) | glyphs.invisible())),
    min_size=1,
    max_size=12,
).filter(str.strip)


@settings(max_examples=12)
@given(st.lists(clusters, min_size=20, max_size=20))
def test_no_text_stops_the_printer(steps: list[str]) -> None:
    assert pdf(routine(stretch(steps=tuple(steps)))).startswith(b"%PDF-")


def test_the_fonts_have_every_character_that_is_not_looked_up() -> None:
    everyday = [chr(point) for point in range(0xFFFF) if glyphs.unprintable(chr(point)) == []]
    had = frozenset().union(*glyphs.covered(), glyphs.invisible())
    lacking = [one for one in everyday if one not in had and unicodedata.category(one)[0] != "C"]
    assert lacking == []


def test_a_character_no_font_has_is_found_where_it_stands() -> None:
    assert glyphs.unprintable("Reach 한, 肩, ś, \U0001f9d8") == [6]
    assert glyphs.described("한") == "HANGUL SYLLABLE HAN (U+D55C)"
