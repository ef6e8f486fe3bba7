"""The command ``cards``: several routines, all or none, and a report for scripts."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from stretchexport.cli import app
from stretchexport.cli.words import CardForm, FlipEdge, Theme
from stretchexport.exporters.cards import Form
from stretchexport.exporters.cards.imposition import Flip
from stretchexport.resources import read_text

EXAMPLE = "examples/mid-back-release.yaml"
OTHER = "examples/pnf-hamstrings.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["cards", *map(str, arguments)])


def test_the_words_are_those_of_the_tables() -> None:
    assert [str(one) for one in CardForm] == [str(one) for one in Form]
    assert [str(one) for one in FlipEdge] == [str(one) for one in Flip]
    assert list(Theme) == list(tomllib.loads(read_text("cards/themes.toml")))


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("-o", "x.html"), ["x.html"]),
        (("-o", "x.HTML"), ["x.HTML"]),
        (("-o", "x.pdf", "--pdf-a"), ["x.pdf"]),
    ],
)
def test_the_form_is_what_the_name_of_the_file_ends_with(
    tmp_path: Path, arguments: tuple[str, ...], names: list[str]
) -> None:
    option, name, *others = arguments
    assert run(EXAMPLE, option, tmp_path / name, *others).exit_code == 0
    assert [one.name for one in tmp_path.iterdir()] == names
    html = (tmp_path / name).read_bytes().startswith(b"<!doctype html>")
    assert html is ("html" in name.lower())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-o", "x.jpg"), "ends with .pdf or .png or .svg or .html, or a folder that ends with /"),
        (("-o", "x.png", "--as", "pdf"), "a name that ends with .pdf, or"),
        (("--calibrate",), "--two-sided long or short"),
        (("--back-offset", "1,0"), "--two-sided long or short"),
        (("--clinic", "x" * 201), "it has 201 letters; at most 200 fit"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_told(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    given = [str(tmp_path / one) if one.startswith("x.") else one for one in arguments]
    result = run(EXAMPLE, *given)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_new_name_without_an_ending_is_a_folder(tmp_path: Path) -> None:
    for form in ("png", "html"):
        assert run(EXAMPLE, "--as", form, "-o", tmp_path / "new").exit_code == 0
    assert {one.suffix for one in (tmp_path / "new").iterdir()} == {".png", ".html"}
    (tmp_path / "old").write_bytes(b"")
    assert run(EXAMPLE, "-o", tmp_path / "old").exit_code == 0
    assert (tmp_path / "old").read_bytes().startswith(b"%PDF")


def test_control_characters_of_a_shell_do_not_stop_the_printer(tmp_path: Path) -> None:
    result = run(EXAMPLE, "--clinic", "A\x1b[31mB", "-o", tmp_path / "x.pdf")
    assert result.exit_code == 0
    assert "[U+001B]" in result.stderr


def test_pictures_go_into_a_folder(tmp_path: Path) -> None:
    assert run(EXAMPLE, "-o", f"{tmp_path}/out/", "--as", "svg").exit_code == 0
    assert all(one.suffix == ".svg" for one in (tmp_path / "out").iterdir())
    result = run(EXAMPLE, "-o", tmp_path / "x.png")
    assert result.exit_code == 2
    assert "give a folder that ends with /" in result.stderr


def test_each_routine_gets_a_file_of_its_own(tmp_path: Path) -> None:
    result = run(EXAMPLE, OTHER, "-o", tmp_path, "--verify")
    assert result.exit_code == 0
    assert {one.name for one in tmp_path.iterdir()} == {
        "mid-back-release-cards.pdf",
        "pnf-hamstrings-cards.pdf",
    }
    assert "read back: 1 page with " in result.stderr


def test_several_routines_do_not_go_into_one_file(tmp_path: Path) -> None:
    result = run(EXAMPLE, OTHER, "-o", tmp_path / "cards.pdf")
    assert result.exit_code == 2
    assert "there are 2 files" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_routine_with_errors_keeps_all_from_being_written(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema: stretch-routine/v1\n")
    out = tmp_path / "out"
    result = run(EXAMPLE, broken, "-o", f"{out}/", "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["ok"] is False
    assert [one["ok"] for one in told["results"]] == [True, False]
    assert told["results"][1]["findings"]
    assert not out.exists()


def test_two_routines_with_one_id_do_not_overwrite_each_other(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(Path(EXAMPLE).read_bytes())
    out = tmp_path / "out"
    result = run(EXAMPLE, copy, "-o", f"{out}/")
    assert result.exit_code == 2
    assert "gives mid-back-release-cards.pdf too" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize("target", ["named.pdf", "folder/"])
def test_a_script_is_told_where_the_file_is(tmp_path: Path, target: str) -> None:
    result = run(EXAMPLE, "-o", f"{tmp_path}/{target}", "--format", "json", "--verify")
    (one,) = json.loads(result.stdout)["results"]
    (file,) = one["exports"][0]["files"]
    assert Path(file["path"]).stat().st_size == file["bytes"]
    assert file["verified"].startswith("1 page")


def test_the_report_and_the_file_do_not_share_standard_output() -> None:
    result = run(EXAMPLE, "-o", "-", "--format", "json")
    assert result.exit_code == 2
    assert "-o -: with --format json" in result.stderr


def test_backs_are_moved_by_two_numbers_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    for wrong in ("1", "a,b", "1;2", "30,0", "1,2,3"):
        result = run(EXAMPLE, "--two-sided", "long", "--back-offset", wrong, "-o", out)
        assert result.exit_code == 2
        assert "0.5,-1" in result.stderr
    assert run(EXAMPLE, "--two-sided", "long", "--back-offset", "-1, 0.5", "-o", out).exit_code == 0


def test_how_text_found_room_is_told(tmp_path: Path) -> None:
    result = run(EXAMPLE, "-o", tmp_path / "x.pdf")
    assert "pt; with continuations: stretch mid-back-reach (2 cards)" in result.stderr
    result = run(EXAMPLE, "-o", tmp_path / "x.pdf", "--format", "json", "--two-sided", "long")
    (one,) = json.loads(result.stdout)["results"]
    plan, first, _ = one["exports"][0]["fits"]
    assert plan["where"] == "plan card"
    assert first["parts"][0]["side"] == "front"
    assert "Stop if" in first["parts"][0]["holds"]


def test_lang_asks_for_other_fixed_words_and_says_which_there_are(tmp_path: Path) -> None:
    made = tmp_path / "cards.pdf"
    result = run(EXAMPLE, "--lang", "de-AT", "-o", made)
    assert result.exit_code == 0
    assert made.exists()
    refused = run(EXAMPLE, "--lang", "it", "-o", made)
    assert refused.exit_code == 2
    assert "no words in the language it" in " ".join(refused.output.split())


def test_notes_name_their_file_where_there_are_several(tmp_path: Path) -> None:
    stderr = run(EXAMPLE, OTHER, "-o", f"{tmp_path}/").stderr
    assert f"note: {EXAMPLE}: Mid-back reach: done as self-hug" in stderr
    assert f"note: {OTHER}: Hamstring contract-relax: done as partner" in stderr
    assert f"note: {OTHER}: the text is 8" in stderr
    assert EXAMPLE not in run(EXAMPLE, "-o", f"{tmp_path}/").stderr


@pytest.mark.parametrize("options", [("--calibrate", "--two-sided", "long"), ("--sheet", "log")])
def test_the_way_of_a_stretch_is_not_told_where_no_stretch_is_shown(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    assert "done as" not in run(EXAMPLE, *options, "-o", tmp_path / "x.pdf").stderr


def test_pages_of_a_poster_and_a_log_are_told_as_pages(tmp_path: Path) -> None:
    stderr = run("examples/runners-legs.yaml", "--sheet", "log", "-o", tmp_path / "x.pdf").stderr
    assert "note: the text is 11 pt; with continuations: log (2 pages)" in stderr
