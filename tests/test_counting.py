"""A number and its noun agree, in every message that joins the two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from stretchexport.cli import app
from stretchexport.counting import counted

if TYPE_CHECKING:
    from pathlib import Path

PLURAL = re.compile(r"\b1 (?:single )?[a-z-]+s\b(?<!series)(?<! s)")

ONCE = """\
schema: stretch-routine/v1
id: once
title: Once
language: en
updated: 2026-11-22
stretches:
  calf:
    name: Calf stretch
    type: dynamic
    sides: both
    targets: [calves]
    motions: [ankle.dorsiflexion]
    steps: [Lean in.]
sessions:
  short: {title: Short, items: [{stretch: calf, reps: 1}]}
schedule:
  starts: 2026-12-07
  weeks: 1
  timezone: Europe/Berlin
  slots: [{session: short, dates: [2026-12-07], at: "07:30"}]
"""


@pytest.mark.parametrize(
    ("number", "words", "told"),
    [
        (0, ("date",), "0 dates"),
        (1, ("date",), "1 date"),
        (2, ("date",), "2 dates"),
        (1, ("entry", "entries"), "1 entry"),
        (12345, ("entry", "entries"), "12,345 entries"),
    ],
)
def test_a_number_goes_with_its_noun(number: int, words: tuple[str, ...], told: str) -> None:
    assert counted(number, *words) == told


def test_what_is_there_once_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "once.yaml").write_text(ONCE)
    file, out = str(tmp_path / "once.yaml"), str(tmp_path / "out")
    shown = CliRunner().invoke(app, ["show", file]).stdout
    assert "Schedule: 1 session in 1 week" in shown
    week = CliRunner().invoke(app, ["show", file, "--week", "2"]).stderr
    assert "the routine has 1 week\n" in week
    only = "calendar,jawt,wger,text,plan,fit,csv"
    made = CliRunner().invoke(app, ["export", file, "--out", out, "--only", only, "--verify"])
    assert made.exit_code == 0, made.stderr
    assert "repetitions are not counted: 1 of them is 4 s" in made.stdout
    assert [line for line in made.stdout.splitlines() if PLURAL.search(line)] == []
