"""``--format json``: everything about a run as plain data."""

from __future__ import annotations

import json

from reporting.results import BROKEN, EVERY, FINE, GONE, NOTED
from stretchexport.reporting.data import readable, validation_data


def test_a_file_has_its_findings_with_their_places() -> None:
    ((file,), _) = validation_data([BROKEN]).values()
    assert (file["file"], file["valid"]) == (BROKEN.file, False)
    assert file["findings"][1] == {
        "code": "SE206",
        "severity": "error",
        "family": "schema",
        "message": '"1:30" & more, 100 %',
        "help": "write 1m30s: a <duration>",
        "path": ["sessions", "desk/break", "items", 0, "hold"],
        "span": {"line": 7, "column": 3, "end_line": 7, "end_column": 7},
        "related": [
            {
                "message": "the first one",
                "span": {"line": 2, "column": 1, "end_line": 2, "end_column": 5},
            }
        ],
    }


def test_what_is_silenced_comes_with_its_reason() -> None:
    fine, noted = validation_data([FINE, NOTED])["files"]
    assert fine == {"file": "fine.yaml", "valid": True, "findings": []}
    assert [(one["code"], one["reason"]) for one in noted["silenced"]] == [("SE603", "We travel.")]


def test_a_file_that_cannot_be_read_has_a_problem_and_no_findings() -> None:
    assert validation_data([GONE])["files"] == [
        {"file": "gone.yaml", "valid": False, "problem": GONE.problem}
    ]


def test_the_summary_counts_the_whole_run() -> None:
    data = json.loads(json.dumps(validation_data(EVERY)))
    assert data["summary"] == {
        "files": 6,
        "failed": 3,
        "unreadable": 1,
        "errors": 2,
        "warnings": 2,
        "notes": 1,
        "silenced": 1,
        "left_out": 0,
        "mended": 0,
    }


def test_a_name_is_one_readable_line() -> None:
    assert readable("a\nb\udcff.yaml") == "a b\ufffd.yaml"
