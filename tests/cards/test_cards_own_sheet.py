"""A sheet of one's own: read like a routine, and wrong in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cards.pdf import cards
from cards.routines import pdf, routine, stretch
from stretchexport.cli import app
from stretchexport.exporters.cards.own_sheet import load_bytes
from stretchexport.exporters.cards.sheets import names, papers, preset
from stretchexport.packaged_schemas import SHEET, validator

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "examples/mid-back-release.yaml"


def test_a_sheet_needs_no_more_than_the_size_of_a_card() -> None:
    own = load_bytes(b"card: [3.5in, 12cm]\npage: letter\n", "mine.yaml").sheet
    assert own is not None
    assert own.name == "mine"
    assert own.card == (88.9, 120)
    assert (own.columns, own.rows) == (2, 2)
    found = cards(pdf(routine(stretch(1), stretch(2)), sheet=own), own)
    assert len(found) == 3


def test_what_is_left_out_is_as_on_the_preset() -> None:
    own = load_bytes(b"like: large\npage: letter\ncard: [215.9, 279.4]\n", "x.yaml").sheet
    assert own is not None
    large = preset("large")
    assert (own.text, own.margin, own.marks) == (large.text, large.margin, large.marks)


@pytest.mark.parametrize(
    ("text", "place", "message", "help_"),
    [
        ("card: [90, 130]\nmargins: 4\n", (2, 1), "there is no key", "did you mean margin?"),
        ("card: [90]\n", (1, 7), "1 entry is too few", "at least 2"),
        ("card: [90, 5 ft]\n", (1, 12), '"5 ft" is not written', "0.25in"),
        ("like: a7\n", (1, 7), '"a7" is not one of the words', "allowed: a6, a5"),
        ("page: b5\n", (1, 7), '"b5" is not written', "letter"),
        ("margin: 1\n", (1, 9), "1 is out of range", "at least 3"),
        ("columns: 3\n", (1, 10), "315 mm wide together, and the page is 210 mm", "fewer columns"),
        ("\nmargin: 45\n", (2, 9), "between the margins 15 mm are left", "smaller margin"),
        ("- a6\n", (1, 1), "a sheet is a set of keys", "docs/cards.md"),
        ("", (1, 1), "the file is empty", "docs/cards.md"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(
    text: str, place: tuple[int, int], message: str, help_: str
) -> None:
    own = load_bytes(text.encode(), "mine.yaml")
    assert own.sheet is None
    (finding,) = own.findings
    assert message in finding.message
    assert help_ in finding.help
    assert (finding.span.line, finding.span.column) == place


def test_the_command_shows_the_line_and_writes_nothing(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("like: a6\nmargin: 45\n")
    arguments = ["cards", EXAMPLE, "--sheet", str(mine), "-o", str(tmp_path / "x.pdf")]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert "mine.yaml:2:9" in result.stderr
    assert not (tmp_path / "x.pdf").exists()
    mine.write_text("like: a6\nmargin: 7\n")
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert (tmp_path / "x.pdf").exists()
    mine.unlink()
    assert CliRunner().invoke(app, arguments).exit_code == 3


def test_the_schema_knows_every_preset_and_every_paper() -> None:
    schema = validator(SHEET).schema
    assert isinstance(schema, dict)
    assert tuple(schema["properties"]["like"]["enum"]) == names()
    for paper in papers():
        assert validator(SHEET).is_valid({"page": paper})
