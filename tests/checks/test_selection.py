"""``--select`` and ``--ignore`` take codes and families, and know when they do not know one."""

from __future__ import annotations

import pytest

from stretchexport.checks.selection import UnknownNameError, codes_of, families, wanted
from stretchexport.findings import Finding, catalogue


def test_with_nothing_said_every_code_is_wanted() -> None:
    assert wanted().codes == set(catalogue())


def test_codes_and_families_may_stand_in_one_word_or_in_several() -> None:
    of_dose = {code for code, rule in catalogue().items() if rule.family == "dose"}
    assert codes_of(["SE206, dose"]) == codes_of(["dose", "se206"]) == {"SE206", *of_dose}


def test_what_is_ignored_is_left_out_of_what_is_selected() -> None:
    codes = wanted(["schedule"], ["SE603"]).codes
    assert "SE604" in codes
    assert "SE603" not in codes
    assert "SE206" not in codes


def test_findings_are_picked_in_their_order() -> None:
    every = [Finding("SE604", "b"), Finding("SE206", "c"), Finding("SE603", "a")]
    picked = wanted(["schedule"]).pick(every)
    assert [finding.code for finding in picked] == ["SE604", "SE603"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("SE260", "did you mean SE206?"),
        ("se299", "there are SE201, SE202"),
        ("SE000", "stretchexport explain"),
        ("shedule", "did you mean schedule?"),
        ("42", "there are SE401, SE402"),
        ("SE34", "there are SE341, SE342, SE343, SE344, SE345, SE346"),
        ("SE", "'stretchexport explain' lists every code"),
    ],
)
def test_an_unknown_word_is_refused_with_a_hint(word: str, hint: str) -> None:
    with pytest.raises(UnknownNameError, match="there is no code and no family") as caught:
        codes_of([word])
    assert hint in str(caught.value)


def test_the_families_are_those_of_the_catalogue() -> None:
    assert families()[:3] == ("reading", "schema", "reference")


def test_every_code_of_a_band_is_named_however_many_there_are() -> None:
    with pytest.raises(UnknownNameError) as caught:
        codes_of(["SE9"])
    named = str(caught.value).partition("there are ")[2].split(", ")
    assert named == [code for code in catalogue() if code.startswith("SE9")]


@pytest.mark.parametrize("typed", ["411", "SE411x", "se0411", "E411", "SE-411"])
def test_the_digits_of_a_code_are_enough_to_know_it(typed: str) -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean SE411\?"):
        wanted([typed])
