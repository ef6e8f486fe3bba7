"""Safety and claims: when to stop, who asks a clinician, and what no text may promise."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from checks.checked import base_data, changed, findings, marked
from stretchexport.anatomy.motions import motions
from stretchexport.resources import read_text

CLAIMS = tomllib.loads(read_text("claims.toml"))
LANGUAGES = ("en", "de", "es", "fr", "pt")
CURE, POSTURE, INJURY = "SE822", "SE823", "SE824"

PROMISES = {
    "en": [
        ("It cures back pain in a week.", CURE, "cures back pain"),
        ("The cure for a stiff neck.", CURE, "cure"),
        ("Heals your old shoulder injury.", CURE, "Heals your old shoulder injury"),
        ("Get rid of that nagging sciatica!", CURE, "Get rid of that nagging sciatica"),
        ("Eliminates lower back pain.", CURE, "Eliminates lower back pain"),
        ("Fix your knee pain.", CURE, "Fix your knee pain"),
        ("No more headaches.", CURE, "No more headaches"),
        ("Become pain-free.", CURE, "Become pain-free"),
        ("Not only cures back pain.", CURE, "cures back pain"),
        ("It does not take long, but it cures back pain.", CURE, "cures back pain"),
        ("Corrects bad posture.", POSTURE, "Corrects bad posture"),
        ("Fix your posture in ten minutes", POSTURE, "Fix your posture"),
        ("For a better posture.", POSTURE, "better posture"),
        ("Posture correction for the desk", POSTURE, "Posture correction"),
        ("This will straighten you and helps correct rounded shoulders.", POSTURE,
         "helps correct rounded shoulders"),
        ("It prevents injuries.", INJURY, "prevents injuries"),
        ("Injury prevention for runners", INJURY, "Injury prevention"),
        ("Lowers the risk of injury.", INJURY, "Lowers the risk of injury"),
        ("Injury-proof your hamstrings.", INJURY, "Injury-proof"),
    ],
    "de": [
        ("Heilt Rückenschmerzen.", CURE, "Heilt Rückenschmerzen"),
        ("Rückenschmerzen endlich loswerden", CURE, "Rückenschmerzen endlich loswerden"),
        ("Nie wieder Kopfschmerzen!", CURE, "Nie wieder Kopfschmerzen"),
        ("Korrigiert die Haltung.", POSTURE, "Korrigiert die Haltung"),
        ("Haltungskorrektur am Schreibtisch", POSTURE, "Haltungskorrektur"),
        ("Eine bessere Körperhaltung.", POSTURE, "bessere Körperhaltung"),
        ("Beugt Verletzungen vor.", INJURY, "Beugt Verletzungen vor"),
        ("Schützt dich vor Muskelkater.", INJURY, "Schützt dich vor Muskelkater"),
        ("Verletzungsprophylaxe für Läufer", INJURY, "Verletzungsprophylaxe"),
    ],
    "es": [
        ("Cura el dolor de espalda.", CURE, "Cura el dolor"),
        ("Acaba con la ciática.", CURE, "Acaba con la ciática"),
        ("Corrige tu postura", POSTURE, "Corrige tu postura"),
        ("Corrección postural en casa", POSTURE, "Corrección postural"),
        ("Previene lesiones.", INJURY, "Previene lesiones"),
        ("Reduce el riesgo de lesiones.", INJURY, "Reduce el riesgo de lesiones"),
    ],
    "fr": [
        ("Guérit le mal de dos.", CURE, "Guérit le mal de dos"),
        ("Soigne la sciatique.", CURE, "Soigne la sciatique"),
        ("Corrige la posture.", POSTURE, "Corrige la posture"),
        ("Prévient les blessures.", INJURY, "Prévient les blessures"),
        ("Réduit le risque de blessure.", INJURY, "Réduit le risque de blessure"),
    ],
    "pt": [
        ("Cura a dor nas costas.", CURE, "Cura a dor"),
        ("Acaba com a ciática.", CURE, "Acaba com a ciática"),
        ("Corrige a postura.", POSTURE, "Corrige a postura"),
        ("Previne lesões.", INJURY, "Previne lesões"),
        ("Reduz o risco de lesões.", INJURY, "Reduz o risco de lesões"),
    ],
}  # fmt: skip

NO_PROMISES = {
    "en": [
        "This does not cure back pain.",
        "No promise to prevent injuries.",
        "It doesn't fix your posture.",
        "Nothing here cures, corrects a posture or prevents an injury.",
        "Injury prevention is not promised.",
        "A cure cannot be promised.",
        "It cures nothing.",
        "Does it prevent injuries?",
        "Stretches the muscles between the shoulder blades.",
        "Bend until it pulls mildly; never into pain.",
        "Look at a fixed point and keep the heel down.",
        "Sit with good posture.",
        "No more than a mild pull, and no pain.",
        "Ends when the pain is gone.",
        "Secure the strap and mind the obscure edge.",
    ],
    "de": [
        "Heilt keine Rückenschmerzen.",
        "Beugt Verletzungen nicht vor.",
        "Das korrigiert die Haltung nicht.",
        "Die Kindhaltung dehnt den Rücken.",
        "Dehnt die Rückseite; kein Schmerz.",
        "Heilt das Rückenschmerzen?",
    ],
    "es": ["No cura el dolor.", "Nunca previene lesiones.", "Mantén la postura.", "Sin dolor."],
    "fr": ["Ne guérit pas le mal de dos.", "Gardez la posture.", "N'empêche pas les blessures."],
    "pt": ["Não cura a dor.", "Nunca previne lesões.", "Mantenha a postura sem dor."],
}


def with_text(text: str, language: str = "en", **stretch: object) -> str:
    """The base as JSON, with ``text`` as its summary, or as what ``stretch`` says."""
    data = base_data() | {"language": language}
    if not stretch:
        data["summary"] = text
    data["stretches"]["reach"] |= stretch
    return json.dumps(data, ensure_ascii=False)


def claims(text: str) -> list[tuple[str, str]]:
    found = findings(text, CURE, POSTURE, INJURY, name="case.json")
    return [(one.code, marked(text, one)) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "code", "words"),
    [(language, *case) for language, cases in PROMISES.items() for case in cases],
)
def test_a_promise_is_found_and_its_words_are_marked(
    language: str, text: str, code: str, words: str
) -> None:
    assert claims(with_text(text, language)) == [(code, words)]


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, one) for language, some in NO_PROMISES.items() for one in some],
)
def test_what_is_denied_or_asked_or_said_of_something_else_is_no_promise(
    language: str, text: str
) -> None:
    assert claims(with_text(text, language)) == []


def test_english_is_understood_in_a_file_of_any_language_and_others_in_their_own() -> None:
    assert claims(with_text("Fix your posture", "nl"))
    assert claims(with_text("Cura el dolor", "es-MX"))
    assert not claims(with_text("Cura el dolor", "nl"))


def test_a_condition_and_the_title_of_a_source_promise_nothing() -> None:
    data = base_data()
    data["sources"] = [{"title": "Fix your posture"}]
    data["stretches"]["reach"]["stop_if"] = ["Anything that cures back pain"]
    assert claims(json.dumps(data)) == []


def test_in_a_step_advice_is_no_promise() -> None:
    assert not claims(with_text("", steps=["Correct your posture before you begin."]))
    assert not claims(with_text("", steps=["Go slowly to prevent injuries."]))
    assert claims(with_text("", steps=["Breathe: this prevents injuries."]))
    assert claims(with_text("", feel="It helps to prevent injuries."))


def test_a_text_may_break_two_promises_and_each_is_told_once() -> None:
    text = with_text("It cures pain, cures strains and prevents injuries.")
    assert claims(text) == [(CURE, "cures pain"), (INJURY, "prevents injuries")]


def test_words_over_two_lines_are_marked_whole() -> None:
    summary = "title: Base\nsummary: >-\n  A break that cures\n  back pain.\n"
    text = changed(("title: Base\n", summary))
    (found,) = findings(text, CURE)
    assert marked(text, found) == "cures back pain"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_of_patterns_can_be_reached_by_its_stems(language: str) -> None:
    assert set(CLAIMS[language]) == {"words", "denied", *CLAIMS["kind"]}
    for kind in CLAIMS["kind"]:
        stems = CLAIMS[language][kind]["stems"]
        assert all(stem == stem.lower() for stem in stems)
        assert {code for _, code, _ in PROMISES[language]} == {CURE, POSTURE, INJURY}


@pytest.mark.parametrize(
    "text",
    [
        "not cure " * 1100,
        "a" * 9999 + " cure",
        "heal " + "a " * 4900,
        "cure fix heal posture prevent " + "schmerz" * 1300,
        "cures " + "a-" * 4900,
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_text_made_to_be_slow_is_not(text: str, language: str) -> None:
    data = base_data() | {"language": language}
    data["stretches"]["reach"]["steps"] = [text] * 5
    assert isinstance(claims(json.dumps(data)), list)


def with_motions(motions: list[str], **stretch: object) -> str:
    data = base_data()
    data["stretches"]["reach"] |= {"motions": motions} | stretch
    return json.dumps(data)


@pytest.mark.parametrize(
    ("declared", "kind", "code"),
    [
        (["neck.flexion"], "static", "SE825"),
        (["upper-neck.rotation-ipsilateral"], "static", "SE825"),
        (["neck.lateral-flexion-contralateral"], "static", "SE825"),
        (["spine.flexion"], "static", "SE826"),
        (["spine.rotation-contralateral"], "static", "SE826"),
        (["spine.lateral-flexion-contralateral"], "static", None),
        (["spine.extension", "neck.extension"], "static", "SE825"),
        (["scapula.protraction"], "static", None),
        (["neck.flexion"], "self-massage", None),
        (["spine.flexion"], "self-massage", None),
    ],
)
def test_a_stretch_of_neck_or_spine_sends_somebody_to_a_clinician(
    declared: list[str], kind: str, code: str | None
) -> None:
    found = findings(with_motions(declared, type=kind), "SE825", "SE826", name="case.json")
    assert [one.code for one in found] == ([code] if code else [])


def test_a_neck_is_moved_in_and_out_with_care_and_a_spine_as_it_likes() -> None:
    for declared, expected in (("neck.flexion", True), ("spine.flexion", False)):
        text = changed(("motions: [hip.flexion, knee.extension]", f"motions: [{declared}]"))
        assert bool(findings(text, "SE825", "SE826")) is expected


@pytest.mark.parametrize(
    ("action", "enough"), [("ask-clinician", True), ("skip", False), ("go-easy", False)]
)
def test_only_a_clinician_is_enough(action: str, enough: bool) -> None:
    avoid = [{"condition": "Dizziness", "action": action}]
    text = with_motions(["neck.flexion"], avoid_if=avoid)
    assert bool(findings(text, "SE825", name="case.json")) is not enough


def test_a_variant_of_its_own_motions_counts() -> None:
    text = changed(
        ("{id: free, equipment: []}", "{id: free, equipment: [], motions: [neck.flexion]}")
    )
    (found,) = findings(text, "SE825")
    assert found.path == ("stretches", "reach", "variants", 1, "motions", 0)


@pytest.mark.parametrize(
    ("target", "code"),
    [("suboccipitals", "SE825"), ("erector-spinae", "SE826"), ("hamstrings", None)],
)
def test_without_motions_the_targets_tell_what_moves(target: str, code: str | None) -> None:
    text = with_motions([], targets=[target])
    found = findings(text, "SE825", "SE826", name="case.json")
    assert [one.code for one in found] == ([code] if code else [])


def test_every_motion_of_the_regions_exists_and_each_region_has_a_source() -> None:
    source = read_text("end_range.toml")
    for region in tomllib.loads(source)["region"]:
        named = {f"{joint}.{motion}" for joint in region["joints"] for motion in region["motions"]}
        assert named & set(motions())
        assert region["joints"][0] + "." + region["motions"][0] in motions()
    assert len(re.findall(r"doi:10\.\d{4}", source)) >= 2
