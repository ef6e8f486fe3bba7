"""Whether a file is JSON or YAML: its name decides, and without a name its first character."""

from __future__ import annotations

import pytest

from stretchexport.reading import read_bytes


@pytest.mark.parametrize("name", ["a.json", "A.JSON", "-", "routine", "a.txt"])
def test_json_is_json_under_its_own_name_and_under_none(name: str) -> None:
    document, findings = read_bytes(b'{"a": 1e3}', name)
    assert document is None
    assert [finding.code for finding in findings] == ["SE116"]


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.YML"])
def test_brackets_in_a_yaml_file_are_yaml(name: str) -> None:
    document, findings = read_bytes(b'{"a": 1e3}', name)
    assert document is not None
    assert document.data == {"a": "1e3"}
    assert findings == ()


def test_a_mapping_in_braces_without_quotes_is_yaml_if_the_name_does_not_say() -> None:
    document, _ = read_bytes(b" {stretch: a, hold: 30s, on: [mon]}", "-")
    assert document is not None
    assert document.data == {"stretch": "a", "hold": "30s", "on": ["mon"]}


@pytest.mark.parametrize(
    ("text", "word"),
    [('{"a": 1,}', "comma"), ('{"a": 1} // x', "comments"), ('{"a": "x', "not closed")],
)
def test_json_with_a_mistake_is_not_taken_for_yaml(text: str, word: str) -> None:
    document, findings = read_bytes(text.encode(), "-")
    assert document is None
    assert word in findings[0].message


def test_yaml_with_a_mistake_is_told_about_as_yaml() -> None:
    _, findings = read_bytes(b"{a: &x 1}", "-")
    assert [finding.code for finding in findings] == ["SE107"]


def test_the_document_keeps_the_name_and_the_text() -> None:
    document, _ = read_bytes("\ufefftitle: Ü\r\n".encode(), "some/a.yaml")
    assert document is not None
    assert document.name == "some/a.yaml"
    assert document.text == "title: Ü\r\n"
