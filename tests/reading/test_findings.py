"""What the findings say, beyond their code and their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from reading.corpus import written
from stretchexport.reading import read_bytes
from stretchexport.reading.report import Report
from stretchexport.reading.yaml_reader import read_yaml

if TYPE_CHECKING:
    from stretchexport.findings import Finding


def only(text: str, name: str = "a.yaml") -> Finding:
    _, findings = read_bytes(text.encode(), name)
    assert len(findings) == 1, findings
    return findings[0]


def test_a_duplicate_key_shows_the_first_one() -> None:
    finding = only("a:\n  - b: 1\n    c: 2\n    b: 3\n")
    assert finding.path == ("a", 0, "b")
    assert "line 2" in finding.message
    assert [written(related.span) for related in finding.related] == ["2:5-2:6"]


def test_a_bracket_that_is_not_closed_shows_where_reading_failed() -> None:
    finding = only("a: [1, 2\nb: 3\n")
    assert [written(related.span) for related in finding.related] == ["2:2-2:3"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: {b: [1, *x]}", ("a", "b", 1)),
        ("a: [{b: 1}, {c: &x 1}]", ("a", 1, "c")),
        ("a: [[1], [2, .inf]]", ("a", 1, 1)),
        ("a: {b: 1, 2: 3}", ("a",)),
        ("a: {b: 1, 2: {c: .nan}}", ("a",)),
    ],
)
def test_a_finding_knows_the_path_as_far_as_its_keys_can_be_kept(
    text: str, path: tuple[str | int, ...]
) -> None:
    _, findings = read_bytes(text.encode(), "a.yaml")
    assert findings[-1].path == path


@pytest.mark.parametrize("text", ["1: a", "true: a", "null: a", "1.5: a"])
def test_a_key_that_is_not_text_is_to_be_put_in_quotes(text: str) -> None:
    finding = only(text)
    assert finding.help == f'put it in quotes: "{text[:-3]}"'


def test_utf_16_gets_a_hint() -> None:
    _, findings = read_bytes("title: a".encode("utf-16"), "a.yaml")
    assert "UTF-16" in findings[0].message
    assert "UTF-8" in findings[0].help


def test_a_byte_of_an_old_encoding_is_shown_as_what_it_was_meant_to_be() -> None:
    _, findings = read_bytes("title: Übung".encode("cp1252"), "a.yaml")
    assert "0xDC" in findings[0].message
    assert "'Ü'" in findings[0].message


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("a:\n\tb: 1", "tab", "spaces"),
        ("a: b: c", "second colon", "quotes"),
        ("a: b\n c: d", "already a complete value", "indent"),
        ("a:\n    b: 1\n  c: 2", "not indented like", "same number of spaces"),
        ("a: 'x", "never closed", "quote"),
        ("a: 1\nb\n", "no colon", "colon and a space"),
        ("a: 1\nb:2\n", "no space after this colon", "write one"),
        ("a: @x", "cannot begin with '@'", "quotes"),
        ("a: *b*", "cannot begin with '*'", "quotes"),
        ("a: 'it's'", "after the closing quote", "twice"),
        ("a: [1}", "closed with '}'", "']'"),
        ("a: [{b: 1 c: 2}]", "comma", "quotes"),
        ("a: - b", "same line", "next line"),
        ('a: "\\d"', "does not exist", "single quotes"),
        ("- a\nb: c", "no '- ' here", "begin it with '- '"),
        ("a: b\n- c", "list item", "indent"),
        ("--- a: b", "line of the '---'", "next line"),
        ("x" * 1100 + ": 1", "longer than 1,000", "short name"),
        ("a: ? b", "cannot begin with '? '", "quotes"),
        ("- 'a' b", "after the closing quote", "twice"),
        ("[a, }", "no value before this '}'", "bracket"),
        ("a: ]", "closes no bracket", "delete it"),
        (": a", "no key before this colon", "write one"),
    ],
)
def test_broken_yaml_is_explained_in_plain_words(text: str, message: str, help: str) -> None:
    finding = only(text)
    assert finding.code == "SE104"
    assert message in finding.message
    assert help in finding.help


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ('{"a": 1,}', "no comma after the last", "delete"),
        ('{"a": 1 /* x */}', "no comments", "YAML"),
        ("{'a': 1}", "single quotes", "double quotes"),
        ("{a: 1}", "without quotes", "double quotes"),
        ('{"a": True}', "not a word of JSON", "true"),
        ('{"a": .5}', "not a number as JSON", "digit"),
        ('{"a": 1 "b": 2}', "comma", "write it"),
        ('{"a": [1, 2}', "closed with '}'", "']'"),
        ('{"a": [1, 2]', "never closed", "'}'"),
        ('{"a": "x\n"}', "not closed in its line", "\\n"),
        ("a: 1", "without quotes", ".yaml"),
        ("{,}", "where a key belongs", "title"),
        ('{"a": 1: 2}', "no key before this colon", "write one"),
        ('{"a":\u00a01}', "not an ordinary one", "delete it"),
    ],
)
def test_broken_json_is_explained_in_plain_words(text: str, message: str, help: str) -> None:
    finding = only(text, "a.json")
    assert finding.code == "SE104"
    assert message in finding.message
    assert help in finding.help


def test_an_escape_out_of_range_is_found_without_libyaml() -> None:
    text = 'a: 1\nb: "\\UFFFFFFFF"\n'
    report = Report(text)
    read_yaml(text, report, yaml.SafeLoader)
    assert [(f.code, f.span.line) for f in report.sorted()] == [("SE104", 2)]


def test_a_merge_key_with_its_alias_is_one_mistake() -> None:
    assert only("a:\n  <<: *b\n").code == "SE109"


def test_a_line_broken_by_what_is_refused_in_it_has_one_finding() -> None:
    assert only("a: *b c\n").code == "SE108"


def test_a_warning_does_not_hide_that_its_line_is_broken() -> None:
    _, findings = read_bytes(b"a:  b\n   - c\n   - d: e: f\n", "a.yaml")
    assert [finding.code for finding in findings][-1] == "SE104"


def test_a_long_or_unprintable_key_is_shown_short_and_safe() -> None:
    _, findings = read_bytes(b'"\\u202e' + b"x" * 500 + b'": 1\n', "a.yaml")
    assert findings == ()
    key = '"\\u202e' + "x" * 500 + '"'
    finding = only(f"? {key}\n: 1\n? {key}\n: 2\n")
    assert finding.message.isprintable()
    assert len(finding.message) < 120
