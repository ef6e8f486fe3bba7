"""Texts: characters nobody sees, letters that look alike, another language, and their places."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.checked import base_data, changed, findings, marked
from strategies import texts as any_text
from stretchexport.checks.texts_fields import Role, texts
from stretchexport.checks.texts_language import check as check_language
from stretchexport.findings import Severity
from stretchexport.loading import load, load_bytes
from stretchexport.reading import read_bytes
from stretchexport.resources import SCHEMAS, read_text

CHARACTERS = tomllib.loads(read_text("characters.toml"))
LANGUAGES = tomllib.loads(read_text("languages.toml"))


def with_text(text: str, language: str = "en", *, ascii_only: bool = False) -> str:
    """The base as JSON, with ``text`` for what is felt in a stretch."""
    data = base_data() | {"language": language}
    data["stretches"]["reach"]["feel"] = text
    for stretch in data["stretches"].values():
        del stretch["stop_if"]  # it is in English
    return json.dumps(data, ensure_ascii=ascii_only)


def codes(text: str) -> list[str]:
    return [one.code for one in findings(text, "SE80", name="case.json")]


# Which texts are read


def test_every_text_and_link_of_the_schema_is_read() -> None:
    schema = json.loads(read_text("stretch-routine.schema.json", SCHEMAS))
    routine = load("tests/corpus/every-key.yaml").document
    assert routine is not None
    data: Any = routine.data
    data["schedule"]["silence"] = data["silence"] = [{"code": "SE603", "reason": "Yes."}]
    read = {text.path for text in texts(data)}
    expected = {path for path, name in _leaves(data, schema, schema, ()) if name in ("text", "url")}
    assert read == expected
    assert {text.role for text in texts(data)} == set(Role)


def _leaves(data: Any, node: Any, schema: Any, path: tuple[Any, ...]) -> Any:
    """The paths of all scalars with the definition that describes each."""
    for reference in (node, *node.get("allOf", ())):
        if "$ref" in reference:
            name = reference["$ref"].rsplit("/", 1)[-1]
            if not isinstance(data, dict | list):
                yield path, name
            else:
                yield from _leaves(data, schema["definitions"][name], schema, path)
    if isinstance(data, list) and "items" in node:
        for index, one in enumerate(data):
            yield from _leaves(one, node["items"], schema, (*path, index))
    if isinstance(data, dict):
        for key, one in data.items():
            inner = node.get("properties", {}).get(key, node.get("additionalProperties"))
            if isinstance(inner, dict) and not key.startswith("x-"):
                yield from _leaves(one, inner, schema, (*path, key))


# Invisible characters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u202eabc", ["SE801"]),
        ("a \u2066b\u2069 c", ["SE801"]),
        ("a\u200bb", ["SE802"]),
        ("soft\u00adhyphen", ["SE802"]),
        ("a\u2060b", ["SE802"]),
        ("a\u200db", ["SE802"]),
        ("Auf\u200clage", ["SE802"]),
        ("plain\u200e", ["SE802"]),
        ("\u202ea\u200b", ["SE801", "SE802"]),
        ("a\U000e0041b", ["SE802"]),
        # Where they have a purpose.
        ("\u05e9\u05dc\u05d5\u05dd (abc)\u200f", []),
        ("abc \u0627\u0644\u0638\u0647\u0631\u200e", []),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", []),
        ("\u0915\u094d\u200d\u0937", []),
        ("\u0e22\u0e37\u0e14\u200b\u0e2b\u0e25\u0e31\u0e07", []),
        ("\U0001f9d8\u200d\u2640\ufe0f", []),
        ("\U0001f9d8\U0001f3fd\u200d\u2642\ufe0f", []),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", []),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", []),
        ("na\u00efve caf\u00e9 \u2013 90\u00b0 \u2026 \u00a0 e\u0301", []),
    ],
)
def test_an_invisible_character_is_told_of_where_it_has_no_purpose(
    text: str, expected: list[str]
) -> None:
    others = ("SE804", "SE805")
    assert [one for one in codes(with_text(text)) if one not in others] == expected


def test_marks_are_fine_in_a_file_written_from_right_to_left() -> None:
    assert codes(with_text("PNF\u200f", "he")) == []


def test_the_further_ones_of_a_text_are_related_places() -> None:
    text = with_text("a\u202eb\u202cc")
    (found,) = findings(text, "SE801", name="case.json")
    (related,) = found.related
    assert related.span.column == found.span.column + 2
    assert "end of an embedding" in related.message


@pytest.mark.parametrize(
    ("written", "under"),
    [
        ("Re\u200bach", "\u200b"),
        ('"Re\u200bach"', "\u200b"),
        (r'"\"Re\u200Bach\""', r"\u200B"),
        (r'"\x41\U0001F9D8 \u200B"', r"\u200B"),
        ("'it''s Re\u200bach'", "\u200b"),
        (">-\n      Reach\n      ou\u200bt", "\u200b"),
        ("|\n      Reach\n\n      ou\u200bt\n", "\u200b"),
        ("Reach\n      ou\u200bt", "\u200b"),
        ('"Reach\n      ou\u200bt"', "\u200b"),
        ('"Reach \\\n      ou\\u200Bt"', '"Reach \\ ou\\u200Bt"'),
    ],
)
def test_the_place_is_exact_in_every_way_to_write_a_text(written: str, under: str) -> None:
    text = changed(("    name: Reach", f"    feel: {written}\n    name: Reach"))
    (found,) = findings(text, "SE802")
    assert marked(text, found) == under


def test_the_place_is_exact_after_an_escaped_emoji_in_json() -> None:
    text = with_text("\U0001f9d8\n\u200b", ascii_only=True)
    (found,) = findings(text, "SE802", name="case.json")
    assert marked(text, found) == r"\u200b"


def test_one_outside_of_the_texts_is_found_too() -> None:
    comment, extension = (
        ("title: Short", "title: Short # \u202e"),
        ("id: base", "id: base\nx-a: \u202d"),
    )
    text = changed(extension, comment)
    assert [marked(text, one) for one in findings(text, "SE801")] == ["\u202d", "\u202e"]


@settings(max_examples=60)
@given(any_text(), st.sampled_from(["en", "de", "fa", "ru", "ja"]), st.booleans())
def test_no_text_is_an_error_and_every_place_is_in_the_file(
    value: str, language: str, ascii_only: bool
) -> None:
    text = with_text(value, language, ascii_only=ascii_only)
    for one in findings(text, "SE8", name="case.json"):
        assert one.severity is not Severity.ERROR
        assert (1, 1) <= (one.span.line, one.span.column) < (one.span.end_line, one.span.end_column)
        assert 0 < len(marked(text, one)) <= len(text)
        if one.code in ("SE801", "SE802"):
            assert len(json.loads(f'"{marked(text, one)}"')) == 1


@pytest.mark.parametrize(
    "text", ["\u200d" * 9000, "\U0001f9d8\u200d" * 4500, "\u202e" * 9000, "\u0435a " * 3000]
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    data = base_data()
    data["stretches"]["reach"]["steps"] = [text] * 5
    assert codes(json.dumps(data, ensure_ascii=False))


def test_the_table_calls_characters_as_unicode_does() -> None:
    directions = {chr(int(code, 16)) for code in CHARACTERS["directions"]}
    assert {unicodedata.bidirectional(one) for one in directions} == {
        "LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI",
    }  # fmt: skip
    for kind in CHARACTERS["invisible"].values():
        for code, name in kind.items():
            category = unicodedata.category(chr(int(code, 16)))
            assert category in ("Cf", "Lo"), name


# Letters that look alike


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("R\u0435ach", "\u0435"),  # Cyrillic e
        ("\u0421alf", "\u0421"),  # Cyrillic capital S
        ("h\u03bfld", "\u03bf"),  # Greek o
        ("\u0441\u043e\u0440\u0435", "\u0441"),  # all Cyrillic, none of it what it seems
        ("\u0392\u0391\u039d\u039a", None),  # so with Greek capitals, but see below
        ("GPS-\u0442\u0440\u0435\u043a", None),
        ("\u0440\u0430\u0441\u0442\u044f\u0436\u043a\u0430", None),  # an honest Russian word
        ("\u03b1-motoneuron", None),
        ("20 \u03bcm \u03a9", None),
        ("na\u00efve", None),
    ],
)
def test_a_letter_of_another_alphabet_is_found_if_it_looks_the_same(
    word: str, letter: str | None
) -> None:
    text = with_text(f"Feel the {word} there.")
    found = findings(text, "SE803", name="case.json")
    if word == "\u0392\u0391\u039d\u039a":
        letter = word[0]
    assert [marked(text, one) for one in found] == ([letter] if letter else [])


def test_a_latin_letter_in_a_russian_word_is_the_stranger() -> None:
    text = with_text("\u0421\u043ap\u0443\u0447\u0438\u0432\u0430\u043d\u0438\u0435", "ru")
    (found,) = findings(text, "SE803", name="case.json")
    assert marked(text, found) == "p"


def test_a_link_may_not_pretend_either() -> None:
    video = "    video: {url: 'https://ex\u0430mple.org/'}\n    type: static"
    text = changed(("    type: static", video))
    assert [marked(text, one) for one in findings(text, "SE803")] == ["\u0430"]


def test_look_alikes_are_letters_of_their_script_beside_latin_ones() -> None:
    for script, lists in tomllib.loads(read_text("lookalikes.toml")).items():
        assert len(lists["these"]) == len(lists["latin"]) == len(set(lists["these"]))
        for one, latin in zip(lists["these"], lists["latin"], strict=True):
            assert unicodedata.name(one).startswith(script)
            assert unicodedata.name(latin).startswith("LATIN")
            assert one.isupper() == latin.isupper() or latin == "j"


# Language

LONG = {
    "de": "Die Ferse sinkt langsam auf den Boden, und das Knie bleibt dabei gestreckt und ruhig.",
    "en": "Let the heel sink to the floor and keep the knee straight while you breathe into it.",
    "es": "El talón baja despacio hasta el suelo mientras la rodilla sigue recta y los pies no.",
    "fr": "Le talon descend vers le sol et les genoux sont tendus, avec une main sur le mur.",
    "it": "Il tallone scende fino al suolo mentre la gamba è tesa e le mani sono sul muro.",
    "nl": "De hiel zakt langzaam naar de vloer en het been is gestrekt met een hand op de muur.",
    "pt": "O calcanhar desce até ao chão enquanto os joelhos não dobram, com uma mão nos pés.",
}


@pytest.mark.parametrize("language", LONG)
def test_a_long_text_is_known_in_its_own_language_and_in_no_other(language: str) -> None:
    told = {declared for declared in LONG if codes(with_text(LONG[language], declared))}
    assert told == set(LONG) - {language}


def test_the_text_is_marked_and_the_language_named() -> None:
    text = changed(("    name: Reach", f"    feel: {LONG['de']}\n    name: Reach"))
    (found,) = findings(text, "SE804")
    assert marked(text, found) == LONG["de"]
    assert found.message == "this text reads like German, and the file declares English"


def several(language: str, *values: str, other: str | None = None) -> list[tuple[Any, str]]:
    """Where findings stand in a file with these steps, and another stretch with other ones."""
    data = base_data() | {"language": language}
    for stretch in data["stretches"].values():
        del stretch["stop_if"]  # it is in English
    data["stretches"]["reach"]["steps"] = list(values)
    if other:
        data["stretches"]["swing"]["steps"] = [other] * 3
    document, _ = read_bytes(json.dumps(data, ensure_ascii=False).encode(), "case.json")
    assert document is not None
    found = check_language(document, list(texts(data)), language)
    return [(one.path, one.message) for one in found]


def test_a_file_in_another_language_is_told_of_once_where_it_declares_its_own() -> None:
    said = [(("language",), "the file reads like French, and declares English")]
    assert several("en", LONG["fr"], LONG["fr"]) == said
    said = [(("language",), "the file is in Cyrillic letters, and declares English")]
    assert several("en", "Растяните руку.", "Дышите глубоко.") == said


def test_a_stretch_in_another_language_is_told_of_once() -> None:
    short = ("Die Ferse sinkt auf den Boden.", "Das Knie ist gestreckt.", "Und nun mit dem Arm.")
    assert several("en", *short, other=LONG["en"]) == [
        (
            ("stretches", "reach", "steps", 0),
            "reach reads like German, and the file declares English",
        )
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Вдохните глубоко.", "in Cyrillic letters"),
        ("de", "深く息を吸ってください", "in Japanese letters"),
        ("en", "Οι ώμοι κάτω", "in Greek letters"),
        ("en-Cyrl", "Вдохните глубоко.", None),
        ("sr", "Udahnite duboko i polako nazad.", None),
        ("ru", "Child's pose", None),
        ("ru", "Hold the strap and breathe out.", "in Latin letters"),
        ("ja", "深く息を吸ってください", None),
        ("tlh", "Вдохните глубоко.", None),
        ("en", "Дзен", None),
        ("en", "The pose is called баласана.", None),
    ],
)
def test_letters_tell_where_a_text_is_long_enough(
    language: str, text: str, expected: str | None
) -> None:
    found = several(language, text)
    assert len(found) == (expected is not None)
    assert all(str(expected) in message for _, message in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Utthita trikonasana, adho mukha svanasana."),
        ("en", "Die a little, in the Latin sense: et tu, et al., de facto, ad hoc, in situ."),
        ("de", "Stretching mit dem Foam Roller: Hold, Release, Repeat."),
        ("gl", LONG["pt"]),
        ("ca", LONG["es"]),
        ("en", "Hold."),
    ],
)
def test_where_it_is_not_certain_nothing_is_said(language: str, text: str) -> None:
    assert several(language, text) == []


def test_a_name_may_be_in_any_language() -> None:
    text = changed(("    name: Reach", "    name: Баласана\n    aka: [Поза ребёнка на полу]"))
    assert findings(text, "SE804") == []


def test_small_words_are_of_one_language_and_each_has_enough_of_its_own() -> None:
    lists = {language: words.split() for language, words in LANGUAGES["words"].items()}
    every = [word for words in lists.values() for word in words]
    for language, words in lists.items():
        assert len(words) == len(set(words))
        assert sum(every.count(word) == 1 for word in words) >= 20, language
    assert set(lists) == set(LANGUAGES["names"])
    assert set(LANGUAGES["scripts"]) == set(LANGUAGES["letters"])


def test_texts_are_checked_beside_errors_of_other_kinds() -> None:
    text = changed(
        ("targets: [rhomboids]", "targets: [romboids]"), ("name: Reach", "name: Re\u200bach")
    )
    assert {one.code for one in load_bytes(text.encode(), "case.yaml").findings} == {
        "SE303",
        "SE802",
    }
