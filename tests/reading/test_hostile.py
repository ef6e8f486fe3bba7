"""A megabyte of anything ends in a document or in a clear finding, soon, and in this process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import NamedTuple

import pytest

from stretchexport.findings import MAX_FINDINGS
from stretchexport.reading import MAX_BYTES, read_bytes

SECONDS = 2.0
SIZE = MAX_BYTES


class Case(NamedTuple):
    """``start + body * many + end``; ``code`` is the first finding's, "" for a document."""

    name: str
    start: str
    body: str
    end: str
    code: str
    suffix: str = ".yaml"

    def raw(self) -> bytes:
        room = SIZE - len((self.start + self.end).encode())
        many = room // len(self.body.encode())
        return (self.start + self.body * many + self.end).encode()


CASES = (
    Case("lists in lists", "", "[", "", "SE105"),
    Case("mappings in mappings", "", "{", "", "SE112"),
    Case("lists and mappings", "", "[{a: ", "", "SE105"),
    Case("lists in lists, a line each", "", "[\n", "", "SE105"),
    Case("items in items", "", "- ", "", "SE105"),
    Case("keys in keys", "", "? ", "", "SE112"),
    Case("values in values", "", "a: ", "", "SE104"),
    Case("one word", "", "x", "", ""),
    Case("one quoted text", '"', "x", '"', ""),
    Case("one block of text", "a: |\n", "  x\n", "", ""),
    Case("one block of blank lines", "a: |\n", "\n", "", ""),
    Case("a quote never closed", '"', "x\n", "", "SE104"),
    Case("a long key", "", "x", ": 1", "SE104"),
    Case("escapes", '"', "\\n", '"', ""),
    Case("blank lines", "", "\n", "", "SE115"),
    Case("comments", "", "#\n", "", "SE115"),
    Case("empty items", "", "-\n", "", "SE118"),
    Case("numbers", "[", "1,", "1]", "SE118"),
    Case("anchors", "", "- &a 1\n", "", "SE107"),
    Case("aliases", "", "- *a\n", "", "SE108"),
    Case("tags", "", "- !a 1\n", "", "SE110"),
    Case("one tag", "", "!", "", "SE110"),
    Case("merge keys", "", "<<: 1\n", "", "SE109"),
    Case("equal keys", "", "a: 1\n", "", "SE106"),
    Case("equal keys in a line", "{", "a, ", "}", "SE106"),
    Case("keys that are numbers", "", "1: 1\n", "", "SE112"),
    Case("long numbers", "[", "1234567890123456,", "1]", "SE113"),
    Case("infinities", "[", ".inf,", "1]", "SE114"),
    Case("directives", "", "%TAG !a! b\n", "", "SE117"),
    Case("directives after the end", "a: 1\n...\n", "%TAG !a! b\n", "", "SE111"),
    Case("documents", "", "--- 1\n", "", "SE111"),
    Case("items indented too far", "- a\n", "    - c\n", "", "SE119"),
    Case("NUL", "", "\0", "", "SE103"),
    Case("line separators", "", "\u2028", "", "SE103"),
    Case("too large", "x" * (SIZE + 1), "x", "", "SE101"),
    Case("JSON: lists in lists", "", "[", "", "SE105", ".json"),
    Case("JSON: mappings in lists", "", '[{"a":', "", "SE105", ".json"),
    Case("JSON: numbers", "[", "1,", "1]", "SE118", ".json"),
    Case("JSON: one number", "", "1", "", "SE113", ".json"),
    Case("JSON: minus signs", "", "-", "", "SE104", ".json"),
    Case("JSON: one string", '"', "x", '"', "", ".json"),
    Case("JSON: a string never closed", '"', '\\"', "", "SE104", ".json"),
    Case("JSON: escapes", '"', "\\n", '"', "", ".json"),
    Case("JSON: surrogate pairs", '"', "\\ud83d\\ude00", '"', "", ".json"),
    Case("JSON: lone surrogates", '"', "\\ud83d", '"', "SE103", ".json"),
    Case("JSON: wrong escapes", '"', "\\q", '"', "SE104", ".json"),
    Case("JSON: equal keys", "{", '"a":1,', '"a":1}', "SE106", ".json"),
    Case("JSON: blanks", "", " ", "1", "", ".json"),
    Case("either: lists in lists", "", "[", "", "SE105", ""),
    Case("either: words", "[", "a,", "a]", "SE118", ""),
)

_CHILD = """
import json, sys, time
from reading.test_hostile import CASES
from stretchexport.reading import read_bytes
for case in CASES:
    raw = case.raw()
    start = time.process_time()
    document, findings = read_bytes(raw, "hostile" + case.suffix)
    seconds = time.process_time() - start
    code = findings[0].code if findings else ""
    print(json.dumps([case.name, code, document is None, len(findings), seconds]), flush=True)
"""


@pytest.fixture(scope="module")
def results() -> dict[str, tuple[str, bool, int, float]]:
    """What a process of its own made of the cases; a crash would end it before the last."""
    child = subprocess.run(
        [sys.executable, "-c", _CHILD],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS * len(CASES),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.returncode == 0, child.stderr
    rows = [json.loads(line) for line in child.stdout.splitlines()]
    return {name: (code, is_none, count, seconds) for name, code, is_none, count, seconds in rows}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_megabyte_of_anything_ends_soon(
    case: Case, results: dict[str, tuple[str, bool, int, float]]
) -> None:
    code, is_none, count, seconds = results[case.name]
    assert code == case.code
    assert is_none is (code not in ("", "SE119"))
    assert count <= MAX_FINDINGS
    assert seconds < SECONDS


def test_a_file_with_very_many_problems_says_that_there_are_more() -> None:
    document, findings = read_bytes(b"a: 1\n" * 200, "a.yaml")
    assert document is None
    assert len(findings) == MAX_FINDINGS
    assert findings[-1].help.endswith("there are more findings: mend these first")
    assert not any("only the first" in finding.help for finding in findings[:-1])


def test_exactly_as_many_problems_as_are_listed_say_nothing_of_more() -> None:
    _, findings = read_bytes(b"a: 1\n" * (MAX_FINDINGS + 1), "a.yaml")
    assert len(findings) == MAX_FINDINGS
    assert "only the first" not in findings[-1].help


def test_very_many_warnings_hide_no_error() -> None:
    document, findings = read_bytes(b"- a\n    - b\n" * 200 + b"- &x 1\n", "a.yaml")
    assert document is None
    assert [f.code for f in findings] == ["SE119"] * MAX_FINDINGS + ["SE107"]


def test_a_file_of_exactly_the_largest_size_is_read() -> None:
    document, findings = read_bytes(b"x" * MAX_BYTES, "a.yaml")
    assert document is not None
    assert findings == ()
