"""What was published, for people and for scripts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from stretchexport.publishing.plan import Action
from stretchexport.reporting.terminal import harmless, paint, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.publishing.applying import Outcome

_STYLES = {
    Action.NEW: "good",
    Action.CHANGED: "good",
    Action.REMOVED: "warning",
    Action.EDITED: "note",
    Action.CONFLICT: "error",
}
_INDENT = " " * 13


def publication_text(
    title: str, outcomes: Sequence[Outcome], *, dry_run: bool, colour: bool
) -> str:
    """How many of each there are, and a line for everything but what stays as it is."""
    lines = [paint(f"{harmless(title)}: {_counted(outcomes, dry_run)}", "bold", colour=colour)]
    for one in outcomes:
        if one.step.action is not Action.UNCHANGED:
            lines += _lines(one, colour=colour)
    return "\n".join(lines)


def _counted(outcomes: Sequence[Outcome], dry_run: bool) -> str:
    counts = Counter(one.step.action for one in outcomes if not one.problem)
    parts = [f"{counts[action]} {action}" for action in Action if counts[action]]
    if failed := sum(bool(one.problem) for one in outcomes):
        parts.append(f"{failed} left as {'it is' if failed == 1 else 'they are'}")
    text = ", ".join(parts) or "nothing there, and nothing to publish"
    return f"{text} (a dry run: nothing was written)" if dry_run else text


def _lines(one: Outcome, *, colour: bool) -> Iterator[str]:
    step = one.step
    words = f": {', '.join(step.words)}" if step.words else ""
    first, *rest = wrapped(f"{step.title} ({step.uid.partition('@')[0]}){words}", _INDENT)
    head = paint(f"{step.action:9}", _STYLES[step.action], colour=colour)
    yield f"  {head}  {first.lstrip()}"
    yield from rest
    if step.action is Action.EDITED:
        yield from wrapped(
            "changed on the server since, and left so (--force replaces it)", _INDENT
        )
    if one.problem:
        yield from wrapped(one.problem, f"{_INDENT}! ", f"{_INDENT}  ")


def publication_data(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """The same as plain data; ``problem`` says why a step was not done, if it was not."""
    return [
        {
            "action": str(one.step.action),
            "uid": one.step.uid,
            "title": one.step.title,
            "differences": list(one.step.words),
            "problem": one.problem or None,
        }
        for one in outcomes
    ]
