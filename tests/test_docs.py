"""The docs say what is true: codes, keys, commands and the routine in the README."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer

from stretchexport.cli import app
from stretchexport.equipment import known
from stretchexport.explanations import Explanation, explanations
from stretchexport.exporters.calendar.clients import clients, facts
from stretchexport.exporters.calendar.features import NAMES as FEATURES
from stretchexport.findings import Rule, catalogue
from stretchexport.loading import load_bytes

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def findings_page() -> str:
    """``docs/findings.md``, made of the catalogue and what is explained about each code."""
    lines = [
        "# Findings",
        "",
        "What `stretchexport validate` finds in routines and `stretchexport doctor` in calendars,",
        "and what `stretchexport explain CODE` says about it. An error stops every export; a",
        "warning fails the check with `--strict` only; a note never does. A code never changes its",
        "meaning. This page is made from `codes.toml` and `explain.toml` in",
        "`src/stretchexport/data` by `make golden`.",
    ]
    for family, members in itertools.groupby(catalogue().values(), lambda rule: rule.family):
        rules = list(members)
        lines += ["", f"## {family.capitalize()}", "", "| code | severity | meaning |"]
        lines += ["|---|---|---|"]
        lines += [f"| [{r.code}](#{r.code.lower()}) | {r.severity} | {r.title} |" for r in rules]
        for rule in rules:
            lines += entry(rule, explanations()[rule.code])
    return "\n".join(lines) + "\n"


def entry(rule: Rule, told: Explanation) -> list[str]:
    """What the page says about one code."""
    lines = ["", f"### {rule.code}", "", f"*{rule.title[0].upper()}{rule.title[1:]}.* {told.why}"]
    wrong, right = told.wrong.rstrip("\n"), told.right.rstrip("\n")
    language = "ics" if rule.family == "calendar" else "yaml"
    lines += ["", f"```{language}", "# wrong", wrong, "# right", right, "```"]
    lines += ["", f"Source: {told.source}"]
    return [*lines, "", f"It says: {told.says}"] if told.says else lines


def test_the_page_of_findings_lists_every_code(request: pytest.FixtureRequest) -> None:
    path = ROOT / "docs" / "findings.md"
    if request.config.getoption("--update-golden"):
        path.write_text(findings_page(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == findings_page()


def clients_table() -> str:
    """The table of ``docs/calendar.md``: what each calendar program leaves out."""
    lines = ["| program | uses | what it does | |", "|---|---|---|---|"]
    for client, name in clients().items():
        for fact in facts(client, FEATURES):
            if fact.client == client:
                when = f", on {fact.when}" if fact.when else ""
                used = ", ".join(fact.features)
                basis = f"[{fact.basis}]({fact.source}){when}"
                lines.append(f"| {name} | {used} | {fact.what} | {basis} |")
    return "\n".join(lines)


def test_the_page_of_the_calendar_lists_what_each_program_leaves_out(
    request: pytest.FixtureRequest,
) -> None:
    path = ROOT / "docs" / "calendar.md"
    head, rest = path.read_text(encoding="utf-8").split("<!-- clients -->\n")
    _, tail = rest.split("<!-- end -->")
    expected = f"{head}<!-- clients -->\n{clients_table()}\n<!-- end -->{tail}"
    if request.config.getoption("--update-golden"):
        path.write_text(expected, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == expected


def test_the_page_of_the_calendar_names_every_option() -> None:
    page = (ROOT / "docs" / "calendar.md").read_text(encoding="utf-8")
    command = typer.main.get_group(app).commands["calendar"]
    names = {name for parameter in command.params for name in parameter.opts if "--" in name}
    elsewhere = {"--output", "--update", "--variant", "--with"}
    assert [name for name in sorted(names - elsewhere) if name not in page] == []


def test_the_routine_in_the_readme_is_valid() -> None:
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block
    assert load_bytes(block[1].encode(), "README.yaml").findings == ()


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_every_command_is_named(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    commands = typer.main.get_group(app).commands
    assert [one for one in commands if not re.search(rf"`{one}[ `]", text)] == []


def options() -> dict[str, set[str]]:
    """The long options there are, and the commands that have each."""
    found: dict[str, set[str]] = {"--help": set()}
    for name, command in typer.main.get_group(app).commands.items():
        for parameter in command.params:
            for one in (*parameter.opts, *parameter.secondary_opts):
                found.setdefault(one, set()).add(name)
    return found


def test_every_option_in_the_docs_exists() -> None:
    there = options()
    for page in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))):
        named = re.findall(r"(?<![\w-])--[a-z][a-z0-9-]+", page.read_text(encoding="utf-8"))
        assert [one for one in named if one not in there] == [], page.name


def test_the_readme_names_the_commands_that_speak_json() -> None:
    told = re.search(r"- `--format json` is for scripts, in (.*?)\.", README, re.DOTALL)
    assert told
    assert set(re.findall(r"`([a-z]+)[^`]*`", told[1])) == options()["--format"]


def test_the_readme_leads_to_every_page() -> None:
    pages = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    assert pages - set(re.findall(r"\]\(([^)#]+)", README)) == set()


def test_the_python_in_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    block = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert block
    monkeypatch.chdir(ROOT)
    exec(block[1], {})


def test_every_link_in_the_docs_leads_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("name", ["stretch-routine", "workout-plan"])
def test_every_property_of_a_schema_says_what_it_is(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))

    def described(node: dict[str, Any]) -> bool:
        if "$ref" in node:
            return described(schema["definitions"][node["$ref"].rsplit("/", 1)[-1]])
        return bool(node.get("description"))

    def walk(node: Any, where: str) -> None:
        if isinstance(node, list):
            for index, child in enumerate(node):
                walk(child, f"{where}/{index}")
        if not isinstance(node, dict):
            return
        for key, child in node.get("properties", {}).items():
            assert described(child), f"{where}/properties/{key}"
        for key, child in node.items():
            if key not in ("enum", "const", "if", "then", "else", "not"):
                walk(child, f"{where}/{key}")

    walk(schema, "#")


def test_the_routine_page_names_all_equipment() -> None:
    page = (ROOT / "docs" / "routine.md").read_text(encoding="utf-8")
    assert [one for one in known() if f"`{one}`" not in page] == []
