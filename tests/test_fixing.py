"""``--fix`` mends what has one safe mending, and leaves every other byte alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchexport.findings import MAX_FINDINGS
from stretchexport.fixing import Fixed, fix, spelling
from stretchexport.loading import load_bytes

CORPUS = Path(__file__).parent / "corpus"
BASE = (CORPUS / "checks" / "base.yaml").read_text(encoding="utf-8")
EVERY_KEY = (CORPUS / "every-key.yaml").read_text(encoding="utf-8")
EXAMPLES = Path(__file__).parent.parent / "examples"


def fixed(text: str, name: str = "routine.yaml") -> Fixed:
    """``text`` with what is wrong in it mended."""
    loaded = load_bytes(text.encode(), name)
    assert loaded.document is not None, loaded.findings
    return fix(loaded.document, loaded.findings)


def errors(text: str, name: str = "routine.yaml") -> int:
    """How many findings of the schema there are."""
    findings = load_bytes(text.encode(), name).findings
    return sum(finding.rule.family == "schema" for finding in findings)


@pytest.mark.parametrize(
    ("good", "typed", "code"),
    [
        ("motions: [", "motion: [", "SE201"),
        ("stop_if: [", "stop-if: [", "SE201"),
        ("stop_if: [", '"Stop if": [', "SE201"),
        ("    title: Short", "    'titel': Short", "SE201"),
        ("type: static", "type: Static", "SE204"),
        ("type: dynamic", "type: 'dynmaic'", "SE204"),
        ("order: alternate", "order: alternating", "SE204"),
        ("[mon, fri]", "[monday, fri]", "SE204"),
        ("[mon, fri]", "[mon, Fri.]", "SE204"),
        ("hold: 30s", "hold: 30 s", "SE206"),
        ("hold: 30s", "hold: 30 sec", "SE206"),
        ("hold: 30s", 'hold: "30 seconds"', "SE206"),
        ("hold: 30s", "hold: 30sec.", "SE206"),
        ("hold: 45s", "hold: 45S", "SE206"),
        ("hold: 45s", "hold: 5breaths", "SE206"),
        ("hold: 45s", "hold: 5  Breaths", "SE206"),
        ("rest: 10s", "rest: 10 sec", "SE206"),
        ("tempo: 2s", "tempo: 2 s", "SE206"),
        ("remind: [10m]", "remind: [10 min]", "SE206"),
        ('at: "07:30"', 'at: "7:30"', "SE206"),
        ('at: "07:30"', "at: 7:30", "SE206"),
        ("sets: 2", "sets: 2.0", "SE203"),
        ("hold: 30s", "hold: 30.00", "SE203"),
    ],
)
def test_a_mistake_of_spelling_is_mended_in_place(good: str, typed: str, code: str) -> None:
    text = BASE.replace(good, typed, 1)
    made = fixed(text)
    assert [finding.code for finding in made.mended] == [code]
    assert load_bytes(made.text.encode(), "routine.yaml").findings == ()
    before, after = text.splitlines(), made.text.splitlines()
    assert sum(ours != theirs for ours, theirs in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize(
    ("good", "typed"),
    [
        ("hold: 30s", "hold: 1:30"),
        ("hold: 30s", "hold: 0.5m"),
        ("hold: 30s", "hold: 1m90s"),
        ("hold: 30s", "hold: 30.5"),
        ("hold: 30s", "hold: half a minute"),
        ("hold: 30s", "hold: 30 h"),
        ("hold: 30s", "hold: 30 sets"),
        ("tempo: 2s", "tempo: 5breaths"),
        ('at: "07:30"', "at: 7:5"),
        ('at: "07:30"', "at: 7:30 am"),
        ('at: "07:30"', "at: 730"),
        ("[mon, fri]", "[mon, Mon]"),
        ("[mon, fri]", "[mo, fri]"),
        ("sides: each", "sides: left"),
        ("type: static", "type: stretch"),
        ("reps: 8", "resp: 8"),
        ("sets: 2", "times: 2"),
        ("title: Base", "title: Base\nxtitle: a\nxummary: b"),
        ("title: Base", "title: Base\ntitel: again"),
        ("title: Base", "titel: Base\ntilte: again"),
        ("title: Short", "title: 12.0"),
        ("stretch: reach,", "stretch: 30 s,"),
        ("stretch: reach,", "stretch: raech,"),
        ("[rhomboids]", "[rhomboid]"),
        ("schema: stretch-routine/v1", "schema: Stretch-Routine/v1"),
        ("weeks: 4", "weeks: 4,0"),
        ("motions: [", '"m\\u006ftion": ['),
        ("hold: 30s", 'hold: "30\\x20s"'),
    ],
)
def test_what_is_not_certain_is_left_alone(good: str, typed: str) -> None:
    text = BASE.replace(good, typed, 1)
    assert text != BASE
    assert load_bytes(text.encode(), "routine.yaml").findings
    assert fixed(text) == Fixed(text, ())


def test_a_key_is_not_mended_if_its_value_does_not_fit_the_right_key() -> None:
    text = BASE.replace("sides: each", "side: left", 1)
    assert fixed(text).edits == ()


def test_the_sure_ones_are_mended_beside_those_that_are_not() -> None:
    text = BASE.replace("hold: 30s", "hold: 30 s").replace("[mon, fri]", "[Monday, mon, Friday]")
    made = fixed(text)
    assert [(edit.old, edit.new) for edit in made.edits] == [("30 s", "30s"), ("Friday", "fri")]
    assert errors(made.text) == 1


def test_only_the_findings_that_are_given_are_mended() -> None:
    text = BASE.replace("hold: 30s", "hold: 30 s").replace("type: static", "type: Static")
    loaded = load_bytes(text.encode(), "routine.yaml")
    assert loaded.document
    chosen = [finding for finding in loaded.findings if finding.code == "SE204"]
    assert fix(loaded.document, chosen).mended == tuple(chosen)


def test_comments_layout_line_ends_and_the_byte_order_mark_stay() -> None:
    text = BASE.replace("hold: 30s,", "hold:   '30 s' ,").replace("sets: 2", "sets : 2.0")
    text = text.replace("title: Short", "title: Short   # keep 30 s here\n\n\t").replace("\t", "")
    raw = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    loaded = load_bytes(raw, "routine.yaml")
    assert loaded.document
    made = fix(loaded.document, loaded.findings).encoded(raw)
    assert made == raw.replace(b"'30 s' ,", b"'30s' ,").replace(b"sets : 2.0", b"sets : 2")


def test_json_keeps_its_quotes_and_its_layout() -> None:
    text = (EXAMPLES / "morning-mobility.json").read_text(encoding="utf-8")
    typed = text
    for good, bad in (
        ('"motions"', '"Motions"'),
        ('"static"', '"Static"'),
        ('"30s"', '"30 sec"'),
        ('"06:45"', '"6:45"'),
        ('"reps": 8', '"reps": 8.0'),
    ):
        assert good in typed
        typed = typed.replace(good, bad, 1)
    assert fixed(typed, "routine.json").text == text
    assert fixed(typed, "-").text == text


def test_a_file_with_more_mistakes_than_are_listed_is_mended_as_far_as_they_are() -> None:
    item = "      - {stretch: reach, hold: 30 s, sets: 2, rest: 10s, order: alternate}\n"
    sessions = "".join(f"  s{number}:\n    title: A\n    items:\n{item * 60}" for number in (1, 2))
    text = BASE.replace("sessions:\n", f"sessions:\n{sessions}")
    once = fixed(text)
    assert len(once.edits) == MAX_FINDINGS
    twice = fixed(once.text)
    assert len(twice.edits) == 120 - MAX_FINDINGS
    assert errors(twice.text) == 0


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1m 30s", "1m30s"),
        ("1 min 30 sec", "1m30s"),
        ("1 min", "1m"),
        ("2min", "2m"),
        ("2 Minutes", "2m"),
        ("90sec", "90s"),
        ("030 s", "30s"),
        ("30", None),
        ("", None),
        ("s", None),
        ("30s 1m", None),
        ("30 s left", None),
        ("30 smoothies", None),
        ("-30 s", None),
        ("1:30", None),
        ("1.5 min", None),
        ("٣ s", None),
    ],
)
def test_a_duration_is_respelt_only_if_it_is_minutes_and_seconds(
    text: str, right: str | None
) -> None:
    assert spelling.duration(text) == right


@pytest.mark.parametrize(
    ("text", "right"), [("1Breaths", "1 breath"), ("12 BREATH", "12 breaths"), ("breaths", None)]
)
def test_breaths_are_respelt(text: str, right: str | None) -> None:
    assert spelling.breaths(text) == right


def _schema_words() -> list[tuple[str, list[str]]]:
    """The keys of every object and the words of every choice in the schema."""
    root = Path(__file__).parent.parent / "schemas" / "stretch-routine.schema.json"
    found: list[tuple[str, list[str]]] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("properties"), dict):
                found.append(("key", list(node["properties"])))
            if isinstance(node.get("enum"), list):
                found.append(("word", node["enum"]))
            for inner in node.values():
                walk(inner)
        elif isinstance(node, list):
            for inner in node:
                walk(inner)

    walk(json.loads(root.read_text(encoding="utf-8")))
    return found


def test_no_known_word_is_ever_respelt_as_another() -> None:
    for kind, words in _schema_words():
        respelt = spelling.key if kind == "key" else spelling.word
        assert [respelt(word, words) for word in words] == words


def test_every_other_spelling_belongs_to_a_word_of_the_schema() -> None:
    words = {word for kind, words in _schema_words() if kind == "word" for word in words}
    assert set(spelling.table()["words"]) <= words


MISTAKES = (
    ("motions:", "motion:"), ("motions:", "Motions:"), ("stop_if", "stop-if"), ("sets:", "stes:"),
    ("name:", "nam:"), ("hold:", "hold :"), ("type: static", "type: Static"), ("30s", "30 sec"),
    ("30s", "0.5m"), ("10s", "10 s"), ("mon", "monday"), ("fri", "mon"), ("sides:", "side:"),
    ('"07:30"', "7:30"), ("45s", "5breaths"), ("reps: 8", "resp: 8.0"), ("2", "2.0"),
    ("title", "id"), ("steps", "setps"), ("also", "targets"), ("\n", "\r\n"), (" ", "  "),
    ("rest", "x-rest"), ("sessions:", "sesions:"), ("alternate", "Alternate"), (": ", ":\t"),
    ("e", "\\u0065"),
)  # fmt: skip


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A good file with a few mistakes in places of no particular kind."""
    text = draw(st.sampled_from((BASE, EVERY_KEY)))
    for good, bad in draw(st.lists(st.sampled_from(MISTAKES), min_size=1, max_size=6)):
        places = [at for at in range(len(text)) if text.startswith(good, at)]
        if places:
            at = draw(st.sampled_from(places))
            text = text[:at] + bad + text[at + len(good) :]
    return text


