"""What holds for any data, any text and any bytes."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.corpus import at, cut, paths
from stretchexport.findings import has_errors
from stretchexport.reading import Document, read_bytes
from stretchexport.reading.characters import ESCAPED
from stretchexport.reading.decoding import decode
from stretchexport.reading.report import Report
from stretchexport.reading.yaml_reader import read_yaml

texts = st.text(
    st.characters(codec="utf-8").filter(lambda character: not ESCAPED.match(character)),
    max_size=20,
) | st.sampled_from(["no", "on", "true", "~", "1", "1.5", "<<", ".nan", "07:30", "- a", "a: b"])
numbers = st.integers(-(10**15) + 1, 10**15 - 1) | st.integers(-(10**9), 10**9).map(
    lambda hundredths: hundredths / 100
)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(texts, below, max_size=4),
    max_leaves=15,
)
indents = st.sampled_from([None, 0, 2, "\t"])
# Pieces that mean something to a reader, so that the mixture gets far into it.
PIECES = (
    *("a", "b", "1", "1.5", "null", "~", "é", "😀", " ", "  ", "\n", "\n  ", "\r\n", "\t"),
    *(": ", ":\n", "- ", "? ", ", ", "[", "]", "{", "}", '"', "'", "#", " #", "\\", "//", "|"),
    *(">-", "&a ", "*a", "!x ", "!!str ", "%YAML 1.1\n", "<<: ", "---\n", "...\n", "@", "`"),
    *("\\n", "\\u00e9", "\\ud83d", "\\0", "\\U00110000", ".nan", "NaN", "12345678901234567"),
    *("\ufeff", "\u2028", "\0", "\x85", "\ufffe", "1e3", '"a": ', "k: v\n"),
)
pieces = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def read(text: str, name: str) -> Document:
    document, findings = read_bytes(text.encode(), name)
    assert findings == ()
    assert document is not None
    return document


@given(values, indents, st.booleans())
def test_json_comes_back_from_the_json_reader(
    data: object, indent: int | str | None, ascii_only: bool
) -> None:
    document = read(json.dumps(data, indent=indent, ensure_ascii=ascii_only), "a.json")
    assert document.data == data
    assert [type(at(document.data, path)) for path in paths(data)] == [
        type(at(data, path)) for path in paths(data)
    ]


@given(values, indents)
def test_json_comes_back_from_the_yaml_reader(data: object, indent: int | str | None) -> None:
    document = read(json.dumps(data, indent=indent, ensure_ascii=False), "a.yaml")
    assert document.data == data


@given(values, st.booleans(), st.booleans())
def test_yaml_comes_back_from_the_yaml_reader(data: object, flow: bool, crlf: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow)
    assert read(text.replace("\n", "\r\n") if crlf else text, "a.yaml").data == data


@given(values, indents)
def test_in_json_the_span_of_anything_holds_exactly_its_text(
    data: object, indent: int | str | None
) -> None:
    document = read(json.dumps(data, indent=indent, ensure_ascii=False), "a.json")
    for path in paths(data):
        assert json.loads(cut(document.text, document.span(path))) == at(data, path)
        if path and isinstance(path[-1], str):
            assert json.loads(cut(document.text, document.key_span(path))) == path[-1]


@given(values, st.sampled_from([True, False, None]), st.booleans(), st.booleans())
def test_in_yaml_the_span_of_anything_holds_exactly_its_text(
    data: object, flow: bool | None, crlf: bool, mark: bool
) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow)
    text = text.replace("\n", "\r\n") if crlf else text
    document = read("\ufeff" * mark + text, "a.yaml")
    for path in paths(data):
        span = document.span(path)
        # The first line of a block gets back the indentation that its other lines still have.
        inside = " " * (span.column - 1) + cut(text, span)
        assert read(inside, "a.yaml").data == at(data, path), path
        if path and isinstance(path[-1], str):
            assert read(cut(text, document.key_span(path)), "a.yaml").data == path[-1]


def check_result(raw: bytes, name: str) -> None:
    document, findings = read_bytes(raw, name)
    assert (document is None) is has_errors(findings)
    for finding in findings:
        assert finding.rule.family == "reading"
        assert finding.help
        assert finding.message.isprintable()
        assert (finding.span.line, finding.span.column) <= (
            finding.span.end_line,
            finding.span.end_column,
        )
    if document is not None:
        # Only what can be written again: no lone surrogate, no number without an end.
        json.dumps(document.data, ensure_ascii=False, allow_nan=False).encode()
        lines = re.split("\r\n|\r|\n", document.text)
        for path in paths(document.data):
            span = document.span(path)
            assert 1 <= span.line <= span.end_line <= len(lines)
            assert span.column <= len(lines[span.line - 1]) + 1
            assert span.end_column <= len(lines[span.end_line - 1]) + 1


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "-"])
@given(st.binary(max_size=60))
def test_any_bytes_can_be_read(name: str, raw: bytes) -> None:
    check_result(raw, name)


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "-"])
@given(st.text(max_size=60) | pieces)
@settings(max_examples=200)
def test_any_text_can_be_read(name: str, text: str) -> None:
    check_result(text.encode(errors="replace"), name)


@given(pieces)
def test_any_text_can_be_read_without_libyaml(text: str) -> None:
    decoded, findings = decode(text.encode())
    if not findings:
        read_yaml(decoded, Report(decoded), yaml.SafeLoader)


@given(pieces)
@settings(max_examples=200)
def test_what_is_accepted_reads_as_pyyaml_reads_it(text: str) -> None:
    document, _ = read_bytes(text.encode(), "a.yaml")
    if document is None:
        return
    expected = yaml.load(document.text.split("\n...")[0], Loader=yaml.CBaseLoader)
    words = {None: ("", "null", "~"), True: ("true",), False: ("false",)}
    assert list(paths(document.data)) == list(paths(expected))
    for path in paths(document.data):
        ours, theirs = at(document.data, path), at(expected, path)
        if isinstance(ours, str):
            assert ours == theirs
        elif ours is None or isinstance(ours, bool):
            assert theirs in words[ours]
        elif isinstance(ours, int | float):
            assert isinstance(theirs, str)
            assert ours == float(theirs)
