"""What was pushed, for people and for scripts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from stretchexport.pushing.sending import Action
from stretchexport.reporting.terminal import harmless, paint, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stretchexport.pushing.sending import Outcome

_STYLES = {Action.NEW: "good", Action.CHANGED: "good", Action.REMOVED: "warning"}
_INDENT = " " * 13
_FEW = 12
"""How many objects of a kind are told one by one; more of them are counted."""


def push_text(title: str, outcomes: Sequence[Outcome], *, dry_run: bool, colour: bool) -> str:
    """How many of each there are, and lines for everything but what stays as it is."""
    lines = [paint(f"{harmless(title)}: {_counted(outcomes, dry_run)}", "bold", colour=colour)]
    for action, style in _STYLES.items():
        for text in _told([one for one in outcomes if one.action is action and not one.problem]):
            first, *rest = wrapped(text, _INDENT)
            head = paint(f"{action:9}", style, colour=colour)
            lines += [f"  {head}  {first.lstrip()}", *rest]
    return "\n".join([*lines, *_problems(outcomes, colour=colour)])


def _counted(outcomes: Sequence[Outcome], dry_run: bool) -> str:
    counts = Counter(one.action for one in outcomes if not one.problem)
    parts = [f"{counts[action]} {action}" for action in Action if counts[action]]
    if failed := sum(bool(one.problem) for one in outcomes):
        parts.append(f"{failed} not done")
    text = ", ".join(parts) or "nothing to push"
    return f"{text} (a dry run: nothing was written)" if dry_run else text


def _told(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A text for each of a few, and one for many."""
    kinds: dict[str, list[Outcome]] = {}
    for one in outcomes:
        kinds.setdefault(one.kind, []).append(one)
    for kind, some in kinds.items():
        if len(some) > _FEW:
            fields = dict.fromkeys(field for one in some for field in one.differences)
            yield f"{len(some)} × {kind}{_fields(fields)}"
        else:
            yield from (f"{one.about}{_fields(one.differences)}" for one in some)


def _fields(names: Any) -> str:
    return f": {', '.join(names)}" if names else ""


def _problems(outcomes: Sequence[Outcome], *, colour: bool) -> Iterator[str]:
    """Each problem once, with what it is about."""
    problems: dict[str, list[str]] = {}
    for one in outcomes:
        if one.problem:
            problems.setdefault(one.problem, []).append(one.about)
    for problem, abouts in problems.items():
        more = f" and {len(abouts) - 1} more" if len(abouts) > 1 else ""
        first, *rest = wrapped(f"{abouts[0]}{more}: {problem}", _INDENT)
        head = paint("not done ", "error", colour=colour)
        yield f"  {head}  {first.lstrip()}"
        yield from rest


def push_data(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """The same as plain data; ``problem`` says why something was not done, if it was not."""
    return [
        {
            "action": str(one.action),
            "kind": one.kind,
            "about": one.about,
            "differences": list(one.differences),
            "problem": one.problem or None,
        }
        for one in outcomes
    ]