@given(broken())
def test_fixing_never_makes_a_file_worse_and_has_nothing_left_to_do_after(text: str) -> None:
    loaded = load_bytes(text.encode(), "routine.yaml")
    if loaded.document is None:
        return
    made = fix(loaded.document, loaded.findings)
    assert errors(made.text) <= errors(text) - len(made.edits)
    assert fixed(made.text) == Fixed(made.text, ())


@given(broken())
def test_every_byte_outside_of_the_edits_stays(text: str) -> None:
    loaded = load_bytes(text.encode(), "routine.yaml")
    if loaded.document is None:
        return
    made = fix(loaded.document, loaded.findings)
    pieces, done = [], 0
    for edit in made.edits:
        assert text[edit.start : edit.end] == edit.old
        pieces += [text[done : edit.start], edit.new]
        done = edit.end
    assert made.text == "".join([*pieces, text[done:]])
    assert all("\n" not in edit.old + edit.new for edit in made.edits)


SLIPS = BASE.replace("hold: 30s", "hold: 30 sec").replace("type: static", "type: Static")


def validate(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "stretchexport", "validate", "--fix", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
    )


def test_the_command_mends_the_file_in_place_and_says_what_it_did(tmp_path: Path) -> None:
    path = tmp_path / "routine.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SLIPS.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    result = validate(path)
    assert result.returncode == 0, result.stdout
    assert path.read_bytes() == b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert b"mended 30 sec to 30s" in result.stderr
    assert b"no findings" in result.stdout
    assert [one.name for one in tmp_path.iterdir()] == ["routine.yaml"]


