"""The text, the page and the table say what the timeline says, and nothing in them is code."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from strategies import routines
from stretchexport.exporters import registry
from stretchexport.exporters.base import Options
from stretchexport.loading import load
from stretchexport.variants import NOTHING_SAID
from stretchexport.weeks import runs
from stretchexport.wording import languages, one_line

if TYPE_CHECKING:
    from stretchexport.model import Routine

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "written"
FORMATS = ("text", "markdown", "csv")


def example() -> Routine:
    routine = load(ROOT / "examples" / "mid-back-release.yaml").routine
    assert routine is not None
    return routine


def written(routine: Routine, name: str, language: str | None = None) -> str:
    (file,) = registry.get(name).export(routine, Options(language=language)).files
    return file.data.decode("utf-8-sig")


def rows(routine: Routine) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(routine, "csv"), newline="")))


def shown(markdown: str) -> list[str]:
    """What a reader of Markdown shows, a text a line."""
    lines = []
    for token in MarkdownIt("commonmark").parse(markdown):
        assert not token.type.startswith("html")
        if token.type == "inline":
            assert all(not one.type.startswith(("html", "image")) for one in token.children or ())
            lines.append("".join(one.content for one in token.children or ()))
    return lines


@pytest.mark.parametrize("name", FORMATS)
def test_the_example_is_written_as_before(name: str, request: pytest.FixtureRequest) -> None:
    exporter = registry.get(name)
    (file,) = exporter.export(example(), Options()).files
    path = GOLDEN / file.name
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.data)
    assert file.data == path.read_bytes()


@given(routines())
def test_the_table_has_every_step_with_its_time(routine: Routine) -> None:
    expected = [
        (session, str(run.phase.first), str(step.seconds), step.kind, step.side or "")
        for session in routine.sessions
        for run in runs(routine, session, NOTHING_SAID)
        for step in run.timeline.steps
    ]
    found = [
        (row["session"], row["first_week"] or "1", row["seconds"], row["kind"], row["side"])
        for row in rows(routine)
    ]
    assert found == expected


@given(routines())
def test_no_cell_of_the_table_is_a_formula(routine: Routine) -> None:
    cells = [cell for row in rows(routine) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_name_like_a_formula_is_told(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "mid-back-release.yaml").read_text(encoding="utf-8")
    path = tmp_path / "formula.yaml"
    path.write_text(text.replace("Child's pose", "=1+1"), encoding="utf-8")
    routine = load(path).routine
    assert routine is not None
    (loss,) = registry.get("csv").export(routine, Options()).losses
    assert "=1+1" in loss.what
    assert "'=1+1" in {row["name"] for row in rows(routine)}


@given(routines())
def test_markdown_shows_every_text_as_it_is(routine: Routine) -> None:
    lines = "\n".join(shown(written(routine, "markdown")))
    wanted = [routine.title, *(session.title for session in routine.sessions.values())]
    for text in wanted:
        assert one_line(text).strip() in lines


HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) `b` *c* # d | e \\ &lt; ![f](g)"


def test_markdown_in_a_routine_is_text() -> None:
    routine = replace(example(), title=HOSTILE, summary="1. x", author="- y\n# z")
    lines = shown(written(routine, "markdown"))
    assert HOSTILE in lines
    assert "1. x" in lines
    assert any(line.endswith("- y # z") for line in lines)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ["text", "markdown"])
def test_every_language_has_the_whole_routine(name: str, language: str) -> None:
    text = written(example(), name, language)
    for session in example().sessions.values():
        assert session.title in text
    for step in ("Drop the chin a little", "Walk the fingers further back"):
        assert step in text
    english = written(example(), name)
    assert (text == english) is (language == "en")


def test_an_exercise_done_twice_is_explained_once() -> None:
    routine = example()
    (session,) = routine.sessions.values()
    twice = replace(session, items=(session.items[0], *session.items))
    text = written(replace(routine, sessions={session.id: twice}), "text")
    assert text.count("Drop the chin a little") == 1
    assert text.count("1. Self-hug: ") + text.count("2. Self-hug: ") == 2
