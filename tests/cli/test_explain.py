"""``stretchexport explain``: every code has an entry, and its examples are true."""

from __future__ import annotations

import itertools
import json
import re
import textwrap
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from doctor.cases import TEXT, changed
from stretchexport.cli import app
from stretchexport.doctor import examine
from stretchexport.explanations import explanations
from stretchexport.findings import catalogue
from stretchexport.loading import load_bytes

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT / "tests" / "corpus" / "checks"
ROUTINES = [
    path.read_text(encoding="utf-8")
    for path in (
        CORPUS / "base.yaml",
        ROOT / "examples" / "pnf-hamstrings.yaml",
    )
]
READING = [code for code, rule in catalogue().items() if rule.family == "reading"]
CALENDAR = [code for code, rule in catalogue().items() if rule.family == "calendar"]
BEYOND = [code for code in catalogue() if code not in (*READING, *CALENDAR)]

IN_WORDS = {
    "SE101": {b", ...": b", stretch" * 200_000},
    "SE102": {b"<E9>": b"\xe9", b"<C3 A9>": b"\xc3\xa9"},
    "SE118": {b", ...": b", 0" * 100_000},
}
"""What stands for something that cannot be shown in a few lines of text, and what it stands for."""

MANY = {
    "SE901": "COMMENT:x\n" * 160_000,
    "SE971": f"COMMENT:{'x' * 66}\n" * 15_000,
    "SE972": "BEGIN:VALARM\nEND:VALARM\n" * 5_001,
    "SE973": "".join(
        f"BEGIN:VEVENT\nUID:{n}\nDTSTART:20000101T000000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
        for n in range(200)
    ),
}
"""What the dots stand for in a calendar that is too much."""

ITEM = "- {stretch: reach, hold: 30s, sets: 2, rest: 10s, order: alternate, variant: free}"
MOTIONS = "motions: [scapula.protraction, scapula.upward-rotation]"
SLOTS = """\
  - {id: early, session: short, on: [mon, fri], at: "07:30", remind: [10m]}
  - {id: late, session: short, on: [wed], at: "18:00"}"""

LATE = '- {id: late, session: short, on: [wed], at: "18:00"}'

INSTEAD_OF = {
    "SE331": "- {stretch: hamstring-pnf, contract: 6s, relax: 2s, hold: 20s, sets: 3, rest: 10s, "
    "note: Push gently. More is not better.}",
    "SE313": "sides: both",
    "SE322": "- {from_week: 3, hold: 45s}",
    "SE416": f"title: Short\nitems:\n  {ITEM}",
    "SE509": f"sides: each\ntargets: [rhomboids]\n{MOTIONS}",
    "SE510": f"targets: [rhomboids]\n{MOTIONS}",
    "SE511": MOTIONS,
    "SE512": f"targets: [rhomboids]\n{MOTIONS}",
    **dict.fromkeys(("SE520", "SE521", "SE522", "SE523", "SE524", "SE525"), "name: Reach"),
    "SE611": f"weeks: 4\ntimezone: Europe/Berlin\nslots:\n{SLOTS}",
    **dict.fromkeys(("SE614", "SE615", "SE616", "SE617", "SE618", "SE619", "SE620"), LATE),
    "SE702": f"targets: [rhomboids]\n{MOTIONS}",
    "SE703": "targets: [hamstrings]\nmotions: [hip.flexion, knee.extension]",
    **dict.fromkeys(("SE341", "SE342", "SE343", "SE344", "SE345", "SE346"), "name: Reach"),
    "SE804": "name: Reach",
    "SE822": "title: Base",
    "SE823": "title: Base",
    "SE824": "audience: older-adults",
    "SE825": "motions: [hip.flexion, knee.extension]\nstop_if: [Sharp pain]",
    "SE826": f"{MOTIONS}\nstop_if: [Sharp pain]",
}
"""What an example stands for in a routine where its mended form is not in there itself."""