def test_what_the_command_cannot_mend_it_reports(tmp_path: Path) -> None:
    path = tmp_path / "routine.yaml"
    path.write_text(SLIPS.replace("hold: 45s", "hold: 1:30"), encoding="utf-8")
    result = validate(path, "--format", "json")
    assert result.returncode == 1
    (file,) = json.loads(result.stdout)["files"]
    assert [finding["code"] for finding in file["findings"]] == ["SE206"]
    assert [(one["code"], one["old"], one["new"]) for one in file["mended"]] == [
        ("SE204", "Static", "static"),
        ("SE206", "30 sec", "30s"),
    ]
    assert json.loads(result.stdout)["summary"]["mended"] == 2
    assert path.read_text(encoding="utf-8") == BASE.replace("hold: 45s", "hold: 1:30")


@pytest.mark.parametrize("text", [BASE, BASE.replace("hold: 45s", "hold: 1:30"), "a: [", ""])
def test_a_file_with_nothing_to_mend_is_not_written(text: str, tmp_path: Path) -> None:
    path = tmp_path / "routine.yaml"
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1, 1))
    inode = path.stat().st_ino
    validate(path)
    assert (path.stat().st_ino, path.stat().st_mtime) == (inode, 1)
    assert path.read_text(encoding="utf-8") == text


