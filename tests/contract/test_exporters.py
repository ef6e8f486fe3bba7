"""What every exporter promises, checked for every one that is registered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from contract.readers import READERS
from stretchexport.exporters import registry
from stretchexport.loading import load, load_bytes
from stretchexport.output import safe_name
from stretchexport.schedule import phases
from stretchexport.timeline import timeline

if TYPE_CHECKING:
    from stretchexport.model import Routine

ROOT = Path(__file__).parent.parent.parent
EVERY_KEY = ROOT / "tests" / "corpus" / "every-key.yaml"
ROUTINES = [EVERY_KEY, *sorted((ROOT / "examples").glob("*.*"))]
EXPORTERS = registry.names()

HOSTILE = {
    "newlines": "first line\nsecond line",
    "a calendar entry": "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:mine",
    "a Typst call": '#read("/etc/passwd") #panic() $x$ *b* _i_ @ref <label>',
    "a script": "<script>alert('1')</script>&amp;",
    "commas and semicolons": 'a,b;c:d\\e\\n"f"',
    "right-to-left marks": "left\u200fright\u200eleft",
    "an emoji": "\U0001f9d8",
    "5,000 characters": "long words " * 454 + "end.",
}


def routine_from(path: Path) -> Routine:
    loaded = load(path)
    assert loaded.routine is not None, loaded.findings
    return loaded.routine


def with_text(text: str) -> Routine:
    """The routine with every key, all of whose texts are ``text``."""
    loaded = load(EVERY_KEY)
    assert loaded.document is not None
    data = _replaced(loaded.document.data, text)
    read = load_bytes(json.dumps(data).encode(), "hostile.json")
    assert read.routine is not None, read.findings
    return read.routine


TEXTS = {
    "title", "name", "summary", "author", "feel", "where", "then", "condition", "fits", "note",
    "place",
}  # fmt: skip
LISTS = {"steps", "stop_if", "spots"}


def _replaced(data: Any, text: str) -> Any:
    if isinstance(data, dict):
        return {
            key: text if key in TEXTS else [text] if key in LISTS else _replaced(value, text)
            for key, value in data.items()
        }
    return [_replaced(one, text) for one in data] if isinstance(data, list) else data


def squeezed(text: str) -> str:
    """``text`` without what a layout may change: spaces, line breaks, direction marks."""
    return "".join(text.split()).replace("\u200e", "").replace("\u200f", "")


def test_every_registered_exporter_is_under_this_contract() -> None:
    assert set(EXPORTERS) == set(READERS)


@pytest.mark.parametrize("name", EXPORTERS)
def test_it_says_what_it_is_for_and_what_it_cannot_hold(name: str) -> None:
    exporter = registry.get(name)
    assert exporter.name == name
    for text in (exporter.title, exporter.purpose, exporter.next_step, *exporter.limits):
        assert text.strip()
    assert exporter.limits
    assert exporter.suffix.startswith(".")
    assert "/" in exporter.media_type


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", EXPORTERS)
def test_the_same_routine_gives_the_same_bytes_and_they_read_back(name: str, path: Path) -> None:
    exporter = registry.get(name)
    options = exporter.options_type()
    first = exporter.export(routine_from(path), options)
    again = exporter.export(routine_from(path), options)
    assert first == again
    assert first.files
    for file in first.files:
        assert safe_name(file.name).endswith(exporter.suffix)
        assert file.media_type == exporter.media_type
        assert file.about.strip()
        assert exporter.verify(file)


def test_no_two_formats_of_a_routine_write_the_same_name() -> None:
    for path in ROUTINES:
        routine = routine_from(path)
        names = [
            file.name
            for exporter in map(registry.get, EXPORTERS)
            for file in exporter.export(routine, exporter.options_type()).files
        ]
        assert len(set(names)) == len(names)


def test_an_option_of_several_formats_is_of_one_type() -> None:
    types: dict[str, set[str]] = {}
    for exporter in map(registry.get, EXPORTERS):
        for field in fields(exporter.options_type):
            types.setdefault(field.name, set()).add(str(field.type))
    assert [name for name, several in types.items() if len(several) > 1] == []


def test_bytes_depend_on_no_hash_seed_time_zone_or_locale(tmp_path: Path) -> None:
    seen = []
    for number, zone in enumerate(("UTC", "Pacific/Apia")):
        out = tmp_path / str(number)
        environment = {
            **os.environ,
            "PYTHONHASHSEED": str(number + 1),
            "TZ": zone,
            "LC_ALL": "C.UTF-8" if number else "C",
        }
        subprocess.run(
            [
                sys.executable,
                "-m",
                "stretchexport",
                "export",
                *map(str, ROUTINES),
                "--only",
                "all",
                "--out",
                out,
            ],
            check=True,
            capture_output=True,
            env=environment,
            cwd=tmp_path,
        )
        seen.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert seen[0] == seen[1]


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", EXPORTERS)
def test_the_time_is_the_timeline_s_or_differs_by_what_is_declared(name: str, path: Path) -> None:
    routine = replace(routine_from(path), language="en")  # which is what the readers read
    exporter = registry.get(name)
    export = exporter.export(routine, exporter.options_type())
    totals = READERS[name](routine, export).totals
    assert {session for session, _ in totals} == set(routine.sessions)
    for (session, week), seconds in totals.items():
        declared = sum(
            loss.seconds for loss in export.losses if (loss.session, loss.week) == (session, week)
        )
        assert seconds == timeline(routine, session, week=week).seconds + declared


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_phase_of_a_progression_has_its_own_time(name: str) -> None:
    routine = routine_from(ROOT / "examples" / "mid-back-release.yaml")
    exporter = registry.get(name)
    totals = READERS[name](routine, exporter.export(routine, exporter.options_type())).totals
    assert routine.schedule is not None
    assert {week for _, week in totals} == {one.first for one in phases(routine.schedule)}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", EXPORTERS)
def test_hostile_text_arrives_as_text(name: str, kind: str) -> None:
    routine = with_text(HOSTILE[kind])
    exporter = registry.get(name)
    export = exporter.export(routine, exporter.options_type())
    for file in export.files:
        assert exporter.verify(file)
    text = squeezed(READERS[name](routine, export).text)
    expected = squeezed(HOSTILE[kind])
    if kind == "5,000 characters":
        # A watch cuts it and says so; cards break it over several cards.
        assert text.count("longwords") >= 454 or any("cut" in loss.what for loss in export.losses)
        expected = expected[:40]
    assert expected in text


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_loss_says_where_and_what(name: str) -> None:
    exporter = registry.get(name)
    for path in ROUTINES:
        routine = routine_from(path)
        for loss in exporter.export(routine, exporter.options_type()).losses:
            assert loss.where.strip()
            assert loss.what.strip()
            if loss.seconds:
                assert loss.session in routine.sessions
                assert loss.week is not None


@pytest.mark.parametrize("language", ["de-AT", "es", "fr", "pt-BR", "ar-EG", "ja", "en-US"])
@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_made_in_every_language(name: str, language: str) -> None:
    exporter = registry.get(name)
    routine = routine_from(EVERY_KEY)
    english = exporter.export(routine, exporter.options_type(language="en"))
    export = exporter.export(routine, exporter.options_type(language=language))
    assert len(export.files) == len(english.files)
    assert all(exporter.verify(file) for file in export.files)
    seconds = [[loss.seconds for loss in one.losses if loss.seconds] for one in (english, export)]
    assert seconds[0] == seconds[1]


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_language_there_are_no_words_in_is_told(name: str) -> None:
    exporter = registry.get(name)
    losses = exporter.export(routine_from(EVERY_KEY), exporter.options_type(language="fi")).losses
    assert "Finnish" in next(loss.what for loss in losses if loss.where == "language")
