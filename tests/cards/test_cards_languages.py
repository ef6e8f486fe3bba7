"""Cards in every language there are words in: text, direction, line breaks and the file itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import page
import pypdfium2 as pdfium
import pytest

from cards.pdf import cards
from cards.routines import made, pdf, routine, stretch
from stretchexport.exporters.cards import Form
from stretchexport.loading import load
from stretchexport.model import AvoidIf, NotFeel
from stretchexport.wording import languages, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchexport.model import Routine

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
OWN = {"de": "schreibtisch-nacken", "ar": "raha-al-raqaba", "ja": "kata-kubi"}
"""Examples that are written in another language than English."""

NEVER_FIRST = "、。，．・：；？！）」』】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
NEVER_LAST = "（「『【"


def in_its_language(language: str) -> Routine:
    loaded = load(EXAMPLES / f"{OWN[language]}.yaml")
    assert loaded.routine is not None
    return loaded.routine


@pytest.mark.parametrize("language", OWN)
def test_examples_say_all_they_have_to_in_their_language(
    golden: Callable[[str, bytes], None], language: str
) -> None:
    text = "\n".join(card.text for card in cards(pdf(in_its_language(language))))
    golden(f"cards/{OWN[language]}.txt", f"{text}\n".encode())


@pytest.mark.parametrize("sheet", ["a6", "large"])
@pytest.mark.parametrize("language", languages())
def test_no_rule_of_pdf_ua_1_is_broken_in_any_language(
    example: Routine, language: str, sheet: str
) -> None:
    one = in_its_language(language) if language in OWN else example
    data = pdf(one, sheet=sheet, language=language)
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert [(found.rule_id, found.message) for found in report.failures] == []


@pytest.mark.parametrize("language", languages())
def test_fixed_words_change_and_the_routine_does_not(example: Routine, language: str) -> None:
    export = made(example, language=language)
    assert export.losses == ()
    text = "".join(card.text for card in cards(export.files[0].data))
    assert "Sit the hips back" in text or "Cross the arms high" in text
    say = words(language)
    for key in ("cards.when", "cards.plan", "label.avoid_if"):
        assert say.text(key).split()[0] in text, key


def test_a_language_without_words_is_told_and_gets_english_ones(example: Routine) -> None:
    (loss,) = made(replace(example, language="it")).losses
    assert loss.where == "language"
    assert "Italian" in loss.what


@pytest.mark.parametrize("sheet", ["a6", "large"])
def test_japanese_lines_break_where_they_may(sheet: str) -> None:
    long = (
        "両腕を胸の前で高く交差させ、「ふーっ」と息を吐きながら（ゆっくり）肩甲骨のあいだを、"
        "ちょっとずつひらいていきます。キャッチボールのように、シャツをひっぱらずに。"
    )
    steps = tuple(long[start:] + long for start in range(0, 40, 3))
    one = stretch(name="肩甲骨", steps=steps)
    pages = pdfium.PdfDocument(pdf(routine(one, language="ja"), sheet=sheet))
    lines = [
        line.strip()
        for page in pages
        for line in page.get_textpage().get_text_range().splitlines()
        if len(line) > 12
    ]
    assert len(lines) > 30
    assert [line for line in lines if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST] == []


def test_forty_japanese_steps_lose_no_letter() -> None:
    steps = tuple(f"第{n}の動作では、肩甲骨をゆっくり寄せて「三つ」数えます。" for n in range(40))
    text = "".join(card.text for card in cards(pdf(routine(stretch(steps=steps), language="ja"))))
    squeezed = "".join(text.split()).replace("\u2060", "")
    assert all(step in squeezed for step in steps)


def test_what_begins_a_line_stands_on_the_right_in_arabic() -> None:
    """Numbers of steps, labels with their signs, and the dose: all on the right."""
    one = stretch(
        name="إطالة الكتف",
        steps=("قف مستقيمًا.", "تنفّس ببطء."),
        feel="في الكتف.",
        not_feel=(NotFeel("في الرقبة", "اخفض الذراع."),),
        avoid_if=(AvoidIf("إصابة حديثة", "skip"),),
        stop_if=("ألم",),
    )
    card = next(
        card
        for card in cards(pdf(routine(one, language="ar", title="برنامج")))
        if "حديثة" in card.text
    )
    middle = card.width / 2
    numbers = [
        run for run in card.runs if run.text.strip() in ("1", "2") and run.top > 0.2 * card.height
    ]
    assert len(numbers) == 2
    assert all(run.left > middle for run in numbers)
    label = words("ar").text("label.avoid_if").split()[0]
    found = [run for run in card.runs if label in run.text]
    assert found
    assert all(run.left > middle for run in found)


@pytest.mark.parametrize("language", ["ckb", "fa", "ks", "yi-Hebr"])
def test_paper_and_screen_agree_on_the_direction(language: str) -> None:
    one = routine(stretch(), language=language)
    (file,) = made(one, form=Form.HTML).files
    assert b'dir="rtl"' in file.data
    plan = cards(pdf(one))[0]
    title = next(run for run in plan.runs if "routine" in run.text)
    assert title.left > plan.width / 2