def test_ignored_findings_are_not_mended(tmp_path: Path) -> None:
    path = tmp_path / "routine.yaml"
    path.write_text(SLIPS, encoding="utf-8")
    validate(path, "--ignore", "SE206")
    assert path.read_text(encoding="utf-8") == BASE.replace("hold: 30s", "hold: 30 sec")


def test_standard_input_comes_out_mended_with_the_report_beside_it() -> None:
    result = validate("-", stdin=SLIPS.encode())
    assert (result.returncode, result.stdout) == (0, BASE.encode())
    assert b"mended Static to static" in result.stderr
    assert b"no findings" in result.stderr
    assert validate("-", stdin=BASE.encode()).stdout == BASE.encode()


@pytest.mark.parametrize("raw", [b"a: [", b"\xff", b"", b"# a\n" * 600_000])
def test_what_cannot_be_read_goes_through_as_it_is(raw: bytes) -> None:
    result = validate("-", stdin=raw)
    assert (result.returncode, result.stdout) == (1, raw)


@pytest.mark.parametrize("more", [("--format", "json"), ("other.yaml",)])
def test_standard_output_holds_the_mended_text_and_nothing_else(more: tuple[str, ...]) -> None:
    result = validate("-", *more, stdin=SLIPS.encode())
    assert (result.returncode, result.stdout) == (2, b"")


def test_a_pipe_is_not_written_back_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(SLIPS,))
    writer.start()
    result = validate(pipe)
    writer.join()
    assert result.returncode == 3
    assert b"use -" in result.stderr


def test_a_link_stays_a_link_and_leads_to_the_mended_file(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text(SLIPS, encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    assert validate(tmp_path / "link.yaml").returncode == 0
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text(encoding="utf-8") == BASE
