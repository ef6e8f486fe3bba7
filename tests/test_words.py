"""The fixed words: every language says everything, in its own way, and short where it must be."""

from __future__ import annotations

import datetime as dt
from string import Formatter

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from wcwidth import wcswidth

from stretchexport.anatomy.muscles import targets
from stretchexport.equipment import known
from stretchexport.model import Weekly
from stretchexport.wording import FALLBACK, Words, languages, words

OTHERS = [language for language in languages() if language != FALLBACK]
ENGLISH = words(FALLBACK)
DAY = dt.date(2026, 12, 7)

# Words that are the same in English and in another language.
SAME = {"Logo", "Notes", "Video", "Name", "Source", "Dose", "Note", "{number} cycles"}
SIGNS = " .,:;()·–→×/"
LONGEST = {
    "fit.left": 4, "fit.right": 4, "fit.rest": 8, "fit.rest_side": 18, "fit.sided": 3,
    "fit.contract": 8, "fit.relax": 8, "fit.transition": 8, "fit.set": 3, "fit.spot": 3,
    "fit.week": 5, "fit.weeks": 6,
}  # fmt: skip
"""Columns that the words of a watch take at most, apart from what is filled in."""
LABELS = 21
"""Columns that a label of a card takes at most."""


def forms(say: Words, key: str) -> dict[str, str]:
    entry = say.table[key]
    return {"other": entry} if isinstance(entry, str) else dict(entry)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def names(say: Words) -> set[str]:
    return {key for key in say.table if not key.startswith(("muscle.", "equipment."))}


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_keys_that_english_has(language: str) -> None:
    assert names(words(language)) == names(ENGLISH)


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_names_every_muscle_and_all_equipment(language: str) -> None:
    table = words(language).table
    assert {key[7:] for key in table if key.startswith("muscle.")} == targets()
    assert {key[10:] for key in table if key.startswith("equipment.")} == known().keys()


@pytest.mark.parametrize("language", languages())
def test_a_text_fills_in_what_english_fills_in(language: str) -> None:
    say = words(language)
    for key in names(say):
        wanted = fields(forms(ENGLISH, key)["other"])
        other = fields(forms(say, key)["other"])
        assert other == wanted, key
        # "one week" need not say its number
        assert all(fields(text) <= wanted for text in forms(say, key).values()), key


@pytest.mark.parametrize("language", languages())
def test_a_text_with_forms_has_all_that_the_language_needs(language: str) -> None:
    say, locale = words(language), Locale(language)
    used = {locale.plural_form(number) for number in range(1, 1000)}
    for key, entry in say.table.items():
        if not isinstance(entry, str):
            assert used <= entry.keys() <= locale.plural_form.tags | {"other"}, key


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str) -> None:
    for key in names(words(language)):
        english = forms(ENGLISH, key)["other"]
        text = forms(words(language), key)["other"]
        said = "".join(part for part, _, _, _ in Formatter().parse(english))
        if len(said.strip(SIGNS)) > 3 and text not in SAME:
            assert text != english, key


@pytest.mark.parametrize("language", languages())
def test_words_for_a_watch_are_short(language: str) -> None:
    for key, most in LONGEST.items():
        text = forms(words(language), key)["other"]
        said = "".join(part for part, _, _, _ in Formatter().parse(text))
        assert wcswidth(said) <= most, (key, text)


@pytest.mark.parametrize("language", languages())
def test_labels_of_cards_are_short(language: str) -> None:
    for key in ("feel", "not_feel", "stop_if", "avoid_if", "steps", "equipment", "other_ways"):
        text = words(language).text(f"label.{key}")
        assert wcswidth(text) <= LABELS, (key, text)