FROM_NOWHERE = "SE346"
"""The code about routines that lie in no folder."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["explain", *arguments])


def codes(text: str, folder: Path | None = None) -> set[str]:
    name = "case.json" if text.startswith("{") else "case.yaml"
    return codes_of_bytes(text.encode(), name, folder)


def codes_of_bytes(raw: bytes, name: str, folder: Path | None = None) -> set[str]:
    return {finding.code for finding in load_bytes(raw, name, folder).findings}


def in_a_routine(code: str, lines: str) -> str:
    """A good routine with ``lines`` in the place of the mended example of ``code``."""
    old = INSTEAD_OF.get(code) or explanations()[code].right
    for routine, depth in itertools.product(ROUTINES, range(80)):
        there = re.escape(textwrap.indent(old, " " * depth).strip())
        place = re.search(rf"^.{{{depth}}}(?<![\w-])({there})", routine, re.MULTILINE)
        if place:
            new = textwrap.indent(lines, " " * depth).strip()
            return routine[: place.start(1)] + new + routine[place.end(1) :]
    pytest.fail(f"no routine has {old!r}")


def test_every_code_is_explained_and_no_other() -> None:
    assert set(explanations()) == set(catalogue())


@pytest.mark.parametrize("code", catalogue())
def test_an_explanation_is_a_few_sentences_with_a_source(code: str) -> None:
    told = explanations()[code]
    assert told.why.endswith(".")
    assert 1 <= told.why.count(". ") + 1 <= 4
    assert told.source
    assert not told.source.endswith(".")
    assert told.wrong
    assert told.right
    assert told.wrong != told.right


@pytest.mark.parametrize("code", [one for one in READING if one not in IN_WORDS])
def test_a_file_has_the_finding_and_mended_it_has_not(code: str) -> None:
    told = explanations()[code]
    assert code in codes(told.wrong)
    mended = {one for one in codes(told.right) if one in READING}
    assert mended == set()


@pytest.mark.parametrize("code", IN_WORDS)
def test_an_example_in_words_is_true_of_the_bytes_it_stands_for(code: str) -> None:
    def told(example: str) -> set[str]:
        raw = example.encode()
        for words, meant in IN_WORDS[code].items():
            raw = raw.replace(words, meant)
        return codes_of_bytes(raw, "case.yaml") & set(READING)

    assert told(explanations()[code].wrong) == {code}
    assert told(explanations()[code].right) == set()


@pytest.mark.parametrize("code", BEYOND)
def test_a_routine_has_the_finding_and_mended_it_has_not(code: str) -> None:
    told = explanations()[code]
    folder = None if code == FROM_NOWHERE else CORPUS
    assert code in codes(in_a_routine(code, told.wrong), folder)
    assert code not in codes(in_a_routine(code, told.right), folder)


@pytest.mark.parametrize("code", CALENDAR)
def test_a_calendar_has_the_finding_and_mended_it_has_not(code: str) -> None:
    told = explanations()[code]
    wrong = told.wrong.replace("...\n", MANY.get(code, "...\n"))
    assert code in {finding.code for finding in examine(changed(told.right, wrong)).findings}
    assert told.right in TEXT


def test_a_code_is_explained_with_an_example_and_the_source() -> None:
    result = run("se206")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "error[SE206] text that is not written as it should be (schema)"
    )
    assert "Wrong:\n\n    hold: 0:30\n\nRight:\n\n    hold: 30s\n" in result.stdout
    assert "Source: The routine schema" in result.stdout


def test_without_a_code_every_code_is_listed_by_family() -> None:
    lines = run().stdout.splitlines()
    assert lines[0] == "reading"
    listed = [line.split()[0] for line in lines if line.startswith("  SE")]
    assert listed == sorted(catalogue())
    assert {"reference", "dose", "schedule"} < set(lines)


def test_a_family_is_explained_code_by_code() -> None:
    data = json.loads(run("dose", "SE101", "--format", "json").stdout)
    assert [one["code"] for one in data][:2] == ["SE101", "SE401"]
    assert {one["family"] for one in data} == {"reading", "dose"}
    assert data[0]["wrong"].startswith("summary: ")
    assert set(data[0]) == {
        "code", "severity", "family", "title", "why", "wrong", "right", "source", "says",
    }  # fmt: skip


def test_an_unknown_code_is_wrong_usage_with_a_hint() -> None:
    result = run("SE260")
    assert result.exit_code == 2
    assert "there is no code and no family SE260; did you mean SE206?" in result.stderr
