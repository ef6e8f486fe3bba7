"""Every file of the corpus gives exactly what its manifest says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml

from reading.corpus import CORPUS, MANIFEST, files, summary, written
from reading.test_hostile import CASES
from stretchexport.findings import Severity, catalogue
from stretchexport.reading import read_bytes
from stretchexport.reading.decoding import decode
from stretchexport.reading.report import Report
from stretchexport.reading.yaml_reader import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

GOOD, BAD, HOSTILE = files("good"), files("bad"), files("hostile")
# PyYAML's own parser has no place for an escape out of range, and another one for "empty: }".
ONLY_LIBYAML = {"escape-out-of-range.yaml", "places.yaml"}


def name_of(path: Path) -> str:
    return path.name


def is_fragment(text: str) -> bool:
    """Whether ``text`` is written as every message is: no capital first, no full stop last."""
    first = re.match("[A-Za-z]+", text)
    return not text.endswith(".") and (first is None or first[0].islower() or first[0] == "JSON")


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_a_good_file_gives_its_data_and_no_finding(path: Path) -> None:
    document, findings = read_bytes(path.read_bytes(), str(path))
    assert findings == ()
    assert document is not None
    expected = json.loads((CORPUS / "good/expected" / f"{path.name}.json").read_bytes())
    # Compared as JSON, because 1 == 1.0 == True in Python.
    assert json.dumps(document.data) == json.dumps(expected)


@pytest.mark.parametrize("path", BAD + HOSTILE, ids=name_of)
def test_a_bad_file_gives_its_findings_in_their_places(path: Path) -> None:
    document, findings = read_bytes(path.read_bytes(), str(path))
    assert summary(findings) == MANIFEST[path.parent.name][path.name]
    is_broken = any(finding.severity is Severity.ERROR for finding in findings)
    assert (document is None) is is_broken
    for finding in findings:
        assert is_fragment(finding.message), finding.message
        assert is_fragment(finding.help), finding.help
        assert (finding.message + finding.help).isprintable()


@pytest.mark.parametrize("name", MANIFEST["places"])
def test_keys_and_values_are_where_the_manifest_says(name: str) -> None:
    document, _ = read_bytes((CORPUS / "good" / name).read_bytes(), name)
    assert document is not None
    for written_path, spans in MANIFEST["places"][name].items():
        steps = written_path.split("/") if written_path else []
        path = tuple(int(step) if step.isdigit() else step for step in steps)
        assert written(document.key_span(path)) == spans[0], path
        assert written(document.span(path)) == spans[-1], path


@pytest.mark.parametrize(
    "path",
    [p for p in GOOD + BAD + HOSTILE if p.suffix == ".yaml" and p.name not in ONLY_LIBYAML],
    ids=name_of,
)
def test_without_libyaml_a_file_reads_the_same(path: Path) -> None:
    text, findings = decode(path.read_bytes())
    if findings:
        return
    with_libyaml, without = Report(text), Report(text)
    expected = read_yaml(text, with_libyaml)
    builder = read_yaml(text, without, yaml.SafeLoader)
    assert summary(without.sorted()) == summary(with_libyaml.sorted())
    if not without.sorted():
        assert builder.data == expected.data
        assert builder.root == expected.root


def test_the_manifest_knows_every_bad_file() -> None:
    assert {path.name for path in BAD} == set(MANIFEST["bad"])
    assert {path.name for path in HOSTILE} == set(MANIFEST["hostile"])


def test_every_reading_code_has_a_bad_file() -> None:
    # Two codes are about size; their files are made in the test of the hostile ones.
    stored = {finding.split()[0] for findings in MANIFEST["bad"].values() for finding in findings}
    stored |= {entry.split()[0] for found in MANIFEST["hostile"].values() for entry in found}
    made = {case.code for case in CASES if case.code}
    family = {code for code, rule in catalogue().items() if rule.family == "reading"}
    assert stored <= family
    assert family - stored == {"SE101", "SE118"}
    assert made >= {"SE101", "SE118"}
