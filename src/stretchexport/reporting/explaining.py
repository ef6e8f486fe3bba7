"""What there is to say about codes, for people and for scripts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from stretchexport.reporting.terminal import paint, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stretchexport.explanations import Explanation
    from stretchexport.findings import Rule


def explanation_text(rule: Rule, told: Explanation, *, colour: bool) -> str:
    """Why the rule is there, an example that fails and the same mended, and the source."""
    return "\n".join(_lines(rule, told, colour=colour))


def _lines(rule: Rule, told: Explanation, *, colour: bool) -> Iterator[str]:
    severity = str(rule.severity)
    head = paint(f"{severity}[{rule.code}]", severity, colour=colour)
    yield f"{head} {paint(rule.title, 'bold', colour=colour)} ({rule.family})"
    yield ""
    yield from wrapped(told.why, "")
    for name, example, style in (("Wrong", told.wrong, "error"), ("Right", told.right, "good")):
        yield f"\n{paint(f'{name}:', style, colour=colour)}\n"
        yield from (f"    {line}" for line in example.splitlines())
    yield ""
    yield from wrapped(f"Source: {told.source}", "", "  ")
    if told.says:
        yield from wrapped(f"It says: {told.says}", "", "  ")


def codes_text(rules: Iterable[Rule], *, colour: bool) -> str:
    """One line a code, under the name of its family."""
    lines: list[str] = []
    for family, members in groupby(rules, key=lambda rule: rule.family):
        lines += (
            ["", paint(family, "bold", colour=colour)]
            if lines
            else [paint(family, "bold", colour=colour)]
        )
        for rule in members:
            severity = paint(f"{rule.severity:<7}", str(rule.severity), colour=colour)
            lines.append(f"  {rule.code}  {severity}  {rule.title}")
    return "\n".join(lines)


def explanation_data(rule: Rule, told: Explanation) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "code": rule.code,
        "severity": str(rule.severity),
        "family": rule.family,
        "title": rule.title,
        "why": told.why,
        "wrong": told.wrong,
        "right": told.right,
        "source": told.source,
        "says": told.says or None,
    }
