"""``stretchexport.check``: a path or a text in, findings out, nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import stretchexport
from stretchexport import Finding, Severity, Span, check, load

GOOD = Path(__file__).parent / "corpus" / "checks" / "base.yaml"
BROKEN = GOOD.read_text(encoding="utf-8").replace("hold: 30s", "hold: 1:30")
LINE = BROKEN[: BROKEN.index("1:30")].count("\n") + 1


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_path_is_read_however_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    assert check(GOOD) == check(str(GOOD)) == []
    assert codes(check(path)) == codes(check(str(path))) == ["SE206"]


def test_text_and_bytes_are_content() -> None:
    (finding,) = check(BROKEN)
    assert (finding.code, finding.severity, finding.span) == (
        "SE206",
        Severity.ERROR,
        Span(LINE, 32, LINE, 36),
    )
    assert check(BROKEN.encode()) == [finding]


def test_text_may_be_json() -> None:
    document = load(GOOD).document
    assert document is not None
    assert check(json.dumps(document.data)) == []
    assert codes(check('{"a": 1, "a": 2}')) == ["SE106"]


def test_blank_text_is_an_empty_routine_and_no_path() -> None:
    assert codes(check("")) == codes(check(" \n")) == codes(check(b"")) == ["SE115"]


def test_text_that_cannot_be_encoded_is_a_finding() -> None:
    assert codes(check("title: \ud800\n")) == ["SE102"]


def test_text_with_a_nul_is_a_finding_and_no_path() -> None:
    assert codes(check("title: a\0b")) == ["SE103"]


def test_a_file_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check(tmp_path / "none.yaml")
    with pytest.raises(FileNotFoundError):
        check("none.yaml")
    with pytest.raises(IsADirectoryError):
        check(tmp_path)


def test_a_path_may_be_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "{new\nline}.yaml"
    path.write_text(BROKEN, encoding="utf-8")

    class Entry(os.PathLike[str]):
        def __fspath__(self) -> str:
            return str(path)

    assert codes(check(Entry())) == ["SE206"]


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    check(BROKEN)
    check(b"\xff")
    assert capfd.readouterr() == ("", "")


def test_importing_the_package_imports_none_of_it() -> None:
    code = "import stretchexport, sys; print([m for m in sys.modules if 'stretchexport.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
    assert all(hasattr(stretchexport, name) for name in stretchexport.__all__)
