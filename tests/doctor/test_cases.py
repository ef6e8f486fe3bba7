"""One mistake in a calendar, one finding, in the right place: every code has a case."""

from __future__ import annotations

from typing import Any

import pytest

from doctor.cases import BASE, CASES, broken, marked
from stretchexport.doctor import examine
from stretchexport.findings import catalogue


def test_the_base_of_the_cases_has_no_finding() -> None:
    assert examine(BASE).findings == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_one_mistake_is_one_finding_in_its_place(case: dict[str, Any]) -> None:
    examined = examine(broken(case))
    assert [finding.code for finding in examined.findings] == [case["code"]]
    (finding,) = examined.findings
    assert marked(examined.text, finding) == case["at"]
    assert case.get("help", "") in finding.help


def test_every_code_about_calendars_has_a_case() -> None:
    codes = {code for code, rule in catalogue().items() if rule.family == "calendar"}
    assert {case["code"] for case in CASES} == codes
