"""The page for developers: its example is a plan, and its program runs."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from stretchexport.exporters.base import File
from stretchexport.exporters.plan import EXPORTER

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[2] / "docs" / "workout-plan.md"


def _block(language: str) -> str:
    (block,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(block)


def test_the_annotated_example_is_a_plan() -> None:
    bare = re.sub(r" +// .*$", "", _block("jsonc"), flags=re.MULTILINE)
    file = File("page", bare.encode(), "application/json", "")
    assert EXPORTER.verify(file) == "1 session, 3 steps, 1 occurrence"


def test_the_program_plays_a_session_and_takes_as_long_as_the_plan_says(
    every_part_file: File,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / every_part_file.name
    path.write_bytes(every_part_file.data)
    waits: list[int] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(sys, "argv", ["play.py", str(path)])
    exec(compile(_block("python"), str(PAGE), "exec"), {})
    session = json.loads(every_part_file.data)["sessions"][0]
    assert sum(waits) == session["seconds"]
    shown = capsys.readouterr().out
    assert "2026-03-29T01:59:00+01:00 All" in shown
    assert "Hug\n - Hug yourself." in shown
    assert [cue for step in session["steps"] if (cue := step["cue"]) not in shown] == []
