"""The docs say what is true: codes, keys, commands and the routine in the README."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from stretchexport.equipment import known
from stretchexport.explanations import Explanation, explanations
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


def test_the_routine_in_the_readme_is_valid() -> None:
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block
    assert load_bytes(block[1].encode(), "README.yaml").findings == ()


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