@pytest.mark.parametrize(
    ("language", "date", "short", "time"),
    [
        ("en", "7 December 2026", "7 Dec 2026", "08:30"),
        ("en-GB", "7 December 2026", "7 Dec 2026", "08:30"),
        ("en-US", "December 7, 2026", "Dec 7, 2026", "8:30\u202fAM"),
        ("de", "7. Dezember 2026", "07.12.2026", "08:30"),
        ("de-AT", "7. Dezember 2026", "07.12.2026", "08:30"),
        ("es", "7 de diciembre de 2026", "7 dic 2026", "8:30"),
        ("fr", "7 décembre 2026", "7 déc. 2026", "08:30"),
        ("fr-CA", "7 décembre 2026", "7 déc. 2026", "08 h 30"),
        ("pt-BR", "7 de dezembro de 2026", "7 de dez. de 2026", "08:30"),
        ("ar", "7 ديسمبر 2026", "07\u200f/12\u200f/2026", "8:30 ص"),
        ("ar-EG", "٧ ديسمبر ٢٠٢٦", "٠٧\u200f/١٢\u200f/٢٠٢٦", "٨:٣٠ ص"),
        ("ja", "2026年12月7日", "2026/12/07", "8:30"),
    ],
)
def test_dates_and_times_are_written_as_the_language_does(
    language: str, date: str, short: str, time: str
) -> None:
    say = words(language)
    assert say.date(DAY) == date
    assert say.short_date(DAY) == short
    assert say.clock(dt.time(8, 30)).replace("\u00a0", " ") == time


@pytest.mark.parametrize(
    ("language", "one", "two", "five", "eleven"),
    [
        ("en", "1 week from x", "2 weeks from x", "5 weeks from x", "11 weeks from x"),
        ("de", "1 Woche ab x", "2 Wochen ab x", "5 Wochen ab x", "11 Wochen ab x"),
        ("ja", "xから1週間", "xから2週間", "xから5週間", "xから11週間"),
        ("ar", "أسبوع واحد من x", "أسبوعان من x", "5 أسابيع من x", "11 أسبوعًا من x"),
        ("ar-EG", "أسبوع واحد من x", "أسبوعان من x", "٥ أسابيع من x", "١١ أسبوعًا من x"),
    ],
)
def test_a_number_takes_the_form_of_its_plural(
    language: str, one: str, two: str, five: str, eleven: str
) -> None:
    say = words(language)
    said = [say.text("cards.run", number=number, date="x") for number in (1, 2, 5, 11)]
    assert said == [one, two, five, eleven]


@pytest.mark.parametrize(
    ("language", "time", "days"),
    [
        ("en", "about 1 min 30 s", "Mon, Wed"),
        ("de", "etwa 1 min 30 s", "Mo, Mi"),
        ("ar", "نحو دقيقة و30 ثانية", "الاثنين، الأربعاء"),
        ("ja", "約1分30秒", "月・水"),
    ],
)
def test_lengths_of_time_and_weekdays(language: str, time: str, days: str) -> None:
    assert words(language).time(90, estimated=True) == time
    assert words(language).days(Weekly((0, 2))) == days


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", "Mon, Sun"),
        ("en-US", "Sun, Mon"),
        ("de", "Mo, So"),
        ("ar", "الأحد، الاثنين"),
        ("ja", "日・月"),
    ],
)
def test_a_week_begins_where_the_language_begins_it(language: str, days: str) -> None:
    assert words(language).days(Weekly((0, 6))) == days


def test_muscles_in_a_row_begin_as_a_line_does() -> None:
    targets = ("rhomboids", "trapezius-middle")
    assert words("en").muscles(targets) == "Rhomboids, middle trapezius"
    assert words("de").muscles(targets) == "Rautenmuskeln, mittlerer Trapezmuskel"
    assert words("fr").muscles(targets) == "Rhomboïdes, trapèze moyen"
    assert words("ja").muscles(targets) == "菱形筋、僧帽筋中部"


def test_a_language_without_words_gets_english_ones() -> None:
    assert words("it-CH") == words(FALLBACK)
    assert words("de-AT").language == "de"


def test_a_language_has_digits_of_its_own_where_cldr_says_so() -> None:
    known = [name for name in locale_identifiers() if name.split("_")[0] in languages()]
    assert len(known) > 200
    for name in known:
        own = Locale.parse(name).default_numbering_system != "latn"
        assert words(name.replace("_", "-")).number(1_234_567_890).isascii() != own, name
